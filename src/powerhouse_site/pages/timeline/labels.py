"""Labels beside marks, where there is room for them: none covers a mark, the line or another label."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

SIZE = 12
"""The height of the letters."""
_CELL = 24
_REACH = 8
"""From the middle of a mark to its label."""
_NARROW = frozenset("iljtfrI.,:;'’!|()[]-– /")
_BROAD = frozenset("mwMWQOGD%@&")


@dataclass(frozen=True)
class Box:
    """A rectangle. Boxes that only touch do not overlap."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        """Whether the other lies inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True)
class Place:
    """Where a label stands, from the middle of its mark. `anchor` is the end of the text that stands there."""

    dx: float
    dy: float
    anchor: str = "start"

    def box(self, x: float, y: float, width: float) -> Box:
        """What a text of that width covers beside a mark at `x`, `y`."""
        shift = {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        left, base = x + self.dx - shift, y + self.dy
        return Box(left, base - SIZE * 0.8, left + width, base + SIZE * 0.25)


RIGHT = Place(_REACH, 4)
LEFT = Place(-_REACH, 4, "end")
PLACES = (
    RIGHT,
    LEFT,
    Place(0, -_REACH, "middle"),
    Place(0, _REACH + SIZE * 0.75, "middle"),
    Place(5, -_REACH + 2),
    Place(-5, -_REACH + 2, "end"),
    Place(5, _REACH + 7),
    Place(-5, _REACH + 7, "end"),
)
"""The places that are tried, the best first."""


@dataclass(frozen=True)
class Wanted:
    """A text that would stand beside the mark at `x`, `y`."""

    text: str
    x: float
    y: float


class _Taken:
    """Boxes that are taken, found by where they are."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = defaultdict(list)
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        for cell in self._of(box):
            self._cells[cell].append(box)

    def meets(self, box: Box) -> bool:
        return any(box.overlaps(other) for cell in self._of(box) for other in self._cells.get(cell, ()))

    @staticmethod
    def _of(box: Box) -> Iterator[tuple[int, int]]:
        for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1):
            for row in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1):
                yield column, row


def text_width(text: str) -> float:
    """The width of a bold text, estimated so that the common system typefaces stay within it."""
    return sum(_em(letter) for letter in text) * SIZE


def place_labels(
    wanted: Sequence[Wanted], taken: Iterable[Box], frame: Box, crossed: Iterable[Box] = ()
) -> list[Place | None]:
    """A place inside `frame` for each text that finds one free, None for the others; the first choose first.

    A text that finds none may stand over boxes of `crossed`: thin lines that are drawn below it.
    """
    boxes, lines = _Taken(taken), _Taken(crossed)
    found: list[Place | None] = []
    for each in wanted:
        width = text_width(each.text)
        free = [
            (place, box)
            for place, box in ((place, place.box(each.x, each.y, width)) for place in PLACES)
            if frame.holds(box) and not boxes.meets(box)
        ]
        clear = ((place, box) for place, box in free if not lines.meets(box))
        place, box = next(clear, free[0] if free else (None, None))
        if box is not None:
            boxes.add(box)
        found.append(place)
    return found


def _em(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if unicodedata.combining(letter):
        return 0.0
    if letter in _NARROW:
        return 0.38
    if letter in _BROAD:
        return 0.88
    return 0.74 if letter.isupper() else 0.62
