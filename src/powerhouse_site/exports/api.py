"""All files below `/api/v1/`, by what they hold: JSON with its schemas, and CSV."""

from collections.abc import Iterator
from functools import partial

from powerhouse_site import __version__
from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.exports.csv import entries_csv, items_csv
from powerhouse_site.exports.openapi import openapi_text
from powerhouse_site.exports.output import Output, Stamp
from powerhouse_site.exports.schemas import schema_files
from powerhouse_site.exports.values import by_id, entry_value, list_parts
from powerhouse_site.json_schema import schema_text, written
from powerhouse_site.schema.kinds import LEARNING_PATH, Kind
from powerhouse_site.schema.learning_path import LearningPath

FOLDER = "api/v1"


def json_outputs(catalog: Catalog, kinds: tuple[Kind, ...], *, site: str, stamp: Stamp) -> Iterator[Output]:
    """The JSON of `kinds` and of each of their entries."""
    yield from list_outputs(catalog, kinds, site=site, stamp=stamp)
    yield from (entry_output(entry, site) for kind in kinds for entry in catalog.of(kind.name))


def entry_output(entry: Entry, site: str) -> Output:
    """The JSON of one entry."""
    return Output(f"{FOLDER}/{entry.kind.name}/{entry.id}.json", partial(_entry, entry, site))


def list_outputs(catalog: Catalog, kinds: tuple[Kind, ...], *, site: str, stamp: Stamp) -> Iterator[Output]:
    """A list for each of `kinds`. Those of all kinds come with the index, the description and the schemas."""
    for kind in kinds:
        yield Output(f"{FOLDER}/{kind.name}.json", partial(_list, catalog, kind, site))
    if kinds == catalog.kinds:
        yield Output(f"{FOLDER}/index.json", partial(index_text, catalog, site=site, stamp=stamp))
        examples = {kind.name: catalog.of(kind.name)[0].id for kind in kinds if catalog.of(kind.name)}
        yield Output(f"{FOLDER}/openapi.json", partial(openapi_text, kinds, examples, site=site, version=__version__))
        if catalog.path is not None:
            yield Output(f"{FOLDER}/{LEARNING_PATH.name}.json", partial(_path, catalog.path))
        for path, draw in schema_files(kinds).items():
            yield Output(path, draw)
        for one in (*kinds, LEARNING_PATH):
            yield Output(one.schema, partial(schema_text, one))


def csv_outputs(catalog: Catalog, kinds: tuple[Kind, ...], *, site: str) -> Iterator[Output]:
    """A table of each kind, and one of the items of those that have some."""
    for kind in kinds:
        entries = catalog.of(kind.name)
        yield Output(f"{FOLDER}/{kind.name}.csv", partial(entries_csv, kind, entries, site))
        if kind.items:
            yield Output(f"{FOLDER}/{kind.name}-{kind.items}.csv", partial(items_csv, kind, entries, site))


def index_text(catalog: Catalog, *, site: str, stamp: Stamp) -> str:
    """What there is: kinds with their counts, and where everything stands, relative to the index."""
    return written(
        {
            "version": 1,
            "commit": stamp.commit,
            "date": stamp.date,
            "site": site,
            "license": "MIT",
            "kinds": [_kind(catalog, kind) for kind in catalog.kinds],
            "learning_path": f"{LEARNING_PATH.name}.json" if catalog.path else None,
            "openapi": "openapi.json",
            "feeds": {"new": "../../feeds/new.xml", "changes": "../../feeds/changes.xml"},
        }
    )


def _kind(catalog: Catalog, kind: Kind) -> dict[str, str | int]:
    items = {"items_csv": f"{kind.name}-{kind.items}.csv"} if kind.items else {}
    return {
        "name": kind.name,
        "title": kind.title,
        "count": len(catalog.of(kind.name)),
        "entries": f"{kind.name}.json",
        "entry": f"{kind.name}/",
        "csv": f"{kind.name}.csv",
        **items,
        "feed": f"../../feeds/{kind.name}.xml",
        "schema": f"schema/data/{kind.name}.json",
        "entry_schema": f"schema/data/{kind.name}-entry.json",
        "source_schema": f"schema/{kind.name}.json",
    }


def _list(catalog: Catalog, kind: Kind, site: str) -> Iterator[str]:
    return list_parts(entry_value(entry, site) for entry in by_id(catalog.of(kind.name)))


def _entry(entry: Entry, site: str) -> str:
    return written(entry_value(entry, site))


def _path(path: LearningPath) -> str:
    return written(path.model_dump(mode="json", exclude_unset=True))
