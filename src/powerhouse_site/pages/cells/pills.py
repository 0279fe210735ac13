"""Answers as pills: the words, and the tone that gives them sign and colour."""

from functools import cache
from typing import NamedTuple

from powerhouse_site.answers import UNKNOWN
from powerhouse_site.schema.licenses import Answer, Permission, Presence


class Pill(NamedTuple):
    """An answer as readers see it. `tone` is yes, conditional, no, required, not-required or unknown."""

    tone: str
    words: str


NOT_ESTABLISHED = Pill(UNKNOWN, "Not established")
_PERMISSIONS = {permission.value: permission for permission in Permission}
_NEUTRAL = {Presence.YES: "required", Presence.NO: "not-required"}
"""Having restrictions is neither good nor bad, so it has the tone of a duty."""


def pill_of(answer: Answer | None) -> Pill:
    """The pill of a license's answer, or of none."""
    if answer is None:
        return NOT_ESTABLISHED
    word = answer.answer
    tone = _NEUTRAL[word] if isinstance(word, Presence) else word.value
    return Pill(tone, word.label)


@cache
def pill_of_use(word: str) -> Pill:
    """The pill of an answer to "may I?" by its word: yes, conditional, no or unknown."""
    return NOT_ESTABLISHED if word == UNKNOWN else Pill(word, _PERMISSIONS[word].label)
