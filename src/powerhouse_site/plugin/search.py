"""One short record a page for Material's search, instead of all the text of its tables."""

import html
from collections.abc import Sequence
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from powerhouse_site.pages.page import Page

_PLUGINS = ("material/search", "search")


def add_records(pages: Sequence[Page], config: MkDocsConfig) -> None:
    """Append the records of `pages` to the index of the search plugin, where there is one.

    The index of Material's search plugin is a list of dictionaries; its browser side prints them as HTML.
    """
    plugin: Any = next((config.plugins[name] for name in _PLUGINS if name in config.plugins), None)
    entries = getattr(getattr(plugin, "search_index", None), "entries", None)
    if entries is None:
        return
    for page in pages:
        if page.search is not None:
            record = {"title": html.escape(page.search.title), "text": html.escape(page.search.text)}
            entries.append({"location": page.url, **record})
