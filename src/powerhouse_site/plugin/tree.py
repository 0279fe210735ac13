"""The pages of the catalog as files of MkDocs."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from powerhouse_site.cards import SITE, card_of, draw_card, draw_mark
from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.exports.output import Parts
from powerhouse_site.json_schema import schema_text
from powerhouse_site.pages.page import Page
from powerhouse_site.plugin.outputs import outputs
from powerhouse_site.plugin.sources import Site, source_of
from powerhouse_site.schema.kinds import FORMATS

Draw = Callable[[], Parts | bytes]
"""Makes what a file holds, a long text part by part."""
Around = Callable[[Page, Entry, str], str]
"""Puts the page of an entry in the theme's frame."""
_PLUGIN = "powerhouse"
SITE_CARD = "assets/card.png"
"""The card of all pages that are no entry's; that of an entry stands beside its page."""
MARKS = {"assets/mark.png": 48, "assets/touch.png": 180}
"""Pictures of the mark, for browser tabs and home screens, with their sizes in pixels."""


class DrawnFile(File):
    """A file that is drawn when MkDocs copies it, and then forgotten, so that no site is held in memory.

    One without `draw` is not copied: the live preview draws it when a browser asks for it.
    """

    draw: Draw | None = None

    @classmethod
    def of(cls, config: MkDocsConfig, name: str, place: str, draw: Draw | None) -> "DrawnFile":
        """The file that MkDocs knows by `name` and that stands at `place` in the site."""
        file = cls(name, None, config.site_dir, config.use_directory_urls, dest_uri=place)
        file.inclusion, file.generated_by, file.content_bytes = InclusionLevel.NOT_IN_NAV, _PLUGIN, b""
        file.draw = draw
        return file

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002 - MkDocs passes it
        """Draw the file and write it."""
        if self.draw is not None:
            write(self.draw, Path(self.dest_dir, self.dest_uri))


def write(draw: Draw, file: Path) -> None:
    """Write what `draw` makes. A file that is there stays as it is for those who read it just now."""
    content = draw()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    with file.open("wb") as open_file:
        for part in (content,) if isinstance(content, str | bytes) else content:
            open_file.write(part.encode() if isinstance(part, str) else part)


def files(site: Site, config: MkDocsConfig, around: Around | None) -> Iterator[File]:
    """An empty Markdown file for each page that MkDocs renders, the schemas, and all that is drawn.

    Without `around` nothing is drawn when MkDocs copies files.

    The schemas stand in the documentation folder as well, for editors; these are those of the code that builds.
    Markdown that is drawn is served as it is, so MkDocs must not take it for a page.
    """
    for one in FORMATS:
        yield File.generated(config, one.schema, content=schema_text(one))
    for page in site.pages:
        if page.entry is None:
            inclusion = InclusionLevel.NOT_IN_NAV if page.nav_title is None else InclusionLevel.INCLUDED
            yield File.generated(config, source_of(page), content="", inclusion=inclusion)
    for place, draw in drawings(site, around or (lambda _page, _entry, content: content)):
        name = f"{place}.txt" if place.endswith(".md") else place
        yield DrawnFile.of(config, name, place, draw if around else None)


def drawings(site: Site, around: Around) -> Iterator[tuple[str, Draw]]:
    """All files that change with the catalog and are no documents to MkDocs, by place, each with what draws it.

    They are the page, the YAML, the card and redirects of each entry, the data of pages, and what programs read.
    """
    for page in site.pages:
        entry = page.entry
        if page.export is not None:
            yield f"{page.url}data.json", page.export
        for name, export in page.files.items():
            yield f"{page.url}{name}", export
        if entry is not None:
            yield source_of(page), partial(_page, site, page, entry, around)
            yield entry.source, entry.file.read_bytes
            if site.catalog is not None:
                yield f"{page.url}card.png", partial(_card, site.catalog, entry)
            for former in entry.facts.former_ids:
                yield f"{entry.kind.name}/{former}/index.html", partial(site.renderer.redirect, entry)
    yield SITE_CARD, partial(draw_card, SITE)
    for name, size in MARKS.items():
        yield name, partial(draw_mark, size)
    for output in outputs(site):
        yield output.path, output.draw


def _card(catalog: Catalog, entry: Entry) -> bytes:
    return draw_card(card_of(catalog, entry))


def _page(site: Site, page: Page, entry: Entry, around: Around) -> str:
    return around(page, entry, site.renderer.fragment(page))
