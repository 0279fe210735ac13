"""Times as reports and the state write them: in the form of ISO 8601, in UTC."""

import datetime
from functools import lru_cache

_LAST = 253_402_300_799
"""The last second of the year 9999, after which nothing can be written."""


@lru_cache(maxsize=1024)  # a run has few seconds and many addresses
def moment(seconds: int | None) -> str | None:
    """A time in the form of ISO 8601, in UTC; None for none."""
    if not seconds:
        return None
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def seconds(value: object) -> int | None:
    """The time that a text or a number stands for; None for none. Raises ValueError."""
    if value is None:
        return None
    if isinstance(value, int | float):
        if not 0 <= value <= _LAST:
            raise ValueError("a time outside of all years")
        return int(value)
    found = datetime.datetime.fromisoformat(str(value))
    return int(found.replace(tzinfo=found.tzinfo or datetime.UTC).timestamp())
