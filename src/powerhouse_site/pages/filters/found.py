"""What the units of rows are found by, where each different thing is worked out once."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypeVar

from powerhouse_site.pages.cells.cell import Owner

T = TypeVar("T")
Units = Sequence[Sequence[Owner]]
"""The units of each row."""


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """The different things in `told`, and in `rows` the places that they have there for the units of each row."""

    told: Sequence[T]
    rows: Sequence[tuple[int, ...]]

    @property
    def places(self) -> Iterator[int]:
        """The place for each unit of all rows."""
        return chain.from_iterable(self.rows)

    @property
    def counted(self) -> Iterator[tuple[list[T], int]]:
        """What the units of a row are found by, with the number of rows whose units are found by the same."""
        return (([self.told[place] for place in row], count) for row, count in Counter(self.rows).items())


def found(units: Units, key: Callable[[Owner], Hashable], tell: Callable[[Owner], T]) -> Found[T]:
    """Look at all units. Those with the same key are told of in the same way."""
    places: dict[Hashable, int] = {}
    told: list[T] = []
    rows = []
    for row in units:
        own = []
        for owner in row:
            place = places.setdefault(key(owner), len(told))
            if place == len(told):
                told.append(tell(owner))
            own.append(place)
        rows.append(tuple(own))
    return Found(told, rows)
