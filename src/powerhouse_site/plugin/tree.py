"""The pages of the catalog as files of MkDocs."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
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
from powerhouse_site.plugin.crew import Crew, Sort
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


@dataclass(frozen=True, slots=True)
class Drawing:
    """A file by its place in the site, with what draws it."""

    place: str
    draw: Draw
    sort: Sort = Sort.ALONE


class DrawnFile(File):
    """A file that a crew draws after MkDocs would have copied it, so that no site is held in memory.

    One without a `crew` is not copied: the live preview draws it when a browser asks for it.
    """

    drawing: Drawing
    crew: Crew | None = None

    @classmethod
    def of(cls, config: MkDocsConfig, drawing: Drawing, crew: Crew | None) -> "DrawnFile":
        """The file that stands at the drawing's place. MkDocs must not take Markdown that is drawn for a page."""
        name = f"{drawing.place}.txt" if drawing.place.endswith(".md") else drawing.place
        file = cls(name, None, config.site_dir, config.use_directory_urls, dest_uri=drawing.place)
        file.inclusion, file.generated_by, file.content_bytes = InclusionLevel.NOT_IN_NAV, _PLUGIN, b""
        file.drawing, file.crew = drawing, crew
        return file

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002 - MkDocs passes it
        """Have the file drawn."""
        if self.crew is not None:
            self.crew.take(self._draw, self.drawing.sort)

    def _draw(self) -> None:
        write(self.drawing.draw, Path(self.dest_dir, self.dest_uri))


def write(draw: Draw, file: Path) -> None:
    """Write what `draw` makes. A file that is there stays as it is for those who read it just now."""
    content = draw()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    with file.open("wb") as open_file:
        for part in (content,) if isinstance(content, str | bytes) else content:
            open_file.write(part.encode() if isinstance(part, str) else part)


def files(site: Site, config: MkDocsConfig, drawn: tuple[Around, Crew] | None) -> Iterator[File]:
    """An empty Markdown file for each page that MkDocs renders, the schemas, and all that is `drawn`, and by whom.

    Without it nothing is drawn when MkDocs copies files.

    The schemas stand in the documentation folder as well, for editors; these are those of the code that builds.
    """
    for one in FORMATS:
        yield File.generated(config, one.schema, content=schema_text(one))
    for page in site.pages:
        if page.entry is None:
            inclusion = InclusionLevel.NOT_IN_NAV if page.nav_title is None else InclusionLevel.INCLUDED
            yield File.generated(config, source_of(page), content="", inclusion=inclusion)
    around, crew = drawn or (lambda _page, _entry, content: content, None)
    for drawing in drawings(site, around):
        yield DrawnFile.of(config, drawing, crew)


def drawings(site: Site, around: Around) -> Iterator[Drawing]:
    """All files that change with the catalog and are no documents to MkDocs: those of one entry stand together.

    They are what programs read, the data of pages, and the page, the YAML, the card and redirects of each entry.
    """
    of_entries: dict[str, list[Drawing]] = defaultdict(list)
    for output in outputs(site):
        if output.entry is None:
            yield Drawing(output.path, output.draw, Sort.WHOLE)
        elif output.shared:
            yield Drawing(output.path, output.draw, Sort.SHARED)
        else:
            of_entries[output.entry.url].append(Drawing(output.path, output.draw))
    known: set[str] = set()
    for page in site.pages:
        if page.export is not None:
            yield Drawing(f"{page.url}data.json", page.export, Sort.WHOLE)
        for name, export in page.files.items():
            yield Drawing(f"{page.url}{name}", export, Sort.WHOLE)
        if page.entry is not None:
            first = page.entry.kind.name not in known
            known.add(page.entry.kind.name)
            for drawing in (*_of_entry(site, page, page.entry, around), *of_entries.pop(page.url, ())):
                yield replace(drawing, sort=Sort.FIRST) if first else drawing
    yield Drawing(SITE_CARD, partial(draw_card, SITE))
    for name, size in MARKS.items():
        yield Drawing(name, partial(draw_mark, size))


def _of_entry(site: Site, page: Page, entry: Entry, around: Around) -> Iterator[Drawing]:
    yield Drawing(source_of(page), partial(_page, site, page, entry, around))
    yield Drawing(entry.source, entry.file.read_bytes)
    if site.catalog is not None:
        yield Drawing(f"{page.url}card.png", partial(_card, site.catalog, entry))
    for former in entry.facts.former_ids:
        yield Drawing(f"{entry.kind.name}/{former}/index.html", partial(site.renderer.redirect, entry))


def _card(catalog: Catalog, entry: Entry) -> bytes:
    return draw_card(card_of(catalog, entry))


def _page(site: Site, page: Page, entry: Entry, around: Around) -> str:
    return around(page, entry, site.renderer.fragment(page))
