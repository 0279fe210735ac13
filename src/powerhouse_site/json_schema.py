"""The JSON Schema (draft 2020-12) of a kind, for editors and for other programs that read the catalog.

It accepts exactly the values that `loading.shape.check_shape` accepts, for any value that JSON can write. What needs
the whole catalog or a clock is in neither: references, duplicates, dates in the future. Nor is what YAML alone can get
wrong, such as two keys of one name. Beside the standard's own, two keywords are for editors, and others ignore them:
`markdownEnumDescriptions` and `patternErrorMessage`.
"""

from functools import cache
from typing import Any

from pydantic_core import to_json

from powerhouse_site.schema.facts import field_order
from powerhouse_site.schema.kinds import Format

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_BOUNDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
"""Bounds that pydantic names in its own way where they stand outside a type."""
_FIRST = ("$schema", "$id", "title", "description", "type")


@cache
def json_schema(kind: Format) -> dict[str, Any]:
    """The schema of the entries of `kind`, its keys in a fixed order. It names itself by its file, without a host.

    All who ask get the same one, which nobody may change: it takes long to make, and a build asks dozens of times.
    """
    made = tidy(kind.facts.model_json_schema(by_alias=False))
    properties = {name: made["properties"][name] for name in field_order(kind.facts)}
    title = f"{kind.singular[0].upper()}{kind.singular[1:]}"
    named = {**made, "$schema": DIALECT, "$id": f"{kind.name}.json", "title": title, "properties": properties}
    return _ordered(named)


@cache
def schema_text(kind: Format) -> str:
    """The schema as the text of a file."""
    return written(json_schema(kind))


def written(value: object) -> str:
    """A value as JSON that people can read and compare. The standard library indents slowly, without its own C."""
    return to_json(value, indent=2).decode() + "\n"


def tidy(schema: dict[str, Any]) -> dict[str, Any]:
    """Without defaults, which an editor would fill in, and with the standard's names of bounds."""
    tidied: dict[str, Any] = {}
    for key, value in schema.items():
        if key in ("properties", "$defs"):
            tidied[key] = {name: tidy(inner) for name, inner in value.items()}
        elif key == "items":
            tidied[key] = tidy(value)
        elif key == "anyOf":
            tidied[key] = [tidy(inner) for inner in value]
        elif key != "default":
            tidied[_BOUNDS.get(key, key)] = value
    return _ordered(tidied)


def _ordered(schema: dict[str, Any]) -> dict[str, Any]:
    first = {key: schema[key] for key in _FIRST if key in schema}
    definitions = {"$defs": schema["$defs"]} if "$defs" in schema else {}
    rest = {key: value for key, value in schema.items() if key not in first and key not in definitions}
    return {**first, **rest, **definitions}
