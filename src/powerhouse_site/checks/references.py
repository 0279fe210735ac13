"""Ids and paths that lead nowhere, or to two places."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TypeGuard

from pydantic import BaseModel

from powerhouse_site.diagnostics import Span
from powerhouse_site.diagnostics import codes as c
from powerhouse_site.entries import LoadedFile
from powerhouse_site.loading.document import Document, Finding, Path
from powerhouse_site.loading.folder import MAX_SLUG, EntryFile
from powerhouse_site.loading.suggestions import suggest
from powerhouse_site.loading.wording import shorten
from powerhouse_site.schema.described import Described, declared_fields
from powerhouse_site.schema.values import SLUG_PATTERN

Ids = Mapping[str, frozenset[str]]
"""The ids of all files, sound or not, by kind: a broken file is no dead end."""


def dead_references(file: EntryFile, document: Document, ids: Ids) -> Iterator[Finding]:
    """Ids that no entry has, and entries that name themselves."""
    for field, kinds in _references(file.kind.facts):
        for path, target in field.values(document.value):
            if not _is_id(target):
                continue  # the shape check reports it
            kind = next((kind for kind in kinds if target in ids.get(kind, ())), None)
            if kind is None:
                word = suggest(target, frozenset[str]().union(*(ids.get(kind, ()) for kind in kinds)))
                advice = (
                    f"did you mean '{word}'?"
                    if word
                    else f"add catalog/{kinds[0]}/{target}.yaml, or leave the field out"
                )
                message = f"'{target}' is not the id of an entry in {' or '.join(kinds)}"
                yield Finding(document.value_span(path), c.DEAD_REFERENCE, message, advice, path)
            elif target == file.id and file.kind.name == kind:
                message = f"'{target}' refers to itself"
                yield Finding(
                    document.value_span(path), c.DEAD_REFERENCE, message, "name another entry, or leave it out", path
                )


@cache
def _references(facts: type[BaseModel]) -> tuple[tuple[Described, tuple[str, ...]], ...]:
    """The fields that name entries, with the kinds of those."""
    return tuple((field, field.reference.kinds) for field in declared_fields(facts) if field.reference is not None)


def _is_id(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and len(value) <= MAX_SLUG and re.fullmatch(SLUG_PATTERN, value) is not None


def unknown_paths(file: EntryFile, document: Document) -> Iterator[Finding]:
    """Paths in evidence and corrections that are not those of a field."""
    known = _paths(file.kind.facts)
    for field in _naming_paths(file.kind.facts):
        for path, name in field.values(document.value):
            if isinstance(name, str) and name not in known:
                yield _unknown_path(name, known, document, path)


@cache
def _naming_paths(facts: type[BaseModel]) -> tuple[Described, ...]:
    return tuple(one for one in declared_fields(facts) if one.path in ("sources.supports", "corrections.field"))


@cache
def _paths(facts: type[BaseModel]) -> frozenset[str]:
    """The paths of all fields of an entry, and those of their choices."""
    return frozenset(path for field in declared_fields(facts) for path in (field.path, *field.member_paths))


def _unknown_path(name: str, known: frozenset[str], document: Document, path: Path) -> Finding:
    word = suggest(name, known) or next((k for k in sorted(known) if k.endswith(f".{name}")), None)
    advice = (
        f"did you mean '{word}'?"
        if word
        else "write a field of this kind, such as 'description' or 'variants.parameters'"
    )
    return Finding(
        document.value_span(path), c.UNKNOWN_PATH, f"'{shorten(name)}' is not the path of a field", advice, path
    )


def ambiguous_ids(files: Sequence[LoadedFile], ids: Ids) -> Iterator[tuple[LoadedFile, Finding]]:
    """Ids that stand in two kinds which one reference may name, reported at the file of the later kind."""
    fields = [field for kind in {file.kind for file in files} for field in declared_fields(kind.facts)]
    groups = {
        field.reference.kinds for field in fields if field.reference is not None and len(field.reference.kinds) > 1
    }
    for file in files:
        earlier = {k for kinds in groups if file.kind.name in kinds for k in kinds[: kinds.index(file.kind.name)]}
        for kind in sorted(earlier):
            if file.id in ids.get(kind, frozenset()):
                message = f"'{file.id}' is also the id of an entry in {kind}, and fields may name entries of both"
                yield file, Finding(Span(), c.AMBIGUOUS_ID, message, "rename one of the two files")
