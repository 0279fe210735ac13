"""A kind's entries, or their items, as a comparison table, from the annotations of their fields."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.evidence import evidence_of
from powerhouse_site.pages.cells.cell import Cell, Owner, Sort
from powerhouse_site.pages.cells.columns import (
    EVIDENCE,
    USERS,
    Heading,
    MarkedColumn,
    TableColumn,
    cell_of,
    count_cell,
    evidence_cell,
    heading_of,
    spread,
    users_heading,
)
from powerhouse_site.pages.compare.comparisons import comparison_name, item_ids
from powerhouse_site.pages.entry.tools import standing
from powerhouse_site.pages.filters.facets import TableFacet, build_facets
from powerhouse_site.pages.memory.rows import TableMemory
from powerhouse_site.pages.tables.data import table_data
from powerhouse_site.schema.described import item_columns, table_columns
from powerhouse_site.schema.kinds import Kind
from powerhouse_site.schema.tools import Tool

FIRST = 30
"""How many rows are drawn in the page at once: more than a window holds."""


class Row(NamedTuple):
    """An entry as a row, or one of its items. `also` holds words that the filter finds it by and that no cell shows.

    `units` are what the filters look at: the items of an entry, or else the entry itself. `id` is what addresses call
    it.
    """

    entry: Entry
    id: str
    cells: tuple[Cell | None, ...]
    also: str
    item: Any = None
    units: tuple[Owner, ...] = ()

    @property
    def heading(self) -> str:
        """What the row goes by."""
        return self.item.name if self.item is not None else self.entry.heading

    @property
    def byline(self) -> str:
        """The small line under its name."""
        facts = self.entry.facts
        if isinstance(facts, Tool):
            return standing(facts)
        return facts.byline if self.item is None else f"{self.entry.heading}, {facts.byline}"


@dataclass(frozen=True, kw_only=True)
class Table:
    """A sorted table of rows of one kind. `sorted_by` is the key of a heading, or `name`; `order` says it in words.

    The `first` rows are there at once; the others are shown without scripts, and by them a moment later. A table on
    one of several pages is a part of the `whole`, from the row `start` on: its filters are those of the whole. With
    `memory`, readers filter its rows by what fits their hardware.
    """

    id: str
    kind: Kind
    caption: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    sorted_by: str = "name"
    order: str = ""
    of_items: bool = False
    first: int = FIRST
    whole: "Table | None" = None
    start: int = 0
    memory: TableMemory | None = None

    @property
    def singular(self) -> str:
        """What one row is."""
        return self.kind.item if self.of_items else self.kind.singular

    @property
    def plural(self) -> str:
        """What several rows are."""
        return self.kind.item_plural if self.of_items else self.kind.plural

    @property
    def compared(self) -> str:
        """What addresses call its rows side by side; empty where they are not compared."""
        return comparison_name(self.kind, items=self.of_items)

    @property
    def switches(self) -> tuple[Heading, ...]:
        """The headings by which columns are shown and hidden: one of each group."""
        return tuple({heading.switch: heading for heading in reversed(self.headings)}.values())[::-1]

    @property
    def groups(self) -> tuple[tuple[str, int, Heading], ...]:
        """The groups of columns, each with how many columns it has and its first heading; without name for a single."""
        found: list[tuple[str, int, Heading]] = []
        for heading in self.headings:
            if heading.group and found and found[-1][0] == heading.group:
                found[-1] = (heading.group, found[-1][1] + 1, found[-1][2])
            else:
                found.append((heading.group, 1, heading))
        return tuple(found)

    @property
    def grouped(self) -> bool:
        """Whether it has two rows of heads."""
        return any(heading.group for heading in self.headings)

    def under(self, row: Row) -> Iterator[tuple[Heading, Cell | None]]:
        """The cells of a row, each with its heading."""
        return zip(self.headings, row.cells, strict=True)

    @cached_property
    def facets(self) -> tuple[TableFacet, ...]:
        """The filters over all rows."""
        if self.whole:
            return self.whole.facets
        units = [row.units for row in self.rows]
        own = build_facets(self.kind, units)
        return own if self.memory is None else (self.memory.facet(units), *own)

    @property
    def data(self) -> str:
        """What its script filters by, as JSON: all filters, and what its own rows are found by."""
        before = self.whole.rows[: self.start] if self.whole else ()
        units = [row.units for row in self.rows]
        places = self.memory.places(units) if self.memory else []
        first = sum(len(row.units) for row in before)
        return table_data(self.facets, [len(row) for row in units], first, sizes=places)

    @property
    def total(self) -> int:
        """How many rows it has on all pages."""
        return len((self.whole or self).rows)

    @cached_property
    def scale(self) -> tuple[int, int]:
        """The smallest and largest number of parameters in any row, for the size strips."""
        sizes = [size for cell in self._drawn("parameters") for size in cell.value.sizes]
        return (min(sizes), max(sizes)) if sizes else (1, 1)

    @cached_property
    def longest_context(self) -> int:
        """The longest bounded context window of any row, in tokens."""
        return max((cell.value.tokens or 0 for cell in self._drawn("context")), default=0)

    def _drawn(self, drawing: str) -> list[Cell]:
        rows = (self.whole or self).rows
        return [cell for row in rows for cell in row.cells if cell is not None and cell.drawing == drawing]


def build_table(catalog: Catalog, kind: Kind, entries: Sequence[Entry], *, id: str, caption: str) -> Table:
    """Make the table of `entries`, sorted by the kind's default column, names deciding ties."""
    columns = spread(table_columns(kind.facts))
    users = {entry.id: _users(catalog, entry) for entry in entries} if kind.shows_users else {}
    most = max(users.values(), default=0)
    rows = []
    for entry in sorted(entries, key=lambda entry: entry.heading.casefold()):
        owner = Owner(catalog=catalog, entry=entry, evidence=evidence_of(entry))
        cells = [cell_of(owner, column) for column in columns]
        cells += [count_cell(users[entry.id], most)] if kind.shows_users else []
        row = Row(
            entry=entry,
            id=entry.id,
            cells=(*cells, evidence_cell(owner)),
            also=" ".join((*entry.facts.aliases, *_makers(entry), *_marks(columns, cells))),
            units=_items(owner) or (owner,),
        )
        rows.append(row)
    drawn = [heading_of(column, [row.cells[i] for row in rows]) for i, column in enumerate(columns)]
    users_head = [users_heading(_users_title(catalog, kind))] if kind.shows_users else []
    headings = (*drawn, *users_head, replace(EVIDENCE, optional=bool(kind.users_kind)))
    return _sorted(Table(id=id, kind=kind, caption=caption, headings=headings, rows=tuple(rows)))


def build_item_table(catalog: Catalog, kind: Kind, *, id: str, caption: str) -> Table:
    """Make the table of the items of all entries of a kind that has `items`, one row each."""
    columns = spread(item_columns(kind.facts, kind.items))
    ids = item_ids(kind, catalog.of(kind.name))
    rows = []
    for entry in sorted(catalog.of(kind.name), key=lambda entry: entry.heading.casefold()):
        for owner in _items(Owner(catalog=catalog, entry=entry, evidence=evidence_of(entry))):
            cells = tuple(cell_of(owner, column) for column in columns)
            also = " ".join((entry.heading, *entry.facts.aliases))
            own = ids[entry.id, owner.item.name]
            rows.append(Row(entry=entry, id=own, cells=cells, also=also, item=owner.item, units=(owner,)))
    headings = tuple(heading_of(column, [row.cells[i] for row in rows]) for i, column in enumerate(columns))
    return _sorted(Table(id=id, kind=kind, caption=caption, headings=headings, rows=tuple(rows), of_items=True))


def with_memory(table: Table, memory: TableMemory) -> Table:
    """A table of models with the filter by what fits, and with the measured bar as a further column."""
    after = "context_window" if table.of_items else "license"
    at = [heading.key for heading in table.headings].index(after) + 1
    rows = tuple(
        row._replace(
            cells=(*row.cells[:at], memory.cell(row.units, None if row.item else row.entry.heading), *row.cells[at:])
        )
        for row in table.rows
    )
    heading = memory.heading(of_items=table.of_items)
    return replace(table, headings=(*table.headings[:at], heading, *table.headings[at:]), rows=rows, memory=memory)


def with_only(table: Table, entries: Sequence[Entry], *, id: str, caption: str) -> Table:
    """A table of some of the entries of another one, in the same order."""
    ids = {entry.id for entry in entries}
    rows = tuple(row for row in table.rows if row.entry.id in ids)
    headings = tuple(heading.over([row.cells[i] for row in rows]) for i, heading in enumerate(table.headings))
    return replace(table, id=id, caption=caption, headings=headings, rows=rows)


def _makers(entry: Entry) -> list[str]:
    """Who made it, where the line under the name says something else."""
    return [entry.facts.byline] if isinstance(entry.facts, Tool) else []


def _marks(columns: Sequence[TableColumn], cells: Sequence[Cell | None]) -> list[str]:
    """What it can do, in words: the cells only have signs."""
    pairs = zip(columns, cells, strict=False)
    return [c.choice.label for c, cell in pairs if isinstance(c, MarkedColumn) and cell and cell.value == "yes"]


def _sorted(table: Table) -> Table:
    """The table in the order of the kind's default column, if it has one here, or of what is used most."""
    keys = [heading.key for heading in table.headings]
    if table.kind.users_kind and USERS in keys:
        rows = _sorted_by(table.rows, keys.index(USERS), descending=True)
        return replace(table, rows=tuple(rows), sorted_by=USERS, order="most used first")
    default = next((f for f in table_columns(table.kind.facts) if f.column is not None and f.column.default), None)
    if default is None or default.column is None or default.name not in keys:
        return table
    rows = _sorted_by(table.rows, keys.index(default.name), descending=default.column.descending)
    return replace(table, rows=tuple(rows), sorted_by=default.name, order=default.column.order)


def _items(owner: Owner) -> tuple[Owner, ...]:
    """The owner for each of its entry's items."""
    items = getattr(owner.entry.facts, owner.entry.kind.items) if owner.entry.kind.items else ()
    return tuple(Owner(catalog=owner.catalog, entry=owner.entry, evidence=owner.evidence, item=item) for item in items)


def _users(catalog: Catalog, entry: Entry) -> int:
    """How many entries of the kind that counts name `entry`, or of all other kinds."""
    counted, own = entry.kind.users_kind, entry.kind
    kinds = {kind.name for kind in catalog.kinds if (kind.name == counted if counted else kind is not own)}
    return len({r.entry.url for r in catalog.referrers(entry) if r.entry.kind.name in kinds})


def _users_title(catalog: Catalog, kind: Kind) -> str:
    return next((other.title for other in catalog.kinds if other.name == kind.users_kind), "")


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
