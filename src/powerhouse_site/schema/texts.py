"""Texts: ids, names and prose, each trimmed and bounded."""

import re
from typing import Annotated

from pydantic import StringConstraints
from pydantic_core import PydanticCustomError, PydanticKnownError

from powerhouse_site.schema.annotations import Formatted
from powerhouse_site.schema.forms import LINE_BREAKS, SPACES, Form

SLUG_PATTERN = r"^[a-z0-9]+([.-][a-z0-9]+)*$"
Slug = Annotated[
    str,
    StringConstraints(max_length=80),
    Form(
        SLUG_PATTERN[1:-1],
        "An id is lower-case letters and digits, joined by single '-' or '.'.",
        lambda _: PydanticKnownError("string_pattern_mismatch", {"pattern": SLUG_PATTERN}),
    ),
]


_ENDS = re.compile(rf"^[{SPACES}]+|[{SPACES}]+\Z")
_BREAK = re.compile(rf"[{LINE_BREAKS}]")


def _untrimmed(text: str) -> PydanticCustomError:
    if _BREAK.search("".join(_ENDS.findall(text))):
        what, advice = "a line break", "remove it; after '|' or '>' write '-'"
    else:
        what, advice = "a space", "remove it"
    return PydanticCustomError("untrimmed", f"the text begins or ends with {what}", {"help": advice})


def _no_name(text: str) -> PydanticCustomError:
    if _ENDS.search(text):
        return _untrimmed(text)
    return PydanticCustomError("lines", "the text holds a line break or a tab", {"help": "write it on one line"})


Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=140),
    Form(
        rf"[^{SPACES}](?:[^{LINE_BREAKS}]*[^{SPACES}])?",
        "Write the text on one line, without spaces at its beginning and end.",
        _no_name,
    ),
]
"""Plain text on one line: every character is shown as typed."""
Prose = Annotated[
    str,
    Formatted(),
    StringConstraints(min_length=1, max_length=1000),
    Form(
        rf"[^{SPACES}](?:[\s\S]*[^{SPACES}])?",
        "Remove the space or line break at the beginning or end of the text; after '|' or '>' write '-'.",
        _untrimmed,
    ),
]
"""Sentences, in which `code`, *emphasis* and [links](https://example.org) are drawn and nothing else is."""
