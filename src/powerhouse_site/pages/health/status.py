"""The health of the catalog: how much is known, how much of it has evidence, and what was not looked at for longest."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.evidence import Evidence, NumberedSource, evidence_of
from powerhouse_site.schema.described import Described, described_fields
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


@dataclass(frozen=True, kw_only=True)
class OldCheck:
    """A source that is the last to have been checked for some facts of an entry, in words."""

    entry: Entry
    source: NumberedSource
    labels: tuple[str, ...]


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
    evidence = {entry.url: evidence_of(entry) for kind in catalog.kinds for entry in catalog.of(kind.name)}
    checks = [check for kind in catalog.kinds for entry in catalog.of(kind.name) for check in _checks(entry, evidence)]
    checks.sort(key=lambda check: (_day(check.source), check.entry.url))
    return StatusView(
        kinds=tuple(_status_of(kind, catalog.of(kind.name), evidence) for kind in catalog.kinds),
        oldest=tuple(checks[:OLDEST_SHOWN]),
    )


def _status_of(kind: Kind, entries: Iterable[Entry], evidence: dict[str, Evidence]) -> KindStatus:
    entries = tuple(entries)
    known: Counter[str] = Counter()
    verified: Counter[str] = Counter()
    for entry in entries:
        found = evidence[entry.url]
        known.update({_field_path(kind, path) for path in found.paths})
        verified.update(
            {_field_path(kind, p) for p in found.paths} - {_field_path(kind, path) for path in found.unverified}
        )
    fields = [field for field in described_fields(kind.facts) if field.evidence == field.path]
    lacking = (Unverified(entry=e, labels=_labels(kind, evidence[e.url].unverified)) for e in entries)
    return KindStatus(
        kind=kind,
        entries=len(entries),
        facts=sum(evidence[entry.url].facts for entry in entries),
        verified=sum(evidence[entry.url].verified for entry in entries),
        fields=tuple(
            FieldCoverage(field=f, entries=len(entries), known=known[f.path], verified=verified[f.path]) for f in fields
        ),
        unverified=tuple(entry for entry in lacking if entry.labels),
    )


def _checks(entry: Entry, evidence: dict[str, Evidence]) -> Iterable[OldCheck]:
    """The sources of an entry by which some facts were checked last."""
    found = evidence[entry.url]
    facts: dict[int, list[str]] = {}
    for path in found.paths:
        last = found.last_check(path)
        if last is not None:
            facts.setdefault(last.number, []).append(path)
    for number, paths in facts.items():
        yield OldCheck(entry=entry, source=found.sources[number - 1], labels=_labels(entry.kind, paths))


def _day(source: NumberedSource) -> int:
    return source.source.checked.sort_key


@cache
def _names(kind: Kind) -> Mapping[str, str]:
    return {field.path: field.label for field in described_fields(kind.facts)}


def _field_path(kind: Kind, path: str) -> str:
    """The path of the field that a path of evidence is about, which may name one choice of it."""
    return path if path in _names(kind) else path.rpartition(".")[0]


def _labels(kind: Kind, paths: Iterable[str]) -> tuple[str, ...]:
    """The paths in words, without repeating any: several choices of one field are that field."""
    names = _names(kind)
    return tuple(dict.fromkeys(names[_field_path(kind, path)] for path in paths))
