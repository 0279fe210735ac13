"""The JSON Schemas: bounds and words on every field, and the committed files in step with them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from powerhouse_site.json_schema import DIALECT, json_schema, schema_text
from powerhouse_site.schema.facts import field_order
from powerhouse_site.schema.kinds import FORMATS, Format, Kind

ROOT = Path(__file__).parent.parent
COMMITTED = ROOT / "docs" / "api" / "v1" / "schema"
ALL = pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)


def owners(kind: Format) -> Iterator[tuple[str, dict[str, Any]]]:
    """The mappings that an entry is made of, with their names."""
    schema = json_schema(kind)
    yield kind.name, schema
    yield from schema["$defs"].items()


def fields(kind: Format) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of every mapping; one that is a mapping has that one's words where it has none of its own."""
    definitions = json_schema(kind)["$defs"]
    for owner, schema in owners(kind):
        for name, inner in schema["properties"].items():
            target = definitions[inner["$ref"].removeprefix("#/$defs/")] if "$ref" in inner else {}
            words_of_target = {key: target[key] for key in ("title", "description") if key in target}
            yield f"{owner}.{name}", {**words_of_target, **inner}


@ALL
def test_the_committed_schemas_are_in_step(kind: Format) -> None:
    path = COMMITTED / f"{kind.name}.json"
    advice = f"run: powerhouse schema --output {COMMITTED.relative_to(ROOT).as_posix()}"
    assert path.is_file(), advice
    assert path.read_bytes() == schema_text(kind).encode(), advice


def test_no_schema_is_left_over() -> None:
    assert {path.name for path in COMMITTED.iterdir()} == {f"{kind.name}.json" for kind in FORMATS}


@ALL
def test_a_schema_is_valid_by_its_own_dialect_and_names_no_host(kind: Format) -> None:
    schema = json_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == DIALECT
    assert schema["$id"] == f"{kind.name}.json"
    assert schema["title"].lower() == kind.singular
    assert schema["description"].endswith(".")


@ALL
def test_keys_stand_in_the_order_of_entries(kind: Format) -> None:
    assert list(json_schema(kind)["properties"]) == [*field_order(kind.facts)]


@ALL
def test_every_field_is_described(kind: Format) -> None:
    for path, field in fields(kind):
        assert field.get("description", "").endswith((".", "?")), path
        assert field.get("title"), path


@ALL
def test_every_mapping_refuses_other_fields(kind: Format) -> None:
    for name, schema in owners(kind):
        assert schema["type"] == "object", name
        assert schema["additionalProperties"] is False, name


def unbounded(schema: dict[str, Any]) -> Iterator[str]:
    """What has no end in a schema of a value."""
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if "string" in types and "enum" not in schema and not {"maxLength", "pattern"} <= set(schema):
        yield "text"
    if {"integer", "number"} & set(types) and not (
        "maximum" in schema and ("minimum" in schema or "exclusiveMinimum" in schema)
    ):
        yield "number"
    if "array" in types:
        if "maxItems" not in schema:
            yield "list"
        yield from unbounded(schema["items"])
    if not types and "$ref" not in schema and "anyOf" not in schema:
        yield "anything"
    for option in schema.get("anyOf", ()):
        yield from unbounded(option)


@ALL
def test_every_field_is_bounded(kind: Format) -> None:
    assert {path: list(unbounded(field)) for path, field in fields(kind) if list(unbounded(field))} == {}


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string"},
        {"type": "string", "maxLength": 9},
        {"type": "integer", "minimum": 1},
        {"type": "array", "items": {"type": "boolean"}},
        {"type": "array", "items": {"type": "string"}, "maxItems": 2},
        {"anyOf": [{"type": "number"}]},
        {},
    ],
)
def test_what_has_no_bound_is_seen(schema: dict[str, Any]) -> None:
    assert list(unbounded(schema))


@ALL
def test_examples_are_valid(kind: Format) -> None:
    definitions = json_schema(kind)["$defs"]
    for path, field in fields(kind):
        judge = jsonschema.Draft202012Validator({**field, "$defs": definitions})
        for example in field.get("examples", ()):
            assert judge.is_valid(example), (path, example)


def words(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema in `schema` that is a closed list of words or a pattern."""
    if isinstance(schema, dict):
        if isinstance(schema.get("enum"), list) or isinstance(schema.get("pattern"), str):
            yield schema
        for inner in schema.values():
            yield from words(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from words(inner)


@ALL
def test_editors_find_words_for_each_choice_and_each_pattern(kind: Format) -> None:
    found = list(words(json_schema(kind)))
    assert found
    for schema in found:
        if "enum" in schema:
            assert len(schema["markdownEnumDescriptions"]) == len(schema["enum"])
            assert all(schema["markdownEnumDescriptions"])
        else:
            assert schema["patternErrorMessage"].endswith((".", "'."))


@ALL
def test_nothing_is_filled_in_and_nothing_is_null(kind: Format) -> None:
    text = schema_text(kind)
    assert '"default"' not in text.replace('"default": {', "")
    assert '"null"' not in text


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_editors_are_told_which_schema_is_for_which_folder(kind: Format) -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    files = f"catalog/{kind.name}/*.yaml" if isinstance(kind, Kind) else f"catalog/{kind.name}.yaml"
    assert settings["yaml.schemas"][f"./docs/{kind.schema}"] == files


def test_editors_ask_no_other_host_for_schemas() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemaStore.enable"] is False
    assert set(settings["yaml.schemas"]) == {f"./docs/{kind.schema}" for kind in FORMATS}
    recommended = json.loads((ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8"))["recommendations"]
    assert "redhat.vscode-yaml" in recommended
