"""The Markdown twin of a page: the same facts as plain text, for language models and for people who like it plain.

Texts of the catalog are escaped, so that none of them is taken for Markdown or HTML; free text keeps the little
Markdown that it may have.
"""

from collections.abc import Iterator

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.exports.answers import answer_lines
from powerhouse_site.exports.marks import Twin, escaped, link, prose, section, table
from powerhouse_site.pages.cells.cell import Cell, owner_of
from powerhouse_site.pages.entry.parts import nested_table
from powerhouse_site.pages.entry.views import EntryView, OwnParts, entry_view
from powerhouse_site.pages.words import count_words
from powerhouse_site.schema.kinds import Kind
from powerhouse_site.schema.licenses import QUESTIONS, License


def entry_markdown(catalog: Catalog, entry: Entry, twin: Twin) -> str:
    """Everything that the page of an entry tells, but for what it works out."""
    own = OwnParts(tells=frozenset(QUESTIONS), has_strip=not isinstance(entry.facts, License))
    view = entry_view(owner_of(catalog, entry), None, None, own)
    facts = view.facts
    also = f"Also: {', '.join(map(escaped, facts.aliases))}\n" if facts.aliases else ""
    parts = [
        f"# {escaped(entry.heading)}\n\n{prose(facts.description)}\n",
        also,
        section("Facts", _facts(view)),
        section("Answers", answer_lines(catalog, entry, twin)),
        _parts(view),
        section("Notes", map(prose, facts.notes)),
        section("Links", (f"{escaped(label)}: {link(one.title, one.url)}" for label, one in view.links)),
        section("Related", _relations(view, twin)),
        section("Corrections of the list of 2023", _corrections(view)),
        section("Evidence", _evidence(view), numbered=True),
        section("This entry as", _forms(entry, twin)),
    ]
    return "\n".join(part for part in parts if part)


def list_markdown(catalog: Catalog, kind: Kind, twin: Twin) -> str:
    """All entries of a kind, a line each."""
    entries = sorted(catalog.of(kind.name), key=lambda entry: entry.heading.casefold())
    lines = "".join(f"- {_entry_line(entry, twin)}\n" for entry in entries)
    return f"# {kind.title}\n\n{kind.lead}\n\n{lines}"


def kind_line(catalog: Catalog, kind: Kind, twin: Twin) -> str:
    """A kind with its twin, as a line of a list."""
    number = count_words(len(catalog.of(kind.name)), kind.singular, kind.plural)
    return f"{link(kind.title, twin.page(f'{kind.name}/'))}: {number}. {kind.lead}"


def _entry_line(entry: Entry, twin: Twin) -> str:
    by = f"{escaped(entry.facts.byline)}. " if entry.facts.byline else ""
    return f"{link(entry.heading, twin.page(entry.url))}: {by}{prose(entry.facts.description)}"


def _facts(view: EntryView) -> Iterator[str]:
    shown = [one for one in (*view.strip, *view.details) if one.cell.text]
    for one in shown:
        yield f"{escaped(one.field.label)}: {_value(one.cell)}{_cited(one.cell)}"


def _value(cell: Cell) -> str:
    return prose(cell.text) if cell.drawing == "prose" else escaped(cell.with_unit)


def _cited(cell: Cell) -> str:
    numbers = ", ".join(map(str, cell.cites))
    cited = f" (source {numbers})" if numbers else ""
    return cited if cell.verified else f"{cited} (unverified)"


def _parts(view: EntryView) -> str:
    """The items of an entry as a table, with a column for each of their fields but those inside fields."""
    kind = view.entry.kind
    if not kind.items:
        return ""
    parts = nested_table(view.owner, kind.items, label=kind.item_plural, without=(f"{kind.items}.shape",))
    heads = ["Name", *(column.label for column in parts.columns)]
    rows = [
        [
            link(row.names[0], row.url) if row.url else escaped(row.names[0]),
            *(_value(c) if c else "" for c in row.cells),
        ]
        for row in parts.rows
    ]
    notes = "".join(f"- {escaped(row.names[0])}: {prose(row.note)}\n" for row in parts.rows if row.note)
    return f"## {kind.item_plural.capitalize()}\n\n{table(heads, rows)}" + (f"\n{notes}" if notes else "")


def _relations(view: EntryView, twin: Twin) -> Iterator[str]:
    for relation in view.relations:
        found = ", ".join(link(entry.heading, twin.page(entry.url)) for entry in relation.entries)
        yield f"{escaped(relation.label)}: {found}"
    if view.lessons:
        yield f"Taught in: {', '.join(link(one.entry.heading, twin.page(one.entry.url)) for one in view.lessons)}"


def _corrections(view: EntryView) -> Iterator[str]:
    for one in view.corrections:
        now = one.correction.now.removesuffix(".")
        said = f"{escaped(one.label)}: it said “{escaped(one.correction.origin)}”; right is {prose(now)}."
        yield f"{said} {prose(one.correction.reason)}"


def _evidence(view: EntryView) -> Iterator[str]:
    for one in view.evidence.sources:
        source = one.source
        checked = f"checked {source.checked}" if source.checked else "not checked"
        note = f" {prose(source.note)}" if source.note else ""
        labels = escaped("; ".join(one.labels))
        yield f"{link(source.title or source.url, source.url)}, {checked}, supports {labels}.{note}"


def _forms(entry: Entry, twin: Twin) -> Iterator[str]:
    yield link("JSON", twin.to(f"api/v1/{entry.kind.name}/{entry.id}.json"))
    yield link("YAML", twin.to(entry.source))
    yield link("page", twin.to(entry.url) or "./")
