"""Two builds of the site, of two generators, page by page: are there the same ones, and do they say the same?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html  # type: ignore[import-untyped]

_HOST = "https://site.invalid/"
_LEFT_OUT = "headerlink"
"""The class of the sign behind headings that a theme puts there."""


def differences(ours: Path, theirs: Path) -> Iterator[str]:
    """What differs in number, title, text and internal links of pages; `ours` is how it should be."""
    here, there = _pages(ours), _pages(theirs)
    yield from (f"/{address}: there is no such page" for address in sorted(here - there))
    yield from (f"/{address}: there is a page more" for address in sorted(there - here))
    for address in sorted(here & there):
        one, other = _read(ours, address), _read(theirs, address)
        for what, wanted, found in zip(
            ("title", "text", "links"), _told(one, address), _told(other, address), strict=True
        ):
            if wanted != found:
                yield f"/{address}: another {what}: {_first(str(wanted), str(found))}"


def count(site: Path) -> int:
    """How many pages a site has, those that lead elsewhere left out."""
    return len(_pages(site))


def _pages(site: Path) -> set[str]:
    found = (
        path for path in site.rglob("index.html") if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")
    )
    return {path.relative_to(site).as_posix().removesuffix("index.html") for path in found}


def _read(site: Path, address: str) -> Any:
    return lxml.html.document_fromstring((site / address / "index.html").read_bytes())


def _told(page: Any, address: str) -> tuple[str, str, list[str]]:
    """The title, the text and the internal links of a page, without the frame that a theme puts around."""
    title = str(page.findtext(".//title")).partition(" - ")[0]
    [content] = page.xpath("//article") or [page]
    ours = content.xpath("descendant-or-self::*[contains(concat(' ', @class, ' '), ' ph ')]")
    content = ours[0] if ours else content
    for twin in content.xpath(".//a[contains(@href, 'index.md')]"):  # a plain folder has the pages under these names
        twin.drop_tree()
    links = sorted(set(_links(content, address)))
    return title.strip(), " ".join(_text(content).split()), links


def _text(element: Any) -> str:
    if element.tag in ("script", "style") or not isinstance(element.tag, str) or _LEFT_OUT in element.get("class", ""):
        return ""
    return str(element.text or "") + "".join(_text(child) + (child.tail or "") for child in element)


def _links(content: Any, address: str) -> Iterator[str]:
    for link in content.xpath(".//a[@href]"):
        target = urlsplit(urljoin(_HOST + address, link.get("href")))
        if f"{target.scheme}://{target.netloc}/" == _HOST and _LEFT_OUT not in link.get("class", ""):
            yield target.path.removesuffix("index.html") + (f"#{target.fragment}" if target.fragment else "")


def _first(wanted: str, found: str) -> str:
    """The place where two texts part."""
    at = next((i for i, (a, b) in enumerate(zip(wanted, found, strict=False)) if a != b), min(len(wanted), len(found)))
    return f"{wanted[max(0, at - 20) : at + 40]!r} became {found[max(0, at - 20) : at + 40]!r}"
