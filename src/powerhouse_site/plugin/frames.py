"""Entry pages in the theme's frame: the theme renders one page of a kind, and its frame serves all entries of it.

MkDocs and Material take some milliseconds for a page whose frame is the same as that of its neighbours but for title,
description and address. So each frame is rendered once, with slots in those places (figures in docs/architecture.md).
"""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from powerhouse_site.pages.page import Page
from powerhouse_site.plugin.sources import Site, source_of

TITLE_ANCHOR = "title"
_SLOTS = ("title", "description", "slug", "content")
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


class EntryFile(File):
    """The page of an entry: drawn when MkDocs copies it, and then forgotten, so that no site is held in memory."""

    draw: Callable[[], str] | None = None

    def copy_file(self, dirty: bool = False) -> None:
        """Draw the page and write it."""
        if self.draw is not None:
            self.content_string = self.draw()
        super().copy_file(dirty)
        self.content_string = ""


def describe(page: MkDocsPage, ours: Page) -> None:
    """Give the theme a page's title and description, and hide the sidebars. The theme prints both as they are."""
    page.meta.update(
        title=html.escape(ours.title),
        description=html.escape(ours.description),
        hide=["navigation", "toc"],
        search={"exclude": True},
    )


def set_title_anchor(page: MkDocsPage) -> None:
    """Let the theme's skip link lead to the heading of the page."""
    page.toc = TableOfContents([AnchorLink(str(page.title), TITLE_ANCHOR, 1)])


def fill(site: Site, env: jinja2.Environment, config: MkDocsConfig, files: Files, nav: Navigation) -> None:
    """Tell the file of every entry how to draw its page; MkDocs then writes them."""
    frames: dict[str, Frame] = {}
    for page in site.pages:
        if page.entry is None:
            continue
        kind = page.entry.kind.name
        if kind not in frames:
            frames[kind] = _render_frame(kind, env, config, files, nav)
        file = files.get_file_from_path(source_of(page))
        if isinstance(file, EntryFile):
            file.draw = partial(_draw, site, page, page.entry.id, frames[kind])


def _draw(site: Site, page: Page, slug: str, frame: Frame) -> str:
    return frame.fill(
        {
            "title": html.escape(page.title),
            "description": html.escape(page.description),
            "slug": slug,
            "content": site.renderer.fragment(page),
        }
    )


def _render_frame(kind: str, env: jinja2.Environment, config: MkDocsConfig, files: Files, nav: Navigation) -> Frame:
    file = File.generated(config, f"{kind}/ph-slot-slug.md", content="")
    page = MkDocsPage("ph-slot-title", file, config)
    page.content = "ph-slot-content"
    page.meta = {"title": "ph-slot-title", "description": "ph-slot-description", "hide": ["navigation", "toc"]}
    set_title_anchor(page)
    index = files.get_file_from_path(f"{kind}/index.md")
    tab = index.page if index is not None else None
    if tab is not None:
        tab.active = True
    text = env.get_template("main.html").render(get_context(nav, files, config, page))
    if tab is not None:
        tab.active = False
    return Frame.cut(text)
