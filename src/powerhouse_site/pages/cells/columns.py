"""The columns of a comparison table: their heads, and the cells that an entry has under them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from powerhouse_site.pages.cells.cell import Cell, Owner
from powerhouse_site.pages.cells.drawings import draw
from powerhouse_site.pages.words import slug
from powerhouse_site.schema.annotations import ColumnGroup, Width
from powerhouse_site.schema.described import Described
from powerhouse_site.schema.values import Choice


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The head of a column. `descending` is the direction in which a reader sorts it first.

    Columns under one `group` stand beside each other and are shown and hidden together, by the name `switch`.
    `optional` ones are hidden until a reader asks for them.
    """

    key: str
    label: str
    unit: str = ""
    help: str = ""
    width: Width = Width.MEDIUM
    numeric: bool = False
    sortable: bool = True
    descending: bool = False
    sorts_numbers: bool = False
    optional: bool = False
    group: str = ""

    @property
    def switch(self) -> str:
        """The name by which the column is shown and hidden, which stands in addresses."""
        return slug(self.group) if self.group else self.key

    def over(self, cells: Sequence[Cell | None]) -> "Heading":
        """The same over other cells, which may have numbers where others had none."""
        known = [cell.sort for cell in cells if cell is not None and cell.sort is not None]
        return replace(self, sorts_numbers=bool(known) and not any(isinstance(value, str) for value in known))

    @cached_property
    def classes(self) -> str:
        """The classes of its cells."""
        marks = ("ph-numeric" if self.numeric else "", "ph-optional" if self.optional else "")
        return " ".join(filter(None, (f"ph-cell--{self.key}", f"ph-col--{self.width}", *marks)))


@dataclass(frozen=True, kw_only=True)
class MarkedColumn:
    """One choice of a field that is spread over columns."""

    field: Described
    group: ColumnGroup
    choice: Choice

    @property
    def heading(self) -> Heading:
        """The head of the column."""
        return Heading(
            key=f"{self.field.name}-{self.choice.value}",
            label=self.choice.label,
            help=self.choice.help,
            width=Width.MARK,
            sortable=False,
            group=self.group.label,
        )

    def cell(self, owner: Owner) -> Cell:
        """Whether a source says that it can, says that it cannot, or none says either."""
        facts, against = owner.entry.facts, self.field.column.against if self.field.column else ""
        path, state = f"{self.field.path}.{self.choice.value}", "unknown"
        if self.choice in getattr(facts, self.field.name):
            state = "yes"
        elif against and self.choice in getattr(facts, against):
            path, state = f"{against}.{self.choice.value}", "no"
        verified = state != "yes" or not self.field.evidence or owner.evidence.is_verified(path)
        words = {"yes": "Yes", "no": "No", "unknown": "Not evidenced"}
        cites = owner.evidence.cites(path) if state != "unknown" else ()
        return Cell(drawing="mark", value=state, text=words[state], cites=cites, verified=verified)


@dataclass(frozen=True, kw_only=True)
class CountedColumn:
    """How many choices of a field that is spread over columns a source bears out.

    What has ended is sorted as if that were not known: last in both directions.
    """

    field: Described

    @property
    def heading(self) -> Heading:
        """The head of the column."""
        return Heading(
            key=self.field.name,
            label=self.field.label,
            help=f"How many {self.field.label.lower()} a source bears out.",
            width=Width.MEDIUM,
            numeric=True,
            descending=True,
            sorts_numbers=True,
            optional=True,
        )

    def cell(self, owner: Owner) -> Cell:
        """The number, of those that the entry names."""
        facts = owner.entry.facts
        paths = [f"{self.field.path}.{choice}" for choice in getattr(facts, self.field.name)]
        number = sum(not self.field.evidence or owner.evidence.is_verified(path) for path in paths)
        return Cell(drawing="number", value=number, text=f"{number}", sort=None if facts.ended else number)


TableColumn = Described | MarkedColumn | CountedColumn


def spread(fields: Sequence[Described]) -> tuple[TableColumn, ...]:
    """The columns of `fields`: one each, but of those that have groups one for each choice, and how many they are."""
    found: list[TableColumn] = []
    for field in fields:
        groups = field.column.groups if field.column else ()
        marked = [MarkedColumn(field=field, group=g, choice=c) for g in groups for c in g.choices]  # type: ignore[arg-type] # choices of any kind
        found += [*marked, CountedColumn(field=field)] if marked else [field]
    return tuple(found)


def cell_of(owner: Owner, column: TableColumn) -> Cell | None:
    """The owner's cell in a column, None for what is not known."""
    return draw(owner, column) if isinstance(column, Described) else column.cell(owner)


def heading_of(column: TableColumn, cells: Sequence[Cell | None]) -> Heading:
    """The head over `cells`."""
    if not isinstance(column, Described):
        return column.heading
    if column.column is None:
        raise TypeError(f"{column.path} is no column")
    return Heading(
        key=column.name,
        label=column.label,
        unit=column.column.unit,
        help=column.help,
        width=column.column.width,
        numeric=column.column.numeric,
        sortable=column.column.sortable,
        descending=column.column.descending,
        optional=column.column.optional,
    ).over(cells)


USERS = "users"
"""The key of the column that counts what uses an entry."""
EVIDENCE = Heading(
    key="evidence",
    label="Evidence",
    descending=True,
    sorts_numbers=True,
    help="How many of the facts that need evidence have a checked source.",
)


def users_heading(counted: str) -> Heading:
    """The head over how many entries of the kind titled `counted` name an entry, or of all other kinds."""
    return Heading(
        key=USERS,
        label=counted or "Used by",
        width=Width.NARROW,
        numeric=True,
        descending=True,
        sorts_numbers=True,
        help=f"How many {counted.lower() or 'entries of other kinds'} name it.",
    )


def evidence_cell(owner: Owner) -> Cell:
    """How many of the owner's facts have a checked source."""
    evidence = owner.evidence
    share = evidence.verified / evidence.facts if evidence.facts else 1.0
    words = "Verified" if evidence.complete else f"{evidence.verified} of {evidence.facts} verified"
    return Cell(drawing="evidence", value=evidence, text=words, sort=round(share, 4))


class Count(NamedTuple):
    """A number, and its share of the greatest."""

    number: int
    share: float


def count_cell(number: int, most: int) -> Cell:
    """A number with its share of the greatest."""
    return Cell(drawing="count", value=Count(number, number / (most or 1)), text=f"{number}", sort=number)
