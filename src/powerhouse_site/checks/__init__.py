"""Checks that need the whole catalog, or the day: dead references, what stands in two entries, dates ahead."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from powerhouse_site.checks.dates import future_dates
from powerhouse_site.checks.duplicates import duplicate_addresses, duplicate_names, taken_former_ids
from powerhouse_site.checks.heads import uneven_heads
from powerhouse_site.checks.licenses import unknown_licenses
from powerhouse_site.checks.references import Ids, ambiguous_ids, dead_references, unknown_paths
from powerhouse_site.checks.repeats import repeated_items
from powerhouse_site.checks.stages import wrong_stages
from powerhouse_site.checks.upkeep import upkeep
from powerhouse_site.entries import LoadedFile
from powerhouse_site.loading.document import Document, Finding
from powerhouse_site.loading.folder import EntryFile


def ids_of(files: Iterable[EntryFile]) -> Ids:
    """The ids of files, by kind."""
    ids: dict[str, set[str]] = defaultdict(set)
    for file in files:
        ids[file.kind.name].add(file.id)
    return {kind: frozenset(names) for kind, names in ids.items()}


def check_file(file: EntryFile, document: Document, ids: Ids, today: datetime.date | None) -> tuple[Finding, ...]:
    """The problems of what one file holds, among files with these `ids`.

    Documents are checked rather than entries, so that one mistake in a file does not hide the others.
    """
    return (
        *dead_references(file, document, ids),
        *unknown_paths(file, document),
        *unknown_licenses(file, document),
        *repeated_items(document),
        *uneven_heads(file, document),
        *(future_dates(file, document, today) if today is not None else ()),
    )


def check_catalog(
    files: Sequence[LoadedFile], ids: Ids, today: datetime.date | None, *, with_upkeep: bool = False
) -> Iterator[tuple[LoadedFile, Finding]]:
    """Yield every problem that lies in several files; with upkeep also what was right once and may no longer be."""
    for file in files:
        if with_upkeep and today is not None and file.entry is not None and file.document is not None:
            yield from ((file, finding) for finding in upkeep(file.entry, file.document, today))
        yield from ((file, finding) for finding in wrong_stages(file, files))
    yield from duplicate_names(files)
    yield from duplicate_addresses(files)
    yield from taken_former_ids(files, ids)
    yield from ambiguous_ids(files, ids)
