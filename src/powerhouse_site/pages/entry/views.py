"""What the page of an entry shows: everything known, its evidence, its corrections and what refers to it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from powerhouse_site.entries import Entry
from powerhouse_site.evidence import Evidence
from powerhouse_site.pages.cells.cell import Cell, Owner
from powerhouse_site.pages.cells.drawings import draw
from powerhouse_site.pages.compare.page import compare_link
from powerhouse_site.pages.entry.lessons import Lesson, lessons_with
from powerhouse_site.schema.described import Described, described_fields, table_columns
from powerhouse_site.schema.facts import Correction, Facts, Link, Strict
from powerhouse_site.schema.learning import Learning, Length
from powerhouse_site.schema.tools import Package, Tool, ToolStatus

SHARED_FIELDS = frozenset(Facts.model_fields)


@dataclass(frozen=True, kw_only=True)
class Shown:
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
    facts = owner.entry.facts
    fields = [field for field in described_fields(type(facts)) if "." not in field.path]
    heads = [f for f in table_columns(type(facts)) if own.has_strip and f.column is not None and f.column.sortable]
    view = own.view(owner)
    told = SHARED_FIELDS | own.tells | {"name", "title"}
    own_fields = [f for f in fields if f.name not in told]
    return EntryView(
        owner=owner,
        strip=_shown(owner, heads),
        details=_shown(
            owner,
            [f for f in own_fields if f not in heads and not _is_nested(facts, f) and not _is_relation(owner, f)],
        ),
        links=tuple(_links(facts, fields)),
        corrections=_corrections(owner),
        relations=_relations(owner, fields, own),
        lessons=lessons_with(owner.catalog, owner.entry),
        previous=previous,
        next=next_,
        compare=compare_link(owner.entry, own.others(view)),
        own=view,
    )


def _shown(owner: Owner, fields: Sequence[Described]) -> tuple[Shown, ...]:
    drawn = ((field, draw(owner, field)) for field in fields)
    return tuple(Shown(field=field, cell=cell) for field, cell in drawn if cell is not None)


def _is_nested(facts: Facts, field: Described) -> bool:
    value = getattr(facts, field.name)
    first = value[0] if isinstance(value, tuple) and value else value
    return isinstance(first, Strict) and not isinstance(first, Package | Length)


def _links(facts: Facts, fields: Sequence[Described]) -> list[tuple[str, Link]]:
    """The links of all fields with the fields' labels, each address once; further links come last."""
    found: dict[str, tuple[str, Link]] = {}
    for field in sorted(fields, key=lambda field: field.name in SHARED_FIELDS):
        if field.column is not None and field.column.cell == "links":
            continue
        value = getattr(facts, field.name)
        for link in value if isinstance(value, tuple) else (value,):
            if isinstance(link, Link):
                found.setdefault(link.url, (field.label, link))
    return list(found.values())


def _corrections(owner: Owner) -> tuple[Corrected, ...]:
    labels = {field.path: field.label for field in described_fields(type(owner.entry.facts))}
    numbers = {numbered.source.url: numbered.number for numbered in owner.evidence.sources}
    return tuple(
        Corrected(label=labels[c.field], correction=c, cite=numbers.get(c.evidence) if c.evidence else None)
        for c in owner.entry.facts.corrections
    )


def _is_relation(owner: Owner, field: Described) -> bool:
    """Whether a field names entries of the owner's own kind."""
    return field.reference is not None and owner.entry.kind.name in field.reference.kinds


def _relations(owner: Owner, fields: Sequence[Described], own: OwnParts) -> tuple[Relation, ...]:
    """What the entry names of its own kind, then what names it; equal relations are one.

    What the page's `own` view tells is left out from both sides, and so are lessons, which have a section of their own.
    """
    groups: dict[str, dict[str, Entry]] = defaultdict(dict)
    for one in _shown(owner, [f for f in fields if f.name not in own.tells and _is_relation(owner, f)]):
        groups[one.field.label].update((entry.url, entry) for entry in one.cell.value)
    for referrer in owner.catalog.referrers(owner.entry):
        told = referrer.field.name in own.tells or referrer.entry.kind.name in own.told_kinds
        if not told and not isinstance(referrer.entry.facts, Learning):
            groups[referrer.role][referrer.entry.url] = referrer.entry
    return tuple(Relation(label=label, entries=tuple(entries.values())) for label, entries in groups.items())
