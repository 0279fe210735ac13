"""What the licenses of a model answer, as cells where models stand side by side."""

from dataclasses import replace

from powerhouse_site.answers import Terms, answer_of, answer_word, freedom, terms_of
from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.evidence import Evidence, evidence_of
from powerhouse_site.pages.cells.cell import Owner
from powerhouse_site.pages.cells.models import model_of
from powerhouse_site.pages.cells.pills import pill_of_use
from powerhouse_site.pages.compare.cells import ComparedCell, compared_answer
from powerhouse_site.schema.described import described_fields
from powerhouse_site.schema.licenses import License


def question_label(question: str) -> str:
    """What a question to licenses is called."""
    return next(field.label for field in described_fields(License) if field.path == question)


class LicenseAnswers:
    """The answers for the models of a catalog, and for their variants. What the same licenses answer is one cell."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._evidence: dict[str, Evidence] = {}
        self._terms: dict[str, tuple[Terms, ...]] = {}
        self._cells: dict[tuple[str, ...], ComparedCell] = {}

    def cell(self, owner: Owner, question: str) -> ComparedCell:
        """The answer for a model as its freest variants have it, or for the variant that is the owner's item."""
        groups = self._terms_of(owner)
        if owner.item is not None:
            return self._kept(next(g for g in groups if any(v is owner.item for v in g.variants)), question)
        freest = max(groups, key=lambda group: freedom(group.answer(question)))
        differs = len({group.answer(question) for group in groups}) > 1
        found = self._kept(freest, question)
        return replace(found, note="; ".join(filter(None, (found.note, "differs by variant")))) if differs else found

    def _terms_of(self, owner: Owner) -> tuple[Terms, ...]:
        id = owner.entry.id
        if id not in self._terms:
            self._terms[id] = terms_of(self._catalog, model_of(owner))
        return self._terms[id]

    def _kept(self, terms: Terms, question: str) -> ComparedCell:
        key = (question, *(entry.id for entry in terms.licenses))
        if key not in self._cells:
            self._cells[key] = self._cell(terms, question)
        return self._cells[key]

    def _cell(self, terms: Terms, question: str) -> ComparedCell:
        word = terms.answer(question)
        decides = next((e for e in terms.licenses if answer_word(answer_of(e, question)) == word), None)
        answer = answer_of(decides, question) if decides else None
        if decides is None or answer is None:
            return compared_answer(pill_of_use(word), None, None)
        evidence = self._evidence_of(decides)
        said = compared_answer(pill_of_use(word), answer.condition, answer.clause)
        verified = evidence.is_verified(question)
        runs = tuple(replace(run, verified=verified) for run in said.runs)
        return replace(said, runs=runs, cites=evidence.cites(question), base=decides.url)

    def _evidence_of(self, license: Entry) -> Evidence:
        if license.id not in self._evidence:
            self._evidence[license.id] = evidence_of(license)
        return self._evidence[license.id]
