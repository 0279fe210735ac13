"""What the licenses of a model allow: the answer for each variant, and for the family as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.schema.licenses import Answer, License
from powerhouse_site.schema.models import Model
from powerhouse_site.schema.variants import Variant

UNKNOWN = "unknown"
_STRICTEST_FIRST = ("no", UNKNOWN, "conditional", "yes")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The licenses that apply to the same variants, all of which must be kept."""

    licenses: tuple[Entry, ...]
    variants: tuple[Variant, ...]

    def answer(self, question: str) -> str:
        """The strictest answer among the licenses: yes, conditional, unknown or no."""
        if not self.licenses:
            return UNKNOWN
        return strictest(answer_word(answer_of(entry, question)) for entry in self.licenses)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The answer for a family: that of its freest variants, and whether other variants differ."""

    answer: str
    terms: tuple[Terms, ...]
    differs: bool


def answer_of(entry: Entry, question: str) -> Answer | None:
    """The answer that a license entry gives to one of `schema.licenses.QUESTIONS`; None if not established."""
    if not isinstance(entry.facts, License):
        raise TypeError(f"{entry.kind.name}/{entry.id} is not a license")
    answer: Answer | None = getattr(entry.facts, question)
    return answer


def answer_word(answer: Answer | None) -> str:
    """The bare word of an answer; `unknown` for none."""
    return answer.answer.value if answer is not None else UNKNOWN


def strictest(words: Iterable[str]) -> str:
    """The word that decides when all terms must be kept. What is not established outweighs what is allowed."""
    return min(words, key=_STRICTEST_FIRST.index)


def licenses_of(model: Model, variant: Variant) -> tuple[str, ...]:
    """The ids of the licenses that apply to a variant: its own, or those of the family where it says no other."""
    if variant.license is not None and variant.license != model.license:
        return (variant.license,)
    return () if model.license is None else (model.license, *(t for t in model.additional_terms if t != model.license))


def terms_of(catalog: Catalog, model: Model) -> tuple[Terms, ...]:
    """Group the variants of `model` by the licenses that apply to them, in the order of the variants."""
    groups: dict[tuple[str, ...], list[Variant]] = {}
    for variant in model.variants:
        groups.setdefault(licenses_of(model, variant), []).append(variant)
    return tuple(_terms(catalog, ids, variants) for ids, variants in groups.items())


def terms_of_variant(catalog: Catalog, model: Model, variant: Variant) -> Terms:
    """The licenses that apply to one variant."""
    return _terms(catalog, licenses_of(model, variant), (variant,))


def _terms(catalog: Catalog, ids: Iterable[str], variants: Iterable[Variant]) -> Terms:
    return Terms(licenses=tuple(catalog.get("licenses", id) for id in ids), variants=tuple(variants))


def verdict(catalog: Catalog, model: Model, question: str = "commercial_use") -> Verdict:
    """Answer `question` for the family: as its freest variants do."""
    terms = terms_of(catalog, model)
    words = [group.answer(question) for group in terms]
    freest = max(words, key=freedom)
    return Verdict(answer=freest, terms=terms, differs=len(set(words)) > 1)


def freedom(word: str) -> int:
    """How much a word allows, from 0 on: an established answer says more than none."""
    return (UNKNOWN, "no", "conditional", "yes").index(word)
