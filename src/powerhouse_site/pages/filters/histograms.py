"""Histograms of numbers: how many lie in each of some equal parts of a scale."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

BARS = 24


@dataclass(frozen=True, kw_only=True)
class Histogram:
    """The scale from `low` to `high`, by proportion when `log`, and how many numbers lie in each part of it."""

    low: float
    high: float
    log: bool
    counts: tuple[int, ...]

    @property
    def heights(self) -> tuple[float, ...]:
        """The counts as percentages of the greatest; what is there at all is seen."""
        most = max(self.counts, default=0) or 1
        return tuple(max(4.0, round(count / most * 100, 1)) if count else 0.0 for count in self.counts)


def histogram(numbers: Sequence[float], *, log: bool = False, whole: bool = False) -> Histogram | None:
    """Count `numbers` by parts of their span; None when they are all the same.

    Of `whole` numbers each has a part of its own if there are few.
    """
    if not numbers or min(numbers) == max(numbers) or (log and min(numbers) <= 0):
        return None
    low, high = min(numbers), max(numbers)
    parts = int(high - low) + 1 if whole and high - low < BARS else BARS
    counts = [0] * parts
    for number, count in Counter(numbers).items():
        counts[part_of(number, low, high, parts, log=log)] += count
    return Histogram(low=low, high=high, log=log, counts=tuple(counts))


def part_of(number: float, low: float, high: float, parts: int, *, log: bool) -> int:
    """The part of the scale that a number lies in, from 0."""
    share = math.log(number / low) / math.log(high / low) if log else (number - low) / (high - low)
    return min(parts - 1, max(0, int(share * parts)))
