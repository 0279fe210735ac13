"""The files that are searched for addresses, each by its kind."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from powerhouse_site.links.collect.catalog import entry_files, in_entry
from powerhouse_site.links.collect.found import Found
from powerhouse_site.links.collect.html import in_html
from powerhouse_site.links.collect.markdown import in_markdown

READERS: Mapping[str, Callable[[str, str], list[Found]]] = {
    ".yaml": in_entry,
    ".md": in_markdown,
    ".html": in_html,
}
"""By the ending of a file: from its text and the name that it goes by to what was found."""


def files(catalog: Path | None, docs: Path | None, site: Path | None) -> Iterator[Path]:
    """The entries of a catalog, the Markdown below a folder, and the pages of a built site, in a fixed order."""
    if catalog is not None:
        yield from entry_files(catalog)
    for folder, ending in ((docs, ".md"), (site, ".html")):
        if folder is not None:
            yield from sorted(path for path in folder.rglob(f"*{ending}") if path.is_file())


def in_file(path: Path, name: str) -> list[Found]:
    """The addresses in a file; one that is no text has none."""
    try:
        return in_text(path, path.read_text(encoding="utf-8-sig"), name)
    except (OSError, UnicodeDecodeError):
        return []


def in_text(path: Path, text: str, name: str) -> list[Found]:
    """The addresses in the text of a file, which is of the kind that its path says."""
    reader = READERS.get(path.suffix)
    return reader(text, name) if reader is not None else []
