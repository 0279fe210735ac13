"""The values that catalog fields hold: choices, partial dates, counts, context windows, addresses and texts."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from powerhouse_site.schema.annotations import Unit
from powerhouse_site.schema.dates import Day, PartialDate
from powerhouse_site.schema.forms import Form
from powerhouse_site.schema.texts import SLUG_PATTERN, Name, Prose, Slug
from powerhouse_site.schema.urls import Url

__all__ = [
    "MAX_COUNT",
    "SLUG_PATTERN",
    "Choice",
    "ContextWindow",
    "Count",
    "Day",
    "Many",
    "Name",
    "Number",
    "ParameterCount",
    "PartialDate",
    "Prose",
    "Slug",
    "Url",
    "Whole",
    "parse_context",
    "parse_count",
]

Item = TypeVar("Item")
Many = Annotated[tuple[Item, ...], Field(strict=False, max_length=200)]
"""A list in the YAML; a tuple here, since entries are frozen."""


class Choice(StrEnum):
    """A closed list of words, each with the label and the explanation that readers see, and its place among them."""

    label: str
    help: str
    place: int

    def __new__(cls, value: str, label: str, help: str = "") -> Self:
        """Make a member that equals `value`."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.help = help
        member.place = len(cls.__members__)
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


_COUNT_UNITS = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
_COUNT = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)([KMBT])")
MIN_PARAMETERS, MAX_PARAMETERS = 10**3, 10**15


def _no_count(text: str) -> PydanticCustomError:
    found = {"found": repr(text)}
    if _COUNT.fullmatch(text):
        return PydanticCustomError("count", "{found} is out of range: 1K to 1000T", found)
    advice = {"help": "write 7B, 124M or 1.5T"}
    return PydanticCustomError("count", "{found} is not a number of parameters", {**found, **advice})


_COUNT_FORM = Form(
    r"(?=[0-9]{1,6}(?:\.[0-9]{1,6})?[KMBT])"
    r"(?:0*[1-9][0-9]*(?:\.[0-9]+)?[KMB]"  # 1 and more of these are in range whatever follows
    r"|0+\.(?:[1-9]|0[1-9]|00[1-9])[0-9]*M"
    r"|0+\.0*[1-9][0-9]*[BT]"
    r"|0*(?:[1-9][0-9]{0,2}(?:\.[0-9]+)?|1000(?:\.0+)?)T)",
    "A number of parameters is 7B, 124M or 1.5T, from 1K to 1000T, or a whole number.",
    _no_count,
)


def parse_count(value: object) -> int:
    """Read `6.74B`, `124M`, `1.5T` or an exact whole number as a number of parameters."""
    if isinstance(value, str):
        number, unit = _COUNT_FORM.check(value)[:-1], value[-1]
        return round(Decimal(number) * _COUNT_UNITS[unit])
    whole = _whole(value)
    if isinstance(whole, bool) or not isinstance(whole, int):
        raise PydanticCustomError(
            "count", "{found} is not a number of parameters", {"found": repr(value), "help": "write 7B, 124M or 1.5T"}
        )
    if not MIN_PARAMETERS <= whole <= MAX_PARAMETERS:
        raise PydanticCustomError("count", "{found} is out of range: 1K to 1000T", {"found": repr(value)})
    return whole


ParameterCount = Annotated[
    int,
    Unit("parameters"),
    BeforeValidator(parse_count),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "maxLength": len("999999.999999B"),
            "pattern": _COUNT_FORM.json_pattern,
            "patternErrorMessage": _COUNT_FORM.words,
            "minimum": MIN_PARAMETERS,
            "maximum": MAX_PARAMETERS,
        }
    ),
]
"""A number of parameters: `6.74B` in the YAML, 6740000000 here."""


MAX_COUNT = 1_000_000_000_000
_UNBOUNDED = "a recurrent model, which has no limit"


def parse_context(value: object) -> object:
    """Read a number of tokens, or the word `unbounded`."""
    whole = _whole(value)
    if whole == "unbounded" or (isinstance(whole, int) and not isinstance(whole, bool) and 1 <= whole <= MAX_COUNT):
        return whole
    raise PydanticCustomError(
        "context",
        "{found} is not a context window",
        {"found": repr(value), "help": "write tokens as a whole number, such as 4096, or unbounded"},
    )


ContextWindow = Annotated[
    int | Literal["unbounded"],
    Unit("tokens"),
    BeforeValidator(parse_context),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": MAX_COUNT},
                {"type": "string", "enum": ["unbounded"], "markdownEnumDescriptions": [_UNBOUNDED]},
            ]
        }
    ),
]
"""Tokens, or `unbounded` for a recurrent model that has no limit."""


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number; 24.0 is one, as it is to JSON Schema."""
Count = Annotated[Whole, Field(ge=1, le=MAX_COUNT)]
Number = Annotated[float | int, WithJsonSchema({"type": "number"})]
"""A number that stays whole where it is written so."""
