"""Where each row and chapter of the origin, a README of 2023, lives on."""

from collections import defaultdict
from dataclasses import dataclass

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.pages.page import PageLink
from powerhouse_site.schema.facts import OriginTable

CHAPTERS = (
    ("Prompt Engineering", PageLink(label="Prompt engineering", url="guides/prompt-engineering/")),
    ("Fine Tuning", PageLink(label="Fine-tuning", url="guides/fine-tuning/")),
    ("When to perform", PageLink(label="When to use which", url="guides/when-to-use-which/")),
    (
        "Difference between Masked Language Model and Causal Language Model",
        PageLink(label="Masked and causal models", url="guides/masked-and-causal-models/"),
    ),
    ("What I am learning", PageLink(label="Working with models", url="guides/working-with-models/")),
)
"""The chapters of the origin that are prose, each with the guide that took its place."""


@dataclass(frozen=True, kw_only=True)
class TracedTable:
    """A table of the origin: its heading there, and its rows with the entries that they live on in."""

    title: str
    rows: tuple[tuple[str, Entry], ...]


@dataclass(frozen=True, kw_only=True)
class OriginView:
    """Everything that the page about the origin shows."""

    tables: tuple[TracedTable, ...]
    chapters: tuple[tuple[str, PageLink], ...] = CHAPTERS


def origin_view(catalog: Catalog) -> OriginView:
    """Find the rows of the origin in the entries of `catalog`."""
    rows: dict[OriginTable, list[tuple[str, Entry]]] = defaultdict(list)
    for kind in catalog.kinds:
        for entry in catalog.of(kind.name):
            for row in entry.facts.origin:
                rows[row.table].append((row.row, entry))
    return OriginView(
        tables=tuple(
            TracedTable(title=table.label, rows=tuple(sorted(rows[table], key=lambda row: row[0].casefold())))
            for table in OriginTable
        )
    )
