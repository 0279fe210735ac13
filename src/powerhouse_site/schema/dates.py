"""Dates as precisely as they are known: a day, a month or a year."""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from pydantic import AfterValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from powerhouse_site.schema.forms import Form

FIRST_YEAR, LAST_YEAR = 1950, 9999

_YEAR = r"(?:19[5-9][0-9]|[2-9][0-9]{3})"
_LEAP_YEAR = (
    r"(?:19(?:5[26]|[68][048]|[79][26])"
    r"|[2-9][0-9](?:0[48]|[2468][048]|[13579][26])"  # no century
    r"|(?:2[048]|[468][048]|[3579][26])00)"  # centuries that 400 divides
)
_DAY = (
    rf"(?:{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    rf"|{_LEAP_YEAR}-02-29)"
)
_WRITTEN = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def _refusal(text: str) -> PydanticCustomError:
    quoted = {"text": repr(text)}
    if _WRITTEN.fullmatch(text) is None:
        return PydanticCustomError(
            "date", "{text} is not a date", {**quoted, "help": "write 2023-07-18, 2023-07 or 2023"}
        )
    if FORM.matches(f"2000{text[4:]}") and int(text[:4]) < FIRST_YEAR:
        return PydanticCustomError("date", "{text} is before 1950", quoted)
    return PydanticCustomError("date", "{text} is not a day of the calendar", quoted)


FORM = Form(
    rf"{_DAY}|{_YEAR}(?:-(?:0[1-9]|1[0-2]))?",
    "A date is 2023-07-18, 2023-07 or 2023: a day, month or year of the calendar from 1950 on.",
    _refusal,
)
WHOLE_DAY = Form(_DAY, "Write a day of the calendar from 1950 on with year, month and day: 2023-07-18.", _refusal)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year, as precisely as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, value: object) -> "PartialDate":
        """Read `2023-07-18`, `2023-07` or `2023` (text, or the year as a whole number)."""
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise PydanticCustomError("date_type", "expected a date, found {found}", {"found": type(value).__name__})
        return _date(str(value))

    @property
    def sort_key(self) -> int:
        """A number that orders dates; a less precise date comes before the precise ones within it."""
        return self.year * 10000 + (self.month or 0) * 100 + (self.day or 0)

    @property
    def first_day(self) -> datetime.date:
        """The earliest day that it can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        """The form that `parse` reads."""
        if self.month is None:
            return f"{self.year:04}"
        return (
            f"{self.year:04}-{self.month:02}" if self.day is None else f"{self.year:04}-{self.month:02}-{self.day:02}"
        )

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate with `parse`, write as text."""
        return core_schema.no_info_plain_validator_function(cls.parse, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The pattern judges text, the bounds a year that is written as a number."""
        return {
            "type": ["string", "integer"],
            "maxLength": len("2023-07-18"),
            "pattern": FORM.json_pattern,
            "patternErrorMessage": FORM.words,
            "minimum": FIRST_YEAR,
            "maximum": LAST_YEAR,
        }


@lru_cache(maxsize=4096)
def _date(text: str) -> PartialDate:
    """The date of a text; there are few, and they stand in many entries."""
    year, month, day, *_ = (*(int(part) for part in FORM.check(text).split("-")), None, None)
    return PartialDate(year or 0, month, day)


def _whole_day(date: PartialDate) -> PartialDate:
    if date.day is None:
        raise PydanticCustomError(
            "date", "{text} is not a whole date", {"text": repr(str(date)), "help": "add month and day: 2023-07-18"}
        )
    return date


Day = Annotated[
    PartialDate,
    AfterValidator(_whole_day),
    WithJsonSchema(
        {
            "type": "string",
            "maxLength": len("2023-07-18"),
            "pattern": WHOLE_DAY.json_pattern,
            "patternErrorMessage": WHOLE_DAY.words,
        }
    ),
]
