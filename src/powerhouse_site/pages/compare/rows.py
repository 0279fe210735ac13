"""The rows where entries or items stand side by side, from the annotations of fields, and the cells in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from powerhouse_site.pages.cells.cell import NO_ANSWER, Owner
from powerhouse_site.pages.cells.columns import CountedColumn, MarkedColumn, evidence_cell, spread
from powerhouse_site.pages.cells.drawings import draw
from powerhouse_site.pages.compare.cells import ComparedCell, Run, compared_cell
from powerhouse_site.pages.compare.licensed import LicenseAnswers, question_label
from powerhouse_site.pages.words import date_words
from powerhouse_site.schema.annotations import Compared
from powerhouse_site.schema.described import Described, compared_fields, described_fields
from powerhouse_site.schema.kinds import Kind
from powerhouse_site.schema.licenses import DutyAnswer, PermissionAnswer, PresenceAnswer

_NONE = ComparedCell(runs=(Run(text="None named"),))
"""Where an entry names no others: that is all that is known, and no gap."""
_ANSWERS = (PermissionAnswer, DutyAnswer, PresenceAnswer)


@dataclass(frozen=True, kw_only=True)
class ComparedRow:
    """A row: what it is called, and the heading that it stands under.

    `weighs` is `less` or `more` where that is better, and `aside` where a difference says nothing.
    """

    key: str
    label: str
    section: str
    weighs: str = ""


@dataclass(frozen=True, kw_only=True)
class FieldRow:
    """A field, or one choice of it, as a row. A field that `answers` says so even where nothing is established.

    Where items stand side by side, a row is their `own`, or that of their entry, where items may say `otherwise` in
    the field of that name.
    """

    field: Described | MarkedColumn
    mark: Compared
    answers: bool
    own: bool = False
    otherwise: str = ""

    @property
    def row(self) -> ComparedRow:
        """What the row is called, and where it stands."""
        if isinstance(self.field, MarkedColumn):
            heading = self.field.heading
            return ComparedRow(key=heading.key, label=heading.label, section=heading.group)
        question, section = self.mark.question, self.mark.section
        if question:
            return ComparedRow(key=question, label=question_label(question), section=section)
        return ComparedRow(key=self.field.name, label=self.field.label, section=section, weighs=self.mark.better or "")

    def differs(self, item: Any) -> bool:
        """Whether an item has another cell than its entry: the field is its own, or it says otherwise."""
        return self.own or (self.otherwise != "" and getattr(item, self.otherwise) not in (None, ()))

    def cell(self, owner: Owner, answers: LicenseAnswers) -> ComparedCell | None:
        """What the owner has in the row, None for what is not known."""
        if self.mark.question:
            return answers.cell(owner, self.mark.question)
        if isinstance(self.field, MarkedColumn):
            return compared_cell(self.field.cell(owner))
        cell = draw(owner, self.field, self.mark.cell) or (NO_ANSWER if self.answers else None)
        found = compared_cell(cell, number=self.mark.better is not None) if cell is not None else None
        if found is not None and found.runs:
            return found
        return _NONE if self.field.reference is not None and not self.field.evidence else None


def field_rows(kind: Kind, items: str) -> tuple[FieldRow, ...]:
    """The rows of a kind's entries, or of the items of their list `items`."""
    of_items = {f.name for f in described_fields(kind.facts) if items and f.path.rpartition(".")[0] == items}
    return tuple(
        FieldRow(
            field=column,
            mark=mark,
            answers=any(field.holds(answer) for answer in _ANSWERS),
            own=bool(items) and ("." in field.path or bool(mark.question) or field.name == "license"),
            otherwise=field.name if field.name in of_items and column is field else "",
        )
        for field, mark in compared_fields(kind.facts, items)
        for column in spread([field])
        if not isinstance(column, CountedColumn)
    )


_EVIDENCE = "Evidence"
EVIDENCE_ROWS = (
    ComparedRow(key="facts", label="Facts", section=_EVIDENCE),
    ComparedRow(key="sources", label="Sources", section=_EVIDENCE, weighs="aside"),
    ComparedRow(key="last_checked", label="Last checked", section=_EVIDENCE, weighs="aside"),
)


def evidence_cells(owner: Owner) -> Iterator[ComparedCell | None]:
    """How much of an entry has evidence, how many sources there are, and when one was last looked at."""
    evidence = owner.evidence
    yield compared_cell(evidence_cell(owner))
    yield ComparedCell(runs=(Run(text=f"{len(evidence.sources)}", url=f"{owner.entry.url}#evidence"),))
    checked = max((s.source.checked for s in evidence.sources), key=lambda day: day.sort_key, default=None)
    yield ComparedCell(runs=(Run(text=date_words(checked)),), plain=str(checked)) if checked else None
