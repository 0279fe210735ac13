"""A file that the site serves to programs, and what it was made from."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Parts = str | Iterator[str]
"""A text, or the parts of a long one, which nobody needs to hold whole."""


@dataclass(frozen=True)
class Output:
    """A file below the site's root: its address, and what gives its text when it is written."""

    path: str
    draw: Callable[[], Parts]

    def text(self) -> str:
        """The whole text."""
        return "".join(self.draw())


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """What the data were made from: a commit and its time in seconds since 1970, as far as they are known."""

    commit: str | None = None
    time: int | None = None

    @property
    def date(self) -> str | None:
        """The time as RFC 3339 writes it, in UTC."""
        return None if self.time is None else rfc3339(self.time)


def rfc3339(time: int) -> str:
    """Seconds since 1970 as a date with time in UTC: `2026-03-01T12:00:00Z`."""
    return datetime.datetime.fromtimestamp(time, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
