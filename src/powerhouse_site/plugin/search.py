"""One short record a page for the search, instead of all the text of its tables.

The index is that of Material's plugin, whose browser side shows the results; `docs/assets/search.js` ranks them.
"""

import html
from collections.abc import Sequence
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from powerhouse_site.pages.page import Page, SearchRecord

_PLUGINS = ("material/search", "search")


def add_records(pages: Sequence[Page], config: MkDocsConfig) -> None:
    """Put the records of `pages` before what the search plugin found itself, where there is one."""
    index = _index(config)
    if index is not None:
        index.entries = [*_records(pages), *index.entries]


def index_text(pages: Sequence[Page], config: MkDocsConfig) -> str | None:
    """The index with the records of `pages` before what the search plugin found itself; None where there is none."""
    index = _index(config)
    if index is None:
        return None
    found = index.entries
    try:
        index.entries = [*_records(pages), *found]
        text: str = index.generate_search_index(None)
        return text
    finally:
        index.entries = found


def _index(config: MkDocsConfig) -> Any:
    """The index of Material's search plugin."""
    plugin: Any = next((config.plugins[name] for name in _PLUGINS if name in config.plugins), None)
    index = getattr(plugin, "search_index", None)
    return index if hasattr(index, "entries") else None


def _records(pages: Sequence[Page]) -> list[dict[str, str]]:
    found = ((page.url, page.search) for page in pages)
    return [{"location": url, **_fields(record)} for url, record in found if record is not None]


def _fields(record: SearchRecord) -> dict[str, str]:
    """The record as plain texts. Title and text are printed as HTML; several names have a line each."""
    shown = {"title": html.escape(record.title), "text": html.escape(record.text)}
    lists = {name: "\n".join(getattr(record, name)) for name in ("names", "parts", "words")}
    found = {"kind": record.kind, "by": record.by, **lists, "date": record.date}
    return shown | {name: text for name, text in found.items() if text}
