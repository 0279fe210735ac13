"""License openness over the years: of the models of each year, how many may be used commercially."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from powerhouse_site.answers import UNKNOWN
from powerhouse_site.pages.cells.pills import Pill, pill_of_use
from powerhouse_site.pages.timeline.charts import BOTTOM, LEFT, RIGHT_EDGE, TOP
from powerhouse_site.pages.timeline.releases import Release

USES = ("yes", "conditional", "no", UNKNOWN)
"""The answers to commercial use, from the foot of a column upward."""
_WIDEST = 150
_LEAST = 18
"""A part of a column at least so high has its number in it."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """The models of a year with one answer, as a part of its column."""

    use: str
    number: int
    of: int
    top: float
    height: float

    @property
    def pill(self) -> Pill:
        """The answer."""
        return pill_of_use(self.use)

    @property
    def percent(self) -> int:
        """Its part of the year, rounded."""
        return round(100 * self.number / self.of) if self.of else 0

    @property
    def has_room(self) -> bool:
        """Whether its number can stand in it."""
        return self.height >= _LEAST


@dataclass(frozen=True, kw_only=True)
class Column:
    """A year, with a part for each answer in the order of `USES`, also where it is empty."""

    year: int
    number: int
    x: float
    width: float
    parts: tuple[Part, ...]

    @property
    def middle(self) -> float:
        """The coordinate of its middle."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, kw_only=True)
class Openness:
    """The columns of the years. `undated` are the models that belong to no year."""

    columns: tuple[Column, ...]
    undated: tuple[Release, ...]


def openness(releases: Sequence[Release]) -> Openness:
    """Count the answers of each year; every column has the same height, for its models are the whole."""
    years: dict[int, Counter[str]] = {}
    for release in releases:
        if release.date:
            years.setdefault(release.date.year, Counter())[release.use] += 1
    step = (RIGHT_EDGE - LEFT) / (len(years) or 1)
    width = round(min(_WIDEST, step * 0.72), 1)
    columns = (
        _column(year, years[year], round(LEFT + step * (index + 0.5) - width / 2, 1), width)
        for index, year in enumerate(sorted(years))
    )
    return Openness(columns=tuple(columns), undated=tuple(release for release in releases if not release.date))


def _column(year: int, counts: Counter[str], x: float, width: float) -> Column:
    number = counts.total()
    parts = []
    foot = float(BOTTOM)
    for use in USES:
        height = (BOTTOM - TOP) * counts[use] / number
        parts.append(Part(use=use, number=counts[use], of=number, top=round(foot - height, 1), height=round(height, 1)))
        foot -= height
    return Column(year=year, number=number, x=x, width=width, parts=tuple(parts))
