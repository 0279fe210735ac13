"""All pages that come from the catalog, in the order of the navigation."""

from collections.abc import Callable, Iterator, Sequence

from powerhouse_site.answers import UNKNOWN
from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.pages.cells import Owner
from powerhouse_site.pages.entry_views import entry_view, owner_of
from powerhouse_site.pages.home import home_view
from powerhouse_site.pages.index_views import IndexView, Section
from powerhouse_site.pages.license_answers import answered
from powerhouse_site.pages.model_views import model_view, models_by_use
from powerhouse_site.pages.page import Page, SearchRecord
from powerhouse_site.pages.tables import build_table
from powerhouse_site.prose import prose_text
from powerhouse_site.schema.kinds import Kind

OWN_VIEWS: dict[str, Callable[[Owner], object]] = {
    "models": model_view,
    "licenses": lambda owner: answered(owner.entry),
}
"""What the pages of a kind show beside what all kinds have."""


def build_pages(catalog: Catalog) -> tuple[Page, ...]:
    """Make home, the index pages and the entry pages of `catalog`."""
    pages = [_home(catalog)]
    for kind in catalog.kinds:
        pages.append(_index(catalog, kind))
        if kind.name == "models":
            pages += _models_by_use(catalog, kind)
        pages += _entries(catalog, kind)
    return tuple(pages)


def _home(catalog: Catalog) -> Page:
    return Page(
        url="",
        title="Which open model may you use?",
        description="Open language models with the license answered in words, and a source and a date on every value.",
        template="home.html",
        view=home_view(catalog),
        tab="Home",
        nav_title="Home",
    )


def _index(catalog: Catalog, kind: Kind) -> Page:
    table = build_table(catalog, kind, catalog.of(kind.name), id=kind.name, caption=kind.title)
    return Page(
        url=f"{kind.name}/",
        title=kind.title,
        description=kind.lead,
        template="index.html",
        view=IndexView(lead=kind.lead, sections=(Section(table=table),)),
        tab=kind.tab,
        nav_title=kind.title,
        search=SearchRecord(title=kind.title, text=kind.lead),
    )


def _models_by_use(catalog: Catalog, kind: Kind) -> Iterator[Page]:
    uses = models_by_use(catalog, catalog.of(kind.name))
    yield _use_page(
        catalog,
        kind,
        "commercial-use",
        title="Models for commercial use",
        lead="Models of which at least one variant may be used commercially, freely or under conditions. Not legal advice.",
        sections=[("commercial", "Commercial use: yes or with conditions", "", [*uses["yes"], *uses["conditional"]])],
    )
    yield _use_page(
        catalog,
        kind,
        "research-use",
        title="Models for research use",
        lead="Models whose licenses do not allow commercial use, and those of which it is not known. Not legal advice.",
        sections=[
            ("research", "Commercial use: no", "", uses["no"]),
            (
                "not-established",
                "Not established",
                "No license text says it, or nobody has read it yet.",
                uses[UNKNOWN],
            ),
        ],
    )


def _use_page(
    catalog: Catalog,
    kind: Kind,
    name: str,
    *,
    title: str,
    lead: str,
    sections: Sequence[tuple[str, str, str, Sequence[Entry]]],
) -> Page:
    tables = [
        Section(table=build_table(catalog, kind, entries, id=id, caption=caption), note=note, headed=len(sections) > 1)
        for id, caption, note, entries in sections
    ]
    return Page(
        url=f"{kind.name}/{name}/",
        title=title,
        description=lead,
        template="index.html",
        view=IndexView(lead=lead, sections=tuple(tables)),
        tab=kind.tab,
        nav_title=title,
        search=SearchRecord(title=title, text=lead),
    )


def _entries(catalog: Catalog, kind: Kind) -> Iterator[Page]:
    entries = sorted(catalog.of(kind.name), key=lambda entry: entry.heading.casefold())
    own_view = OWN_VIEWS.get(kind.name)
    for before, entry, after in zip([None, *entries], entries, [*entries[1:], None], strict=False):
        owner = owner_of(catalog, entry)
        yield Page(
            url=entry.url,
            title=entry.heading,
            description=prose_text(entry.facts.description),
            template=f"{kind.name}/entry.html",
            view=entry_view(owner, before, after, own_view(owner) if own_view else None),
            tab=kind.tab,
            entry=entry,
            search=_search_record(entry),
        )


def _search_record(entry: Entry) -> SearchRecord:
    """What search finds an entry by: its kind and maker, its other names, its description."""
    head = " · ".join(part for part in (entry.kind.singular.capitalize(), entry.facts.byline) if part)
    names = f"Also known as {', '.join(entry.facts.aliases)}." if entry.facts.aliases else ""
    return SearchRecord(
        title=entry.heading, text=" ".join(filter(None, (f"{head}.", prose_text(entry.facts.description), names)))
    )
