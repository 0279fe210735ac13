"""The page where entries of one kind stand side by side. Its script draws them; here is what it draws from."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.pages.compare.comparisons import MOST, Comparison, comparison_name, comparisons
from powerhouse_site.pages.memory.rows import TableMemory
from powerhouse_site.pages.memory.sizes import Sizes
from powerhouse_site.pages.page import Page, SearchRecord

URL = "compare/"
NAMES = "names.json"


@dataclass(frozen=True, kw_only=True)
class CompareView:
    """What can be compared, `most` at a time, and what memory can be held against."""

    comparisons: tuple[Comparison, ...]
    memory: TableMemory
    most: int = MOST
    names: str = NAMES


def compare_page(catalog: Catalog, sizes: Sizes, memory: TableMemory) -> Page:
    """The page, with a file for each comparison and one of the names of everything that can be compared."""
    description = "Two to five models, variants, licenses or tools side by side: what differs, with the evidence."
    found = comparisons(catalog, sizes)
    return Page(
        url=URL,
        title="Compare",
        template="compare.html",
        gather=lambda: CompareView(comparisons=found, memory=memory),
        describe=lambda: description,
        tab="Models",
        nav_title="Compare",
        record=lambda: SearchRecord(title="Compare", text=description),
        files=_files(found),
    )


def compare_link(entry: Entry, others: Sequence[Entry]) -> str:
    """The address where an entry stands beside others of its kind; empty where its kind is not compared."""
    name = comparison_name(entry.kind)
    ids = [each.id for each in (entry, *others) if each.kind is entry.kind][:MOST]
    return f"{URL}?{name}={','.join(ids)}" if name else ""


def _files(found: Sequence[Comparison]) -> Mapping[str, Callable[[], str]]:
    def names() -> str:
        data = {each.name: each.names() for each in found}
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"

    return {NAMES: names, **{each.file: each.data for each in found}}
