"""The files of a catalog, read by themselves: what each holds, and what is wrong with it without a look at others."""

from collections.abc import Iterator, Sequence

from powerhouse_site.diagnostics import Severity
from powerhouse_site.entries import Entry, LoadedFile
from powerhouse_site.forks import cores, spread
from powerhouse_site.loading.document import Finding
from powerhouse_site.loading.folder import EntryFile
from powerhouse_site.loading.parsing import parse, slim
from powerhouse_site.loading.shape import advise, check_shape
from powerhouse_site.loading.source import Text, read
from powerhouse_site.schema.facts import Facts
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
    entry = None
    if isinstance(sound, Facts) and isinstance(item.kind, Kind):
        entry = Entry(kind=item.kind, id=item.id, facts=sound, file=item.path)
    file = LoadedFile(
        path=item.path, kind=item.kind, id=item.id, text=text, document=document, facts=sound, entry=entry
    )
    return file, findings


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
    document = slim(text.value, facts, end)
    entry = Entry(kind=item.kind, id=item.id, facts=facts, file=item.path) if isinstance(item.kind, Kind) else None
    return LoadedFile(
        path=item.path, kind=item.kind, id=item.id, text=text, document=document, facts=facts, entry=entry
    )
