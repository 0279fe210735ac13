"""The JSON Schemas of the data: what an entry is as JSON, a list of them, and the index.

They are those of the catalog's files (`json_schema`) with the keys that the data add.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from powerhouse_site.exports.values import KEYS
from powerhouse_site.json_schema import DIALECT, json_schema, written
from powerhouse_site.schema.kinds import Kind
from powerhouse_site.schema.texts import SLUG_PATTERN

FOLDER = "api/v1/schema/data"
_TEXT = {"type": "string"}
_COMMIT = {"anyOf": [{"type": "string", "pattern": "^(?:[0-9a-f]{40}|[0-9a-f]{64})$"}, {"type": "null"}]}
_DATE = {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]}
_ADDRESS = {"type": "string", "format": "uri-reference"}


def entry_schema(kind: Kind) -> dict[str, Any]:
    """The schema of `<kind>/<slug>.json`."""
    schema = json_schema(kind)
    page = "Its page; relative to the site's root where the site has no address."
    keys = {
        "id": {"type": "string", "pattern": SLUG_PATTERN, "description": "The name of its file."},
        "kind": {"const": kind.name, "description": "The name of its folder."},
        "url": {**_ADDRESS, "description": page},
        "page": {**_ADDRESS, "description": page},
    }
    return {
        **schema,
        "$id": f"{kind.name}-entry.json",
        "properties": {**keys, **schema["properties"]},
        "required": list(dict.fromkeys([*KEYS, *schema["required"]])),
    }


def list_schema(kind: Kind) -> dict[str, Any]:
    """The schema of `<kind>.json`."""
    return {
        "$schema": DIALECT,
        "$id": f"{kind.name}.json",
        "title": kind.title,
        "description": f"All {kind.plural}, by id.",
        "type": "array",
        "items": {"$ref": f"{kind.name}-entry.json"},
    }


def index_schema() -> dict[str, Any]:
    """The schema of `index.json`."""
    files = dict.fromkeys(("entries", "entry", "csv", "feed", "schema", "entry_schema", "source_schema"), _ADDRESS)
    kind = {"name": _TEXT, "title": _TEXT, "count": {"type": "integer", "minimum": 0}, **files}
    links = ("learning_path", "openapi", "feeds")
    feeds = {"type": "object", "additionalProperties": _ADDRESS}
    return {
        "$schema": DIALECT,
        "$id": "index.json",
        "title": "Index",
        "description": "What the data hold and where; addresses are relative to this file.",
        "type": "object",
        "properties": {
            "version": {"const": 1},
            "commit": {**_COMMIT, "description": "The commit that the data were made from."},
            "date": {**_DATE, "description": "The time of that commit."},
            "site": {**_ADDRESS, "description": "The root of the site, empty where it is not known."},
            "license": _TEXT,
            "kinds": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {**kind, "items_csv": _ADDRESS},
                    "required": list(kind),
                    "additionalProperties": False,
                },
            },
            "learning_path": {"anyOf": [_ADDRESS, {"type": "null"}]},
            "openapi": _ADDRESS,
            "feeds": feeds,
        },
        "required": ["version", "commit", "date", "site", "license", "kinds", *links],
        "additionalProperties": False,
    }


def schema_files(kinds: tuple[Kind, ...]) -> dict[str, Callable[[], str]]:
    """What gives the schemas of all files, by their addresses below the site's root."""
    files: dict[str, Callable[[], str]] = {f"{FOLDER}/index.json": lambda: written(index_schema())}
    for kind in kinds:
        files[f"{FOLDER}/{kind.name}.json"] = partial(_written, list_schema, kind)
        files[f"{FOLDER}/{kind.name}-entry.json"] = partial(_written, entry_schema, kind)
    return files


def _written(schema: Callable[[Kind], dict[str, Any]], kind: Kind) -> str:
    return written(schema(kind))
