"""Dates that cannot be true yet."""

import datetime
from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from powerhouse_site.diagnostics import codes as c
from powerhouse_site.loading.document import Document, Finding
from powerhouse_site.loading.folder import EntryFile
from powerhouse_site.schema.described import Described, declared_fields
from powerhouse_site.schema.values import PartialDate

AHEAD = datetime.timedelta(days=31)
"""How far a date may lie in the future, for what is announced."""


@cache
def _dates_of(facts: type[BaseModel]) -> tuple[Described, ...]:
    return tuple(field for field in declared_fields(facts) if field.holds(PartialDate))


def future_dates(file: EntryFile, document: Document, today: datetime.date) -> Iterator[Finding]:
    """Dates more than a month after `today`."""
    latest = today + AHEAD
    for field in _dates_of(file.kind.facts):
        for path, value in field.values(document.value):
            try:
                date = PartialDate.parse(value)
            except PydanticCustomError:
                continue  # the shape check reports it
            if date.first_day > latest:
                yield Finding(
                    document.value_span(path),
                    c.INVALID_DATE,
                    f"'{field.name}': {date} lies in the future; dates may reach to {latest}",
                    "check the year; what is not out yet goes into the words",
                    path,
                )
