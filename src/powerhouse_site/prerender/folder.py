"""The pages of the catalog as Markdown files that hold finished HTML, the written pages, and the data beside them.

A page is one block of HTML under a title, so Markdown leaves it as it is: no text of the catalog passes through it.
"""

import html
import json
import re
from collections.abc import Iterator, Sequence
from functools import partial
from posixpath import dirname, relpath

from powerhouse_site.catalog import Catalog
from powerhouse_site.exports.api import csv_outputs, json_outputs
from powerhouse_site.exports.badges import badge_outputs
from powerhouse_site.exports.feeds import feed_outputs
from powerhouse_site.exports.marks import Twin
from powerhouse_site.exports.output import Output, Stamp
from powerhouse_site.exports.written import Written, written_markdown
from powerhouse_site.history.history import History
from powerhouse_site.pages.page import Page
from powerhouse_site.rendering import Renderer

_BLANK = re.compile(r"\n(?:[ \t]*\n)+")


def plain_files(
    catalog: Catalog, pages: Sequence[Page], written: Sequence[Written], renderer: Renderer
) -> Iterator[Output]:
    """A Markdown file for each page, the data that scripts fetch, and a page at each former address."""
    for page in pages:
        yield Output(f"{page.url}index.md", partial(page_markdown, page, renderer))
        if page.export is not None:
            yield Output(f"{page.url}data.json", page.export)
    addresses = {f"{page.url}index.html": f"{page.url}index.md" for page in pages}
    for one in written:
        yield Output(one.source, partial(written_markdown, one, addresses, _from(one.source)))
    for entry in (entry for kind in catalog.kinds for entry in catalog.of(kind.name)):
        for former in entry.facts.former_ids:
            yield Output(f"{entry.kind.name}/{former}/index.html", partial(renderer.redirect, entry))


def plain_data(catalog: Catalog, history: History, *, site: str, stamp: Stamp) -> Iterator[Output]:
    """What programs read, but for the twins of pages, whose names the pages themselves have here."""
    yield from json_outputs(catalog, catalog.kinds, site=site, stamp=stamp)
    yield from csv_outputs(catalog, catalog.kinds, site=site)
    yield from feed_outputs(catalog, history, site=site, stamp=stamp)
    yield from badge_outputs(catalog)


def page_markdown(page: Page, renderer: Renderer) -> str:
    """A page: its title and description for the generator, then its HTML. No line of it is empty.

    Search finds entries; tables of them would be longer than an index of search takes.
    """
    head = {"title": html.escape(page.title), "description": html.escape(page.description)}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    lines += [] if page.entry else ["search: {exclude: true}"]
    fragment = _BLANK.sub("\n", renderer.fragment(page).strip())
    return "\n".join(("---", *lines, "hide: [navigation, toc]", "---", "", fragment, ""))


def _from(source: str) -> Twin:
    """Addresses as they are written in a file of the documentation's folder."""
    return Twin(lambda address: relpath(address or ".", dirname(source) or "."))
