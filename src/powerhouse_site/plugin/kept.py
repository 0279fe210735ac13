"""What the live preview keeps from one rebuild to the next, so that only what has changed is read and drawn again."""

from collections.abc import Callable, Sequence
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket

from powerhouse_site.catalog import load_file
from powerhouse_site.entries import LoadedFile
from powerhouse_site.loading.document import Finding
from powerhouse_site.loading.folder import EntryFile
from powerhouse_site.pages.page import Page

_Mark = tuple[int, ...]
"""What tells one state of a file from another: its times, size and place on the disk."""


class Kept:
    """Compiled templates, files of the catalog, drawn pages. Each is used again as long as its source is the same."""

    def __init__(self) -> None:
        self.compiled = _Compiled()
        self._files: dict[Path, tuple[_Mark, tuple[LoadedFile, Sequence[Finding]]]] = {}
        self._fragments: dict[str, tuple[Page, str]] = {}
        self._templates: tuple[_Mark, ...] = ()

    def load(self, item: EntryFile) -> tuple[LoadedFile, Sequence[Finding]]:
        """Read a file of the catalog, if it has changed."""
        mark = _mark(item.path)
        kept = self._files.get(item.path)
        if kept is None or not mark or kept[0] != mark:
            kept = self._files[item.path] = mark, load_file(item)
        return kept[1]

    def look_at(self, templates: Path) -> None:
        """Forget drawn pages when a template has changed."""
        marks = tuple(map(_mark, sorted(templates.rglob("*.html"))))
        if marks != self._templates:
            self._fragments.clear()
        self._templates = marks

    def fragment(self, page: Page, draw: Callable[[Page], str]) -> str:
        """Draw a page, if what it shows has changed."""
        kept = self._fragments.get(page.url)
        if kept is None or kept[0] != page:
            kept = self._fragments[page.url] = page, draw(page)
        return kept[1]


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates by name and source."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in the code of a template, if it is known."""
        checksum, code = self._codes.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember the code of a template."""
        if bucket.code is not None:
            self._codes[bucket.key] = (bucket.checksum, bucket.code)


def _mark(path: Path) -> _Mark:
    """The state of a file; nothing for one that cannot be looked at."""
    try:
        state = path.lstat()
    except OSError:
        return ()
    return state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino
