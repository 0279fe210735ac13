"""Entries as plain values, as they stand in the JSON files."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from powerhouse_site.entries import Entry
from powerhouse_site.schema.facts import field_order

KEYS = ("id", "kind", "url", "page")
"""What the data say of an entry beside its fields. A field `url` of its own stands in the place of that of its page."""


def by_id(entries: Iterable[Entry]) -> list[Entry]:
    """Entries in the order of their ids."""
    return sorted(entries, key=lambda entry: entry.id)


def entry_value(entry: Entry, site: str) -> dict[str, Any]:
    """An entry by its id, kind and page, then the fields that its file has, in their canonical order.

    What is not known is absent. The page is below `site`, or relative to the site's root where that is empty.
    """
    page = f"{site}{entry.url}"
    dumped = entry.facts.model_dump(mode="json", exclude_unset=True)
    own = {name: dumped[name] for name in field_order(type(entry.facts)) if name in dumped}
    return {"id": entry.id, "kind": entry.kind.name, "url": page, "page": page, **own}


def list_parts(values: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A list as JSON with an item a line, so that two versions can be compared."""
    before = "[\n"
    for value in values:
        yield f"{before}{json.dumps(value, ensure_ascii=False)}"
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
