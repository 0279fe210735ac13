"""The answers of a license, question by question, and the models that come under it."""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from powerhouse_site.answers import answer_of, terms_of
from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.evidence import evidence_of
from powerhouse_site.pages.cells.cell import Owner
from powerhouse_site.pages.cells.pills import Pill, pill_of
from powerhouse_site.pages.newest import newest_first
from powerhouse_site.pages.words import count_words
from powerhouse_site.schema.described import Described, described_fields
from powerhouse_site.schema.licenses import QUESTIONS, Answer, License
from powerhouse_site.schema.models import Model

FIRST_QUESTIONS = QUESTIONS[:5]
"""The questions that readers ask first; a license page answers all of them."""
VARIANTS_NAMED = 4
"""Of a model that comes under a license in part, so many variants are named."""


class Answered(NamedTuple):
    """A question with the answer of one license, None where it is not established."""

    label: str
    question: str
    answer: Answer | None
    cites: tuple[int, ...]
    verified: bool

    @property
    def pill(self) -> Pill:
        """The answer as a pill."""
        return pill_of(self.answer)


def answered(entry: Entry, questions: tuple[str, ...] = QUESTIONS) -> tuple[Answered, ...]:
    """The answers of a license entry to `questions`, in their order."""
    fields = _fields()
    evidence = evidence_of(entry)
    return tuple(
        Answered(
            label=fields[name].label,
            question=fields[name].help,
            answer=answer_of(entry, name),
            cites=evidence.cites(name),
            verified=evidence.is_verified(name),
        )
        for name in questions
    )


@cache
def _fields() -> dict[str, Described]:
    return {field.path: field for field in described_fields(License)}


@dataclass(frozen=True, kw_only=True)
class Licensed:
    """A model that names a license, with those of its variants that come under it.

    `others` are the further licenses that the same variants must keep.
    """

    entry: Entry
    model: Model
    variants: tuple[str, ...]
    others: tuple[Entry, ...]

    @property
    def covered(self) -> str:
        """How much of the model comes under the license."""
        if len(self.variants) == len(self.model.variants):
            return count_words(len(self.variants), "variant", "variants")
        if not self.variants:
            return "named for the family; each variant has a license of its own"
        named = f": {', '.join(self.variants)}" if len(self.variants) <= VARIANTS_NAMED else ""
        return f"{len(self.variants)} of {len(self.model.variants)} variants{named}"


@dataclass(frozen=True, kw_only=True)
class LicenseView:
    """What only the page of a license has."""

    answers: tuple[Answered, ...]
    models: tuple[Licensed, ...]

    @property
    def established(self) -> int:
        """How many questions have an answer."""
        return sum(row.answer is not None for row in self.answers)


def license_view(owner: Owner) -> LicenseView:
    """Gather all answers of the owner, and the models under it, the newest first."""
    referrers = {referrer.entry.id: referrer.entry for referrer in owner.catalog.referrers(owner.entry)}
    models = [entry for entry in referrers.values() if isinstance(entry.facts, Model)]
    return LicenseView(
        answers=answered(owner.entry),
        models=tuple(
            _licensed(owner.catalog, entry, entry.facts, owner.entry)
            for entry in newest_first(models)
            if isinstance(entry.facts, Model)
        ),
    )


def _licensed(catalog: Catalog, entry: Entry, model: Model, license: Entry) -> Licensed:
    under = [group for group in terms_of(catalog, model) if license in group.licenses]
    others = {other.id: other for group in under for other in group.licenses if other is not license}
    return Licensed(
        entry=entry,
        model=model,
        variants=tuple(variant.name for group in under for variant in group.variants),
        others=tuple(others.values()),
    )
