"""What the live preview keeps from one rebuild to the next, so that only what has changed is read again."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket

from powerhouse_site.catalog import Reading
from powerhouse_site.checks import check_file
from powerhouse_site.checks.references import Ids
from powerhouse_site.entries import LoadedFile
from powerhouse_site.files import load_files
from powerhouse_site.loading.document import Finding
from powerhouse_site.loading.folder import EntryFile
from powerhouse_site.plugin.marks import Mark, mark_of


class Kept:
    """Compiled templates and files of the catalog. Each is used again as long as its source is the same."""

    def __init__(self) -> None:
        self.compiled = _Compiled()
        self._files: dict[Path, tuple[Mark, tuple[LoadedFile, Sequence[Finding]]]] = {}
        self._among: tuple[Ids, datetime.date | None] | None = None
        self._findings: dict[Path, tuple[LoadedFile, tuple[Finding, ...]]] = {}

    @property
    def reading(self) -> Reading:
        """How the catalog is read with what is kept."""
        return Reading(self.load, self.check)

    def load(self, items: Sequence[EntryFile]) -> Iterator[tuple[LoadedFile, Sequence[Finding]]]:
        """Read those files of the catalog that have changed."""
        marks = {item.path: mark_of(item.path) for item in items}
        changed = [item for item in items if not self._is_kept(item.path, marks[item.path])]
        for item, read in zip(changed, load_files(changed), strict=True):
            self._files[item.path] = marks[item.path], read
        return (self._files[item.path][1] for item in items)

    def _is_kept(self, path: Path, mark: Mark) -> bool:
        return bool(mark) and path in self._files and self._files[path][0] == mark

    def check(self, file: LoadedFile, ids: Ids, today: datetime.date | None) -> tuple[Finding, ...]:
        """Look at a file of the catalog, if it has changed, or what there is beside it."""
        if self._among != (ids, today):
            self._findings.clear()
        self._among = ids, today
        kept = self._findings.get(file.path)
        if kept is None or kept[0] is not file:
            kept = self._findings[file.path] = file, check_file(file, ids, today)
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
