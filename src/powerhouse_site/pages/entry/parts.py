"""Nested tables: the items of a list inside an entry, such as the variants of a model, with a column a field."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from powerhouse_site.pages.cells.cell import Cell, Owner
from powerhouse_site.pages.cells.drawings import draw_values, is_absent
from powerhouse_site.schema.described import Described, described_fields
from powerhouse_site.schema.facts import Facts, model_in

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
    """
    items = getattr(owner.entry.facts, path)
    columns, rows = _drawn(owner, path, items, (f"{path}.name", f"{path}.checkpoint", f"{path}.note", *without))
    return Parts(
        label=label,
        columns=columns,
        rows=tuple(
            Part(
                names=(item.name,),
                cells=cells,
                url=getattr(item, "checkpoint", None),
                note=getattr(item, "note", None),
            )
            for item, cells in zip(items, rows, strict=True)
        ),
    )


def nested_shapes(owner: Owner, path: str, inner: str, *, label: str) -> Parts:
    """Like `nested_table`, for the fields of the nested value `inner` of each item; equal rows are drawn once."""
    items = getattr(owner.entry.facts, path)
    columns, rows = _drawn(owner, f"{path}.{inner}", [getattr(item, inner) for item in items])
    merged: dict[tuple[str, ...], tuple[list[str], tuple[Cell | None, ...]]] = {}
    for item, cells in zip(items, rows, strict=True):
        if any(cells):
            merged.setdefault(tuple(cell.text if cell else "" for cell in cells), ([], cells))[0].append(item.name)
    return Parts(
        label=label,
        columns=columns,
        rows=tuple(Part(names=tuple(names), cells=cells) for names, cells in merged.values()),
    )


def _drawn(
    owner: Owner, path: str, items: Sequence[Any], without: tuple[str, ...] = ()
) -> tuple[tuple[Described, ...], list[tuple[Cell | None, ...]]]:
    """The fields below `path` that any of `items`, which stand there, has a value in; and the cells of each item."""
    columns: list[Described] = []
    drawn: list[list[Cell | None]] = []
    for field, names in _fields_below(type(owner.entry.facts), path, without):
        values = [_value_below(item, names) for item in items]
        if not all(map(is_absent, values)):
            columns.append(field)
            drawn.append(draw_values(owner, field, values))
    return tuple(columns), [tuple([cells[index] for cells in drawn]) for index in range(len(items))]


@cache
def _fields_below(
    model: type[Facts], path: str, without: tuple[str, ...]
) -> tuple[tuple[Described, tuple[str, ...]], ...]:
    """The fields that hold values and no further fields, each with the names that lead to it from `path`."""
    return tuple(
        (field, tuple(field.path.removeprefix(f"{path}.").split(".")))
        for field in described_fields(model)
        if field.path.startswith(f"{path}.")
        and model_in(field.info.annotation) is None
        and not any(field.path == skipped or field.path.startswith(f"{skipped}.") for skipped in without)
    )


def _value_below(item: Any, names: tuple[str, ...]) -> Any:
    for name in names:
        item = getattr(item, name, None)
    return item
