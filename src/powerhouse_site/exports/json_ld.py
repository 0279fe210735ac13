"""What an entry is, in the words of schema.org, as JSON-LD for search engines."""

from collections.abc import Iterator, Mapping
from typing import Any

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.pages.newest import date_of
from powerhouse_site.prose import prose_text
from powerhouse_site.schema.accelerators import Accelerator
from powerhouse_site.schema.courses import Course
from powerhouse_site.schema.facts import Facts
from powerhouse_site.schema.learning import Learning
from powerhouse_site.schema.licenses import License
from powerhouse_site.schema.models import Model
from powerhouse_site.schema.tools import Tool

CONTEXT = "https://schema.org"
_TYPES: tuple[tuple[type[Facts], str], ...] = (
    (Course, "Course"),
    (Learning, "LearningResource"),
    (Tool, "SoftwareApplication"),
    (Accelerator, "Product"),
)
"""The type of the first of these that an entry is; models and licenses are creative works, as all else is."""


def json_ld(catalog: Catalog, entry: Entry, site: str) -> dict[str, Any]:
    """The entry as a JSON-LD document. What is not known is absent; `site` may be empty."""
    facts = entry.facts
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": next((name for type_, name in _TYPES if isinstance(facts, type_)), "CreativeWork"),
        "name": entry.heading,
        "description": prose_text(facts.description),
        "alternateName": list(facts.aliases),
        "url": f"{site}{entry.url}" if site else "",
        "isPartOf": {"@type": "Dataset", "name": "PowerHouse", "url": site} if site else None,
    }
    date = None if isinstance(facts, (Accelerator, Tool)) else date_of(entry)
    if date is not None:
        found["datePublished"] = str(date)
    found |= dict(_own(catalog, facts))
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def _own(catalog: Catalog, facts: Facts) -> Iterator[tuple[str, Any]]:
    if isinstance(facts, Model):
        yield "creator", _organization(facts.developer)
        yield "license", [_text(catalog, id) for id in (facts.license, *facts.additional_terms) if id]
        yield "isBasedOn", [{"@type": "CreativeWork", "name": _name(catalog, id)} for id in facts.derived_from]
        yield "sameAs", [link.url for link in (facts.code, *facts.weights) if link]
        yield "citation", facts.paper.url if facts.paper else None
    if isinstance(facts, License):
        yield "sameAs", facts.text
        yield "version", facts.version
        yield "creator", _organization(facts.steward) if facts.steward else None
    if isinstance(facts, Tool):
        yield "applicationCategory", "DeveloperApplication"
        yield "creator", _organization(facts.organization)
        yield "softwareVersion", facts.package.version if facts.package else None
        yield "sameAs", [url for url in (facts.repository, facts.homepage) if url]
    if isinstance(facts, Learning):
        yield "sameAs", facts.url
        yield "author", [{"@type": "Person", "name": name} for name in facts.authors]
        yield "educationalLevel", facts.level.label if facts.level else None
        yield "inLanguage", list(facts.spoken)
        yield "about", [topic.label for topic in facts.topics]
    if isinstance(facts, Course):
        yield "provider", _organization(facts.provider)
    if isinstance(facts, Accelerator):
        yield "brand", {"@type": "Brand", "name": facts.vendor}
        yield (
            "additionalProperty",
            {
                "@type": "PropertyValue",
                "name": "Memory",
                "value": facts.memory_gb,
                "unitText": "GB",
            },
        )


def _organization(name: str) -> Mapping[str, str]:
    return {"@type": "Organization", "name": name}


def _text(catalog: Catalog, license: str) -> str | None:
    facts = catalog.get("licenses", license).facts
    return facts.text if isinstance(facts, License) else None


def _name(catalog: Catalog, model: str) -> str:
    return catalog.get("models", model).heading
