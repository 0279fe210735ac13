"""What a plain scalar stands for, and which ones are refused because two YAML versions disagree on them."""

import re
from collections.abc import Iterator
from unicodedata import bidirectional, category, name

from powerhouse_site.diagnostics import Code
from powerhouse_site.diagnostics import codes as c
from powerhouse_site.loading.wording import shorten

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,30})")
_FLOAT = re.compile(r"-?(0|[1-9][0-9]{0,30})\.[0-9]{1,30}")
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH = {"true": True, "false": False}
_OLD_TRUTH = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false"})
_AMBIGUOUS = re.compile(
    r"[-+]?([0-9][0-9_]*(\.[0-9_]*)?|\.[0-9][0-9_]*)([eE][-+]?[0-9]+)?"  # 012 (octal in 1.1), 1_000, .5, 5., 1e3, +5
    r"|[-+]?0[xob][0-9a-fA-F_]+"
    r"|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"  # 22:22: base sixty in 1.1
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
    r"|=|<<"
)
_KINDS = {
    "Cc": "control character",
    "Cf": "invisible character",
    "Cs": "surrogate",
    "Co": "private-use character",
    "Zl": "line separator",
    "Zp": "paragraph separator",
}
"""Unicode categories of characters that make a text look different from what it is."""
_BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BLANK_LETTERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and signs that show nothing although Unicode counts them among those that do."""
_ANNOTATIONS = frozenset("\ufff9\ufffa\ufffb")
_JOINERS = frozenset("\u200c\u200d")
_LAST_LATIN = "\u024f"
_REGIONAL_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,8}\U000e007f"
"""A flag followed by the letters of a region that are not seen, which make it that of England, for example."""
_SUSPECT = re.compile(
    r"[^\n\t\x20-\x7e\xa0-\xac\xae-\u05ff\u0620-\u115e\u1161-\u17b3\u17b6-\u180d\u180f-\u200a\u2010-\u2027\u2030-\u205f"
    r"\u2070-\u27ff\u2801-\u3163\u3165-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\uff9f\uffa1-\uffef]"
)
_SUSPECTS = re.compile(f"{_REGIONAL_FLAG}|{_SUSPECT.pattern}")


class ScalarError(Exception):
    """A plain scalar that is refused."""

    def __init__(self, code: Code, message: str, help: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help


def plain_value(text: str) -> str | int | float | bool:
    """Resolve an unquoted scalar; raises ScalarError where YAML 1.1 and 1.2 disagree and where it is empty."""
    if text in _EMPTY:
        raise ScalarError(c.EMPTY_VALUE, "the value is empty", "write it, or leave the field out if it is not known")
    if text in _TRUTH:
        return _TRUTH[text]
    if text[0] in "-+.0123456789=<":
        if _INTEGER.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
        if _AMBIGUOUS.fullmatch(text):
            raise _ambiguous(text, f'quote it if it is text: "{shorten(text)}"; write numbers in plain decimal digits')
    elif len(text) <= 5 and text.lower() in _OLD_TRUTH:
        raise _ambiguous(text, f'quote it if it is a word: "{text}"; else write true or false')
    return text


def forbidden_character(text: str) -> str | None:
    """Describe the first control, invisible or bidirectional character of `text`, if it has one."""
    return next((what for _, what in _objections(text)), None)


def forbidden_offset(text: str) -> int | None:
    """The index of the first character that `forbidden_character` objects to."""
    return next((offset for offset, _ in _objections(text)), None)


def without_forbidden(text: str) -> str:
    """The text without any such character: what a reader sees of it."""
    offsets = {offset for offset, _ in _objections(text)}
    return "".join(character for offset, character in enumerate(text) if offset not in offsets)


def _objections(text: str) -> Iterator[tuple[int, str]]:
    if not _SUSPECT.search(text):  # nearly no text has any, and this is quicker than to look for flags as well
        return
    for match in _SUSPECTS.finditer(text):
        character = match.group()
        if len(character) == 1 and (what := _objection(character, text[: match.start()][-1:])):
            yield match.start(), f"the {what}"


def _objection(character: str, before: str) -> str | None:
    """What is wrong with a character that follows `before`; None if nothing is."""
    code = f"U+{ord(character):04X}"
    if character in _BIDIRECTIONAL:
        return f"direction mark {code} ({name(character, 'unnamed').lower()})"
    if _is_noncharacter(character):
        return f"noncharacter {code}"
    if character in _BLANK_LETTERS:
        return f"invisible character {code}"
    kind = _KINDS.get(category(character))
    return f"{kind} {code}" if kind is not None and not _is_seen(character, before) else None


def _is_seen(character: str, before: str) -> bool:
    """Whether a format character shows: signs of some scripts do, and joiners in what they join, such as emoji."""
    if character in _JOINERS:
        return before > _LAST_LATIN
    return category(character) == "Cf" and bidirectional(character) != "BN" and character not in _ANNOTATIONS


def _is_noncharacter(character: str) -> bool:
    """Whether Unicode sets it aside for good, unlike characters that a later version may give a meaning."""
    return ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef"


def _ambiguous(text: str, help: str) -> ScalarError:
    return ScalarError(c.AMBIGUOUS_SCALAR, f"'{shorten(text)}' is read differently by YAML 1.1 and YAML 1.2", help)
