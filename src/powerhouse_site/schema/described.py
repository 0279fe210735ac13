"""A kind's fields together with what their annotations say, and the orders in which they are shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from powerhouse_site.schema.annotations import (
    Column,
    Compared,
    Evidenced,
    Filter,
    Formatted,
    LicenseExpression,
    MainAddress,
    Reference,
    Unit,
)

Location = tuple[str | int, ...]
"""The way to a value: field names and list positions."""
_ONE = frozenset({type(None), str, int, float, bool})
"""The types of most values, which hold no others."""


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

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(self.path.split("."))

    @cached_property
    def below(self) -> tuple[str, ...]:
        """The names that lead to the field from an item of the list that its path begins with; empty without a list."""
        return self._names[1:]

    def values(self, owner: object) -> list[tuple[Location, Any]]:
        """The location and value of each occurrence of the field in `owner`, without absent ones.

        `owner` is the facts of an entry or the plain value of a document, of whatever shape it may be.
        """
        return _values(owner, self._names)

    def is_known(self, owner: object) -> bool:
        """Whether the field occurs in `owner` at all."""
        return _is_known(owner, self._names)


@cache
def described_fields(model: type[BaseModel]) -> tuple[Described, ...]:
    """All fields of `model`, those of nested models included, in the order of definition; derived properties last."""
    return (*declared_fields(model), *_derived(model))


@cache
def declared_fields(model: type[BaseModel]) -> tuple[Described, ...]:
    """The fields of `model` that stand in files, those of nested models included, in the order of definition."""
    return tuple(_declared(model, ""))


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


def _values(owner: object, names: tuple[str, ...]) -> list[tuple[Location, Any]]:
    if len(names) == 1 and isinstance(owner, BaseModel) and type(value := getattr(owner, names[0], None)) in _ONE:
        return [] if value is None else [((names[0],), value)]
    found: list[tuple[Location, Any]] = []
    _find(owner, names, (), found)
    return found


def _is_known(value: object, names: tuple[str, ...]) -> bool:
    if isinstance(value, (tuple, list)):
        return any(_is_known(item, names) for item in value)
    if value is None or not names:
        return value is not None
    below = value.get(names[0]) if isinstance(value, dict) else getattr(value, names[0], None)
    return _is_known(below, names[1:])


def _find(value: object, names: tuple[str, ...], location: Location, found: list[tuple[Location, Any]]) -> None:
    """Go on from a value by the names that are left. A list of what is found is faster here than an iterator of it."""
    if value is None:
        return
    if isinstance(value, (tuple, list)):
        for index, item in enumerate(value):
            _find(item, names, (*location, index), found)
    elif not names:
        found.append((location, value))
    else:
        name = names[0]
        below = value.get(name) if isinstance(value, dict) else getattr(value, name, None)
        if below is not None:
            _find(below, names[1:], (*location, name), found)
