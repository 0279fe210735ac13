"""Built pages as a browser takes them: parsed by the rules of HTML, links resolved."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib  # type: ignore[import-untyped]
from html5lib.constants import E as PARSE_ERRORS  # type: ignore[import-untyped]
from selectolax.lexbor import LexborHTMLParser, LexborNode

DRAWING = "{http://www.w3.org/2000/svg}"
"""Before the tags of elements in a drawing, whose title is not that of the page."""
HERE = "https://site.invalid/"
"""Stands for the host of a site that was built without an address."""
ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "poster",
    "data",
    "xlink:href",
    "background",
)
"""The attributes that hold an address."""
SEVERAL = ("srcset", "imagesrcset", "ping")
"""The attributes that hold several."""


@dataclass(frozen=True)
class Reference:
    """An address on a page, as it is written there and as a browser resolves it."""

    element: Element
    written: str
    target: str

    def __str__(self) -> str:
        return f"<{self.element.tag}> {self.written}"


@dataclass(frozen=True)
class Page:
    """A page: its address below the site's root, empty for home, and its elements."""

    address: str
    url: str
    file: Path
    root: Element

    @cached_property
    def errors(self) -> tuple[str, ...]:
        """What breaks the rules of HTML; told by a slower parser, which knows them."""
        parser = html5lib.HTMLParser()
        parser.parse(self.file.read_text(encoding="utf-8"))
        return tuple(
            f"/{self.address}:{line}:{column}: {PARSE_ERRORS.get(code, code) % (data or {})}"
            for (line, column), code, data in parser.errors
        )

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """The elements of a tag that bear all of the given attributes; `class_` is one of its classes."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [e for e in self.root.iter() if e.tag == tag and all(_has(e, n, v) for n, v in wanted.items())]

    def one(self, tag: str, **attributes: str) -> Element:
        """The only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of <{tag}> with {attributes} on /{self.address}"
        return found[0]

    def part(self, heading: str) -> Element:
        """The section that is labelled by the heading with an id."""
        return self.one("section", aria_labelledby=heading)

    @cached_property
    def ids(self) -> list[str]:
        """All ids, in the order of the page."""
        return [e.attrib["id"] for e in self.root.iter() if isinstance(e.tag, str) and "id" in e.attrib]

    @cached_property
    def references(self) -> list[Reference]:
        """Everything that leads somewhere or is fetched."""
        return list(self._references())

    @property
    def links(self) -> set[str]:
        """Where the links of the page lead, in full."""
        return {reference.target for reference in self.references if reference.element.tag == "a"}

    @property
    def moves(self) -> bool:
        """Whether it leads elsewhere by itself."""
        return bool(self.all("meta", http_equiv="refresh"))

    def meta(self, name: str) -> str:
        """The content of a meta element by its name or property."""
        [found] = [e for e in self.root.iter("meta") if name in (e.get("name"), e.get("property"))]
        return found.attrib["content"]

    def _references(self) -> Iterator[Reference]:
        for element in self.root.iter():
            for name in ADDRESSES:
                if name in element.attrib:
                    yield self._reference(element, element.attrib[name])
            for name in SEVERAL:
                for candidate in element.attrib.get(name, "").split(","):
                    if candidate.strip():
                        yield self._reference(element, candidate.split()[0])

    def _reference(self, element: Element, written: str) -> Reference:
        return Reference(element, written, urljoin(self.url, written.strip()))


@dataclass(frozen=True)
class Site:
    """A built site in a folder, as it is reached under `base`."""

    folder: Path
    base: str = HERE

    @cached_property
    def pages(self) -> dict[str, Page]:
        """All pages by their addresses, but for those that only lead elsewhere."""
        return {address: page for address, page in self._everything.items() if not page.moves}

    @cached_property
    def redirects(self) -> dict[str, Page]:
        """The pages that only lead elsewhere."""
        return {address: page for address, page in self._everything.items() if page.moves}

    @cached_property
    def _everything(self) -> dict[str, Page]:
        collected = gc.isenabled()
        gc.disable()  # a few million elements come, and none goes: each collection would go through all of them
        try:
            return {page.address: page for page in map(self._read, sorted(self.folder.rglob("*.html")))}
        finally:
            gc.freeze()
            if collected:
                gc.enable()

    @cached_property
    def files(self) -> frozenset[str]:
        """The paths of all files below the root."""
        return frozenset(p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*") if p.is_file())

    def is_inside(self, target: str) -> bool:
        """Whether an address is one of this site's host."""
        return urlsplit(target).netloc == urlsplit(self.base).netloc

    def problem(self, target: str) -> str | None:
        """Why an address of this site leads nowhere, or None."""
        parts = urlsplit(target)
        path = unquote(parts.path)
        root = urlsplit(self.base).path
        if not path.startswith(root):
            return f"outside the site's root {root}"
        below = path.removeprefix(root)
        file = f"{below}index.html" if not below or below.endswith("/") else below
        if file not in self.files:
            return f"no file {file}"
        fragment = unquote(parts.fragment)
        if not fragment:
            return None
        page = self.pages.get(address_of(file))
        return None if page is not None and fragment in page.ids else f"no id {fragment} in {file}"

    def below(self, target: str) -> str:
        """An address of this site without the base, query and fragment."""
        parts = urlsplit(target)
        return f"{parts.scheme}://{parts.netloc}{parts.path}".removeprefix(self.base)

    def _read(self, file: Path) -> Page:
        address = address_of(file.relative_to(self.folder).as_posix())
        return Page(address, urljoin(self.base, address), file, parsed(file.read_text(encoding="utf-8")))


def parsed(text: str) -> Element:
    """The elements of a page and their text, without its comments."""
    top = LexborHTMLParser(text).root
    assert top is not None
    root = _element(top, within="")
    open_ = [(top, root)]
    while open_:
        node, element = open_.pop()
        last: Element | None = None
        child = node.child
        while child is not None:
            if child.is_text_node:
                said = child.text_content or ""
                if last is None:
                    element.text = (element.text or "") + said
                else:
                    last.tail = (last.tail or "") + said
            elif not child.is_comment_node:
                last = _element(child, within=element.tag)
                element.append(last)
                open_.append((child, last))
            child = child.next
    return root


def _element(node: LexborNode, within: str) -> Element:
    tag = node.tag or ""
    in_drawing = tag == "svg" or within.startswith(DRAWING)
    return Element(DRAWING + tag if in_drawing else tag, {n: value or "" for n, value in node.attributes.items()})


def address_of(file: str) -> str:
    """The address that a file is served at."""
    return file.removesuffix("index.html") if f"/{file}".endswith("/index.html") else file


def words(element: Element) -> str:
    """The text of an element on one line, without what scripts and styles say."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in ("script", "style", "template"):
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


def _has(element: Element, name: str, value: str) -> bool:
    found = element.get(name)
    if found is None:
        return False
    return value in found.split() if name == "class" else found == value
