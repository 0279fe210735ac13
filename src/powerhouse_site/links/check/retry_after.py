"""How long a host asks to be left alone (RFC 9110, section 10.2.3)."""

import datetime
import email.utils
import re


def seconds_to_wait(value: str, now: datetime.datetime | None = None) -> float | None:
    """The seconds that a Retry-After header names, as a number or a date; None where it says neither."""
    value = value.strip()
    if not value:
        return None
    if re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,6})?", value):
        return float(value)
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    try:
        return max(0.0, (moment - (now or datetime.datetime.now(datetime.UTC))).total_seconds())
    except OverflowError:
        return None
