"""The site as the live preview serves it: each page is drawn when a browser asks for it, from the catalog of now.

MkDocs builds what does not come from the catalog, and builds it again when that changes. An edit of the catalog or of a
template for it only has the catalog read again: nothing that was drawn from the one before is shown any more.
"""

import posixpath
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from powerhouse_site.pages.navigation import navigation
from powerhouse_site.plugin import frames, search, tree
from powerhouse_site.plugin.marks import Mark, marks_below
from powerhouse_site.plugin.sources import Site, source_of

_MISSING = "404.html"


@dataclass(frozen=True)
class Built:
    """What a build of MkDocs leaves: everything that pages of the site are drawn with."""

    config: MkDocsConfig
    env: jinja2.Environment
    files: Files
    nav: Navigation

    def drawings(self, site: Site) -> Iterator[tuple[str, tree.Draw]]:
        """All files that change with the catalog, by their place in the site, each with what draws it."""
        around = frames.Frames(self.env, self.config, self.files, self.nav).around
        for drawing in tree.Drawings(site, around):
            yield drawing.place, drawing.draw
        for file in self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve):
            if file.page is not None:
                yield file.dest_uri, partial(self._document, site, file.page)
        yield _MISSING, self._missing
        yield "search/search_index.json", lambda: search.index_text(site.pages, self.config) or ""

    def _document(self, site: Site, page: MkDocsPage) -> str:
        """A page that is a document to MkDocs, as MkDocs draws it."""
        ours = site.by_source.get(page.file.src_uri)
        if ours is not None:
            frames.describe(page, ours)
            page.content = site.renderer.fragment(ours)
        page.active = True
        try:
            context = get_context(self.nav, self.files, self.config, page)
            return self.env.get_template(page.meta.get("template", "main.html")).render(context)
        finally:
            page.active = False
            if ours is not None:
                page.content = ""

    def _missing(self) -> str:
        base = urlsplit(self.config.site_url or "/").path
        context = get_context(self.nav, self.files, self.config, base_url=base)
        return self.env.get_template(_MISSING).render(context)


class Live:
    """What browsers get from the live preview. `read` reads the catalog, `watched` are the files that MkDocs builds."""

    def __init__(self, read: Callable[[MkDocsConfig], Site], watched: Callable[[MkDocsConfig], Iterable[Path]]) -> None:
        self._read, self._watched = read, watched
        self._lock = threading.RLock()
        self._built: Built | None = None
        self._shape: object = None
        self._begun: Mapping[str, Mark] = {}
        self._marks: Mapping[str, Mark] = {}
        self._drawings: Mapping[str, tree.Draw] = {}
        self._drawn: set[str] = set()
        self._round = 0

    def begin(self, config: MkDocsConfig) -> None:
        """A build of MkDocs begins. What changes while it goes on is for the next one."""
        with self._lock:
            self._begun = marks_below(self._watched(config))

    def built(self, built: Built, site: Site) -> None:
        """Go on from what MkDocs has just built."""
        with self._lock:
            drawings = dict(built.drawings(site))
            self._built, self._shape = built, _shape(site, drawings)
            self._marks = self._begun
            self._show(built, site, drawings)

    def rebuild(self, build: Callable[[], object]) -> None:
        """Show the site of now; `build` has MkDocs build all of it. Raises what that raises."""
        with self._lock:
            built, self._built = self._built, None
            if built is not None and marks_below(self._watched(built.config)) == self._marks:
                site = self._read(built.config)
                drawings = dict(built.drawings(site))
                if _shape(site, drawings) == self._shape:
                    self._built = built
                    self._show(built, site, drawings)
                    return
            build()

    def prepare(self, path: str) -> int:
        """Draw the file that answers to an address, unless it is drawn; the number of the round that it is from."""
        with self._lock:
            if self._built is not None:
                places = (f"{path}index.html",) if path.endswith("/") or not path else (path, f"{path}/index.html")
                self._write(self._built, next((place for place in places if place in self._drawings), _MISSING))
            return self._round

    def _show(self, built: Built, site: Site, drawings: Mapping[str, tree.Draw]) -> None:
        """Begin a round: what is drawn from now on is drawn from `site`."""
        built.env.globals.update(site=site, addresses=site.addresses)
        self._drawings = drawings
        self._drawn = set()
        self._round += 1

    def _write(self, built: Built, place: str) -> None:
        if place in self._drawn or place not in self._drawings:
            return
        file = Path(built.config.site_dir, place)
        try:
            tree.write(self._drawings[place], str(file))
        except FileNotFoundError:  # the file of an entry that is only there because the catalog has errors
            file.unlink(missing_ok=True)
            return
        self._drawn.add(place)


def _shape(site: Site, drawings: Mapping[str, tree.Draw]) -> object:
    """What MkDocs has to know of a site: its files and its navigation."""
    documents = [(source_of(page), page.title) for page in site.pages if page.entry is None]
    return documents, navigation(site.pages, []), tuple(drawings)


def application(serve: WSGIApplication, live: Live, mount: str) -> WSGIApplication:
    """The server's own answers, with the page that is asked for drawn before it is sent."""

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8", "ignore")
        if not path.startswith(mount):
            return serve(environ, start)
        place = posixpath.normpath(path)[len(mount) :] + ("/" if path.endswith("/") and path != mount else "")
        while True:
            number = live.prepare(place)
            held = _Held()
            body = serve(environ, held)  # waits for the end of a rebuild
            if live.prepare(place) == number:
                start(*held.words)
                return body

    return answer


class _Held:
    """The beginning of an answer, held back until it is known that it is the right one."""

    def __init__(self) -> None:
        self.words: tuple[Any, ...] = ()

    def __call__(self, *words: Any) -> Callable[[bytes], object]:
        """Take what a server begins an answer with."""
        self.words = words
        return len  # nobody here writes by hand
