"""What the licenses of a model answer, as cells where models stand side by side."""

from collections.abc import Iterable

from powerhouse_site.answers import Terms, answer_of, answer_word, freedom, licenses_of
from powerhouse_site.catalog import Catalog
from powerhouse_site.evidence import evidence_of
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
        self._cells: dict[tuple[str, tuple[tuple[str, ...], ...]], ComparedCell] = {}

    def cell(self, owner: Owner, question: str) -> ComparedCell:
        """The answer for a model as its freest variants have it, or for the variant that is the owner's item."""
        model = model_of(owner)
        variants = model.variants if owner.item is None else (owner.item,)
        groups = tuple(dict.fromkeys([licenses_of(model, variant) for variant in variants]))
        if (question, groups) not in self._cells:
            self._cells[question, groups] = self._freest(question, groups)
        return self._cells[question, groups]

    def _freest(self, question: str, groups: Iterable[Iterable[str]]) -> ComparedCell:
        """The answer of the group of licenses that allows most."""
        terms = [Terms(licenses=tuple(self._catalog.get("licenses", id) for id in ids), variants=()) for ids in groups]
        words = [each.answer(question) for each in terms]
        freest = max(words, key=freedom)
        found = self._cell(terms[words.index(freest)], question)
        differs = len(set(words)) > 1
        return found._replace(note="; ".join(filter(None, (found.note, "differs by variant")))) if differs else found

    def _cell(self, terms: Terms, question: str) -> ComparedCell:
        word = terms.answer(question)
        decides = next((e for e in terms.licenses if answer_word(answer_of(e, question)) == word), None)
        answer = answer_of(decides, question) if decides else None
        if decides is None or answer is None:
            return compared_answer(pill_of_use(word), None, None)
        evidence = evidence_of(decides)
        said = compared_answer(pill_of_use(word), answer.condition, answer.clause)
        verified = evidence.is_verified(question)
        runs = tuple(run._replace(verified=verified) for run in said.runs)
        return said._replace(runs=runs, cites=evidence.cites(question), base=decides.url)
