"""Entry pages in the theme's frame: the theme renders one page of a kind, and its frame serves all entries of it.

MkDocs and Material take some milliseconds for a page whose frame is the same as that of its neighbours but for title,
description and address. So each frame is rendered once, with slots in those places (figures in docs/architecture.md).
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from powerhouse_site.entries import Entry
from powerhouse_site.pages.page import Page
from powerhouse_site.schema.kinds import KINDS

TITLE_ANCHOR = "title"
_PLUGIN = "powerhouse"
_LISTS = frozenset(kind.name for kind in KINDS)
"""The pages of tables that have a twin as Markdown."""
_SLOTS = ("title", "description", "slug", "content", "data")
_DATA = '<script type="application/ld+json">'
_SLOT = re.compile(f"ph-slot-({'|'.join(_SLOTS)})")


@dataclass(frozen=True)
class Frame:
    """A rendered page with slots. `pieces` are text and names of slots in turn, beginning and ending with text."""

    pieces: tuple[str, ...]

    @classmethod
    def cut(cls, text: str) -> "Frame":
        """Find the slots in `text`."""
        return cls(tuple(_SLOT.split(text)))

    def fill(self, values: Mapping[str, str]) -> str:
        """Put HTML into the slots. What is put in is not searched for slots again."""
        return "".join(values[piece] if index % 2 else piece for index, piece in enumerate(self.pieces))


def describe(page: MkDocsPage, ours: Page) -> None:
    """Give the theme a page's title and description, and hide the sidebars. The theme prints both as they are."""
    page.meta.update(
        title=html.escape(ours.title),
        description=html.escape(ours.description),
        hide=["navigation", "toc"],
        search={"exclude": True},
        twin=ours.url.rstrip("/") in _LISTS,
    )


def set_title_anchor(page: MkDocsPage) -> None:
    """Let the theme's skip link lead to the heading of the page."""
    page.toc = TableOfContents([AnchorLink(str(page.title), TITLE_ANCHOR, 1)])


class Frames:
    """The frames of a build, one of each kind, rendered when the first page of the kind is drawn."""

    def __init__(self, env: jinja2.Environment, config: MkDocsConfig, files: Files, nav: Navigation) -> None:
        self._env, self._config, self._files, self._nav = env, config, files, nav
        self._frames: dict[str, Frame] = {}

    def around(self, page: Page, entry: Entry, content: str) -> str:
        """The whole page of an entry, of which `content` is the fragment."""
        kind = entry.kind.name
        if kind not in self._frames:
            self._frames[kind] = self._render(kind)
        title, description = html.escape(page.title), html.escape(page.description)
        # Instant navigation would run every script of the content, data too, so data stand behind it.
        content, mark, data = content.partition(_DATA)
        values = {"title": title, "description": description, "slug": entry.id, "content": content, "data": mark + data}
        return self._frames[kind].fill(values)

    def _render(self, kind: str) -> Frame:
        file = File.generated(self._config, f"{kind}/ph-slot-slug.md", content="")
        file.generated_by = _PLUGIN  # MkDocs knows by itself only while a hook runs
        page = MkDocsPage("ph-slot-title", file, self._config)
        page.content = "ph-slot-content"
        page.meta = {"title": "ph-slot-title", "description": "ph-slot-description", "hide": ["navigation", "toc"]}
        page.meta.update(data="ph-slot-data", card="card.png", twin=True, data_file=f"api/v1/{kind}/ph-slot-slug.json")
        set_title_anchor(page)
        index = self._files.get_file_from_path(f"{kind}/index.md")
        tab = index.page if index is not None else None
        if tab is not None:
            tab.active = True
        context = get_context(self._nav, self._files, self._config, page)
        text = self._env.get_template("main.html").render(context)
        if tab is not None:
            tab.active = False
        return Frame.cut(text)
