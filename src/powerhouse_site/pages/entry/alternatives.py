"""What to take instead of a model: others of like size that may be used as freely."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from powerhouse_site.answers import UNKNOWN, freedom, terms_of, verdict
from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.pages.cells.pills import Pill, pill_of_use
from powerhouse_site.pages.newest import newest_first
from powerhouse_site.pages.words import range_words, token_words
from powerhouse_site.schema.models import Model, Range
from powerhouse_site.schema.values import PartialDate
from powerhouse_site.schema.variants import Modality, Variant

SHOWN = 5
LEAST, MOST = (3, 5), (8, 5)
"""How many times the parameters of a model another of like size has: 0.6 to 1.6, as fractions, which are exact."""


class Alternative(NamedTuple):
    """Another model with what speaks for it: the sizes that are alike, the longest context among them, the answer."""

    entry: Entry
    sizes: str
    context: str
    released: PartialDate | None
    pill: Pill


@dataclass(frozen=True, kw_only=True)
class _Candidate:
    """A model that may be proposed; each variant with the answer of its license to commercial use.

    `least` and `most` are the parameters of its smallest and its largest, `freest` is how much the freest allows.
    """

    entry: Entry
    model: Model
    reads: frozenset[Modality]
    variants: tuple[tuple[Variant, str], ...]
    least: int
    most: int
    freest: int


@dataclass(frozen=True)
class _Span:
    """Numbers of parameters that are alike."""

    low: int
    high: int

    def __contains__(self, parameters: int) -> bool:
        return self.low <= parameters <= self.high


class Alternatives:
    """Finds alternatives among the models of one catalog.

    One is proposed when a variant of it has between 0.6 and 1.6 times the parameters of a variant of the model, may be
    used commercially at least as freely as the model's freest variants, and reads something that the model reads. What
    has a successor or has ended is not proposed, nor what nobody knows the license of.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @cached_property
    def _candidates(self) -> list[_Candidate]:
        return [
            _Candidate(
                entry=entry,
                model=entry.facts,
                reads=_read(entry.facts),
                variants=variants,
                least=min(variant.parameters for variant, _ in variants),
                most=max(variant.parameters for variant, _ in variants),
                freest=max(freedom(answer) for _, answer in variants),
            )
            for entry in newest_first(self._catalog.of("models"))
            if isinstance(entry.facts, Model) and entry.facts.superseded_by is None and not entry.facts.ended
            if (variants := tuple(_answered(self._catalog, entry.facts)))
        ]

    def of(self, entry: Entry, model: Model) -> tuple[Alternative, ...]:
        """The newest alternatives to a model, five at most."""
        least_free = freedom(verdict(self._catalog, model).answer)
        spans, reads = _spans(model), _read(model)
        found: list[Alternative] = []
        for candidate in self._candidates:
            if candidate.freest < least_free or candidate.most < spans[0].low or spans[-1].high < candidate.least:
                continue  # what most of them fail by, and quickest to ask
            if candidate.entry is entry or candidate.reads.isdisjoint(reads):
                continue
            alike = [
                (variant, answer)
                for variant, answer in candidate.variants
                if freedom(answer) >= least_free and any(variant.parameters in span for span in spans)
            ]
            if alike:
                found.append(_alternative(candidate, alike))
            if len(found) == SHOWN:
                break
        return tuple(found)


def _answered(catalog: Catalog, model: Model) -> Iterator[tuple[Variant, str]]:
    """The variants whose license is known to allow commercial use or not, with the answer."""
    for group in terms_of(catalog, model):
        answer = group.answer("commercial_use")
        if answer != UNKNOWN:
            yield from ((variant, answer) for variant in group.variants)


def _spans(model: Model) -> list[_Span]:
    """What is alike to any variant, as few spans as there can be."""
    spans: list[_Span] = []
    for parameters in sorted({variant.parameters for variant in model.variants}):
        low = -(-parameters * LEAST[0] // LEAST[1])
        high = parameters * MOST[0] // MOST[1]
        if spans and low <= spans[-1].high:
            spans[-1] = _Span(spans[-1].low, high)
        else:
            spans.append(_Span(low, high))
    return spans


def _read(model: Model) -> frozenset[Modality]:
    return frozenset(model.inputs).union(*(variant.inputs for variant in model.variants))


def _alternative(candidate: _Candidate, alike: Sequence[tuple[Variant, str]]) -> Alternative:
    sizes = tuple(sorted({variant.parameters for variant, _ in alike}))
    windows = [variant.context_window for variant, _ in alike if variant.context_window is not None]
    longest = max((window for window in windows if isinstance(window, int)), default=0)
    return Alternative(
        entry=candidate.entry,
        sizes=range_words(Range(low=sizes[0], high=sizes[-1], values=sizes)),
        context="unbounded" if "unbounded" in windows else token_words(longest) if longest else "",
        released=candidate.model.release_date,
        pill=pill_of_use(max((answer for _, answer in alike), key=freedom)),
    )
