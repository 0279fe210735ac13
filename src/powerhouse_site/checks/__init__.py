"""Checks that need the whole catalog, or the day: dead references, what stands in two entries, dates ahead."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from powerhouse_site.checks.dates import future_dates
from powerhouse_site.checks.duplicates import duplicate_addresses, duplicate_names, taken_former_ids
from powerhouse_site.checks.heads import uneven_heads
from powerhouse_site.checks.licenses import unknown_licenses
from powerhouse_site.checks.references import Ids, ambiguous_ids, dead_references, unknown_paths
from powerhouse_site.checks.repeats import repeated_items
from powerhouse_site.checks.stages import wrong_stages
from powerhouse_site.checks.upkeep import upkeep
from powerhouse_site.entries import LoadedFile
from powerhouse_site.loading.document import Finding


def check_file(file: LoadedFile, ids: Ids, today: datetime.date | None) -> tuple[Finding, ...]:
    """The problems of one file among files with these `ids`.

    Documents are checked rather than entries, so that one mistake in a file does not hide the others.
    """
    if file.document is None:
        return ()
    return (
        *dead_references(file, file.document, ids),
        *unknown_paths(file, file.document),
        *unknown_licenses(file, file.document),
        *repeated_items(file.document),
        *uneven_heads(file, file.document),
        *(future_dates(file, file.document, today) if today is not None else ()),
    )


CheckFile = Callable[[LoadedFile, Ids, datetime.date | None], tuple[Finding, ...]]


def check_catalog(
    files: Sequence[LoadedFile],
    today: datetime.date | None,
    *,
    with_upkeep: bool = False,
    check: CheckFile = check_file,
) -> Iterator[tuple[LoadedFile, Finding]]:
    """Yield every problem that no file has by itself; with upkeep also what was right once and may no longer be.

    `check` looks at one file.
    """
    ids: dict[str, set[str]] = defaultdict(set)
    for file in files:
        ids[file.kind.name].add(file.id)
    known = {kind: frozenset(names) for kind, names in ids.items()}
    for file in files:
        yield from ((file, finding) for finding in check(file, known, today))
        if with_upkeep and today is not None and file.entry is not None and file.document is not None:
            yield from ((file, finding) for finding in upkeep(file.entry, file.document, today))
        yield from ((file, finding) for finding in wrong_stages(file, files))
    yield from duplicate_names(files)
    yield from duplicate_addresses(files)
    yield from taken_former_ids(files, known)
    yield from ambiguous_ids(files, known)
