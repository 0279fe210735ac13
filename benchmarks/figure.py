"""A measured figure beside its goal and its yardstick."""

from dataclasses import dataclass
from operator import lt
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Figure:
    """`value` must not exceed `goal`, or must stay `below` it; None for a figure that has no goal.

    `beside` is the yardstick, measured in the same run.
    """

    what: str
    value: float
    unit: Literal["s", "ms", "MB", "KB", "times", ""]
    goal: float | None = None
    below: bool = False
    beside: str = ""

    @property
    def holds(self) -> bool:
        """Whether the goal is reached."""
        return self.goal is None or (lt(self.value, self.goal) if self.below else self.value <= self.goal)

    def __str__(self) -> str:
        """The figure in a line, with what is missed at its beginning."""
        mark = "      " if self.goal is None else "ok    " if self.holds else "MISSED"
        goal = "" if self.goal is None else f" (goal: {'under' if self.below else 'at most'} {self.goal:g})"
        return f"{mark} {self.what}: {_number(self.value)} {self.unit}{goal}{f'; {self.beside}' if self.beside else ''}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"
