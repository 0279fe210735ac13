"""What the live preview keeps from one rebuild to the next, so that only what has changed is read again."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket

from powerhouse_site.checks import check_file
from powerhouse_site.checks.references import Ids
from powerhouse_site.files import Read, load_files
from powerhouse_site.loading.folder import EntryFile
from powerhouse_site.plugin.marks import Mark, mark_of


class Kept:
    """Compiled templates and files of the catalog. Each is used again as long as its source is the same."""

    def __init__(self) -> None:
        self.compiled = _Compiled()
        self._files: dict[Path, tuple[Mark, Read]] = {}
        self._among: tuple[Ids, datetime.date | None] | None = None

    def load(self, items: Sequence[EntryFile], ids: Ids, today: datetime.date | None) -> Iterator[Read]:
        """Read those files of the catalog that have changed, and look at the others again where ids have changed."""
        marks = {item.path: mark_of(item.path) for item in items}
        kept = {item.path: item for item in items if self._is_kept(item.path, marks[item.path])}
        if self._among != (ids, today):
            for item in kept.values():
                self._look_again(item, ids, today)
        self._among = ids, today
        changed = [item for item in items if item.path not in kept]
        for item, read in zip(changed, load_files(changed, ids, today), strict=True):
            self._files[item.path] = marks[item.path], read
        return (self._files[item.path][1] for item in items)

    def _is_kept(self, path: Path, mark: Mark) -> bool:
        return bool(mark) and path in self._files and self._files[path][0] == mark

    def _look_again(self, item: EntryFile, ids: Ids, today: datetime.date | None) -> None:
        mark, read = self._files[item.path]
        if read.file.document is not None:
            read = read._replace(among=check_file(item, read.file.document, ids, today))
            self._files[item.path] = mark, read


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
