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
    """Append the records of `pages` to the index of the search plugin, where there is one."""
    plugin: Any = next((config.plugins[name] for name in _PLUGINS if name in config.plugins), None)
    entries = getattr(getattr(plugin, "search_index", None), "entries", None)
    if entries is None:
        return
    entries += [{"location": page.url, **_fields(page.search)} for page in pages if page.search is not None]


def _fields(record: SearchRecord) -> dict[str, str]:
    """The record as plain texts. Title and text are printed as HTML; several names have a line each."""
    shown = {"title": html.escape(record.title), "text": html.escape(record.text)}
    lists = {name: "\n".join(getattr(record, name)) for name in ("names", "parts", "words")}
    found = {"kind": record.kind, "by": record.by, **lists, "date": record.date}
    return shown | {name: text for name, text in found.items() if text}
