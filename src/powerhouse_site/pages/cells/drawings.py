"""The table of drawings: which function draws which field, by the name in its column or by the type of its value."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from powerhouse_site.pages.cells.cell import (
    NO_ANSWER,
    Cell,
    Drawing,
    Given,
    Owner,
    draw_answer,
    draw_choice,
    draw_choices,
    draw_date,
    draw_length,
    draw_license_expression,
    draw_link,
    draw_links,
    draw_number,
    draw_package,
    draw_parameter_count,
    draw_references,
    draw_text,
    draw_texts,
    draw_tokens,
    draw_truth,
)
from powerhouse_site.pages.cells.models import (
    active_cell,
    draw_architecture,
    draw_context,
    draw_parameters,
    license_cell,
)
from powerhouse_site.schema.described import Described
from powerhouse_site.schema.facts import Link
from powerhouse_site.schema.learning import Length
from powerhouse_site.schema.licenses import Answer
from powerhouse_site.schema.tools import Package
from powerhouse_site.schema.values import Choice, PartialDate

DRAWINGS: dict[str, Drawing] = {
    "text": draw_text,
    "prose": draw_text,
    "texts": draw_texts,
    "url": draw_text,
    "number": draw_number,
    "memory": draw_number,
    "bandwidth": draw_number,
    "truth": draw_truth,
    "date": draw_date,
    "choice": draw_choice,
    "choices": draw_choices,
    "spdx": draw_license_expression,
    "link": draw_link,
    "links": draw_links,
    "package": draw_package,
    "length": draw_length,
    "references": draw_references,
    "answer": draw_answer,
    "parameters": draw_parameters,
    "context": draw_context,
    "architecture": draw_architecture,
    "parameter count": draw_parameter_count,
    "active": draw_parameter_count,
    "tokens": draw_tokens,
}
_BY_UNIT = {"parameters": "parameter count", "tokens": "tokens"}
WITHOUT_VALUE: dict[str, Callable[[Owner], Cell | None]] = {
    "license": license_cell,
    "answer": lambda _: NO_ANSWER,
    "active": active_cell,
}
"""Drawings that say something even where the field is empty, and look beyond it where it is not."""

_BY_TYPE: tuple[tuple[type | Any, str, str], ...] = (
    (Choice, "choice", "choices"),
    (Link, "link", "links"),
    (Package, "package", "texts"),
    (Length, "length", "texts"),
    (PartialDate, "date", "texts"),
    (Answer, "answer", "texts"),
    (bool, "truth", "texts"),
    (int | float, "number", "texts"),
)


def draw(owner: Owner, field: Described, drawing: str = "") -> Cell | None:
    """Draw a field or property of the owner's facts, or None when its value is not known.

    It is drawn as its column says, or as `drawing`.
    """
    if owner.drawn is None:
        return _draw(owner, field, drawing)
    key = (field.path, drawing)
    if key not in owner.drawn:
        owner.drawn[key] = _draw(owner, field, drawing)
    return owner.drawn[key]


def _draw(owner: Owner, field: Described, drawing: str) -> Cell | None:
    value = owner.value(field)
    name = drawing or (field.column.cell if field.column else "")
    if name in WITHOUT_VALUE and (name not in DRAWINGS or value is None):
        return WITHOUT_VALUE[name](owner)
    return draw_value(owner, field, value, drawing)


def draw_value(owner: Owner, field: Described, value: Any, drawing: str = "") -> Cell | None:
    """Draw one value of a field; None for an absent one."""
    return None if is_absent(value) else draw_values(owner, field, (value,), drawing)[0]


def draw_values(owner: Owner, field: Described, values: Sequence[Any], drawing: str = "") -> list[Cell | None]:
    """Draw the values of a field, such as those of all variants, which have the same evidence; None for absent ones."""
    cites = owner.evidence.cites(field.evidence or field.path)
    verified = bool(cites) or not field.evidence
    cells: list[Cell | None] = []
    for value in values:
        if is_absent(value):
            cells.append(None)
            continue
        name = drawing or (field.column.cell if field.column else _drawing_for(field, value))
        shown, text, sort = DRAWINGS[name](Given(owner, field, value))
        cells.append(Cell(name, shown, text, sort, cites, verified or name == "choices"))
    return cells


def is_absent(value: Any) -> bool:
    """Whether a value says nothing: it is None, or a list of nothing."""
    return value is None or (isinstance(value, tuple) and not value)


def _drawing_for(field: Described, value: Any) -> str:
    if field.reference is not None:
        return "references"
    if field.unit is not None:
        return _BY_UNIT[field.unit.name]
    if field.formatted and isinstance(value, str):
        return "prose"
    if isinstance(value, tuple):
        return _by_type(type(value[0]))[1]  # type: ignore[arg-type] # a type can be hashed
    name = _by_type(type(value))[0]  # type: ignore[arg-type] # as above
    return "url" if name == "text" and value.startswith(("http://", "https://")) else name


@cache
def _by_type(type_: type) -> tuple[str, str]:
    """What draws a value of a type, and what draws several."""
    return next(((one, many) for kind, one, many in _BY_TYPE if issubclass(type_, kind)), ("text", "texts"))
