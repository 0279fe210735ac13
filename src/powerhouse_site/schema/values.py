"""The values that catalog fields hold: choices, partial dates, counts, context windows, addresses and texts."""

import datetime
import ipaddress
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal, Self, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from powerhouse_site.schema.annotations import Formatted, Unit

Item = TypeVar("Item")
Many = Annotated[tuple[Item, ...], Field(strict=False, max_length=200)]
"""A list in the YAML; a tuple here, since entries are frozen."""

SLUG_PATTERN = r"^[a-z0-9]+([.-][a-z0-9]+)*$"
Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=80)]


def _trimmed(text: str) -> str:
    if text != text.strip():
        what = "a space" if text.strip(" ") == text.strip() else "a line break"
        advice = "remove it" if what == "a space" else "remove it; after '|' or '>' write '-'"
        raise PydanticCustomError("untrimmed", f"the text begins or ends with {what}", {"help": advice})
    return text


def _on_one_line(text: str) -> str:
    if "\n" in text or "\t" in text:
        raise PydanticCustomError("lines", "the text holds a line break or a tab", {"help": "write it on one line"})
    return text


Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=140),
    AfterValidator(_trimmed),
    AfterValidator(_on_one_line),
]
"""Plain text on one line: every character is shown as typed."""
Prose = Annotated[str, Formatted(), StringConstraints(min_length=1, max_length=1000), AfterValidator(_trimmed)]
"""Sentences, in which `code`, *emphasis* and [links](https://example.org) are drawn and nothing else is."""


class Choice(StrEnum):
    """A closed list of words, each with the label and the explanation that readers see."""

    label: str
    help: str

    def __new__(cls, value: str, label: str, help: str = "") -> Self:
        """Make a member that equals `value`."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.help = help
        return member

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept the words themselves, as YAML has no enumerations."""
        return core_schema.enum_schema(cls, list(cls), sub_type="str", strict=False)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """List the words with the texts that editors show beside each."""
        texts = [f"{member.label}: {member.help}" if member.help else member.label for member in cls]
        return {"type": "string", "enum": [member.value for member in cls], "markdownEnumDescriptions": texts}


_DATE = re.compile(r"(?P<year>[0-9]{4})(-(?P<month>[0-9]{2})(-(?P<day>[0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year, as precisely as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: object) -> "PartialDate":
        """Read `2023-07-18`, `2023-07` or `2023` (text, or the year as an integer)."""
        if isinstance(text, PartialDate):
            return text
        if isinstance(text, bool) or not isinstance(text, str | int):
            raise PydanticCustomError("date_type", "expected a date, found {found}", {"found": type(text).__name__})
        match = _DATE.fullmatch(str(text))
        if match is None:
            raise PydanticCustomError(
                "date", "{text} is not a date", {"text": repr(str(text)), "help": "write 2023-07-18, 2023-07 or 2023"}
            )
        year, month, day = (int(part) if part else None for part in match.group("year", "month", "day"))
        try:
            datetime.date(year or 0, 1 if month is None else month, 1 if day is None else day)
        except ValueError:
            raise PydanticCustomError(
                "date", "{text} is not a day of the calendar", {"text": repr(str(text))}
            ) from None
        if year is not None and year < 1950:
            raise PydanticCustomError("date", "{text} is before 1950", {"text": repr(str(text))})
        return cls(year or 0, month, day)

    @property
    def sort_key(self) -> int:
        """A number that orders dates; a less precise date comes before the precise ones within it."""
        return self.year * 10000 + (self.month or 0) * 100 + (self.day or 0)

    def __str__(self) -> str:
        """The form that `parse` reads."""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate with `parse`, write as text."""
        return core_schema.no_info_plain_validator_function(cls.parse, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Editors and other validators see the pattern."""
        return {
            "anyOf": [
                {"type": "string", "pattern": r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"},
                {"type": "integer", "minimum": 1950, "maximum": 9999},
            ]
        }


def _whole_day(date: PartialDate) -> PartialDate:
    if date.day is None:
        raise PydanticCustomError(
            "date", "{text} is not a whole date", {"text": repr(str(date)), "help": "add month and day: 2023-07-18"}
        )
    return date


Day = Annotated[PartialDate, AfterValidator(_whole_day)]

_COUNT = re.compile(r"(?P<number>[0-9]{1,6}(\.[0-9]{1,6})?)(?P<unit>[KMBT])")
_COUNT_UNITS = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}


def parse_count(value: object) -> int:
    """Read `6.74B`, `124M`, `1.5T` or an exact integer as a number of parameters."""
    match = _COUNT.fullmatch(value) if isinstance(value, str) else None
    if match:
        number = round(float(match["number"]) * _COUNT_UNITS[match["unit"]])
    elif isinstance(value, int) and not isinstance(value, bool):
        number = value
    else:
        raise PydanticCustomError(
            "count", "{found} is not a number of parameters", {"found": repr(value), "help": "write 7B, 124M or 1.5T"}
        )
    if not 1000 <= number <= 10**15:
        raise PydanticCustomError("count", "{found} is out of range: 1K to 1000T", {"found": repr(value)})
    return number


ParameterCount = Annotated[
    int,
    Unit("parameters"),
    BeforeValidator(parse_count),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^[0-9]{1,6}(\.[0-9]{1,6})?[KMBT]$"},
                {"type": "integer", "minimum": 1000, "maximum": 10**15},
            ]
        }
    ),
]
"""A number of parameters: `6.74B` in the YAML, 6740000000 here."""


MAX_COUNT = 1_000_000_000_000


def parse_context(value: object) -> object:
    """Read a number of tokens, or the word `unbounded`."""
    if value == "unbounded" or (isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MAX_COUNT):
        return value
    raise PydanticCustomError(
        "context",
        "{found} is not a context window",
        {"found": repr(value), "help": "write tokens as a whole number, such as 4096, or unbounded"},
    )


ContextWindow = Annotated[
    int | Literal["unbounded"],
    Unit("tokens"),
    BeforeValidator(parse_context),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1, "maximum": MAX_COUNT}, {"const": "unbounded"}]}),
]
"""Tokens, or `unbounded` for a recurrent model that has no limit."""
Count = Annotated[int, Field(ge=1, le=MAX_COUNT)]


def _public_url(text: str) -> str:
    problem = _url_problem(text)
    if problem:
        raise PydanticCustomError(
            "url", "{text} {problem}", {"text": repr(text), "problem": problem[0], "help": problem[1]}
        )
    return text


def _url_problem(text: str) -> tuple[str, str] | None:
    if re.search(r"[\s\x00-\x20\x7f<>\"\\^`{|}]", text):
        return "has a character that no address may have", "percent-encode it"
    scheme, separator, _ = text.partition("://")
    if not separator or scheme not in ("http", "https"):
        fix = re.sub(r"^h+t+p+(s?):*/*", lambda m: f"http{m[1].lower()}://", text, flags=re.IGNORECASE)
        known = fix.startswith(("http://", "https://"))
        return "is not an http or https address", f"did you mean '{fix}'?" if known else "begin with https://"
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return "is not an address", "check the part after ://"
    if parts.username is not None or parts.password is not None:
        return "carries a user name or password", "remove what stands before the @"
    if not _is_public_host(host):
        return f"has no public host ('{host}')", "name a page that every reader can open"
    return None


def _is_public_host(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        labels = host.rstrip(".").split(".")
        private = labels[-1] in ("local", "localhost", "internal", "lan", "home", "test", "invalid", "example", "onion")
        numeric = re.fullmatch(r"0x[0-9a-f]*|[0-9]+", labels[-1]) is not None
        return len(labels) > 1 and not private and not numeric and all(re.fullmatch(r"[\w-]{1,63}", x) for x in labels)


Url = Annotated[
    str,
    StringConstraints(min_length=1, max_length=2000),
    AfterValidator(_public_url),
    Field(json_schema_extra={"format": "uri"}),
]
"""The address of a public page."""
