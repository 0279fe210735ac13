"""The data as an OpenAPI 3.1 description: which files can be fetched, and what is in them."""

from collections.abc import Mapping
from typing import Any

from powerhouse_site.json_schema import written
from powerhouse_site.schema.kinds import LEARNING_PATH, Kind
from powerhouse_site.schema.texts import SLUG_PATTERN

PATH = "api/v1/openapi.json"


def openapi_text(kinds: tuple[Kind, ...], examples: Mapping[str, str], *, site: str, version: str) -> str:
    """The description of the data of `kinds`. Its server is the folder that it stands in where no `site` is known.

    `examples` are ids of entries by the names of their kinds.
    """
    description = {
        "openapi": "3.1.1",
        "info": {
            "title": "PowerHouse",
            "summary": "Open language models, what trains and serves them, and where to learn it.",
            "description": "Static files: each is fetched whole by GET, and nothing is asked of a server.",
            "version": version,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": f"{site}api/v1" if site else "."}],
        "tags": [{"name": kind.name, "description": kind.lead} for kind in kinds],
        "paths": dict(_paths(kinds, examples)),
    }
    return written(description)


def _paths(kinds: tuple[Kind, ...], examples: Mapping[str, str]) -> list[tuple[str, dict[str, Any]]]:
    found = [
        ("/index.json", _get("index", "What there is, and the commit that it was made from.", "schema/data/index.json"))
    ]
    for kind in kinds:
        name = kind.name.replace("-", "_")
        entries = f"All {kind.plural}."
        found.append((f"/{kind.name}.json", _get(name, entries, f"schema/data/{kind.name}.json", kind)))
        found.append((f"/{kind.name}.csv", _get(f"{name}_csv", f"{entries[:-1]} as a table.", None, kind)))
        if kind.items:
            words = f"All {kind.item_plural} of {kind.plural} as a table."
            found.append((f"/{kind.name}-{kind.items}.csv", _get(f"{name}_{kind.items}_csv", words, None, kind)))
        one = _get(f"{name}_entry", f"{kind.one.capitalize()}.", f"schema/data/{kind.name}-entry.json", kind)
        one["get"]["parameters"] = [_id(kind, examples.get(kind.name))]
        one["get"]["responses"]["404"] = {"description": "There is none with this id."}
        found.append((f"/{kind.name}/{{id}}.json", one))
    path = _get("learning_path", "The learning path.", f"schema/{LEARNING_PATH.name}.json")
    return [*found, (f"/{LEARNING_PATH.name}.json", path)]


def _get(operation: str, words: str, schema: str | None, kind: Kind | None = None) -> dict[str, Any]:
    """A file that is fetched whole: JSON of a schema, or CSV without one."""
    content = (
        {"application/json": {"schema": {"$ref": schema}}} if schema else {"text/csv": {"schema": {"type": "string"}}}
    )
    return {
        "get": {
            "operationId": operation,
            "summary": words,
            **({"tags": [kind.name]} if kind else {}),
            "responses": {"200": {"description": words, "content": content}},
        }
    }


def _id(kind: Kind, example: str | None) -> dict[str, Any]:
    return {
        "name": "id",
        "in": "path",
        "required": True,
        "description": f"The id of {kind.one}, as in its address.",
        "schema": {"type": "string", "pattern": SLUG_PATTERN},
        **({"example": example} if example else {}),
    }
