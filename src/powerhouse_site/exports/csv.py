"""Entries as CSV (RFC 4180): a column for each field that holds a single value or a list of words."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Any

from powerhouse_site.entries import Entry
from powerhouse_site.exports.values import KEYS, by_id
from powerhouse_site.schema.described import Described, Location, described_fields
from powerhouse_site.schema.facts import Facts, field_order, model_in
from powerhouse_site.schema.kinds import Kind

SEPARATOR = "; "
"""Between the words of a list."""
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9.,]+")


def entries_csv(kind: Kind, entries: Iterable[Entry], site: str) -> Iterator[str]:
    """A row an entry, line by line. Fields inside fields have dotted names; lists of things with parts are left out."""
    fields = plain_fields(kind.facts)
    rows = ([*_keys(entry, site), *(_cell(field, entry.facts) for field in fields)] for entry in by_id(entries))
    return _written([*_heads(kind), *(field.path for field in fields)], rows)


def items_csv(kind: Kind, entries: Iterable[Entry], site: str) -> Iterator[str]:
    """A row for each item of the list that a kind names in `items`: the plain fields of its entry, then its own."""
    fields, own = plain_fields(kind.facts), item_fields(kind.facts, kind.items)
    rows = (
        [*of_entry, *(_joined(field.within(item)) for field in own)]
        for entry in by_id(entries)
        for of_entry in ([*_keys(entry, site), *(_cell(field, entry.facts) for field in fields)],)
        for item in getattr(entry.facts, kind.items)
    )
    return _written([*_heads(kind), *(field.path for field in (*fields, *own))], rows)


@cache
def plain_fields(model: type[Facts]) -> tuple[Described, ...]:
    """The fields of `model` that have a column, in their canonical order."""
    order = field_order(model)
    declared = [field for field in described_fields(model) if field.path.partition(".")[0] in order]
    lists = {field.path for field in declared if field.several and model_in(field.info.annotation)}
    plain = [field for field in declared if not model_in(field.info.annotation) and not _is_below(field, lists)]
    return tuple(sorted(plain, key=lambda field: order.index(field.path.partition(".")[0])))


@cache
def item_fields(model: type[Facts], items: str) -> tuple[Described, ...]:
    """The fields of the items of a list that have a column."""
    inside = [field for field in described_fields(model) if field.path.startswith(f"{items}.")]
    lists = {field.path for field in inside if field.several and model_in(field.info.annotation)}
    return tuple(field for field in inside if not model_in(field.info.annotation) and not _is_below(field, lists))


def guarded(text: str) -> str:
    """The text of a cell; what a spreadsheet would take for a formula gets an apostrophe."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _is_below(field: Described, lists: Iterable[str]) -> bool:
    return any(field.path.startswith(f"{path}.") for path in lists)


def _heads(kind: Kind) -> list[str]:
    return [key for key in KEYS if key not in kind.facts.model_fields]


def _keys(entry: Entry, site: str) -> list[str]:
    page = f"{site}{entry.url}"
    values = {"id": entry.id, "kind": entry.kind.name, "url": page, "page": page}
    return [values[key] for key in _heads(entry.kind)]


def _cell(field: Described, owner: object) -> str:
    return _joined(field.values(owner))


def _joined(found: Iterable[tuple[Location, Any]]) -> str:
    return SEPARATOR.join([_text(value) for _, value in found])


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _written(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    line = _Line()
    writer = csv.writer(line)
    for row in chain([head], ([guarded(cell) for cell in row] for row in rows)):
        writer.writerow(row)
        yield line.text


class _Line:
    """What a writer of CSV has written last."""

    text = ""

    def write(self, text: str) -> None:
        """Take a row, which comes in one piece."""
        self.text = text
