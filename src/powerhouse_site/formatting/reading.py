"""A YAML text as a tree that holds its comments.

A comment beside something belongs to it. A comment on a line of its own belongs to the entry below it, and moves with
it; where it is indented deeper than that entry, it stays below the last entry of the block that it is indented like.
Comments above the first entry that a blank line parts from it are the head of the file.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from powerhouse_site.formatting.comments import Comment, scan
from powerhouse_site.formatting.tree import Collection, Entry, Scalar, Tree
from powerhouse_site.loading.scalars import ScalarError, plain_value


@dataclass(slots=True)
class _Frame:
    """A collection in the text. `end` is the index after the closing bracket of one that has brackets, else -1."""

    collection: Collection
    owner: "_Anchor | None"
    column: int
    start: int
    is_flow: bool
    end: int = -1

    @property
    def around(self) -> "_Frame | None":
        """The collection that this one stands in."""
        return self.owner.frame if self.owner else None

    def up(self) -> Iterator["_Frame"]:
        """Itself and the collections around it, from the inside out."""
        frame: _Frame | None = self
        while frame is not None:
            yield frame
            frame = frame.around


@dataclass(slots=True)
class _Anchor:
    """Where an entry begins, and where its value does: what a comment can be tied to."""

    entry: Entry
    frame: _Frame
    start: int
    column: int
    value_start: int = -1
    value_is_leaf: bool = True


def read_tree(text: str) -> Tree:
    """The tree of a text that `parse` accepts without findings and whose value is a mapping."""
    found = scan(text)
    reader = _Reader(iter(found.dashes))
    events = yaml.CLoader(text)
    while (event := events.get_event()) is not None:
        reader.take(event)
    return _Placing(text, reader).place(found.comments)


class _Reader:
    """Makes frames and anchors from the parser's events."""

    def __init__(self, dashes: Iterator[tuple[int, int]]) -> None:
        self.frames: list[_Frame] = []
        self.anchors: list[_Anchor] = []
        self._dashes = dashes
        self._open: list[_Frame] = []
        self._keyed: dict[int, _Anchor] = {}
        """By depth, the key that waits for its value."""

    def take(self, event: yaml.Event) -> None:
        """Work one event in."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._start(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            frame = self._open.pop()
            if frame.is_flow:
                frame.end = _place(event.end_mark)[0]

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        frame, depth = self._open[-1], len(self._open)
        if frame.collection.is_mapping and depth not in self._keyed:
            anchor = self._anchor(frame, event.value, _place(event.start_mark))
            self._keyed[depth] = anchor
            return
        start = _place(event.start_mark)
        anchor = self._value_anchor(start)
        anchor.entry.value = Scalar(event.value, bool(event.style) or _is_text(event.value))
        anchor.value_start = start[0]

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        index, column = _place(event.start_mark)
        owner = self._value_anchor((index, column)) if self._open else None
        collection = Collection(isinstance(event, yaml.MappingStartEvent))
        frame = _Frame(collection, owner, column, index, bool(event.flow_style))
        if owner is not None:
            owner.entry.value = collection
            owner.value_start = index
        self.frames.append(frame)
        self._open.append(frame)

    def _value_anchor(self, place: tuple[int, int]) -> _Anchor:
        """The anchor of the value that begins at `place`: its key's, or a new one for an item of a list."""
        frame, depth = self._open[-1], len(self._open)
        return self._keyed.pop(depth) if frame.collection.is_mapping else self._anchor(frame, None, place)

    def _anchor(self, frame: _Frame, key: str | None, place: tuple[int, int]) -> _Anchor:
        start, column = place
        if not frame.is_flow:
            start, column = next(self._dashes) if key is None else (start, frame.column)
        anchor = _Anchor(Entry(key, Scalar("")), frame, start, column)
        frame.collection.entries.append(anchor.entry)
        if frame.owner is not None:
            frame.owner.value_is_leaf = False
        self.anchors.append(anchor)
        return anchor


def _place(mark: "yaml.Mark | yaml._yaml.Mark | None") -> tuple[int, int]:
    """Index and column of a mark, which each event of the parser has."""
    if mark is None:
        raise ValueError("the parser gave an event without a position")
    return mark.index, mark.column


def _is_text(spelling: str) -> bool:
    try:
        return isinstance(plain_value(spelling), str)
    except ScalarError:
        return False


class _Placing:
    """Ties comments to entries."""

    def __init__(self, text: str, reader: _Reader) -> None:
        self._text = text
        self._frames = reader.frames
        self._anchors = reader.anchors
        self._starts = [anchor.start for anchor in reader.anchors]
        self._gap: tuple[int, int] = (-1, 0)
        """The anchor that the comment before stood behind, and the column that comments there do not go beyond."""

    def place(self, comments: tuple[Comment, ...]) -> Tree:
        """The tree with all `comments` in it."""
        root = self._frames[0]
        first: list[Comment] = []
        for comment in comments:
            behind = bisect_left(self._starts, comment.index)
            if not behind:
                first.append(comment)
            elif comment.beside:
                self._place_beside(comment, self._anchors[behind - 1])
            else:
                self._place_alone(comment, behind)
        head, above = self._split(first)
        if self._anchors:
            self._anchors[0].entry.above[:0] = above
        else:
            root.collection.below[:0] = [*head, *above]
            head = []
        return Tree(head, root.collection)

    def _split(self, first: list[Comment]) -> tuple[list[str], list[str]]:
        """The comments before the first entry as head of the file and comments of that entry."""
        ends = [*(comment.index for comment in first[1:]), self._starts[0] if self._starts else len(self._text)]
        parted = [
            number
            for number, (comment, end) in enumerate(zip(first, ends, strict=False), start=1)
            if re.search(r"\n[ \t]*\n", self._text[comment.end : end])
        ]
        cut = parted[-1] if parted else 0
        texts = [comment.text for comment in first]
        return texts[:cut], texts[cut:]

    def _place_beside(self, comment: Comment, anchor: _Anchor) -> None:
        while 0 <= anchor.frame.end <= comment.index:
            if anchor.frame.owner is None:
                anchor.frame.collection.below.append(comment.text)
                return
            anchor = anchor.frame.owner
        anchor.entry.beside.append(comment.text)

    def _place_alone(self, comment: Comment, behind: int) -> None:
        last = self._anchors[behind - 1]
        following = self._anchors[behind] if behind < len(self._anchors) else None
        if last.value_is_leaf and last.value_start > comment.index:
            last.entry.above.append(comment.text)
            return
        brackets = self._brackets_around(comment)
        if brackets is None:
            self._place_in_block(comment, behind, last, following)
        elif following is not None and following.start < brackets.end:
            following.entry.above.append(comment.text)
        elif brackets.collection.entries or brackets.owner is None:
            brackets.collection.below.append(comment.text)
        else:
            brackets.owner.entry.above.append(comment.text)

    def _brackets_around(self, comment: Comment) -> _Frame | None:
        around = [f for f in self._frames if f.is_flow and f.start < comment.index < f.end]
        return around[-1] if around else None

    def _place_in_block(self, comment: Comment, behind: int, last: _Anchor, following: _Anchor | None) -> None:
        column = min(comment.column, self._gap[1]) if self._gap[0] == behind else comment.column
        self._gap = (behind, column)
        kept = list(following.frame.up()) if following else []
        if following is None or column > following.column:
            for frame in last.frame.up():
                if not frame.is_flow and frame.column <= column and all(frame is not other for other in kept):
                    frame.collection.below.append(comment.text)
                    return
        if following is None:
            self._frames[0].collection.below.append(comment.text)
        else:
            following.entry.above.append(comment.text)
