"""A kind's entries as a comparison table, from the annotations of its fields."""

from collections.abc import Sequence
from dataclasses import dataclass

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.evidence import evidence_of
from powerhouse_site.pages.cells import Cell, Owner, Sort
from powerhouse_site.pages.drawings import draw
from powerhouse_site.schema.annotations import Described, table_columns
from powerhouse_site.schema.kinds import Kind


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The head of a column. `descending` is the direction in which a reader sorts it first."""

    key: str
    label: str
    unit: str = ""
    help: str = ""
    numeric: bool = False
    sortable: bool = True
    descending: bool = False
    sorts_numbers: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """An entry as a row. `also` holds words that the filter finds it by and that no cell shows."""

    entry: Entry
    cells: tuple[Cell | None, ...]
    also: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """A sorted table of entries of one kind. `sorted_by` is the key of a heading, or `name`."""

    id: str
    kind: Kind
    caption: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    sorted_by: str

    @property
    def scale(self) -> tuple[int, int]:
        """The smallest and largest number of parameters in any row, for the size strips."""
        sizes = [size for cell in self._drawn("parameters") for size in cell.value.sizes]
        return (min(sizes), max(sizes)) if sizes else (1, 1)

    @property
    def longest_context(self) -> int:
        """The longest bounded context window of any row, in tokens."""
        return max((cell.value.tokens or 0 for cell in self._drawn("context")), default=0)

    def _drawn(self, drawing: str) -> list[Cell]:
        return [cell for row in self.rows for cell in row.cells if cell is not None and cell.drawing == drawing]


def build_table(catalog: Catalog, kind: Kind, entries: Sequence[Entry], *, id: str, caption: str) -> Table:
    """Make the table of `entries`, sorted by the kind's default column, names deciding ties."""
    fields = table_columns(kind.facts)
    users = {entry.id: _users(catalog, entry) for entry in entries} if kind.shows_users else {}
    most = max(users.values(), default=0)
    rows = []
    for entry in sorted(entries, key=lambda entry: entry.heading.casefold()):
        owner = Owner(catalog=catalog, entry=entry, evidence=evidence_of(entry))
        cells = [draw(owner, field) for field in fields]
        cells += [_count_cell(users[entry.id], most)] if kind.shows_users else []
        rows.append(_row(owner, (*cells, _evidence_cell(owner))))
    drawn = [_heading(field, [row.cells[i] for row in rows]) for i, field in enumerate(fields)]
    headings = (*drawn, *([_USERS] if kind.shows_users else []), _EVIDENCE)
    sorted_by = "name"
    for index, field in enumerate(fields):
        if field.column is not None and field.column.default:
            rows = _sorted_by(rows, index, descending=field.column.descending)
            sorted_by = field.name
    return Table(id=id, kind=kind, caption=caption, headings=headings, rows=tuple(rows), sorted_by=sorted_by)


_EVIDENCE = Heading(
    key="evidence",
    label="Evidence",
    descending=True,
    sorts_numbers=True,
    help="How many of the facts that need evidence have a checked source.",
)


_USERS = Heading(
    key="users",
    label="Used by",
    numeric=True,
    descending=True,
    sorts_numbers=True,
    help="How many entries of other kinds name it.",
)


def _row(owner: Owner, cells: tuple[Cell | None, ...]) -> Row:
    entry = owner.entry
    return Row(entry=entry, cells=cells, also=" ".join(entry.facts.aliases))


def _heading(field: Described, cells: Sequence[Cell | None]) -> Heading:
    column = field.column
    if column is None:
        raise TypeError(f"{field.path} is no column")
    known = [cell.sort for cell in cells if cell is not None and cell.sort is not None]
    return Heading(
        key=field.name,
        label=field.label,
        unit=column.unit,
        help=field.help,
        numeric=column.numeric,
        sortable=column.sortable,
        descending=column.descending,
        sorts_numbers=bool(known) and not any(isinstance(value, str) for value in known),
    )


def _evidence_cell(owner: Owner) -> Cell:
    evidence = owner.evidence
    share = evidence.verified / evidence.facts if evidence.facts else 1.0
    words = "Verified" if evidence.complete else f"{evidence.verified} of {evidence.facts} verified"
    return Cell(drawing="evidence", value=evidence, text=words, sort=round(share, 4))


def _count_cell(number: int, most: int) -> Cell:
    return Cell(drawing="count", value={"number": number, "share": number / (most or 1)}, text=f"{number}", sort=number)


def _users(catalog: Catalog, entry: Entry) -> int:
    """How many entries of other kinds name `entry`."""
    return len({r.entry.url for r in catalog.referrers(entry) if r.entry.kind is not entry.kind})


def _sorted_by(rows: Sequence[Row], index: int, *, descending: bool) -> list[Row]:
    """Sort stably; rows whose value is not known stay last in both directions."""
    known = [row for row in rows if _sort_value(row, index) is not None]
    unknown = [row for row in rows if _sort_value(row, index) is None]
    return [*sorted(known, key=lambda row: _sort_key(_sort_value(row, index)), reverse=descending), *unknown]


def _sort_value(row: Row, index: int) -> Sort:
    cell = row.cells[index]
    return cell.sort if cell is not None else None


def _sort_key(value: Sort) -> tuple[float, str]:
    return (0.0, value) if isinstance(value, str) else (float(value or 0), "")
