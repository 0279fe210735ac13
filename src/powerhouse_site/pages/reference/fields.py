"""The fields of a kind: what each takes, as its JSON Schema says, and what it means, as the field itself says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from powerhouse_site.json_schema import json_schema
from powerhouse_site.pages.page import PageLink
from powerhouse_site.schema.described import Described, described_fields
from powerhouse_site.schema.facts import Facts
from powerhouse_site.schema.kinds import Kind
from powerhouse_site.schema.values import Choice

Schema = Mapping[str, Any]

_TYPES = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}


@dataclass(frozen=True, kw_only=True)
class FieldRow:
    """One field: `takes` is its type in words, `rules` are sentences about its values, `group` holds its own fields."""

    field: Described
    required: bool
    takes: str
    rules: tuple[str, ...]
    choices: tuple[Choice, ...]
    examples: tuple[str, ...]
    names: tuple[PageLink, ...]
    group: str


@dataclass(frozen=True, kw_only=True)
class FieldGroup:
    """The fields of one mapping: those of the entry itself, or those below `path`."""

    path: str
    help: str
    rows: tuple[FieldRow, ...]


@dataclass(frozen=True, kw_only=True)
class FieldsView:
    """Everything that the reference of a kind shows. `schema` is the address of its JSON Schema."""

    kind: Kind
    kinds: tuple[Kind, ...]
    groups: tuple[FieldGroup, ...]
    schema: str

    @property
    def required(self) -> tuple[str, ...]:
        """The names of the fields that no entry can do without."""
        return tuple(row.field.name for row in self.groups[0].rows if row.required)


def fields_view(kind: Kind, kinds: tuple[Kind, ...]) -> FieldsView:
    """Describe the fields of `kind`, in the order in which entries have them; references name entries of `kinds`."""
    schema = json_schema(kind)
    titles = {other.name: other for other in kinds}
    return FieldsView(
        kind=kind,
        kinds=kinds,
        groups=tuple(_groups(kind.facts, schema, titles)),
        schema=kind.schema,
    )


def _groups(facts: type[Facts], schema: Schema, kinds: Mapping[str, Kind]) -> Iterator[FieldGroup]:
    """The group of the entry, then those of nested mappings, each behind the one that holds it."""
    described = {field.path: field for field in described_fields(facts)}
    waiting: list[tuple[str, Schema, str]] = [("", schema, "")]
    while waiting:
        path, mapping, help = waiting.pop(0)
        rows = []
        for name, inner in mapping["properties"].items():
            field = described[f"{path}.{name}" if path else name]
            nested = _mapping_in(inner, schema["$defs"])
            if nested is not None:
                waiting.append((field.path, nested, field.help))
            rows.append(_row(field, inner, name in mapping.get("required", ()), kinds, nested is not None))
        yield FieldGroup(path=path, help=help, rows=tuple(rows))


def _row(field: Described, schema: Schema, required: bool, kinds: Mapping[str, Kind], nested: bool) -> FieldRow:
    names = field.reference.kinds if field.reference else ()
    one, is_list = (schema["items"], True) if schema.get("type") == "array" else (schema, False)
    takes = "mapping" if nested else _takes(one, bool(names))
    return FieldRow(
        field=field,
        required=required,
        takes=f"list of {_plural(takes)}" if is_list else takes,
        rules=tuple(dict.fromkeys((*_rules(one), *_counts(schema)))) if not names else tuple(_counts(schema)),
        choices=tuple(choice for choice in field.choices if isinstance(choice, Choice)),
        examples=tuple(map(_written, schema.get("examples", ()))),
        names=tuple(PageLink(label=kinds[name].plural, url=f"{name}/") for name in names if name in kinds),
        group=field.path if nested else "",
    )


def _mapping_in(schema: Schema, definitions: Mapping[str, Schema]) -> Schema | None:
    """The mapping that a field holds, once or in a list."""
    inner = schema.get("items", schema)
    if "$ref" in inner:
        return definitions[inner["$ref"].rpartition("/")[2]]
    return inner if inner.get("type") == "object" else None


def _takes(schema: Schema, is_id: bool) -> str:
    if is_id:
        return "id"
    if "anyOf" in schema:
        return " or ".join(_takes(option, is_id=False) for option in schema["anyOf"])
    if "enum" in schema:
        return "word" if len(schema["enum"]) > 1 else schema["enum"][0]
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return " or ".join(_TYPES[name] for name in types)


def _rules(schema: Schema) -> Iterator[str]:
    """Sentences about a single value."""
    if "anyOf" in schema:
        for option in schema["anyOf"]:
            yield from _rules(option)
        return
    if "patternErrorMessage" in schema:
        yield schema["patternErrorMessage"]
    elif "minimum" in schema or "maximum" in schema or "exclusiveMinimum" in schema:
        yield _bounds(schema)
    if "maxLength" in schema:
        yield f"At most {schema['maxLength']:,} characters."


def _bounds(schema: Schema) -> str:
    low = f"More than {schema['exclusiveMinimum']:,}" if "exclusiveMinimum" in schema else ""
    low = f"At least {schema['minimum']:,}" if "minimum" in schema else low
    high = f"at most {schema['maximum']:,}" if "maximum" in schema else ""
    words = ", ".join(filter(None, (low, high)))
    return f"{words[0].upper()}{words[1:]}."


def _counts(schema: Schema) -> Iterator[str]:
    """Sentences about the length of a list."""
    if "minItems" in schema:
        yield f"At least {schema['minItems']}."


def _plural(takes: str) -> str:
    return {"text": "texts", "word": "words", "id": "ids", "mapping": "mappings"}.get(takes, takes)


def _written(example: object) -> str:
    """An example as it stands in the YAML."""
    return f"[{', '.join(map(str, example))}]" if isinstance(example, list) else str(example)
