"""The files of a catalog: what each holds, and what is wrong with it without a look into others."""

import datetime
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from powerhouse_site.checks import check_file
from powerhouse_site.checks.references import Ids
from powerhouse_site.diagnostics import Severity
from powerhouse_site.entries import Entry, LoadedFile
from powerhouse_site.forks import cores, spread
from powerhouse_site.loading.document import Document, Finding
from powerhouse_site.loading.folder import EntryFile
from powerhouse_site.loading.parsing import parse, slim
from powerhouse_site.loading.shape import advise, check_shape
from powerhouse_site.loading.source import Text, read
from powerhouse_site.schema.facts import Facts, Strict
from powerhouse_site.schema.kinds import Kind

_MANY = 1000
"""So many files are worth a second process."""
_Sound = tuple[Text, Facts, tuple[int, int]]
"""What comes of a file without problems: its text, its facts, and where it ends."""


class Read(NamedTuple):
    """A file with what is wrong with it by itself, and what is wrong with it among others of such names."""

    file: LoadedFile
    findings: Sequence[Finding]
    among: Sequence[Finding]


def load_files(items: Sequence[EntryFile], ids: Ids, today: datetime.date | None) -> Iterator[Read]:
    """Read files among others with `ids`, many of them in several processes. The result is the same."""
    processes = min(cores(), 4)
    if processes == 1 or len(items) < _MANY:
        yield from (_read(item, ids, today) for item in items)
        return
    for item, sound in zip(items, spread(partial(_sound, ids=ids, today=today), items, processes), strict=True):
        yield _read(item, ids, today) if sound is None else Read(_of_sound(item, sound), (), ())


def _read(item: EntryFile, ids: Ids, today: datetime.date | None) -> Read:
    text, findings = read(item.path)
    if text is None:
        return Read(LoadedFile(path=item.path, kind=item.kind, id=item.id), findings, ())
    document, found = parse(text.value)
    findings += advise(found, item.kind)
    facts: Strict | None = None
    among: Sequence[Finding] = ()
    if document is not None:
        facts, found = check_shape(document, item.kind)
        findings += found
        among = check_file(item, document, ids, today)
        if isinstance(facts, Facts) and not findings:
            document = slim(text.value, facts, document.end)
    sound = facts if not any(finding.code.severity is Severity.ERROR for finding in findings) else None
    return Read(_loaded(item, text, document, sound), findings, among)


def _sound(item: EntryFile, ids: Ids, today: datetime.date | None) -> _Sound | None:
    """What another process hands back of a file: nothing of one with problems, which is read again where they count."""
    file, findings, among = _read(item, ids, today)
    if findings or among or file.text is None or file.document is None or not isinstance(file.facts, Facts):
        return None
    return file.text, file.facts, file.document.end


def _of_sound(item: EntryFile, sound: _Sound) -> LoadedFile:
    text, facts, end = sound
    return _loaded(item, text, slim(text.value, facts, end), facts)


def _loaded(item: EntryFile, text: Text, document: Document | None, facts: Strict | None) -> LoadedFile:
    entry = None
    if isinstance(facts, Facts) and isinstance(item.kind, Kind):
        entry = Entry(kind=item.kind, id=item.id, facts=facts, file=item.path)
    return LoadedFile(
        path=item.path, kind=item.kind, id=item.id, text=text, document=document, facts=facts, entry=entry
    )
