"""The text of a new entry: its required fields, each explained, with what is known of them."""

import textwrap
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from powerhouse_site.diagnostics import codes as c
from powerhouse_site.formatting.form import write_entry
from powerhouse_site.formatting.tree import Collection, Entry, Scalar, Tree
from powerhouse_site.loading.document import Finding
from powerhouse_site.loading.parsing import parse
from powerhouse_site.loading.shape import check_shape
from powerhouse_site.loading.source import decode
from powerhouse_site.scaffold.settings import Setting, SettingError, item_of, parse_settings, values_of
from powerhouse_site.schema.described import Described, described_fields
from powerhouse_site.schema.facts import field_order, model_in
from powerhouse_site.schema.kinds import Kind
from powerhouse_site.schema.values import Choice

_WIDTH = 100
_WIDEST = 120
"""Where the words that a field takes would make a line longer, editors list them."""


def scaffold(kind: Kind, words: Sequence[str]) -> str:
    """The text of a new entry of `kind` in which `words`, each `FIELD=VALUE`, are set and required fields are blank.

    Raises SettingError for a field that the kind does not have and for a value that its field does not take.
    """
    settings = parse_settings(words)
    values = values_of(settings, kind.facts)
    _check(kind, values, settings)
    known = {field.path: field for field in described_fields(kind.facts)}
    root = _mapping(kind.facts, values, known, "")
    root.below = list(_further_fields(kind.facts, values))
    return write_entry(Tree([], root), kind)


def _check(kind: Kind, values: dict[str, Any], settings: Sequence[Setting]) -> None:
    """Read what is set as an entry by itself, so that what is left blank hides no problem of it."""
    alone = Collection(is_mapping=True, entries=[Entry(name, _plainly(value)) for name, value in values.items()])
    for finding in _findings(write_entry(Tree([], alone), kind), kind):
        if _is_about(finding, settings):
            advice = f"; {finding.help}" if finding.help else ""
            raise SettingError(f"{finding.message}{advice}")


def _plainly(value: Any) -> Scalar | Collection:
    """Values as they are, without blanks and explanations."""
    if isinstance(value, dict):
        return Collection(is_mapping=True, entries=[Entry(key, _plainly(item)) for key, item in value.items()])
    if isinstance(value, list):
        return Collection(is_mapping=False, entries=[Entry(None, _plainly(item)) for item in value])
    return Scalar(value.spelling, value.is_text)


def _findings(text: str, kind: Kind) -> Iterator[Finding]:
    decoded, findings = decode(text.encode("utf-8", "surrogatepass"))
    yield from findings
    if decoded is not None:
        document, findings = parse(decoded.value)
        yield from findings
        if document is not None:
            yield from check_shape(document, kind)[1]


def _is_about(finding: Finding, settings: Sequence[Setting]) -> bool:
    """Whether a problem is one of what was set, rather than of what is still to be filled in."""
    if finding.code in (c.MISSING_FIELD, c.EMPTY_VALUE):
        return False
    lengths = [(setting.path, min(len(setting.path), len(finding.path))) for setting in settings]
    return any(path[:length] == finding.path[:length] for path, length in lengths)


def _mapping(model: type[BaseModel], values: dict[str, Any], known: dict[str, Described], at: str) -> Collection:
    """The fields of `model` that are required or set. The explanation of a field is found by its path in `known`."""
    entries = []
    for name in field_order(model):
        info = model.model_fields[name]
        if info.is_required() or name in values:
            path = f"{at}{name}"
            above = _explanation(known[path]) if info.is_required() and path in known else []
            entries.append(Entry(name, _value(info.annotation, values.get(name), known, path), above))
    return Collection(is_mapping=True, entries=entries)


def _value(annotation: Any, value: Any, known: dict[str, Described], path: str) -> Scalar | Collection:
    """The value of a field, with blanks for what is required in it. Of a list, only the first item is explained."""
    model = model_in(annotation)
    if isinstance(value, Scalar):
        return value
    if isinstance(value, list) or (value is None and item_of(annotation) is not None):
        items = value or [None]
        return Collection(
            is_mapping=False,
            entries=[
                Entry(None, _value(item_of(annotation), item, {} if number else known, path))
                for number, item in enumerate(items)
            ],
        )
    return _mapping(model, value or {}, known, f"{path}.") if model else Scalar("", is_text=False)


def _explanation(field: Described) -> list[str]:
    """What a field is, as comments: its label and help, the words that it takes, an example."""
    lines = _wrapped(f"{field.label}: {field.help}{_example(field)}")
    if field.choices:
        lines.append("# Any of:" if field.several else "# One of:")
        for choice in field.choices:
            lines += _wrapped(f"{choice.value}{_meaning(choice)}", indent="  ")
    return lines


def _meaning(choice: StrEnum) -> str:
    if not isinstance(choice, Choice):
        return ""
    return f": {choice.label} ({choice.help})" if choice.help else f": {choice.label}"


def _example(field: Described) -> str:
    if not field.info.examples:
        return ""
    example = field.info.examples[0]
    return f" Example: {', '.join(map(str, example)) if isinstance(example, list) else example}"


def _wrapped(text: str, indent: str = "") -> list[str]:
    start = f"# {indent}"
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=start,
        subsequent_indent=f"{start}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _further_fields(model: type[BaseModel], values: dict[str, Any]) -> Iterator[str]:
    """Commented-out lines for the optional fields that tables show or that need evidence, and for the evidence."""
    useful = [
        field
        for field in described_fields(model)
        if field.path in model.model_fields
        and not field.info.is_required()
        and field.name not in values
        and (field.column or field.evidence or field.path == "sources")
    ]
    if useful:
        yield from _wrapped("Further fields: take the sign away from those that you know, and write the value.")
    ranks = {name: rank for rank, name in enumerate(field_order(model))}
    for field in sorted(useful, key=lambda field: ranks[field.name]):
        start = f"# {field.name}:  # {field.help}"
        more = f"{_choices(field)}{_members(field)}{_example(field)}"
        yield start + more if len(start + more) <= _WIDEST else start


def _choices(field: Described) -> str:
    return f" {'Any' if field.several else 'One'} of: {', '.join(field.choices)}." if field.choices else ""


def _members(field: Described) -> str:
    model = model_in(field.info.annotation)
    return f" {'Each has' if field.several else 'It has'}: {', '.join(field_order(model))}." if model else ""
