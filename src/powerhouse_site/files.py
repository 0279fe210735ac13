"""The files of a catalog, read by themselves: what each holds, and what is wrong with it without a look at others."""

from collections.abc import Iterator, Sequence

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
Sound = tuple[Text, Facts, tuple[int, int]]
"""What comes of a file without problems: its text, its facts, and where it ends."""


def load_file(item: EntryFile) -> tuple[LoadedFile, Sequence[Finding]]:
    """Read one file, and what is wrong with it as long as no other file is looked at."""
    text, findings = read(item.path)
    if text is None:
        return LoadedFile(path=item.path, kind=item.kind, id=item.id), findings
    document, found = parse(text.value)
    findings += advise(found, item.kind)
    facts = None
    if document is not None:
        facts, found = check_shape(document, item.kind)
        findings += found
    if document is not None and isinstance(facts, Facts) and not findings:
        document = slim(text.value, facts, document.end)
    sound = facts if not any(finding.code.severity is Severity.ERROR for finding in findings) else None
    return _loaded(item, text, document, sound), findings


def load_files(items: Sequence[EntryFile]) -> Iterator[tuple[LoadedFile, Sequence[Finding]]]:
    """Read files, many of them in several processes. The result is the same."""
    processes = min(cores(), 4)
    if processes == 1 or len(items) < _MANY:
        yield from map(load_file, items)
        return
    for item, sound in zip(items, spread(_sound, items, processes), strict=True):
        yield load_file(item) if sound is None else (_of_sound(item, sound), ())


def _sound(item: EntryFile) -> Sound | None:
    """What another process hands back of a file: nothing of one with problems, which is read again where they count."""
    file, findings = load_file(item)
    if findings or file.text is None or file.document is None or not isinstance(file.facts, Facts):
        return None
    return file.text, file.facts, file.document.end


def _of_sound(item: EntryFile, sound: Sound) -> LoadedFile:
    text, facts, end = sound
    return _loaded(item, text, slim(text.value, facts, end), facts)


def _loaded(item: EntryFile, text: Text, document: Document | None, facts: Strict | None) -> LoadedFile:
    entry = None
    if isinstance(facts, Facts) and isinstance(item.kind, Kind):
        entry = Entry(kind=item.kind, id=item.id, facts=facts, file=item.path)
    return LoadedFile(
        path=item.path, kind=item.kind, id=item.id, text=text, document=document, facts=facts, entry=entry
    )
