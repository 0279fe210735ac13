"""The pages of the catalog as files of MkDocs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
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

    def near(self, place: str) -> Iterator[Drawing]:
        """Those of the entries whose kind and id stand side by side in `place`, as in all places of an entry."""
        for folder, name in pairwise(PurePath(place).parts):
            for id in {name, name.rpartition(".")[0]}:
                page = self._by_url.get(f"{folder}/{id}/")
                if page is not None and page.entry is not None:
                    yield from self.of(page, page.entry)

    @cached_property
    def _by_url(self) -> Mapping[str, Page]:
        """The pages of entries by their addresses, former ones included."""
        found = {page.url: page for page, _ in self.entries()}
        for page, entry in self.entries():
            found.update((f"{entry.kind.name}/{former}/", page) for former in entry.facts.former_ids)
        return found

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
        """The Markdown twin of an entry."""
        if self._texts is not None:
            output = self._texts.output(entry)
            yield Drawing(output.path, output.draw)

    def draw_twins_by(self, draw: Callable[[Drawing], None]) -> None:
        """Hand out each twin when the file that holds all of them is drawn, so that its text is made once for both."""
        if self._texts is not None:
            self._texts.beside = lambda output: draw(Drawing(output.path, output.draw))


class SiteFiles(Files):
    """The files of a site. What is drawn is not listed, since it takes memory; links find it.

    A `crew` draws it in the place of copying, so that no site is held in memory; without one nothing is drawn.
    """

    def __init__(self, files: Files, drawings: Drawings, config: MkDocsConfig, crew: Crew | None) -> None:
        super().__init__(files)
        self._drawings, self._config = drawings, config
        self._jobs = Jobs(drawings, crew, config.site_dir) if crew is not None else None

    def get_file_from_path(self, path: str) -> File | None:
        """The file that stands at a path."""
        if found := super().get_file_from_path(path):
            return found
        place = PurePath(path).as_posix()
        near = (drawing.place for drawing in self._drawings.near(place))
        return self._drawn(place) if place in self._whole or place in near else None

    @cached_property
    def _whole(self) -> frozenset[str]:
        return frozenset(drawing.place for drawing in self._drawings.whole())

    def _drawn(self, place: str) -> File:
        file = File(place, None, self._config.site_dir, self._config.use_directory_urls, dest_uri=place)
        file.inclusion, file.generated_by, file.content_bytes = InclusionLevel.NOT_IN_NAV, _PLUGIN, b""
        return file

    def copy_static_files(
        self, dirty: bool = False, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> None:
        """Copy what is only copied, and say what is to be drawn."""
        super().copy_static_files(dirty, inclusion=inclusion)
        if self._jobs is not None:
            self._jobs.hand_out()


def write(draw: Draw, file: str, crew: Crew | None = None) -> None:
    """Write what `draw` makes, and tend a `crew` meanwhile.

    A file that is there stays as it is for those who read it just now.
    """
    content = draw()
    parts = (content,) if isinstance(content, (str, bytes)) else content
    with _opened(file) as open_file:
        for part in crew.tending(parts) if crew is not None else parts:
            open_file.write(part.encode() if isinstance(part, str) else part)


def _opened(file: str) -> BinaryIO:
    """A new file. Most are in folders that are there, and nothing stands in their place, so that is tried first."""
    try:
        return open(file, "xb")  # noqa: PTH123 - paths of 70,000 files take a fiftieth of the time of their build
    except FileNotFoundError:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        Path(file).unlink()
    return Path(file).open("xb")


def files(site: Site, config: MkDocsConfig) -> Iterator[File]:
    """An empty Markdown file for each page that MkDocs renders, and the schemas.

    These stand in the documentation folder as well, for editors; here are those of the code that builds.
    """
    for one in FORMATS:
        yield File.generated(config, one.schema, content=schema_text(one))
    for page in site.pages:
        if page.entry is None:
            inclusion = InclusionLevel.NOT_IN_NAV if page.nav_title is None else InclusionLevel.INCLUDED
            yield File.generated(config, source_of(page), content="", inclusion=inclusion)


class Jobs:
    """What a crew has to do: one job for a file of no single entry, and one for all that is an entry's but its twin.

    Twins are drawn by the job for the file that holds all of them.
    """

    def __init__(self, drawings: Drawings, crew: Crew, folder: str) -> None:
        self._drawings, self._crew, self._folder = drawings, crew, folder

    def hand_out(self) -> None:
        """Have all of them done. The first entry of a kind finds out what its others need as well."""
        known: set[str] = set()
        self._drawings.draw_twins_by(self._draw)
        for drawing in self._drawings.whole():
            self._crew.take(partial(self._draw, drawing), Sort.WHOLE)
        for page, entry in self._drawings.entries():
            self._crew.take(
                partial(self._draw_entry, page, entry), Sort.ALONE if entry.kind.name in known else Sort.FIRST
            )
            known.add(entry.kind.name)

    def _draw_entry(self, page: Page, entry: Entry) -> None:
        for drawing in self._drawings.of(page, entry):
            self._draw(drawing)

    def _draw(self, drawing: Drawing) -> None:
        write(drawing.draw, f"{self._folder}/{drawing.place}", self._crew)


def _card(catalog: Catalog, entry: Entry) -> bytes:
    return draw_card(card_of(catalog, entry))


def _page(site: Site, page: Page, entry: Entry, around: Around) -> str:
    return around(page, entry, site.renderer.fragment(page))
