"""The entries that a field names, and those that name an entry in it."""

from functools import cache

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.schema.described import Described, described_fields
from powerhouse_site.schema.facts import Facts


def named_by(catalog: Catalog, entry: Entry, name: str) -> list[Entry]:
    """The entries that `entry` names in the fields called `name`, those inside of it included, each once."""
    found = {
        other.url: other
        for field in _references(type(entry.facts), name)
        for _, id in field.values(entry.facts)
        if field.reference is not None
        for other in (catalog.find(field.reference, id),)
    }
    return list(found.values())


@cache
def _references(model: type[Facts], name: str) -> tuple[Described, ...]:
    return tuple(f for f in described_fields(model) if f.name == name and f.reference is not None)


def naming(catalog: Catalog, entry: Entry, name: str) -> list[Entry]:
    """The entries that name `entry` in a field called `name`, each once."""
    found = {r.entry.url: r.entry for r in catalog.referrers(entry) if r.field.name == name}
    return list(found.values())
