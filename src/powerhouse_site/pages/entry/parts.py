"""Nested tables: the items of a list inside an entry, such as the variants of a model, with a column a field."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from powerhouse_site.pages.cells.cell import Cell, Owner
from powerhouse_site.pages.cells.drawings import draw_value
from powerhouse_site.schema.described import Described, described_fields
from powerhouse_site.schema.facts import Facts, Strict

_NUMBERS = frozenset({"number", "parameter count", "tokens"})


@dataclass(frozen=True, kw_only=True)
class Part:
    """A row of a nested table: the names of the items that share its values, and a cell for each column."""

    names: tuple[str, ...]
    cells: tuple[Cell | None, ...]
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Parts:
    """A nested table, such as the variants of a model. Columns without any value are left out."""

    label: str
    columns: tuple[Described, ...]
    rows: tuple[Part, ...]

    def cells(self, row: Part) -> Iterator[tuple[Cell | None, bool]]:
        """The cells of a row, each with whether its column is `numeric`."""
        return zip(row.cells, self.numeric, strict=True)

    @cached_property
    def numeric(self) -> tuple[bool, ...]:
        """Whether each column holds numbers, which are aligned right."""
        columns = ([row.cells[index] for row in self.rows] for index in range(len(self.columns)))
        return tuple(all(cell.drawing in _NUMBERS for cell in cells if cell is not None) for cells in columns)


def nested_table(owner: Owner, path: str, *, label: str, without: Sequence[str] = ()) -> Parts:
    """The items of the list at `path` with a column for each field below it that any item has.

    Fields below a path in `without` are left out, and so are those that the row itself shows: name, checkpoint, note.
    Rows with the same values are drawn once, under all their names.
    """
    items = getattr(owner.entry.facts, path)
    own = (f"{path}.name", f"{path}.checkpoint", f"{path}.note")
    return _parts(owner, label, path, _fields_below(type(owner.entry.facts), path, (*own, *without)), items)


@cache
def _fields_below(model: type[Facts], path: str, without: tuple[str, ...] = ()) -> tuple[Described, ...]:
    return tuple(
        field
        for field in described_fields(model)
        if field.path.startswith(f"{path}.")
        and not any(field.path == skipped or field.path.startswith(f"{skipped}.") for skipped in without)
    )


def nested_shapes(owner: Owner, path: str, inner: str, *, label: str) -> Parts:
    """Like `nested_table`, for the fields of the nested value `inner` of each item; equal rows are drawn once."""
    items = getattr(owner.entry.facts, path)
    table = _parts(owner, label, path, _fields_below(type(owner.entry.facts), f"{path}.{inner}"), items)
    merged: dict[tuple[str, ...], list[Part]] = defaultdict(list)
    for row in table.rows:
        if any(row.cells):
            merged[tuple(cell.text if cell else "" for cell in row.cells)].append(row)
    rows = tuple(
        Part(names=tuple(name for row in same for name in row.names), cells=same[0].cells) for same in merged.values()
    )
    return Parts(label=label, columns=table.columns, rows=rows)


def _parts(owner: Owner, label: str, path: str, fields: Sequence[Described], items: Sequence[Any]) -> Parts:
    ways = [field.path.removeprefix(f"{path}.").split(".") for field in fields]
    values = [[_value_below(item, way) for way in ways] for item in items]
    kept = [
        i for i, field in enumerate(fields) if _is_leaf(values, i) and any(row[i] not in (None, ()) for row in values)
    ]
    rows = tuple(
        Part(
            names=(item.name,),
            cells=tuple(draw_value(owner, fields[i], row[i]) for i in kept),
            url=getattr(item, "checkpoint", None),
            note=getattr(item, "note", None),
        )
        for item, row in zip(items, values, strict=True)
    )
    return Parts(label=label, columns=tuple(fields[i] for i in kept), rows=rows)


def _value_below(item: Any, way: Sequence[str]) -> Any:
    for name in way:
        item = getattr(item, name, None)
    return item


def _is_leaf(rows: Sequence[Sequence[Any]], index: int) -> bool:
    found = [value for row in rows for value in (row[index] if isinstance(row[index], tuple) else (row[index],))]
    return not any(isinstance(value, Strict) for value in found)
