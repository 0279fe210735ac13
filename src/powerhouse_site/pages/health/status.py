"""The health of the catalog: how much is known, how much of it has evidence, and what was not looked at for longest."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from typing import NamedTuple

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.evidence import NumberedSource, evidence_of
from powerhouse_site.schema.described import Described, described_fields
from powerhouse_site.schema.facts import Facts
from powerhouse_site.schema.kinds import Kind

OLDEST_SHOWN = 40


@dataclass(frozen=True, kw_only=True)
class FieldCoverage:
    """In how many of `entries` a field of facts has a value, and in how many of those a checked source."""

    field: Described
    entries: int
    known: int
    verified: int


@dataclass(frozen=True, kw_only=True)
class Unverified:
    """An entry with the facts that no checked source bears out, in words."""

    entry: Entry
    labels: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class KindStatus:
    """The sums of a kind, its coverage by field, and its entries with unverified facts."""

    kind: Kind
    entries: int
    facts: int
    verified: int
    fields: tuple[FieldCoverage, ...]
    unverified: tuple[Unverified, ...]


class OldCheck(NamedTuple):
    """A source that is the last to have been checked for some facts of an entry."""

    entry: Entry
    source: NumberedSource
    paths: Sequence[str]

    @property
    def labels(self) -> tuple[str, ...]:
        """The facts in words."""
        return _labels(type(self.entry.facts), self.paths)


@dataclass(frozen=True, kw_only=True)
class StatusView:
    """Everything that the page of the catalog's health shows."""

    kinds: tuple[KindStatus, ...]
    oldest: tuple[OldCheck, ...]

    @property
    def entries(self) -> int:
        """How many entries there are."""
        return sum(status.entries for status in self.kinds)

    @property
    def facts(self) -> int:
        """How many facts they state."""
        return sum(status.facts for status in self.kinds)

    @property
    def verified(self) -> int:
        """How many of the facts have a checked source."""
        return sum(status.verified for status in self.kinds)


def status_view(catalog: Catalog) -> StatusView:
    """Count the catalog."""
    checks = (check for kind in catalog.kinds for entry in catalog.of(kind.name) for check in _checks(entry))
    oldest = nsmallest(OLDEST_SHOWN, checks, key=lambda check: (_day(check.source), check.entry.url))
    return StatusView(
        kinds=tuple(_status_of(kind, catalog.of(kind.name)) for kind in catalog.kinds), oldest=tuple(oldest)
    )


def _status_of(kind: Kind, entries: Sequence[Entry]) -> KindStatus:
    known: Counter[str] = Counter()
    verified: Counter[str] = Counter()
    for entry in entries:
        found = evidence_of(entry)
        fields = {_field_path(kind.facts, path) for path in found.paths}
        known.update(fields)
        verified.update(fields - {_field_path(kind.facts, path) for path in found.unverified})
    shown = [field for field in described_fields(kind.facts) if field.evidence == field.path]
    lacking = (Unverified(entry=e, labels=_labels(kind.facts, evidence_of(e).unverified)) for e in entries)
    return KindStatus(
        kind=kind,
        entries=len(entries),
        facts=sum(evidence_of(entry).facts for entry in entries),
        verified=sum(evidence_of(entry).verified for entry in entries),
        fields=tuple(
            FieldCoverage(field=f, entries=len(entries), known=known[f.path], verified=verified[f.path]) for f in shown
        ),
        unverified=tuple(entry for entry in lacking if entry.labels),
    )


def _checks(entry: Entry) -> Iterator[OldCheck]:
    """The sources of an entry by which some facts were checked last."""
    found = evidence_of(entry)
    facts: dict[int, list[str]] = {}
    for path in found.paths:
        last = found.last_check(path)
        if last is not None:
            facts.setdefault(last.number, []).append(path)
    for number, paths in facts.items():
        yield OldCheck(entry=entry, source=found.sources[number - 1], paths=paths)


def _day(source: NumberedSource) -> int:
    return source.source.checked.sort_key


@cache
def _names(model: type[Facts]) -> Mapping[str, str]:
    return {field.path: field.label for field in described_fields(model)}


@cache
def _field_path(model: type[Facts], path: str) -> str:
    """The path of the field that a path of evidence is about, which may name one choice of it."""
    return path if path in _names(model) else path.rpartition(".")[0]


def _labels(model: type[Facts], paths: Iterable[str]) -> tuple[str, ...]:
    """The paths in words, without repeating any: several choices of one field are that field."""
    names = _names(model)
    return tuple(dict.fromkeys(names[_field_path(model, path)] for path in paths))
