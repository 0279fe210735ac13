"""A folder of YAML files as a catalog: entries by kind, what refers to what, and every problem found."""

import datetime
import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from powerhouse_site.checks import check_catalog, ids_of
from powerhouse_site.checks.references import Ids
from powerhouse_site.diagnostics import Diagnostic, Severity, sort_diagnostics
from powerhouse_site.diagnostics import codes as c
from powerhouse_site.entries import Entry, LoadedFile
from powerhouse_site.files import Read, load_files
from powerhouse_site.loading.document import Finding
from powerhouse_site.loading.folder import EntryFile, Stray, list_files
from powerhouse_site.loading.source import Text
from powerhouse_site.schema.annotations import LicenseExpression, Reference
from powerhouse_site.schema.described import Described, described_fields
from powerhouse_site.schema.facts import Facts
from powerhouse_site.schema.kinds import KINDS, Kind
from powerhouse_site.schema.learning_path import LearningPath
from powerhouse_site.schema.licenses import License


@dataclass(frozen=True)
class Referrer:
    """An entry that names another one, and the field in which it does."""

    entry: Entry
    field: Described

    @property
    def role(self) -> str:
        """The words that head such entries on the page of the one that they name."""
        mark = self.field.reference or self.field.expression
        return mark.inverse if mark else ""


@dataclass(frozen=True, eq=False)
class Catalog:
    """All entries, by kind and id, in the order of their ids, and the learning path over them. It equals no other."""

    kinds: tuple[Kind, ...]
    entries: Mapping[str, Mapping[str, Entry]]
    path: LearningPath | None = None

    def of(self, kind: str) -> Sequence[Entry]:
        """The entries of a kind; raises KeyError for a name that is no kind."""
        return list(self.entries[kind].values())

    def get(self, kind: str, id: str) -> Entry:
        """One entry; references of a valid catalog always lead to one."""
        return self.entries[kind][id]

    def find(self, reference: Reference, id: str) -> Entry:
        """The entry that a reference leads to; those of a valid catalog always lead to one."""
        return next(self.entries[kind][id] for kind in reference.kinds if id in self.entries.get(kind, {}))

    def licenses_in(self, expression: str) -> list[tuple[str, Entry | None]]:
        """The words of an SPDX expression, each with its license entry where it names one that is here."""
        return [(word, self._by_spdx.get(word)) for word in LicenseExpression.words(expression)]

    def referrers(self, entry: Entry) -> Sequence[Referrer]:
        """The entries that name `entry`, by kind, field and id, each once a field."""
        return self._referrers.get((entry.kind.name, entry.id), ())

    @cached_property
    def _referrers(self) -> dict[tuple[str, str], list[Referrer]]:
        found: dict[tuple[str, str], dict[tuple[str, str, str], Referrer]] = defaultdict(dict)
        for entry in (entry for kind in self.kinds for entry in self.of(kind.name)):
            for field in _naming(type(entry.facts)):
                for target in self._targets(entry, field):
                    referrer = Referrer(entry, field)
                    found[target.kind.name, target.id][entry.kind.name, field.name, entry.id] = referrer
        return {target: list(referrers.values()) for target, referrers in found.items()}

    def _targets(self, entry: Entry, field: Described) -> Iterator[Entry]:
        """The entries that a field of `entry` names, by id or in an SPDX expression."""
        for _, value in field.values(entry.facts):
            if field.reference is not None:
                yield self.find(field.reference, value)
            else:
                yield from (license for _, license in self.licenses_in(value) if license is not None)

    @cached_property
    def _by_spdx(self) -> dict[str, Entry]:
        licenses = self.entries.get("licenses", {}).values()
        return {entry.facts.spdx: entry for entry in licenses if isinstance(entry.facts, License) and entry.facts.spdx}


@cache
def _naming(facts: type[Facts]) -> tuple[Described, ...]:
    """The fields that name other entries."""
    return tuple(field for field in described_fields(facts) if field.reference or field.expression)


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What came of reading a catalog: the catalog of all files without errors, and the problems of the others."""

    catalog: Catalog
    diagnostics: Sequence[Diagnostic]
    files: Sequence[Path]

    @property
    def failed(self) -> bool:
        """Whether any problem is an error."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


_UNFIT = frozenset({c.WRONG_TYPE, c.INVALID_VALUE, c.INVALID_CHOICE, c.INVALID_DATE, c.INVALID_URL})
"""Problems of a value by itself: what it refers to or shares with others is not asked then."""


Load = Callable[[Sequence[EntryFile], Ids, datetime.date | None], Iterable[Read]]
"""How files are read among others with ids, on a day."""


@contextmanager
def _no_collection() -> Iterator[None]:
    """Put the garbage collector off: what is read stays, and going through it again and again is most of the work."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_no_collection()
def load_catalog(
    root: Path,
    kinds: Iterable[Kind] = KINDS,
    *,
    today: datetime.date | None = None,
    with_upkeep: bool = False,
    load: Load = load_files,
) -> Loaded:
    """Read every file below `root`. Raises OSError when the folder itself cannot be listed.

    `today` decides which dates lie too far in the future; without it, none does. `load` reads the files.
    `with_upkeep` adds what was right once and may no longer be.
    """
    kinds = tuple(kinds)
    items = list(list_files(root, kinds))
    entry_files = [item for item in items if isinstance(item, EntryFile)]
    ids = ids_of(entry_files)
    diagnostics = [diagnostic_of(item.path, None, item.finding) for item in items if isinstance(item, Stray)]
    files: list[LoadedFile] = []
    unfit: dict[Path, set[tuple[str | int, ...]]] = defaultdict(set)
    among: list[tuple[LoadedFile, Finding]] = []
    for read in load(entry_files, ids, today):
        files.append(read.file)
        for finding in read.findings:
            diagnostics.append(diagnostic_of(read.file.path, read.file.text, finding))
            if finding.code in _UNFIT:
                unfit[read.file.path].add(finding.path)
        among += ((read.file, finding) for finding in read.among)
    among += check_catalog(files, ids, today, with_upkeep=with_upkeep)
    for file, finding in among:
        if unfit[file.path].isdisjoint(finding.path[:length] for length in range(1, len(finding.path) + 1)):
            diagnostics.append(diagnostic_of(file.path, file.text, finding))
    entries: dict[str, dict[str, Entry]] = {kind.name: {} for kind in kinds}
    for file in files:
        if file.entry is not None:
            entries[file.kind.name][file.id] = file.entry
    return Loaded(
        catalog=Catalog(kinds, entries, path=next(_paths(files), None)),
        diagnostics=sort_diagnostics(diagnostics),
        files=[file.path for file in files],
    )


def _paths(files: Iterable[LoadedFile]) -> Iterator[LearningPath]:
    return (file.facts for file in files if isinstance(file.facts, LearningPath))


def diagnostic_of(path: Path, text: Text | None, finding: Finding) -> Diagnostic:
    """A finding as a problem of the file at `path`, of which `text` is what could be read."""
    return Diagnostic(
        file=path.as_posix(),
        span=finding.span,
        code=finding.code,
        message=finding.message,
        help=finding.help,
        field=".".join(map(str, finding.path)),
        excerpt=text.line(finding.span.line) if text else finding.excerpt,
    )
