"""What search finds the page of an entry by."""

from collections.abc import Iterator
from functools import cache

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.pages.newest import date_of
from powerhouse_site.pages.page import SearchRecord
from powerhouse_site.pages.words import parameter_words
from powerhouse_site.prose import prose_text
from powerhouse_site.schema.described import Described, described_fields
from powerhouse_site.schema.facts import Facts
from powerhouse_site.schema.values import Choice


def search_record(catalog: Catalog, entry: Entry) -> SearchRecord:
    """Its names, makers, parts, licenses and topics, each apart, and a text that says what it is to those who read."""
    facts = entry.facts
    return SearchRecord(
        title=entry.heading,
        text=_text(entry),
        kind=entry.kind.singular.capitalize(),
        by=facts.byline,
        names=tuple(_names(facts)),
        parts=tuple(dict.fromkeys(_parts(facts))),
        words=tuple(dict.fromkeys(_words(catalog, facts))),
        date=str(date_of(entry) or ""),
    )


def _text(entry: Entry) -> str:
    """The kind and makers, the description, other names, what the links lead to."""
    facts = entry.facts
    head = " · ".join(part for part in (entry.kind.singular.capitalize(), facts.byline) if part)
    names = f"Also known as {', '.join(facts.aliases)}." if facts.aliases else ""
    makers = [name for name in getattr(facts, "authors", ()) if name not in facts.byline]
    by = f"By {', '.join(makers)}." if makers else ""
    links = f"See also {', '.join(link.title for link in facts.links)}." if facts.links else ""
    parts = (f"{head}.", prose_text(facts.description), by, names, links)
    return " ".join(filter(None, parts))


def _names(facts: Facts) -> Iterator[str]:
    """What it is called beside its heading: its name where an identifier heads it, and its aliases."""
    name = getattr(facts, "name", facts.heading)
    if name != facts.heading:
        yield name
    yield from facts.aliases


def _parts(facts: Facts) -> Iterator[str]:
    """The names of what it consists of, such as checkpoints, and their sizes."""
    for field in _part_fields(type(facts)):
        for _, value in field.values(facts):
            yield str(value) if field.name == "name" else parameter_words(value).replace(" ", "")


@cache
def _part_fields(model: type[Facts]) -> tuple[Described, ...]:
    inner = (field for field in described_fields(model) if field.path.count(".") == 1)
    return tuple(f for f in inner if f.name == "name" or (f.unit is not None and f.unit.name == "parameters"))


def _words(catalog: Catalog, facts: Facts) -> Iterator[str]:
    """Its facts in words: choices that tables show or that need evidence, licenses and other entries that it names."""
    for field in _word_fields(type(facts)):
        for _, value in field.values(facts):
            if field.reference is not None:
                yield catalog.find(field.reference, value).heading
            elif isinstance(value, Choice):
                yield from (value.label, value.value)
            else:
                yield value


@cache
def _word_fields(model: type[Facts]) -> tuple[Described, ...]:
    return tuple(f for f in described_fields(model) if f.reference or f.expression or (f.choices and _is_fact(f)))


def _is_fact(field: Described) -> bool:
    """Whether a choice says what something is: not what it is not, nor how a fact is known."""
    return "." not in field.path and bool(field.column or field.filters or field.evidence)
