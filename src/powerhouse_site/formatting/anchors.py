"""Where the entries of a YAML text begin and end: what a comment can be tied to."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from powerhouse_site.formatting.tree import Collection, Entry, Scalar
from powerhouse_site.loading.scalars import ScalarError, plain_value


@dataclass(slots=True)
class Frame:
    """A collection in the text. `end` is the index after the closing bracket of one that has brackets, else -1."""

    collection: Collection
    owner: "Anchor | None"
    column: int
    start: int
    is_flow: bool
    end: int = -1

    @property
    def around(self) -> "Frame | None":
        """The collection that this one stands in."""
        return self.owner.frame if self.owner else None

    def up(self) -> Iterator["Frame"]:
        """Itself and the collections around it, from the inside out."""
        frame: Frame | None = self
        while frame is not None:
            yield frame
            frame = frame.around


@dataclass(slots=True)
class Anchor:
    """Where an entry begins, and where its value does: what a comment can be tied to."""

    entry: Entry
    frame: Frame
    start: int
    column: int
    value_start: int = -1
    value_is_leaf: bool = True


def read_anchors(text: str, dashes: Iterator[tuple[int, int]]) -> "Reader":
    """The entries of `text`, whose list items begin at `dashes`."""
    reader = Reader(dashes)
    events = yaml.CLoader(text)
    while (event := events.get_event()) is not None:
        reader.take(event)
    return reader


class Reader:
    """Makes frames and anchors from the parser's events."""

    def __init__(self, dashes: Iterator[tuple[int, int]]) -> None:
        self.frames: list[Frame] = []
        self.anchors: list[Anchor] = []
        self._dashes = dashes
        self._open: list[Frame] = []
        self._keyed: dict[int, Anchor] = {}
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
        frame = Frame(collection, owner, column, index, bool(event.flow_style))
        if owner is not None:
            owner.entry.value = collection
            owner.value_start = index
        self.frames.append(frame)
        self._open.append(frame)

    def _value_anchor(self, place: tuple[int, int]) -> Anchor:
        """The anchor of the value that begins at `place`: its key's, or a new one for an item of a list."""
        frame, depth = self._open[-1], len(self._open)
        return self._keyed.pop(depth) if frame.collection.is_mapping else self._anchor(frame, None, place)

    def _anchor(self, frame: Frame, key: str | None, place: tuple[int, int]) -> Anchor:
        start, column = place
        if not frame.is_flow:
            start, column = next(self._dashes) if key is None else (start, frame.column)
        anchor = Anchor(Entry(key, Scalar("")), frame, start, column)
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
