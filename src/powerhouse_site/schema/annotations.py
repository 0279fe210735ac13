"""What a field says of itself beside its type: its column, its reference, whether it needs evidence.

Label, help and examples are pydantic's own (`Field(title=..., description=..., examples=...)`). These annotations
add what tables, facets, exports and checks need, and are read with `schema.described`.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Facet(StrEnum):
    """How a reader narrows a table down by a field."""

    CHOICE = "choice"
    RANGE = "range"


class Width(StrEnum):
    """How wide a column of a comparison table is beside the others; the style sheet says the pixels."""

    MARK = "mark"
    NARROW = "narrow"
    MEDIUM = "medium"
    BROAD = "broad"
    WIDE = "wide"
    WIDEST = "widest"


@dataclass(frozen=True)
class ColumnGroup:
    """Choices of one field that stand as columns beside each other, under one head."""

    label: str
    choices: tuple[StrEnum, ...]


@dataclass(frozen=True, kw_only=True)
class Column:
    """The field is a column of its kind's comparison table.

    `rank` orders the columns from the left. `cell` names the drawing of the value. `unit` is the small line under the
    label. `width` is the same for all rows, whatever stands in them. `numeric` aligns right. `newest_first` and the
    like: `descending` is the direction of the first sort; `default` marks the column that the table is sorted by when
    it opens, an order that `order` tells readers in words. An `optional` column is hidden until a reader asks for it.
    `facet` lets readers filter by it; a `Filter` says more about how.

    `groups` spreads a list of choices over one column a choice, and one more that counts them and sorts;
    `against` is the field that lists the choices that a source denies. In a table with one row an item (`Kind.items`),
    the columns of a family are those with `items`.
    """

    rank: int
    cell: str
    unit: str = ""
    width: Width = Width.MEDIUM
    numeric: bool = False
    sortable: bool = True
    descending: bool = False
    default: bool = False
    order: str = ""
    optional: bool = False
    facet: Facet | None = None
    groups: tuple[ColumnGroup, ...] = ()
    against: str = ""
    items: bool = False


@dataclass(frozen=True)
class Step:
    """A round lower limit that is offered by itself, such as 32k."""

    label: str
    least: float


@dataclass(frozen=True, kw_only=True)
class Filter:
    """How a reader narrows tables down by the field.

    `key` is its name in addresses, short and never changed; without one it is the field's own. `rank` orders the
    filters, those of columns included. `label` stands above it where the field's own label would not do.

    A range counts in units of `factor`, which the letter `suffix` stands for in addresses; `log` spaces its histogram
    by proportion. With `steps`, a reader chooses one of them instead of writing numbers.

    With `question`, the choices are what the licenses that the field names answer to it, such as `commercial_use`.
    """

    rank: int
    key: str = ""
    label: str = ""
    facet: Facet = Facet.CHOICE
    unit: str = ""
    factor: float = 1
    suffix: str = ""
    log: bool = False
    steps: tuple[Step, ...] = ()
    question: str = ""


class Better(StrEnum):
    """Which of two numbers is plainly better for a reader, whatever they are after."""

    LESS = "less"
    MORE = "more"


@dataclass(frozen=True, kw_only=True)
class Compared:
    """The field is a row where entries stand side by side, under the heading `section`; `rank` orders the rows.

    Choices that are spread over columns are a row each, under the label of their group. With `question`, the row is
    what the licenses that the field names answer to it. With `items`, a field of an entry is also a row where its items
    stand side by side (`Kind.items`); the items' own fields are rows only there. `cell` names the drawing where it is
    not that of the column. `better` says which of two numbers is plainly better; of most, neither is.
    """

    rank: int
    section: str
    question: str = ""
    cell: str = ""
    better: Better | None = None
    items: bool = False


@dataclass(frozen=True, init=False)
class Reference:
    """The value is the id of an entry of one of `kinds`, on whose page `inverse` heads the entries that name it."""

    kinds: tuple[str, ...]
    inverse: str

    def __init__(self, *kinds: str, inverse: str) -> None:
        object.__setattr__(self, "kinds", kinds)
        object.__setattr__(self, "inverse", inverse)


@dataclass(frozen=True)
class LicenseExpression:
    """The value is an SPDX expression; `inverse` heads the entries that name a license in one, on its page."""

    inverse: str

    @staticmethod
    def words(expression: str) -> list[str]:
        """The license identifiers, operators and brackets of an expression, in their order."""
        return re.findall(r"[()]|[^\s()]+", expression)


@dataclass(frozen=True)
class Evidenced:
    """The value is a fact that a reader may doubt: without a checked source it is shown as unverified.

    A derived property names in `by` the path of the field that its evidence speaks of.
    """

    by: str = ""


@dataclass(frozen=True)
class MainAddress:
    """The value is where the thing itself is kept; the same one in two entries is often one thing entered twice."""


@dataclass(frozen=True)
class Unit:
    """What a number counts, where that decides how it is written: `parameters` or `tokens`."""

    name: str


@dataclass(frozen=True)
class Formatted:
    """The text may hold inline code, emphasis and links, which are drawn; in other texts every character is itself."""
