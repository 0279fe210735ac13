"""The pages of tables: each kind whole, its narrower views, its items, and further pages of what is too long."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from powerhouse_site.answers import UNKNOWN
from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.pages.index_views import IndexView, Section, Switch
from powerhouse_site.pages.model_views import models_by_use
from powerhouse_site.pages.page import Page, PageLink, SearchRecord
from powerhouse_site.pages.paging import ROWS_OF_A_PAGE, split
from powerhouse_site.pages.tables import build_item_table, build_table
from powerhouse_site.schema.kinds import Kind


def table_pages(catalog: Catalog, kind: Kind, limit: int = ROWS_OF_A_PAGE) -> Iterator[Page]:
    """The page of the whole kind, its narrower views, then that of its items, each of at most `limit` rows a table."""
    whole = build_table(catalog, kind, catalog.of(kind.name), id=kind.name, caption=kind.title)
    narrower = _models_by_use(catalog, kind) if kind.name == "models" else []
    name = f"All {kind.plural}" if narrower else kind.title
    view = IndexView(lead=kind.lead, sections=(Section(table=whole),), switch=_switch(kind, items=False))
    yield from _pages(kind, name, kind.title, view, limit)
    for name, view in narrower:
        yield from _pages(kind, name, f"{kind.title} {name[0].lower()}{name[1:]}", view, limit)
    if kind.items:
        title = f"{kind.singular.capitalize()} {kind.item_plural}"
        items = build_item_table(catalog, kind, id=f"{kind.name}-{kind.items}", caption=title)
        lead = f"One row for each {kind.item}, with its own size, context and license."
        switch = _switch(kind, items=True)
        view = IndexView(lead=lead, sections=(Section(table=items),), folder=f"{kind.items}/", switch=switch)
        yield from _pages(kind, kind.item_plural.capitalize(), title, view, limit)


def _switch(kind: Kind, *, items: bool) -> Switch | None:
    if not kind.items:
        return None
    family = PageLink(label="Family", url=f"{kind.name}/")
    item = PageLink(label=kind.item.capitalize(), url=f"{kind.name}/{kind.items}/")
    return Switch(label="One row for each", links=(family, item), current=int(items))


def _pages(kind: Kind, name: str, title: str, view: IndexView, limit: int) -> Iterator[Page]:
    """The page of `view`, which is called `name` in the navigation, and further ones for what is too long for it."""
    tables = [list(split(section.table, limit)) for section in view.sections]
    count = max(len(pages) for pages in tables)
    folders = [view.folder if number == 0 else f"{view.folder}page-{number + 1}/" for number in range(count)]
    for number, folder in enumerate(folders):
        sections = tuple(
            replace(section, table=pages[number])
            for section, pages in zip(view.sections, tables, strict=True)
            if number < len(pages)
        )
        yield Page(
            url=f"{kind.name}/{folder}",
            title=title if number == 0 else f"{title}, page {number + 1}",
            description=view.lead,
            template="index.html",
            view=replace(
                view,
                folder=folder,
                sections=sections,
                pages=tuple(PageLink(label=f"{n}", url=f"{kind.name}/{f}") for n, f in enumerate(folders, start=1)),
                number=number + 1,
            ),
            tab=kind.tab,
            nav_title=name if number == 0 else None,
            search=SearchRecord(title=title, text=view.lead) if number == 0 else None,
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
