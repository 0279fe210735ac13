"""All pages that come from the catalog, in the order of the navigation."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from powerhouse_site.answers import UNKNOWN
from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.pages.alternatives import Alternatives
from powerhouse_site.pages.entry_views import OwnParts, entry_view, owner_of
from powerhouse_site.pages.home import home_view
from powerhouse_site.pages.index_views import IndexView, Section
from powerhouse_site.pages.learn import URL as LEARN_URL
from powerhouse_site.pages.learn import learn_view
from powerhouse_site.pages.lessons import place_on_path
from powerhouse_site.pages.license_answers import answered
from powerhouse_site.pages.lineage import LINEAGE_FIELDS
from powerhouse_site.pages.model_views import model_view, models_by_use
from powerhouse_site.pages.page import Page, SearchRecord
from powerhouse_site.pages.reference import reference_pages
from powerhouse_site.pages.search_records import search_record
from powerhouse_site.pages.status import status_view
from powerhouse_site.pages.tables import build_table
from powerhouse_site.prose import prose_text
from powerhouse_site.schema.kinds import Kind
from powerhouse_site.schema.learning_path import LearningPath
from powerhouse_site.schema.licenses import QUESTIONS


def own_parts(catalog: Catalog) -> Mapping[str, OwnParts]:
    """What the pages of a kind show beside what all kinds have, by the name of the kind."""
    model = partial(model_view, alternatives=Alternatives(catalog))
    learning = OwnParts(view=lambda owner: place_on_path(catalog, owner.entry))
    return {
        "models": OwnParts(view=model, tells=LINEAGE_FIELDS | {"context_note", "license_note"}),
        "licenses": OwnParts(view=lambda owner: answered(owner.entry), tells=frozenset(QUESTIONS), has_strip=False),
        "courses": learning,
        "tutorials": learning,
    }


def build_pages(catalog: Catalog) -> tuple[Page, ...]:
    """Make home, the index pages and the entry pages of `catalog`, and the reference."""
    pages = [_home(catalog)]
    own = own_parts(catalog)
    for kind in catalog.kinds:
        if kind.name == "courses" and catalog.path is not None:
            pages.append(_learn(catalog, catalog.path))
        pages += _tables(catalog, kind)
        pages += _entries(catalog, kind, own.get(kind.name, OwnParts()))
    pages.append(_status(catalog))
    pages += reference_pages(catalog)
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


def _learn(catalog: Catalog, path: LearningPath) -> Page:
    description = prose_text(path.description)
    return Page(
        url=LEARN_URL,
        title="Learning path",
        description=description,
        template="learn.html",
        view=learn_view(catalog, path),
        tab="Learn",
        nav_title="Path",
        search=SearchRecord(title="Learning path", text=description),
    )


def _status(catalog: Catalog) -> Page:
    description = "How much the catalog knows, how much of it has evidence, and what was not looked at for longest."
    return Page(
        url="status/",
        title="Status of the catalog",
        description=description,
        template="status.html",
        view=status_view(catalog),
        tab="Contribute",
        nav_title="Status",
        search=SearchRecord(title="Status of the catalog", text=description),
    )


def _tables(catalog: Catalog, kind: Kind) -> Iterator[Page]:
    """The page of the whole kind, then its narrower views."""
    whole = build_table(catalog, kind, catalog.of(kind.name), id=kind.name, caption=kind.title)
    narrower = _models_by_use(catalog, kind) if kind.name == "models" else []
    name = f"All {kind.plural}" if narrower else kind.title
    yield _table_page(kind, name, kind.title, IndexView(lead=kind.lead, sections=(Section(table=whole),)))
    for name, view in narrower:
        yield _table_page(kind, name, f"{kind.title} {name[0].lower()}{name[1:]}", view)


def _table_page(kind: Kind, name: str, title: str, view: IndexView) -> Page:
    """A page of tables that is called `name` in the navigation."""
    return Page(
        url=f"{kind.name}/{view.folder}",
        title=title,
        description=view.lead,
        template="index.html",
        view=view,
        tab=kind.tab,
        nav_title=name,
        search=SearchRecord(title=title, text=view.lead),
    )


def _models_by_use(catalog: Catalog, kind: Kind) -> list[tuple[str, IndexView]]:
    """The two tables of the origin, told apart by the license answers."""
    uses = models_by_use(catalog, catalog.of(kind.name))

    def section(id: str, caption: str, entries: Sequence[Entry], note: str = "") -> Section:
        table = build_table(catalog, kind, entries, id=id, caption=caption)
        return Section(table=table, note=note, headed=id != "commercial")

    return [
        (
            "For commercial use",
            IndexView(
                folder="commercial-use/",
                lead="At least one variant may be used commercially, freely or under conditions. Not legal advice.",
                sections=(
                    section(
                        "commercial", "Commercial use: yes or with conditions", [*uses["yes"], *uses["conditional"]]
                    ),
                ),
            ),
        ),
        (
            "For research use",
            IndexView(
                folder="research-use/",
                lead="The license does not allow commercial use, or it is not known whether it does. Not legal advice.",
                sections=(
                    section("research", "Commercial use: no", uses["no"]),
                    section(
                        "not-established",
                        "Commercial use: not established",
                        uses[UNKNOWN],
                        "No license is known for these, or nobody has read the clause yet.",
                    ),
                ),
            ),
        ),
    ]


def _entries(catalog: Catalog, kind: Kind, own: OwnParts) -> Iterator[Page]:
    entries = sorted(catalog.of(kind.name), key=lambda entry: entry.heading.casefold())
    for before, entry, after in zip([None, *entries], entries, [*entries[1:], None], strict=False):
        owner = owner_of(catalog, entry)
        yield Page(
            url=entry.url,
            title=entry.heading,
            description=prose_text(entry.facts.description),
            template=f"{kind.name}/entry.html",
            view=entry_view(owner, before, after, own),
            tab=kind.tab,
            entry=entry,
            search=search_record(catalog, entry),
        )
