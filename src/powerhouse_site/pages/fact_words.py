"""Facts of the history in the words that readers see: the name of a field, and its values."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from pydantic_core import PydanticCustomError

from powerhouse_site.catalog import Catalog
from powerhouse_site.pages.words import date_words, exact_parameter_words
from powerhouse_site.schema.described import Described, described_fields
from powerhouse_site.schema.facts import Facts
from powerhouse_site.schema.values import PartialDate

_TRUTHS = {"true": "Yes", "false": "No"}


def fact_label(model: type[Facts], path: str) -> str:
    """The name of a field, with that of the value around it: `Attention: head dimension`; of an answer the question."""
    fields = _by_path(model)
    field, owner = fields[path], fields.get(path.rpartition(".")[0])
    if owner is None or owner.several or owner.label == field.label:
        return field.label
    if field.name == "answer":
        return owner.label
    is_acronym = field.label[:2].isupper()
    return f"{owner.label}: {field.label if is_acronym else field.label[:1].lower() + field.label[1:]}"


def fact_words(catalog: Catalog, model: type[Facts], path: str, values: Sequence[str]) -> str:
    """The values of a field as readers see them."""
    field = _by_path(model)[path]
    return ", ".join(_words(catalog, field)(value) for value in values)


def _words(catalog: Catalog, field: Described) -> Callable[[str], str]:
    reference = field.reference
    if reference is not None:
        found: Mapping[str, str] = {
            id: entry.heading for kind in reference.kinds for id, entry in catalog.entries.get(kind, {}).items()
        }
        return lambda value: found.get(value, value)
    if field.choices:
        labels = {choice.value: str(getattr(choice, "label", choice.value)) for choice in field.choices}
        return lambda value: labels.get(value, value)
    if field.unit is not None and field.unit.name == "parameters":
        return lambda value: exact_parameter_words(int(value))
    if field.holds(PartialDate):
        return _date
    if field.holds(bool):
        return lambda value: _TRUTHS.get(value, value)
    return lambda value: f"{int(value):,}" if value.isdecimal() else value.capitalize() if field.unit else value


def _date(value: str) -> str:
    try:
        return date_words(PartialDate.parse(value))
    except PydanticCustomError:
        return value


@cache
def _by_path(model: type[Facts]) -> Mapping[str, Described]:
    return {field.path: field for field in described_fields(model)}
