"""Entries of a kind side by side, or their items: everything that can stand in a column, with its cells."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.evidence import evidence_of
from powerhouse_site.pages.cells.cell import Owner
from powerhouse_site.pages.compare.cells import ComparedCell
from powerhouse_site.pages.compare.licensed import LicenseAnswers
from powerhouse_site.pages.compare.rows import EVIDENCE_ROWS, ComparedRow, FieldRow, evidence_cells, field_rows
from powerhouse_site.pages.memory.sizes import Size, Sizes, free_id
from powerhouse_site.pages.newest import date_of
from powerhouse_site.pages.words import month_words
from powerhouse_site.schema.described import compared_fields
from powerhouse_site.schema.kinds import Kind
from powerhouse_site.schema.models import Model

MOST = 5
"""How many stand side by side, at most."""


@dataclass(frozen=True, kw_only=True)
class Side:
    """An entry or an item as a column. `former` are ids that it went by; `sizes` those of "Will it run?"."""

    id: str
    name: str
    by: str
    url: str
    cells: tuple[ComparedCell | None, ...]
    ended: bool = False
    former: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()

    @property
    def data(self) -> dict[str, object]:
        """The head of the column as JSON; what is empty is left out."""
        more = {"ended": int(self.ended), "former": self.former, "sizes": self.sizes}
        told = {name: value for name, value in more.items() if value}
        return {"id": self.id, "name": self.name, "by": self.by, "url": self.url, **told}


def comparison_name(kind: Kind, *, items: bool = False) -> str:
    """What addresses call the entries of a kind side by side, or their items; empty where they are not compared."""
    return (kind.items if items else kind.name) if compared_fields(kind.facts) else ""


def item_ids(kind: Kind, entries: Iterable[Entry]) -> dict[tuple[str, str], str]:
    """A word for addresses for each item of `entries`, by the id of its entry and its name."""
    used: set[str] = set()
    items = ((entry.id, item.name) for entry in entries for item in getattr(entry.facts, kind.items))
    return {(id, name): free_id(id, name, used) for id, name in items}


class Comparison:
    """All entries of a kind as columns, or the items of their list `items`. Worked out when it is asked for."""

    def __init__(self, catalog: Catalog, kind: Kind, items: str, sizes: Sizes) -> None:
        self._catalog = catalog
        self._kind = kind
        self._items = items
        self._sizes = sizes
        self.name = comparison_name(kind, items=bool(items))
        self.one = kind.item if items else kind.singular
        self.many = kind.item_plural if items else kind.plural
        self.title = f"{kind.singular.capitalize()} {kind.item_plural}" if items else kind.title
        self.url = f"{kind.name}/{items}/" if items else f"{kind.name}/"
        self.file = f"{self.name}.json"

    def __len__(self) -> int:
        """How many columns there can be."""
        return sum(len(self._parts(entry)) for entry in self._catalog.of(self._kind.name))

    @property
    def rows(self) -> tuple[ComparedRow, ...]:
        """The rows: those of fields, then those of the evidence."""
        return (*(row.row for row in field_rows(self._kind, self._items)), *EVIDENCE_ROWS)

    def names(self) -> list[tuple[str, str]]:
        """The id and the name of each column; where two have the same, the name says whose it is."""
        entries = self._catalog.of(self._kind.name)
        ids = item_ids(self._kind, entries) if self._items else {}
        found = [
            (ids[entry.id, part.name], part.name, entry.heading)
            if part is not None
            else (entry.id, entry.heading, entry.facts.byline)
            for entry in entries
            for part in self._parts(entry)
        ]
        seen = Counter(name for _, name, _ in found)
        return [(id, name if seen[name] == 1 else f"{name} ({whose})") for id, name, whose in found]

    def sides(self) -> Iterator[Side]:
        """The columns, in the order of `names`."""
        rows = field_rows(self._kind, self._items)
        varying = [(place, row) for place, row in enumerate(rows) if row.own or row.otherwise]
        answers = LicenseAnswers(self._catalog)
        names = iter(self.names())
        for entry in self._catalog.of(self._kind.name):
            owner = Owner(catalog=self._catalog, entry=entry, evidence=evidence_of(entry))
            whole = [row.cell(owner, answers) if not row.own else None for row in rows]
            evidence = tuple(evidence_cells(owner))
            sizes = self._sizes.of(entry) if isinstance(entry.facts, Model) else ()
            for part in self._parts(entry):
                cells = whole if part is None else _own_cells(varying, whole, replace(owner, item=part), answers)
                own = [size for size in sizes if part is None or part.name in (size.heading, *size.also)]
                yield self._side(next(names), entry, part, (*cells, *evidence), own)

    def data(self) -> str:
        """All of it as JSON. Equal cells stand once, in `cells`; the columns have their positions."""
        rows = [[row.key, row.label, row.section, *([row.weighs] if row.weighs else [])] for row in self.rows]
        pool: dict[ComparedCell | None, int] = {}
        sides = [
            {**side.data, "cells": [pool.setdefault(cell, len(pool)) for cell in side.cells]} for side in self.sides()
        ]
        data = {"rows": rows, "cells": [cell.data if cell else None for cell in pool], "sides": sides}
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"

    def _parts(self, entry: Entry) -> Sequence[Any]:
        """The items of an entry, or None for the entry itself."""
        found: Sequence[Any] = getattr(entry.facts, self._items) if self._items else (None,)
        return found

    def _side(
        self,
        named: tuple[str, str],
        entry: Entry,
        part: Any,
        cells: tuple[ComparedCell | None, ...],
        sizes: Iterable[Size],
    ) -> Side:
        date = date_of(entry)
        by = entry.facts.byline if part is None else entry.heading
        return Side(
            id=named[0],
            name=named[1],
            by=" · ".join(filter(None, (by, month_words(date) if date else ""))),
            url=entry.url if part is None else f"{entry.url}#{self._items}",
            cells=cells,
            ended=entry.facts.ended,
            former=entry.facts.former_ids if part is None else (),
            sizes=tuple(size.id for size in sizes),
        )


def comparisons(catalog: Catalog, sizes: Sizes) -> tuple[Comparison, ...]:
    """What can stand side by side: the entries of each kind whose fields say so, and their items."""
    compared = [kind for kind in catalog.kinds if comparison_name(kind)]
    return tuple(
        Comparison(catalog, kind, items, sizes) for kind in compared for items in dict.fromkeys(("", kind.items))
    )


def _own_cells(
    varying: Iterable[tuple[int, FieldRow]],
    whole: Sequence[ComparedCell | None],
    owner: Owner,
    answers: LicenseAnswers,
) -> list[ComparedCell | None]:
    """The cells of an item: those of its entry, but for what it says itself, in the rows that vary."""
    cells = list(whole)
    for place, row in varying:
        if row.differs(owner.item):
            cells[place] = row.cell(owner, answers)
    return cells
