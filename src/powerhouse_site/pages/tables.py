"""A kind's entries as a comparison table, from the annotations of its fields."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.pages.cells import Cell, Owner, cell
from powerhouse_site.pages.evidence import Evidence, evidence_of
from powerhouse_site.pages.words import count_words
from powerhouse_site.schema.annotations import Column, Described, table_columns
from powerhouse_site.schema.kinds import Kind


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The head of a column."""

    key: str
    label: str
    column: Column
    numeric_sort: bool


@dataclass(frozen=True, kw_only=True)
class Row:
    """An entry as a row. `text` is what the filter above the table searches, in lower case."""

    entry: Entry
    subtitle: str
    cells: tuple[Cell | None, ...]
    evidence: Evidence
    text: str
    ended: bool


@dataclass(frozen=True, kw_only=True)
class Table:
    """A sorted table of entries of one kind."""

    id: str
    kind: Kind
    caption: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    sorted_by: str

    @property
    def scale(self) -> tuple[int, int]:
        """The smallest and largest number of parameters in any row, for the size strips."""
        sizes = [s for row in self.rows for c in row.cells if c and c.drawing == "parameters" for s in c.value["sizes"]]
        return (min(sizes), max(sizes)) if sizes else (1, 1)

    @property
    def longest_context(self) -> int:
        """The longest bounded context window of any row, in tokens."""
        cells = (c for row in self.rows for c in row.cells if c and c.drawing == "context")
        return max((c.value.tokens or 0 for c in cells), default=0)


def build_table(catalog: Catalog, kind: Kind, entries: Sequence[Entry], *, id: str, caption: str) -> Table:
    """Make the table of `entries`, sorted by the kind's default column, names deciding ties."""
    columns = table_columns(kind.facts)
    rows = [_row(catalog, entry, columns) for entry in entries]
    default = next((i for i, field in enumerate(columns) if field.column and field.column.default), None)
    rows.sort(key=lambda row: row.entry.heading.casefold())
    sorted_by = "name"
    if default is not None:
        column = columns[default].column
        rows = _sorted_by(rows, default, descending=column is not None and column.descending)
        sorted_by = columns[default].name
    return Table(
        id=id,
        kind=kind,
        caption=caption,
        headings=tuple(_heading(f, rows, i) for i, f in enumerate(columns)),
        rows=tuple(rows),
        sorted_by=sorted_by,
    )


def _sorted_by(rows: Iterable[Row], index: int, *, descending: bool) -> list[Row]:
    known, unknown = [], []
    for row in rows:
        found = row.cells[index]
        (unknown if found is None or found.sort is None else known).append(row)
    known.sort(key=lambda row: _sort_key(row.cells[index]), reverse=descending)
    return [*known, *unknown]


def _sort_key(found: Cell | None) -> tuple[float, str]:
    value = found.sort if found else None
    return (0.0, value) if isinstance(value, str) else (float(value or 0), "")


def _heading(field: Described, rows: Sequence[Row], index: int) -> Heading:
    if field.column is None:
        raise TypeError(f"{field.path} is no column")
    values = [c.sort for row in rows if (c := row.cells[index]) is not None]
    numeric = bool(values) and not any(isinstance(value, str) for value in values)
    return Heading(key=field.name, label=field.label, column=field.column, numeric_sort=numeric)


def _row(catalog: Catalog, entry: Entry, columns: Sequence[Described]) -> Row:
    owner = Owner(catalog=catalog, entry=entry, evidence=evidence_of(entry))
    cells = tuple(cell(owner, field) for field in columns)
    words = [entry.heading, *entry.facts.aliases, subtitle(entry), *(c.text for c in cells if c)]
    return Row(
        entry=entry,
        subtitle=subtitle(entry),
        cells=cells,
        evidence=owner.evidence,
        text=" ".join(words).casefold(),
        ended=has_ended(entry),
    )


def subtitle(entry: Entry) -> str:
    """The small line under an entry's name: who made it, or what stands for it."""
    for name in ("developer", "provider", "organisation", "spdx"):
        value = getattr(entry.facts, name, None)
        if isinstance(value, str):
            return value
    return ""


def has_ended(entry: Entry) -> bool:
    """Whether the entry's status says that it is no longer kept up or offered."""
    return getattr(entry.facts, "status", None) in ("archived", "retired")


def total_words(kind: Kind, number: int) -> str:
    """`31 models`."""
    return count_words(number, kind.singular, kind.plural)
