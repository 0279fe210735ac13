"""Limits on time that no drip of bytes gets around."""

import time
from contextvars import ContextVar
from dataclasses import dataclass


class TotalTimeoutError(TimeoutError):
    """An attempt took longer in all than it may."""


@dataclass(slots=True)
class Deadline:
    """The moment (of the monotonic clock) at which a request ends, and the longest silence until then."""

    at: float
    silence: float
    head: int

    @classmethod
    def after(cls, seconds: float, silence: float, head: int) -> "Deadline":
        """A deadline from now on."""
        return cls(time.monotonic() + seconds, silence, head)

    @property
    def left(self) -> float:
        """The seconds that are left; raises TotalTimeoutError where none are."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise TotalTimeoutError
        return left

    def shorten(self, seconds: float) -> None:
        """End in `seconds` from now on, unless it ends earlier anyway."""
        self.at = min(self.at, time.monotonic() + seconds)

    def within(self, seconds: float, silence: float | None = None) -> "Deadline":
        """The earlier one of this and of `seconds` from now on."""
        return Deadline(min(self.at, time.monotonic() + seconds), silence or self.silence, self.head)


CURRENT: ContextVar[Deadline] = ContextVar("deadline")
"""The deadline of the request that the present thread makes."""
