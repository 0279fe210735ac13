"""Checks that need the whole catalog: dead references, names given twice, paths that lead nowhere."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard

from powerhouse_site.diagnostics import Span
from powerhouse_site.diagnostics import codes as c
from powerhouse_site.entries import Entry, LoadedFile
from powerhouse_site.loading.document import Document, Finding, Path
from powerhouse_site.loading.folder import MAX_SLUG
from powerhouse_site.loading.suggestions import suggest
from powerhouse_site.loading.wording import shorten
from powerhouse_site.schema.annotations import described_fields
from powerhouse_site.schema.facts import field_order
from powerhouse_site.schema.values import SLUG_PATTERN

Ids = Mapping[str, frozenset[str]]


def check_catalog(files: Sequence[LoadedFile]) -> Iterator[tuple[LoadedFile, Finding]]:
    """Yield every problem that no file has by itself. A broken file still counts as there: its id is no dead end."""
    ids: dict[str, set[str]] = defaultdict(set)
    for file in files:
        ids[file.kind.name].add(file.id)
    known = {kind: frozenset(names) for kind, names in ids.items()}
    for file in files:
        if file.document is not None:
            for finding in _check_document(file, file.document, known):
                yield file, finding
    yield from _duplicate_names(files)
    yield from _taken_former_ids(files, known)
    yield from _ambiguous_ids(files, known)


def _check_document(file: LoadedFile, document: Document, ids: Ids) -> Iterator[Finding]:
    """Check the document rather than the entry, so that one mistake in a file does not hide the others."""
    yield from _dead_references(file, document, ids)
    yield from _unknown_paths(file, document)


def _dead_references(file: LoadedFile, document: Document, ids: Ids) -> Iterator[Finding]:
    for field in described_fields(file.kind.facts):
        if field.reference is None:
            continue
        kinds = field.reference.kinds
        known = frozenset[str]().union(*(ids.get(kind, frozenset()) for kind in kinds))
        for path, target in field.values(document.value):
            if not _is_id(target):
                continue  # the shape check reports it
            if target not in known:
                word = suggest(target, known)
                advice = (
                    f"did you mean '{word}'?"
                    if word
                    else f"add catalog/{kinds[0]}/{target}.yaml, or leave the field out"
                )
                message = f"'{target}' is not the id of an entry in {' or '.join(kinds)}"
                yield Finding(document.value_span(path), c.DEAD_REFERENCE, message, advice, path)
            elif target == file.id and file.kind.name == next(k for k in kinds if target in ids.get(k, ())):
                message = f"'{target}' refers to itself"
                yield Finding(
                    document.value_span(path), c.DEAD_REFERENCE, message, "name another entry, or leave it out", path
                )


def _is_id(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and len(value) <= MAX_SLUG and re.fullmatch(SLUG_PATTERN, value) is not None


def _unknown_paths(file: LoadedFile, document: Document) -> Iterator[Finding]:
    fields = described_fields(file.kind.facts)
    declared = file.kind.facts.model_fields
    kept = [field for field in fields if field.path.partition(".")[0] in declared]
    known = {path for field in kept for path in (field.path, *field.member_paths)}
    for field in fields:
        if field.path in ("sources.supports", "corrections.field"):
            for path, name in field.values(document.value):
                if isinstance(name, str) and name not in known:
                    yield _unknown_path(name, known, document, path)


def _unknown_path(name: str, known: set[str], document: Document, path: Path) -> Finding:
    word = suggest(name, known) or next((k for k in sorted(known) if k.endswith(f".{name}")), None)
    advice = (
        f"did you mean '{word}'?"
        if word
        else "write a field of this kind, such as 'description' or 'variants.parameters'"
    )
    return Finding(
        document.value_span(path), c.UNKNOWN_PATH, f"'{shorten(name)}' is not the path of a field", advice, path
    )


def _duplicate_names(files: Sequence[LoadedFile]) -> Iterator[tuple[LoadedFile, Finding]]:
    seen: dict[tuple[str, str], LoadedFile] = {}
    for file in files:
        if file.entry is None or file.document is None:
            continue
        key = (file.kind.name, file.entry.heading.casefold())
        first = seen.setdefault(key, file)
        if first is not file:
            field = _heading_field(file.entry)
            message = f"'{file.entry.heading}' is also what {first.path.name} goes by"
            finding = Finding(
                file.document.value_span((field,)),
                c.DUPLICATE_NAME,
                message,
                "tell them apart by version or maker",
                (field,),
            )
            yield file, finding


def _taken_former_ids(files: Sequence[LoadedFile], ids: Ids) -> Iterator[tuple[LoadedFile, Finding]]:
    claimed: dict[tuple[str, str], LoadedFile] = {}
    for file in files:
        if file.entry is None or file.document is None:
            continue
        for index, former in enumerate(file.entry.facts.former_ids):
            first = claimed.setdefault((file.kind.name, former), file)
            if former in ids[file.kind.name]:
                message = f"'{former}' is the id of an entry today, so its address cannot lead here"
            elif first is not file:
                message = f"'{former}' is also a former id of {first.path.name}"
            else:
                continue
            path: Path = ("former_ids", index)
            span = file.document.value_span(path)
            yield file, Finding(span, c.FORMER_ID_TAKEN, message, "remove it from one of the two", path)


def _ambiguous_ids(files: Sequence[LoadedFile], ids: Ids) -> Iterator[tuple[LoadedFile, Finding]]:
    """Ids that stand in two kinds which one reference may name, reported at the file of the later kind."""
    fields = [field for kind in {file.kind for file in files} for field in described_fields(kind.facts)]
    groups = {
        field.reference.kinds for field in fields if field.reference is not None and len(field.reference.kinds) > 1
    }
    for file in files:
        earlier = {k for kinds in groups if file.kind.name in kinds for k in kinds[: kinds.index(file.kind.name)]}
        for kind in sorted(earlier):
            if file.id in ids.get(kind, frozenset()):
                message = f"'{file.id}' is also the id of an entry in {kind}, and fields may name entries of both"
                yield file, Finding(Span(), c.AMBIGUOUS_ID, message, "rename one of the two files")


def _heading_field(entry: Entry) -> str:
    """The field that gives the entry its heading."""
    fields = field_order(type(entry.facts))
    return next((name for name in fields if getattr(entry.facts, name) == entry.heading), fields[0])
