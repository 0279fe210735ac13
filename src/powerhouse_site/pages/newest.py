"""Entries by their dates: when a model or a tool was last released, from which year a course is."""

from collections.abc import Iterable
from functools import cache
from itertools import islice

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.schema.described import table_columns
from powerhouse_site.schema.facts import Facts
from powerhouse_site.schema.values import PartialDate

NEWS_SHOWN = 4
_OF_A_KIND = {"models": 3}
"""How many of a kind may be among the news, one where nothing is said: tools are released every week."""


def date_of(entry: Entry) -> PartialDate | None:
    """The date that an entry is compared by in the table of its kind, None where it has none or it is not known."""
    name = _date_field(type(entry.facts))
    date = getattr(entry.facts, name) if name else None
    return date if isinstance(date, PartialDate) else None


@cache
def _date_field(model: type[Facts]) -> str:
    """The name of the first column of dates, empty where there is none."""
    columns = (field for field in table_columns(model) if field.column and field.column.cell == "date")
    return next((field.name for field in columns), "")


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by their date, the undated ones last; those of one date by name."""
    return sorted(entries, key=lambda e: (-(date.sort_key if (date := date_of(e)) else 0), e.heading.casefold()))


def newest_of(catalog: Catalog, kind: str, most: int = 1) -> list[Entry]:
    """The newest dated entries of a kind that have not ended."""
    dated = (entry for entry in newest_first(catalog.of(kind)) if date_of(entry) and not entry.facts.ended)
    return list(islice(dated, most))


def news(catalog: Catalog) -> tuple[Entry, ...]:
    """The newest entries of all kinds, four at most; nothing that has ended."""
    found = (e for kind in catalog.kinds for e in newest_of(catalog, kind.name, _OF_A_KIND.get(kind.name, 1)))
    return tuple(newest_first(found)[:NEWS_SHOWN])
