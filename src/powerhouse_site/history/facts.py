"""The facts of an entry as texts that can be compared, whatever the form of its file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic_core import PydanticCustomError

from powerhouse_site.loading.parsing import parse
from powerhouse_site.loading.source import decode
from powerhouse_site.schema.described import Described, Location, described_fields
from powerhouse_site.schema.facts import Facts, model_in
from powerhouse_site.schema.kinds import Kind
from powerhouse_site.schema.values import parse_count

_ADDRESSES = frozenset({"url", "link", "links"})
"""Cells of columns that lead elsewhere: where a page has moved to is no fact about what it tells of."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a fact stands: the dotted path of its field, and the name of the part that it is of, such as a variant."""

    path: str
    part: str = ""


Values = tuple[str, ...]
"""The texts of a fact: one, or those of a list in their order; none where it is not known."""


def facts_of(data: bytes, kind: Kind) -> Mapping[Place, Values] | None:
    """The facts in the file of an entry; None where it cannot be read. It need not fit the schema of today."""
    text, _ = decode(data)
    document, _ = parse(text.value) if text is not None else (None, [])
    if document is None or not isinstance(document.value, dict):
        return None
    found: dict[Place, list[str]] = {}
    for field in fact_fields(kind.facts):
        for location, value in field.values(document.value):
            text_ = _text(field, value)
            if text_ is not None:
                found.setdefault(Place(field.path, _part(document.value, location)), []).append(text_)
    for path in part_lists(kind.facts):
        for place in _parts(document.value, path):
            found[place] = [place.part]
    return {place: tuple(values) for place, values in found.items()}


@cache
def fact_fields(model: type[Facts]) -> tuple[Described, ...]:
    """The fields that hold facts: what needs evidence, stands in a column or is filtered by; no words about them."""
    declared = [field for field in described_fields(model) if field.path.partition(".")[0] in model.model_fields]
    whole = [f for f in declared if f.evidence and model_in(f.info.annotation) and f.path not in part_lists(model)]
    return tuple(field for field in declared if _is_fact(field, whole))


@cache
def part_lists(model: type[Facts]) -> tuple[str, ...]:
    """The lists whose items have names of their own and facts in them, such as variants."""
    lists = [f for f in described_fields(model) if "." not in f.path and f.several and model_in(f.info.annotation)]
    with_facts = {f.path.partition(".")[0] for f in described_fields(model) if "." in f.path and f.evidence}
    named = (f for f in lists if "name" in getattr(model_in(f.info.annotation), "model_fields", {}))
    return tuple(field.path for field in named if field.path in with_facts)


def _is_fact(field: Described, whole: list[Described]) -> bool:
    if model_in(field.info.annotation):
        return False
    if any(field.path.startswith(f"{one.path}.") for one in whole):
        return bool(field.choices) or any(field.holds(type_) for type_ in (int, bool))
    is_address = field.column is not None and field.column.cell in _ADDRESSES
    return bool(field.evidence or field.column or field.filters) and not is_address


def _part(value: Mapping[str, Any], location: Location) -> str:
    """The name of the item of a list that a location leads into."""
    if len(location) < 3 or not isinstance(location[1], int):
        return ""
    item = value[str(location[0])][location[1]]
    name = item.get("name") if isinstance(item, Mapping) else None
    return name if isinstance(name, str) else str(location[1] + 1)


def _parts(value: Mapping[str, Any], path: str) -> Iterator[Place]:
    items = value.get(path)
    for index in range(len(items) if isinstance(items, list) else 0):
        yield Place(path, _part(value, (path, index, "name")))


def _text(field: Described, value: object) -> str | None:
    """A value in one form: 6.74B and 6740000000 are the same number, 24.0 and 24 too."""
    if field.unit is not None and field.unit.name == "parameters":
        try:
            return str(parse_count(value))
        except PydanticCustomError:
            return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, str | int | float) else None
