"""What the page of an entry shows: everything known, its evidence, its corrections and what refers to it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from powerhouse_site.entries import Entry
from powerhouse_site.evidence import Evidence
from powerhouse_site.pages.cells.cell import Cell, Owner
from powerhouse_site.pages.cells.drawings import draw
from powerhouse_site.pages.compare.page import compare_link
from powerhouse_site.pages.entry.lessons import Lesson, lessons_with
from powerhouse_site.schema.described import Described, described_fields, table_columns
from powerhouse_site.schema.facts import Correction, Facts, Link, model_in
from powerhouse_site.schema.learning import Learning, Length
from powerhouse_site.schema.tools import Package, Tool, ToolStatus

SHARED_FIELDS = frozenset(Facts.model_fields)


class Shown(NamedTuple):
    """A field with its value drawn."""

    field: Described
    cell: Cell


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """A correction with the label of the field that it is about and the number of its source, if it is one."""

    label: str
    correction: Correction
    cite: int | None


@dataclass(frozen=True, kw_only=True)
class Relation:
    """The entries that stand in one relation to this one, such as 'Built on' or 'Used by'."""

    label: str
    entries: tuple[Entry, ...]

    @property
    def noted(self) -> tuple[tuple[Entry, str], ...]:
        """The entries, each with what a reader should know before following it: that a tool is no longer active."""
        return tuple((entry, _warning(entry.facts)) for entry in self.entries)


def _warning(facts: Facts) -> str:
    if not isinstance(facts, Tool) or facts.status is ToolStatus.ACTIVE:
        return ""
    return facts.status.label.lower()


@dataclass(frozen=True, kw_only=True)
class OwnParts:
    """What only the pages of one kind have: a view of their own, and the fields that it tells of.

    Where the view takes the place of the strip of columns, the columns that it does not tell of are details. Entries of
    the `told_kinds` that name the entry are in the view.
    `others` are entries that the view names to take instead.
    """

    view: Callable[[Owner], Any] = lambda _: None
    others: Callable[[Any], Sequence[Entry]] = lambda _: ()
    tells: frozenset[str] = frozenset()
    has_strip: bool = True
    told_kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class EntryView:
    """Everything that the page of an entry shows. `own` is what only its kind has, None for most kinds.

    `compare` is the address where it stands beside what it names to take instead, empty where it is not compared.
    """

    owner: Owner
    strip: tuple[Shown, ...]
    details: tuple[Shown, ...]
    links: tuple[tuple[str, Link], ...]
    corrections: tuple[Corrected, ...]
    relations: tuple[Relation, ...]
    lessons: tuple[Lesson, ...]
    previous: Entry | None
    next: Entry | None
    compare: str = ""
    own: object = None

    @property
    def entry(self) -> Entry:
        """The entry itself."""
        return self.owner.entry

    @property
    def facts(self) -> Facts:
        """What the entry says."""
        return self.owner.entry.facts

    @property
    def evidence(self) -> Evidence:
        """The sources of the entry."""
        return self.owner.evidence


def entry_view(owner: Owner, previous: Entry | None, next_: Entry | None, own: OwnParts = OwnParts()) -> EntryView:
    """Gather what the page of the owner's entry shows."""
    fields = _fields(type(owner.entry.facts), owner.entry.kind.name, own.tells, has_strip=own.has_strip)
    view = own.view(owner)
    return EntryView(
        owner=owner,
        strip=_shown(owner, fields.strip),
        details=_shown(owner, fields.details),
        links=tuple(_links(owner.entry.facts, fields.links)),
        corrections=_corrections(owner),
        relations=_relations(owner, fields.relations, own),
        lessons=lessons_with(owner.catalog, owner.entry),
        previous=previous,
        next=next_,
        compare=compare_link(owner.entry, own.others(view)),
        own=view,
    )


@dataclass(frozen=True, kw_only=True)
class _Fields:
    """The fields of a kind by the part of the page that shows them; `relations` name entries of the same kind."""

    strip: tuple[Described, ...]
    details: tuple[Described, ...]
    links: tuple[Described, ...]
    relations: tuple[Described, ...]


@cache
def _fields(model: type[Facts], kind: str, tells: frozenset[str], *, has_strip: bool) -> _Fields:
    """What is nested in a field has a table or a list of its own; further links come last."""
    fields = [field for field in described_fields(model) if "." not in field.path]
    strip = tuple(f for f in table_columns(model) if has_strip and f.column is not None and f.column.sortable)
    relations = tuple(f for f in fields if f.reference is not None and kind in f.reference.kinds)
    elsewhere = {f.name for f in (*strip, *relations)} | SHARED_FIELDS | tells | {"name", "title"}
    links = (f for f in fields if model_in(f.info.annotation) is Link and not (f.column and f.column.cell == "links"))
    return _Fields(
        strip=strip,
        details=tuple(f for f in fields if f.name not in elsewhere and not _is_nested(f)),
        links=tuple(sorted(links, key=lambda field: field.name in SHARED_FIELDS)),
        relations=tuple(f for f in relations if f.name not in tells),
    )


def _is_nested(field: Described) -> bool:
    inner = model_in(field.info.annotation)
    return inner is not None and not issubclass(inner, Package | Length)


def _shown(owner: Owner, fields: Sequence[Described]) -> tuple[Shown, ...]:
    drawn = ((field, draw(owner, field)) for field in fields)
    return tuple(Shown(field=field, cell=cell) for field, cell in drawn if cell is not None)


def _links(facts: Facts, fields: Sequence[Described]) -> list[tuple[str, Link]]:
    """The links of `fields` with the fields' labels, each address once."""
    found: dict[str, tuple[str, Link]] = {}
    for field in fields:
        value: tuple[Link, ...] | Link | None = getattr(facts, field.name)
        for link in value if isinstance(value, tuple) else (value,):
            if link is not None:
                found.setdefault(link.url, (field.label, link))
    return list(found.values())


def _corrections(owner: Owner) -> tuple[Corrected, ...]:
    if not owner.entry.facts.corrections:
        return ()
    labels = {field.path: field.label for field in described_fields(type(owner.entry.facts))}
    numbers = {numbered.source.url: numbered.number for numbered in owner.evidence.sources}
    return tuple(
        Corrected(label=labels[c.field], correction=c, cite=numbers.get(c.evidence) if c.evidence else None)
        for c in owner.entry.facts.corrections
    )


def _relations(owner: Owner, fields: Sequence[Described], own: OwnParts) -> tuple[Relation, ...]:
    """What the entry names of its own kind, then what names it; equal relations are one.

    What the page's `own` view tells is left out from both sides, and so are lessons, which have a section of their own.
    """
    groups: dict[str, dict[str, Entry]] = defaultdict(dict)
    for one in _shown(owner, fields):
        groups[one.field.label].update((entry.url, entry) for entry in one.cell.value)
    for referrer in owner.catalog.referrers(owner.entry):
        told = referrer.field.name in own.tells or referrer.entry.kind.name in own.told_kinds
        if not told and not isinstance(referrer.entry.facts, Learning):
            groups[referrer.role][referrer.entry.url] = referrer.entry
    return tuple(Relation(label=label, entries=tuple(entries.values())) for label, entries in groups.items())
