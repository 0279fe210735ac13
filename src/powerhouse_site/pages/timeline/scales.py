"""Scales: where on an axis a date or a number stands."""

import datetime
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from powerhouse_site.schema.values import PartialDate

NARROW = 0.27
"""The width of a year that is drawn narrower, against that of another."""
FEW = 0.05
"""The first years are drawn narrower as long as they have no more than this part of all releases together."""


@dataclass(frozen=True)
class Span:
    """The days that a date can mean: from `first` to before `end`."""

    first: datetime.date
    end: datetime.date

    @classmethod
    def of_year(cls, year: int) -> "Span":
        """The days of a year."""
        return cls(datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1))

    @classmethod
    def of(cls, date: PartialDate) -> "Span":
        """A day, the days of a month, or those of a year."""
        first = date.first_day
        if date.day:
            return cls(first, first + datetime.timedelta(days=1))
        if date.month:
            return cls(first, datetime.date(date.year + date.month // 12, date.month % 12 + 1, 1))
        return cls.of_year(date.year)


@dataclass(frozen=True)
class LogScale:
    """From `low` at the coordinate `start` to `high` at `end`, equal steps for equal proportions."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The coordinate of a positive number; one outside of the scale is held at its edge."""
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return round(self.start + (self.end - self.start) * min(1.0, max(0.0, share)), 1)

    def powers(self, base: int) -> tuple[int, ...]:
        """The whole powers of `base` on the scale."""
        first = max(0, math.ceil(math.log(self.low, base) - 1e-9))
        last = math.floor(math.log(self.high, base) + 1e-9)
        return tuple(base**exponent for exponent in range(first, last + 1))


@dataclass(frozen=True)
class TimeScale:
    """The years from the first on, from the coordinate `start` to `end`, which is the day before `until`.

    The years before `wide_from` are drawn narrower: little happened in them.
    """

    first: int
    wide_from: int
    until: datetime.date
    start: float
    end: float

    @classmethod
    def of(cls, dates: Sequence[PartialDate], start: float, end: float) -> "TimeScale":
        """A scale for `dates`, of which there must be one. It ends with the quarter of the last one."""
        spans = [Span.of(date) for date in dates]
        last = max(span.end for span in spans) - datetime.timedelta(days=1)
        month = (last.month - 1) // 3 * 3 + 4
        until = datetime.date(last.year + month // 13, (month - 1) % 12 + 1, 1)
        return cls(min(date.year for date in dates), _wide_from([date.year for date in dates]), until, start, end)

    def at(self, day: datetime.date) -> float:
        """The coordinate of the beginning of a day."""
        share = self._units(day) / self._units(self.until)
        return round(self.start + (self.end - self.start) * share, 1)

    def middle(self, span: Span) -> float:
        """The coordinate of the middle of a span."""
        return round((self.at(span.first) + self.at(span.end)) / 2, 1)

    @property
    def years(self) -> tuple[int, ...]:
        """Every year on the scale."""
        return tuple(range(self.first, (self.until - datetime.timedelta(days=1)).year + 1))

    def _units(self, day: datetime.date) -> float:
        before = sum(self._width(year) for year in range(self.first, day.year))
        began = datetime.date(day.year, 1, 1)
        length = (datetime.date(day.year + 1, 1, 1) - began).days
        return before + self._width(day.year) * (day - began).days / length

    def _width(self, year: int) -> float:
        return NARROW if year < self.wide_from else 1.0


def _wide_from(years: Iterable[int]) -> int:
    """The first year that is drawn in full: before it lies no more than a small part of all."""
    ordered = sorted(years)
    few = int(len(ordered) * FEW)
    return ordered[few]
