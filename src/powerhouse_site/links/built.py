"""A built site without the network: every link, fragment, image, script and style of its own leads somewhere."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from powerhouse_site.links.collect.html import LINKING, LISTING, addresses_of
from powerhouse_site.links.markup import outline, tags
from powerhouse_site.links.settings import NOWHERE
from powerhouse_site.links.verdicts import Location, Outcome, Reason, Result, Verdict

_STYLE = re.compile(r"@import\s+(?:url\(\s*)?[\"']([^\"']+)|url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^\"')\s]+))\s*\)")
_IMPORT = re.compile(r"\b(?:import|from|import\s*\()\s*[\"'](\.{1,2}/[^\"'\n]+)[\"']")
_REFRESH = re.compile(r"\s*[0-9.]+\s*[;,]\s*url\s*=\s*[\"']?([^\"']+)", re.IGNORECASE)
_NO_FETCH = frozenset({"preconnect", "dns-prefetch"})


@dataclass(frozen=True, slots=True)
class Reference:
    """An address in a file of the site, as it is written, what holds it, and its offset in the text."""

    written: str
    holder: str
    offset: int


@dataclass(frozen=True)
class BuiltSite:
    """The files below a folder, as they are reached under `base`, which ends in a slash."""

    folder: Path
    base: str = NOWHERE

    @cached_property
    def files(self) -> frozenset[str]:
        """The paths of all files below the root."""
        return frozenset(p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*") if p.is_file())

    @cached_property
    def _anchors(self) -> dict[str, frozenset[str]]:
        return {}

    def problems(self) -> Iterator[Result]:
        """Everything that leads nowhere, in the order of files and places."""
        for name in sorted(self.files):
            reader = _READERS.get(Path(name).suffix)
            if reader is None:
                continue
            text = (self.folder / name).read_text(encoding="utf-8", errors="replace")
            for reference in reader(text):
                problem = self._problem_of(name, reference.written)
                if problem is not None:
                    place = _place(text, reference, (self.folder / name).as_posix())
                    yield Result(url=reference.written, outcome=problem, failing=True, locations=(place,))

    def _problem_of(self, name: str, written: str) -> Outcome | None:
        try:
            target = urljoin(self.base + name, written)
        except ValueError as error:
            return _broken(Reason.MALFORMED, str(error))
        return self.problem(target)

    def problem(self, target: str) -> Outcome | None:
        """Why a whole address leads nowhere in this site; None where it does, or where it leads elsewhere."""
        try:
            parts, home = urlsplit(target), urlsplit(self.base)
        except ValueError as error:
            return _broken(Reason.MALFORMED, str(error))
        if parts.scheme not in ("http", "https") or parts.netloc != home.netloc:
            return None
        path = unquote(parts.path)
        if not path.startswith(home.path):
            return _broken(Reason.MISSING_FILE, f"outside of {home.path}")
        below = path.removeprefix(home.path)
        file = f"{below}index.html" if not below or below.endswith("/") else below
        if file not in self.files:
            return _broken(Reason.MISSING_FILE, f"no file {file}")
        fragment = unquote(parts.fragment.partition(":~:")[0])
        if fragment.lower() in ("", "top") or not file.endswith(".html"):
            return None
        return None if fragment in self.anchors(file) else _broken(Reason.MISSING_FRAGMENT, f"no {fragment} in {file}")

    def anchors(self, file: str) -> frozenset[str]:
        """What fragments can lead to in a page."""
        if file not in self._anchors:
            text = (self.folder / file).read_text(encoding="utf-8", errors="replace")
            self._anchors[file] = frozenset(outline(text).anchors)
        return self._anchors[file]


def page_references(text: str) -> Iterator[Reference]:
    """Everything in a page that leads somewhere or is fetched."""
    for tag in tags(text):
        held = tag.attributes
        if tag.name == "link" and _NO_FETCH.intersection(held.get("rel", "").lower().split()):
            continue
        for name in (*LINKING, *LISTING, "xlink:href"):
            if name in held:
                written = held[name].strip()
                several = addresses_of(name, held[name]) if name in LISTING else [written] if written else []
                yield from (Reference(each, f"{tag.name}.{name}", tag.offset) for each in several)
        if tag.name == "meta" and held.get("http-equiv", "").lower() == "refresh":
            found = _REFRESH.match(held.get("content", ""))
            if found:
                yield Reference(found[1].strip(), "meta.refresh", tag.offset)
        if tag.name == "style":
            yield from style_references(tag.text)


def style_references(text: str) -> Iterator[Reference]:
    """What a style sheet fetches."""
    for found in _STYLE.finditer(re.sub(r"/\*.*?\*/", lambda m: " " * len(m[0]), text, flags=re.DOTALL)):
        written = next(each for each in found.groups() if each is not None)
        if written and not written.startswith(("data:", "#")):
            yield Reference(written, "url()", found.start())


def script_references(text: str) -> Iterator[Reference]:
    """What a script imports from beside it."""
    return (Reference(found[1], "import", found.start()) for found in _IMPORT.finditer(text))


_READERS: Mapping[str, Callable[[str], Iterator[Reference]]] = {
    ".html": page_references,
    ".css": style_references,
    ".js": script_references,
}


def _broken(reason: Reason, detail: str) -> Outcome:
    return Outcome(verdict=Verdict.BROKEN, reason=reason, detail=detail)


def _place(text: str, reference: Reference, file: str) -> Location:
    line = text.count("\n", 0, reference.offset) + 1
    column = reference.offset - text.rfind("\n", 0, reference.offset)
    return Location(file, line, column, reference.holder)
