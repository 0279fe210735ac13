"""Entries as CSV (RFC 4180): a column for each field that holds a single value or a list of words."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Any

from powerhouse_site.entries import Entry
from powerhouse_site.exports.values import KEYS, by_id
from powerhouse_site.schema.described import Described, described_fields
from powerhouse_site.schema.facts import Facts, field_order, model_in
from powerhouse_site.schema.kinds import Kind

Tree = dict[str, "Tree"]
SEPARATOR = "; "
"""Between the words of a list."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?[0-9.,]+")


def entries_csv(kind: Kind, entries: Iterable[Entry], site: str) -> Iterator[str]:
    """A row an entry, line by line. Fields inside fields have dotted names; lists of things with parts are left out."""
    paths = [field.path for field in plain_fields(kind.facts)]
    names = _tree(paths)
    return _written([*_heads(kind), *paths], ([*_keys(e, site), *_cells(e.facts, names)] for e in by_id(entries)))


def items_csv(kind: Kind, entries: Iterable[Entry], site: str) -> Iterator[str]:
    """A row for each item of the list that a kind names in `items`: the plain fields of its entry, then its own."""
    paths = [field.path for field in plain_fields(kind.facts)]
    own = [field.path for field in item_fields(kind.facts, kind.items)]
    names = _tree(paths)
    own_names = _tree(path.removeprefix(f"{kind.items}.") for path in own)
    rows = (
        [*of_entry, *_cells(item, own_names)]
        for entry in by_id(entries)
        for of_entry in ([*_keys(entry, site), *_cells(entry.facts, names)],)
        for item in getattr(entry.facts, kind.items)
    )
    return _written([*_heads(kind), *paths, *own], rows)


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
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def _is_below(field: Described, lists: Iterable[str]) -> bool:
    return any(field.path.startswith(f"{path}.") for path in lists)


def _heads(kind: Kind) -> list[str]:
    return [key for key in KEYS if key not in kind.facts.model_fields]


def _keys(entry: Entry, site: str) -> list[str]:
    page = f"{site}{entry.url}"
    values = {"id": entry.id, "kind": entry.kind.name, "url": page, "page": page}
    return [guarded(values[key]) for key in _heads(entry.kind)]


def _tree(paths: Iterable[str]) -> Tree:
    """The names of fields, and under each the names within it. What has parts is gone through once."""
    tree: Tree = {}
    for path in paths:
        below = tree
        for name in path.split("."):
            below = below.setdefault(name, {})
    return tree


def _cells(value: object, names: Tree) -> Iterator[str]:
    """The cells of a value, an empty one for each field that is absent."""
    for name, within in names.items():
        found = getattr(value, name, None)
        if within:
            yield from _cells(found, within)
        else:
            yield _cell(found)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return guarded(SEPARATOR.join(map(_text, value)) if isinstance(value, tuple) else _text(value))


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _written(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    line = _Line()
    writer = csv.writer(line)
    for row in chain([head], rows):
        writer.writerow(row)
        yield line.text


class _Line:
    """What a writer of CSV has written last."""

    text = ""

    def write(self, text: str) -> None:
        """Take a row, which comes in one piece."""
        self.text = text
