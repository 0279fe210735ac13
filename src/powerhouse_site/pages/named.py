"""The entries that a field names, and those that name an entry in it."""

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.schema.described import described_fields


def named_by(catalog: Catalog, entry: Entry, name: str) -> list[Entry]:
    """The entries that `entry` names in the fields called `name`, those inside of it included, each once."""
    found = {
        other.url: other
        for field in described_fields(type(entry.facts))
        if field.name == name and field.reference is not None
        for _, id in field.values(entry.facts)
        for other in (catalog.find(field.reference, id),)
    }
    return list(found.values())


def naming(catalog: Catalog, entry: Entry, name: str) -> list[Entry]:
    """The entries that name `entry` in a field called `name`, each once."""
    found = {r.entry.url: r.entry for r in catalog.referrers(entry) if r.field.name == name}
    return list(found.values())
