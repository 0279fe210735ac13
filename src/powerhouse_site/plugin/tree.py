"""The pages of the catalog as files of MkDocs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath
from typing import BinaryIO

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from powerhouse_site.cards import SITE, card_of, draw_card, draw_mark
from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.exports.llms import EntryTexts
from powerhouse_site.exports.output import Parts
from powerhouse_site.json_schema import schema_text
from powerhouse_site.pages.page import Page
from powerhouse_site.plugin.crew import Crew, Sort
from powerhouse_site.plugin.outputs import entry_outputs, outputs
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


class Drawings:
    """All files that change with the catalog and are no documents to MkDocs."""

    def __init__(self, site: Site, around: Around) -> None:
        self._site, self._around = site, around
        self._texts = EntryTexts(site.catalog) if site.catalog is not None else None

    def __iter__(self) -> Iterator[Drawing]:
        """Each of them."""
        yield from self.whole()
        for page, entry in self.entries():
            yield from self.of(page, entry)
            yield from self.twin(entry)

    def entries(self) -> Iterator[tuple[Page, Entry]]:
        """The pages of entries."""
        return ((page, page.entry) for page in self._site.pages if page.entry is not None)

    def whole(self) -> Iterator[Drawing]:
        """Those that are of no single entry: what programs read, the data of pages, pictures."""
        if self._texts is not None:
            for output in outputs(self._site, self._texts.catalog, self._texts):
                yield Drawing(output.path, output.draw)
        for page in self._site.pages:
            if page.export is not None:
                yield Drawing(f"{page.url}data.json", page.export)
            for name, export in page.files.items():
                yield Drawing(f"{page.url}{name}", export)
        yield Drawing(SITE_CARD, partial(draw_card, SITE))
        for name, size in MARKS.items():
            yield Drawing(name, partial(draw_mark, size))

    def of(self, page: Page, entry: Entry) -> Iterator[Drawing]:
        """Those of an entry but for its twin: its page, YAML, JSON, badge, cards and redirects."""
        site = self._site
        yield Drawing(source_of(page), partial(_page, site, page, entry, self._around))
        yield Drawing(entry.source, entry.file.read_bytes)
        for former in entry.facts.former_ids:
            yield Drawing(f"{entry.kind.name}/{former}/index.html", partial(site.renderer.redirect, entry))
        if site.catalog is not None:
            yield Drawing(f"{page.url}card.png", partial(_card, site.catalog, entry))
            for output in entry_outputs(site, site.catalog, entry):
                yield Drawing(output.path, output.draw)

    def twin(self, entry: Entry) -> Iterator[Drawing]:
        """The Markdown twin of an entry. All of them share what they work out with the file that holds them all."""
        if self._texts is not None:
            output = self._texts.output(entry)
            yield Drawing(output.path, output.draw)


class DrawnFile(File):
    """A file that is drawn after MkDocs would have copied it, so that no site is held in memory.

    What is `to_do` is done in the place of copying; the live preview draws a file when a browser asks for it.
    """

    to_do: Callable[[], None] | None = None

    @classmethod
    def at(cls, place: str, config: MkDocsConfig, to_do: Callable[[], None] | None = None) -> "DrawnFile":
        """The file at a place of the site. MkDocs must not take Markdown that is drawn for a page."""
        name = f"{place}.txt" if place.endswith(".md") else place
        file = cls(name, None, config.site_dir, config.use_directory_urls, dest_uri=place)
        file.inclusion, file.generated_by, file.content_bytes = InclusionLevel.NOT_IN_NAV, _PLUGIN, b""
        file.to_do = to_do
        return file

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002 - MkDocs passes it
        """Have the file drawn, and all that goes with it."""
        if self.to_do is not None:
            self.to_do()


class SiteFiles(Files):
    """The files of a site. Of those of an entry only its page is listed; links find the others, too."""

    def __init__(self, files: Files, drawings: Drawings, config: MkDocsConfig) -> None:
        super().__init__(files)
        self._drawings, self._config = drawings, config

    def get_file_from_path(self, path: str) -> File | None:
        """The file that stands at a path."""
        if found := super().get_file_from_path(path):
            return found
        place = PurePath(path).as_posix()
        near = ((page, entry) for page, entry in self._drawings.entries() if entry.id in place)
        places = {drawing.place for page, entry in near for drawing in self._drawings.of(page, entry)}
        return DrawnFile.at(place, self._config) if place in places else None


def write(draw: Draw, file: Path) -> None:
    """Write what `draw` makes. A file that is there stays as it is for those who read it just now."""
    content = draw()
    with _opened(file) as open_file:
        for part in (content,) if isinstance(content, (str, bytes)) else content:
            open_file.write(part.encode() if isinstance(part, str) else part)


def _opened(file: Path) -> BinaryIO:
    """A new file. Most are in folders that are there, and nothing stands in their place, so that is tried first."""
    try:
        return file.open("xb")
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        file.unlink()
    return file.open("xb")


def files(site: Site, drawings: Drawings, config: MkDocsConfig, crew: Crew | None) -> Iterator[File]:
    """An empty Markdown file for each page that MkDocs renders, the schemas, and all that is drawn by a `crew`.

    Without it nothing is drawn when MkDocs copies files.

    The schemas stand in the documentation folder as well, for editors; these are those of the code that builds.
    """
    for one in FORMATS:
        yield File.generated(config, one.schema, content=schema_text(one))
    for page in site.pages:
        if page.entry is None:
            inclusion = InclusionLevel.NOT_IN_NAV if page.nav_title is None else InclusionLevel.INCLUDED
            yield File.generated(config, source_of(page), content="", inclusion=inclusion)
    jobs = Jobs(drawings, crew, Path(config.site_dir)) if crew is not None else None
    for drawing in drawings.whole():
        yield DrawnFile.at(drawing.place, config, partial(jobs.whole, drawing) if jobs is not None else None)
    for page, entry in drawings.entries():
        yield DrawnFile.at(source_of(page), config, partial(jobs.entry, page, entry) if jobs is not None else None)


class Jobs:
    """What a crew has to do: one job for a file of no single entry, two for all that is an entry's."""

    def __init__(self, drawings: Drawings, crew: Crew, folder: Path) -> None:
        self._drawings, self._crew, self._folder = drawings, crew, folder
        self._known: set[str] = set()

    def whole(self, drawing: Drawing) -> None:
        """Have a file drawn that is of no single entry."""
        self._crew.take(lambda: self._draw([drawing]), Sort.WHOLE)

    def entry(self, page: Page, entry: Entry) -> None:
        """Have all that is an entry's drawn: the first one of a kind finds out what its others need as well."""
        sort = Sort.ALONE if entry.kind.name in self._known else Sort.FIRST
        self._known.add(entry.kind.name)
        self._crew.take(lambda: self._draw(self._drawings.of(page, entry)), sort)
        self._crew.take(lambda: self._draw(self._drawings.twin(entry)), Sort.SHARED)

    def _draw(self, drawings: Iterable[Drawing]) -> None:
        for drawing in drawings:
            write(drawing.draw, self._folder / drawing.place)


def _card(catalog: Catalog, entry: Entry) -> bytes:
    return draw_card(card_of(catalog, entry))


def _page(site: Site, page: Page, entry: Entry, around: Around) -> str:
    return around(page, entry, site.renderer.fragment(page))
