"""The comments of a YAML text, and where its list items begin."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

_MARKERS = (yaml.DocumentStartToken, yaml.DocumentEndToken, yaml.KeyToken)
"""What may stand before a comment on its line that is still about what follows: '---', '...' and '?'."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its sign. `beside` is whether it stands behind something on the same line."""

    index: int
    column: int
    text: str
    beside: bool

    @property
    def end(self) -> int:
        """The index after its last character that is no space."""
        return self.index + len(self.text)


@dataclass(frozen=True, slots=True)
class Scan:
    """The comments of a text, and index and column of the dash of each list item, in the order of the text."""

    comments: tuple[Comment, ...]
    dashes: tuple[tuple[int, int], ...]


def scan(text: str) -> Scan:
    """Find comments and dashes in a text that `parse` accepts.

    Between two tokens of the scanner stand spaces, indicators and comments, so that each '#' begins a comment there.
    """
    comments: list[Comment] = []
    dashes: list[tuple[int, int]] = []
    position, is_beside = 0, False
    for token in _tokens(text):
        start, end = token.start_mark, token.end_mark
        comments += _comments_between(text, position, start.index, is_beside=is_beside)
        if isinstance(token, yaml.BlockEntryToken):
            dashes.append((start.index, start.column))
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            header_end = text.find("\n", start.index)
            header_end = header_end if header_end >= 0 else len(text)
            comments += _comments_between(text, start.index, header_end, is_beside=True)
        position, is_beside = max(position, end.index), not isinstance(token, _MARKERS)
    comments += _comments_between(text, position, len(text), is_beside=is_beside)
    return Scan(tuple(comments), tuple(dashes))


def _tokens(text: str) -> Iterator[yaml.Token]:
    scanner = yaml.CLoader(text)
    while (token := scanner.get_token()) is not None:
        yield token


def _comments_between(text: str, start: int, end: int, *, is_beside: bool) -> Iterator[Comment]:
    """The comments of a stretch; `is_beside` is whether what stands before one on its line owns it."""
    while (index := text.find("#", start, end)) >= 0:
        start = text.find("\n", index)
        start = start if start >= 0 else len(text)
        line = text.rfind("\n", 0, index) + 1
        yield Comment(
            index=index,
            column=index - line,
            text=text[index:start].rstrip(" \t"),
            beside=is_beside and not text[line:index].isspace() and line != index,
        )
