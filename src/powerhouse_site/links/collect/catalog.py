"""The addresses in the catalog: values that are one, and links in free text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from powerhouse_site.links.collect.found import Found, Lines, is_web_address
from powerhouse_site.links.verdicts import Location
from powerhouse_site.loading.document import Document
from powerhouse_site.loading.folder import EntryFile, list_files
from powerhouse_site.loading.parsing import parse
from powerhouse_site.prose import prose_links
from powerhouse_site.schema.kinds import KINDS

Steps = tuple[str | int, ...]


def entry_files(root: Path) -> Iterator[Path]:
    """The files of the catalog in a fixed order."""
    return (item.path for item in list_files(root, KINDS) if isinstance(item, EntryFile))


def in_entry(text: str, name: str) -> list[Found]:
    """The addresses in the text of an entry."""
    document, _ = parse(text)
    if document is None:
        return []
    lines = Lines(text)
    return [
        Found(url, place)
        for path, value in _texts(document.value, ())
        for url, place in _placed(document, lines, path, _addresses(path, value), name)
    ]


def _texts(value: Any, path: Steps) -> Iterator[tuple[Steps, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
    elif isinstance(value, str):
        yield path, value


def _addresses(path: Steps, value: str) -> list[str]:
    """What a text of the catalog leads to; what the origin said is a quotation and leads nowhere."""
    if path[:1] == ("corrections",) and path[-1] == "origin":
        return []
    return [value] if is_web_address(value) else prose_links(value) if "](" in value else []


def _placed(
    document: Document, lines: Lines, path: Steps, urls: list[str], name: str
) -> Iterator[tuple[str, Location]]:
    """The addresses of a value with their places; one that stands there twice has two."""
    if not urls:
        return
    span = document.value_span(path)
    field = ".".join(map(str, path))
    last: dict[str, tuple[int, int]] = {}
    for url in urls:
        line, column = last.get(url, (span.line, span.column - 1))
        last[url] = lines.find(url, line, column + 1, span.end_line) or (span.line, span.column)
        yield url, Location(name, *last[url], field)
