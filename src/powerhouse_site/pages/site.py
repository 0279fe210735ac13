"""All pages that come from the catalog, in the order of the navigation."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.history.history import LEFT_OUT, History
from powerhouse_site.pages.cells.cell import owner_of
from powerhouse_site.pages.changes import URL as CHANGES_URL
from powerhouse_site.pages.changes import changes_view, news_of
from powerhouse_site.pages.compare.page import compare_page
from powerhouse_site.pages.entry.alternatives import Alternative, Alternatives
from powerhouse_site.pages.entry.lessons import place_on_path
from powerhouse_site.pages.entry.licenses import license_view
from powerhouse_site.pages.entry.lineage import LINEAGE_FIELDS
from powerhouse_site.pages.entry.models import model_view
from powerhouse_site.pages.entry.runners import Runners
from powerhouse_site.pages.entry.tools import ALTERNATIVES, OtherTool, other_tools
from powerhouse_site.pages.entry.views import EntryView, OwnParts, entry_view
from powerhouse_site.pages.health.status import status_view
from powerhouse_site.pages.home.picker import picker
from powerhouse_site.pages.home.view import home_view
from powerhouse_site.pages.learn import URL as LEARN_URL
from powerhouse_site.pages.learn import learn_view
from powerhouse_site.pages.memory.page import URL as MEMORY_URL
from powerhouse_site.pages.memory.page import memory_view
from powerhouse_site.pages.memory.panel import MemoryPanels
from powerhouse_site.pages.memory.rows import TableMemory
from powerhouse_site.pages.memory.sizes import Sizes
from powerhouse_site.pages.page import Page, SearchRecord
from powerhouse_site.pages.reference.pages import reference_pages
from powerhouse_site.pages.search_records import search_record
from powerhouse_site.pages.tables.pages import LastView, table_pages
from powerhouse_site.pages.timeline.views import timeline_pages
from powerhouse_site.prose import prose_text
from powerhouse_site.schema.kinds import Kind
from powerhouse_site.schema.learning_path import LearningPath
from powerhouse_site.schema.licenses import QUESTIONS


def own_parts(catalog: Catalog, sizes: Sizes) -> Mapping[str, OwnParts]:
    """What the pages of a kind show beside what all kinds have, by the name of the kind."""
    panels, runners = MemoryPanels(catalog, sizes), Runners(catalog)
    model = partial(model_view, alternatives=Alternatives(catalog), panels=panels, runners=runners)
    tools = OwnParts(view=other_tools, others=_entries_of, tells=frozenset({ALTERNATIVES}))
    learning = OwnParts(view=lambda owner: place_on_path(catalog, owner.entry))
    return {
        "models": OwnParts(
            view=model,
            others=lambda view: _entries_of(view.alternatives),
            tells=LINEAGE_FIELDS | {"context_note", "license_note"},
        ),
        "licenses": OwnParts(
            view=license_view, tells=frozenset(QUESTIONS), has_strip=False, told_kinds=frozenset({"models"})
        ),
        "frameworks": tools,
        "deployment-tools": tools,
        "courses": learning,
        "tutorials": learning,
    }


def _entries_of(others: Sequence[Alternative | OtherTool]) -> tuple[Entry, ...]:
    return tuple(other.entry for other in others)


def build_pages(catalog: Catalog, history: History = LEFT_OUT) -> tuple[Page, ...]:
    """Make home, the index pages and the entry pages of `catalog`, what changed by its `history`, and the reference."""
    sizes = Sizes(catalog)
    memory = TableMemory(catalog, sizes)
    pages = [_home(catalog, history, sizes, memory)]
    own = own_parts(catalog, sizes)
    last = LastView()
    for kind in catalog.kinds:
        if kind.name == "courses" and catalog.path is not None:
            pages.append(_learn(catalog, catalog.path))
        pages += table_pages(catalog, kind, last, memory=memory if kind.name == "models" else None)
        pages += _entries(catalog, kind, own.get(kind.name, OwnParts()))
        if kind.name == "models":
            pages += [compare_page(catalog, sizes, memory), _memory(memory)]
    pages += timeline_pages(catalog)
    pages += [_status(catalog), _changes(catalog, history)]
    pages += reference_pages(catalog)
    return tuple(pages)


def _home(catalog: Catalog, history: History, sizes: Sizes, memory: TableMemory) -> Page:
    description = (
        "Open language models with the license answered in words and memory worked out for your card; values name "
        "their source and its day, or show that they lack one."
    )
    return Page(
        url="",
        title="Which open model may you use, and will it run?",
        template="home.html",
        gather=lambda: home_view(catalog, news_of(catalog, history), picker(sizes, memory)),
        describe=lambda: description,
        tab="Home",
        nav_title="Home",
    )


def _memory(memory: TableMemory) -> Page:
    description = "Weights, cache and overhead of every model in the catalog, against the memory of your card."
    words = "GPU memory, VRAM, KV cache, quantization."
    return Page(
        url=MEMORY_URL,
        title="Will it run?",
        template="memory.html",
        gather=lambda: memory_view(memory),
        describe=lambda: description,
        tab="Will it run?",
        nav_title="Will it run?",
        record=lambda: SearchRecord(title="Will it run?", text=f"{description} {words}"),
        export=lambda: memory.numbers.text,
    )


def _learn(catalog: Catalog, path: LearningPath) -> Page:
    return Page(
        url=LEARN_URL,
        title="Learning path",
        template="learn.html",
        gather=lambda: learn_view(catalog, path),
        describe=lambda: prose_text(path.description),
        tab="Learn",
        nav_title="Path",
        record=lambda: SearchRecord(title="Learning path", text=prose_text(path.description)),
    )


def _status(catalog: Catalog) -> Page:
    description = "How much the catalog knows, how much of it has evidence, and what was not looked at for longest."
    return Page(
        url="status/",
        title="Status of the catalog",
        template="status.html",
        gather=lambda: status_view(catalog),
        describe=lambda: description,
        tab="Contribute",
        nav_title="Status",
        record=lambda: SearchRecord(title="Status of the catalog", text=description),
    )


def _changes(catalog: Catalog, history: History) -> Page:
    description = "Entries that were added to the catalog, and facts that differ, day by day."
    return Page(
        url=CHANGES_URL,
        title="What changed",
        template="changes.html",
        gather=lambda: changes_view(catalog, history),
        describe=lambda: description,
        tab="Contribute",
        nav_title="What changed",
        record=lambda: SearchRecord(title="What changed", text=f"{description} News, Atom feeds, history."),
    )


def _entries(catalog: Catalog, kind: Kind, own: OwnParts) -> Iterator[Page]:
    entries = sorted(catalog.of(kind.name), key=lambda entry: entry.heading.casefold())
    for before, entry, after in zip([None, *entries], entries, [*entries[1:], None], strict=False):
        yield Page(
            url=entry.url,
            title=entry.heading,
            template=f"{kind.name}/entry.html",
            gather=partial(_entry, catalog, entry, before, after, own),
            describe=partial(prose_text, entry.facts.description),
            tab=kind.tab,
            entry=entry,
            record=partial(search_record, catalog, entry),
        )


def _entry(catalog: Catalog, entry: Entry, before: Entry | None, after: Entry | None, own: OwnParts) -> EntryView:
    return entry_view(owner_of(catalog, entry), before, after, own)
