"""What a field says of itself beside its type: its column, its reference, whether it needs evidence.

Label, help and examples are pydantic's own (`Field(title=..., description=..., examples=...)`). These annotations
add what tables, facets, exports and checks need, and are read with `described_fields`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

Location = tuple[str | int, ...]
"""The way to a value: field names and list positions."""


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
    it opens. An `optional` column is hidden until a reader asks for it. `facet` lets readers filter by it; a `Filter`
    says more about how.

    `groups` spreads a list of choices over one column a choice; `against` is the field that lists the choices that a
    source denies. In a table with one row an item (`Kind.items`), the columns of a family are those with `items`.
    """

    rank: int
    cell: str
    unit: str = ""
    width: Width = Width.MEDIUM
    numeric: bool = False
    sortable: bool = True
    descending: bool = False
    default: bool = False
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


@dataclass(frozen=True, kw_only=True)
class Described:
    """A field or derived property of an entry together with what its annotation says.

    `path` is dotted and without list positions: `variants.parameters`. `evidence` is the path that sources name to
    support the value, empty where it needs no evidence.
    """

    path: str
    name: str
    label: str
    help: str
    info: FieldInfo
    column: Column | None
    filters: tuple[Filter, ...]
    compared: tuple[Compared, ...]
    reference: Reference | None
    expression: LicenseExpression | None
    unit: Unit | None
    formatted: bool
    main_address: bool
    evidence: str

    @cached_property
    def member_paths(self) -> tuple[str, ...]:
        """For a list of choices, the path of each choice, such as `capabilities.lora`: each has its own evidence."""
        return tuple(f"{self.path}.{choice}" for choice in self.choices) if self.several else ()

    @cached_property
    def several(self) -> bool:
        """Whether the value is a list."""
        return _is_list(self.info.annotation)

    @cached_property
    def choices(self) -> tuple[StrEnum, ...]:
        """The words that the field takes, where its list of words is closed."""
        found = next(
            (a for a in _arguments(self.info.annotation) if isinstance(a, type) and issubclass(a, StrEnum)), None
        )
        return tuple(found) if found else ()

    def holds(self, type_: type) -> bool:
        """Whether the value is a `type_`, or a list of them."""
        return any(argument is type_ for argument in _arguments(self.info.annotation))

    def values(self, owner: object) -> Iterator[tuple[Location, Any]]:
        """Yield the location and value of each occurrence of the field in `owner`, without absent ones.

        `owner` is the facts of an entry or the plain value of a document, of whatever shape it may be.
        """
        yield from _walk(owner, tuple(self.path.split(".")), ())


@cache
def described_fields(model: type[BaseModel]) -> tuple[Described, ...]:
    """All fields of `model`, those of nested models included, in the order of definition; derived properties last."""
    return (*_declared(model, ""), *_derived(model))


@cache
def table_columns(model: type[BaseModel]) -> tuple[Described, ...]:
    """The fields and properties of `model` that are columns of its table, from left to right."""
    return _by_rank(field for field in described_fields(model) if "." not in field.path)


@cache
def item_columns(model: type[BaseModel], items: str) -> tuple[Described, ...]:
    """The columns of a table with one row for each item of the list `items`: the item's own, and some of its owner."""
    return _by_rank(
        field
        for field in described_fields(model)
        if field.path.rpartition(".")[0] == items
        or ("." not in field.path and field.column is not None and field.column.items)
    )


@cache
def filtered_fields(model: type[BaseModel]) -> tuple[tuple[Described, Filter], ...]:
    """The filters of `model` with the fields that they go by, in their order."""
    found = [(field, filter) for field in described_fields(model) for filter in _filters_of(field)]
    return tuple(sorted(found, key=lambda pair: pair[1].rank))


@cache
def compared_fields(model: type[BaseModel], items: str = "") -> tuple[tuple[Described, Compared], ...]:
    """The rows where entries of `model` stand side by side, or the items of their list `items`, in their order."""
    found = [
        (field, mark)
        for field in described_fields(model)
        for mark in field.compared
        if (field.path.startswith(f"{items}.") if "." in field.path else not items or mark.items)
    ]
    return tuple(sorted(found, key=lambda pair: pair[1].rank))


def _by_rank(fields: Iterator[Described]) -> tuple[Described, ...]:
    columns = [field for field in fields if field.column is not None]
    return tuple(sorted(columns, key=lambda field: field.column.rank if field.column else 0))


def _filters_of(field: Described) -> tuple[Filter, ...]:
    if field.filters or field.column is None or field.column.facet is None:
        return field.filters
    return (Filter(rank=field.column.rank, facet=field.column.facet, unit=field.column.unit),)


def _declared(model: type[BaseModel], prefix: str) -> Iterator[Described]:
    for name, info in model.model_fields.items():
        yield _described(prefix + name, name, info)
        for nested in _models_in(info.annotation):
            yield from _declared(nested, f"{prefix}{name}.")


def _derived(model: type[BaseModel]) -> Iterator[Described]:
    for name in dir(model):
        member = getattr(model, name, None)
        if isinstance(member, property) and member.fget is not None:
            hint = get_type_hints(member.fget, include_extras=True).get("return")
            if hint is not None and get_origin(hint) is Annotated:
                yield _described(name, name, FieldInfo.from_annotation(hint))


def _described(path: str, name: str, info: FieldInfo) -> Described:
    column = next((mark for mark in info.metadata if isinstance(mark, Column)), None)
    reference = next((mark for mark in _marks(info) if isinstance(mark, Reference)), None)
    expression = next((mark for mark in info.metadata if isinstance(mark, LicenseExpression)), None)
    unit = next((mark for mark in _marks(info) if isinstance(mark, Unit)), None)
    evidenced = next((mark for mark in info.metadata if isinstance(mark, Evidenced)), None)
    return Described(
        path=path,
        name=name,
        label=info.title or name.replace("_", " ").capitalize(),
        help=info.description or "",
        info=info,
        column=column,
        filters=tuple(mark for mark in info.metadata if isinstance(mark, Filter)),
        compared=tuple(mark for mark in info.metadata if isinstance(mark, Compared)),
        reference=reference,
        expression=expression,
        unit=unit,
        formatted=any(isinstance(mark, Formatted) for mark in _marks(info)),
        main_address=any(isinstance(mark, MainAddress) for mark in info.metadata),
        evidence=(evidenced.by or path) if evidenced else "",
    )


def _marks(info: FieldInfo) -> Iterator[object]:
    yield from info.metadata
    yield from _nested_marks(info.annotation)


def _nested_marks(annotation: object) -> Iterator[object]:
    if get_origin(annotation) is Annotated:
        yield from getattr(annotation, "__metadata__", ())
    for argument in get_args(annotation):
        yield from _nested_marks(argument)


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _arguments(annotation: object) -> Iterator[object]:
    yield annotation
    for argument in get_args(annotation):
        yield from _arguments(argument)


def _is_list(annotation: object) -> bool:
    return any(get_origin(argument) is tuple for argument in _arguments(annotation))


def _walk(value: object, names: tuple[str, ...], location: Location) -> Iterator[tuple[Location, Any]]:
    if value is None:
        return
    if isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from _walk(item, names, (*location, index))
    elif not names:
        yield location, value
    elif isinstance(value, Mapping):
        yield from _walk(value.get(names[0]), names[1:], (*location, names[0]))
    else:
        yield from _walk(getattr(value, names[0], None), names[1:], (*location, names[0]))
