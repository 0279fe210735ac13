"""The pages of tables: each kind whole, its narrower views, its items, and further pages of what is too long."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from powerhouse_site.answers import UNKNOWN
from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.pages.entry.models import models_by_use
from powerhouse_site.pages.memory.rows import TableMemory
from powerhouse_site.pages.page import Page, PageLink, SearchRecord
from powerhouse_site.pages.tables.paging import ROWS_OF_A_PAGE, pages_of, part_of
from powerhouse_site.pages.tables.table import Table, build_item_table, build_table, with_memory, with_only
from powerhouse_site.pages.tables.views import IndexView, Section, Switch
from powerhouse_site.schema.kinds import Kind


@dataclass(frozen=True, kw_only=True)
class _Planned:
    """A view whose tables are not made yet: how it is called, and how many rows each of its tables will have.

    One that has rows of a `wider` one is made from the rows of that.
    """

    name: str
    title: str
    folder: str
    lead: str
    rows: tuple[int, ...]
    make: Callable[..., IndexView]
    wider: "_Planned | None" = None


class LastView:
    """Keeps the view that was asked for last, and the one that it was made from.

    The further pages of a table are drawn right after its first, and all of a wider one right before.
    """

    def __init__(self) -> None:
        self._kept: list[tuple[_Planned, IndexView]] = []

    def of(self, planned: _Planned) -> IndexView:
        """Make a view, unless it is kept."""
        for kept, view in self._kept:
            if kept is planned:
                return view
        wider = [(planned.wider, self.of(planned.wider))] if planned.wider is not None else []
        made = planned.make(*(view for _, view in wider))
        self._kept = [(planned, made), *wider]
        return made


Finish = Callable[[Table], Table]
"""What a table gets besides what its kind's fields say."""


def table_pages(
    catalog: Catalog,
    kind: Kind,
    last: LastView | None = None,
    limit: int = ROWS_OF_A_PAGE,
    *,
    memory: TableMemory | None = None,
) -> Iterator[Page]:
    """The page of the whole kind, its narrower views, then that of its items, each of at most `limit` rows a table.

    `memory` is for tables of models.
    """
    last = last or LastView()
    finished: Finish = (lambda table: with_memory(table, memory)) if memory else (lambda table: table)
    for planned in _planned(catalog, kind, finished):
        yield from _pages(kind, planned, last, limit)


def _planned(catalog: Catalog, kind: Kind, finished: Finish) -> Iterator[_Planned]:
    entries = catalog.of(kind.name)

    def view() -> IndexView:
        table = finished(build_table(catalog, kind, entries, id=kind.name, caption=kind.title))
        return IndexView(lead=kind.lead, sections=(Section(table=table),), switch=_switch(kind, items=False))

    name = f"All {kind.plural}" if kind.narrower else kind.title
    whole = _Planned(name=name, title=kind.title, folder="", lead=kind.lead, rows=(len(entries),), make=view)
    yield whole
    if kind.name == "models":
        yield from _models_by_use(catalog, kind, whole)
    if kind.items:
        yield _items(catalog, kind, finished)


def _items(catalog: Catalog, kind: Kind, finished: Finish) -> _Planned:
    title = f"{kind.singular.capitalize()} {kind.item_plural}"
    lead, folder = f"One row for each {kind.item}, with its own size, context and license.", f"{kind.items}/"

    def view() -> IndexView:
        table = finished(build_item_table(catalog, kind, id=f"{kind.name}-{kind.items}", caption=title))
        switch = _switch(kind, items=True)
        return IndexView(lead=lead, sections=(Section(table=table),), folder=folder, switch=switch)

    rows = sum(len(getattr(entry.facts, kind.items)) for entry in catalog.of(kind.name))
    name = kind.item_plural.capitalize()
    return _Planned(name=name, title=title, folder=folder, lead=lead, rows=(rows,), make=view)


def _switch(kind: Kind, *, items: bool) -> Switch | None:
    if not kind.items:
        return None
    family = PageLink(label="Family", url=f"{kind.name}/")
    item = PageLink(label=kind.item.capitalize(), url=f"{kind.name}/{kind.items}/")
    return Switch(label="One row for each", links=(family, item), current=int(items))


def _pages(kind: Kind, planned: _Planned, last: LastView, limit: int) -> Iterator[Page]:
    """The page of a view, which is called by its name in the navigation, and further ones for what is too long."""
    count = max(pages_of(rows, limit) for rows in planned.rows)
    folders = [planned.folder if number == 0 else f"{planned.folder}page-{number + 1}/" for number in range(count)]
    links = tuple(PageLink(label=f"{number}", url=f"{kind.name}/{f}") for number, f in enumerate(folders, start=1))

    def view(number: int) -> IndexView:
        whole = last.of(planned)
        sections = tuple(
            replace(section, table=part_of(section.table, number, limit))
            for section in whole.sections
            if number < pages_of(len(section.table.rows), limit)
        )
        return replace(whole, folder=folders[number], sections=sections, pages=links, number=number + 1)

    for number, folder in enumerate(folders):
        yield Page(
            url=f"{kind.name}/{folder}",
            title=planned.title if number == 0 else f"{planned.title}, page {number + 1}",
            template="index.html",
            gather=partial(view, number),
            describe=lambda: planned.lead,
            tab=kind.tab,
            nav_title=planned.name if number == 0 else None,
            record=(lambda: SearchRecord(title=planned.title, text=planned.lead)) if number == 0 else None,
        )


def _models_by_use(catalog: Catalog, kind: Kind, whole: _Planned) -> Iterator[_Planned]:
    """The two tables of the origin, told apart by the license answers."""
    uses = models_by_use(catalog, catalog.of(kind.name))
    usable = [*uses["yes"], *uses["conditional"]]
    commercial, research = kind.narrower

    def section(id: str, caption: str, entries: Sequence[Entry], wider: IndexView, note: str = "") -> Section:
        table = with_only(wider.sections[0].table, entries, id=id, caption=caption)
        return Section(table=table, note=note, headed=id != "commercial")

    def planned(
        name: str, folder: str, lead: str, rows: Sequence[int], *sections: Callable[[IndexView], Section]
    ) -> _Planned:
        return _Planned(
            name=name,
            title=f"{kind.title} {name[0].lower()}{name[1:]}",
            folder=folder,
            lead=lead,
            rows=tuple(rows),
            make=lambda wider: IndexView(folder=folder, lead=lead, sections=tuple(make(wider) for make in sections)),
            wider=whole,
        )

    yield planned(
        "For commercial use",
        f"{commercial}/",
        "At least one variant may be used commercially, freely or under conditions. Not legal advice.",
        [len(usable)],
        partial(section, "commercial", "Commercial use: yes or with conditions", usable),
    )
    note = "No license is known for these, or nobody has read the clause yet."
    yield planned(
        "For research use",
        f"{research}/",
        "The license does not allow commercial use, or it is not known whether it does. Not legal advice.",
        [len(uses["no"]), len(uses[UNKNOWN])],
        partial(section, "research", "Commercial use: no", uses["no"]),
        partial(section, "not-established", "Commercial use: not established", uses[UNKNOWN], note=note),
    )
