"""The filters of a table: what each offers, with how many rows, and what each row is found by.

A row is found by what any one of its units says: a family of models by one of its variants, any other entry by itself.
So a family with a small variant and another with a long context does not pass for one that is small and long at once.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from powerhouse_site.pages.cells.cell import ANSWER_ORDER, UNBOUNDED, Owner
from powerhouse_site.pages.filters.found import Found, Units, found
from powerhouse_site.pages.filters.histograms import Histogram, histogram
from powerhouse_site.pages.filters.values import Word, asked, denied, denied_words, number_of, words_of
from powerhouse_site.schema.annotations import Facet, Filter, Step
from powerhouse_site.schema.described import Described, filtered_fields
from powerhouse_site.schema.kinds import Kind

SHOWN = 6
"""How many of many words are shown at first."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """A word that a filter offers, and how many rows have it."""

    word: Word
    count: int


@dataclass(frozen=True, kw_only=True)
class ChoiceFacet:
    """Words to choose from. With `every`, a row must have all that are chosen, else one of them.

    `values` holds the positions of its words for each unit. `denied` and `silent` are the options for what a source
    denies and for what none speaks of, in the order of `options`; empty where the field knows no such difference.
    """

    key: str
    label: str
    options: tuple[Option, ...]
    every: bool
    values: tuple[tuple[int, ...], ...]
    denied: tuple[Option, ...] = ()
    silent: tuple[Option, ...] = ()
    plural: str = ""
    is_range: ClassVar[bool] = False

    @property
    def all_options(self) -> tuple[Option, ...]:
        """All that can be chosen, in the order of the positions in `values`."""
        return (*self.options, *self.denied, *self.silent)

    @property
    def shown(self) -> int:
        """How many options are shown at first."""
        return SHOWN if len(self.options) > SHOWN + 2 and not self.denied else len(self.options)


@dataclass(frozen=True, kw_only=True)
class StepCount:
    """A lower limit, and how many rows reach it."""

    step: Step
    count: int


@dataclass(frozen=True, kw_only=True)
class RangeFacet:
    """Numbers between two limits, in units of `factor`. `values` holds the number of each unit, None for unknown."""

    key: str
    label: str
    filter: Filter
    unit: str
    histogram: Histogram | None
    steps: tuple[StepCount, ...]
    values: tuple[float | int | None, ...]
    is_range: ClassVar[bool] = True


TableFacet = ChoiceFacet | RangeFacet


def choice_facet(kind: Kind, units: Units, key: str) -> ChoiceFacet | None:
    """The filter of a kind that has a key in addresses, where its field is a choice of words."""
    fields = (one for one in filtered_fields(kind.facts) if _key(*one) == key and one[1].facet is Facet.CHOICE)
    return next((_choice_facet(field, filter, units) for field, filter in fields), None)


def build_facets(kind: Kind, units: Units) -> tuple[TableFacet, ...]:
    """The filters of a kind over the units of its rows. One that could tell no rows apart is left out."""
    facets: list[TableFacet] = []
    for field, filter in filtered_fields(kind.facts):
        make = _range_facet if filter.facet is Facet.RANGE else _choice_facet
        facet = make(field, filter, units)
        if facet is not None:
            facets.append(facet)
    verified: Found[tuple[Word, ...]] = found(units, _evidence, lambda owner: (_evidence(owner),))
    evidence = _facet_of_words("evidence", "Evidence", verified, order=_EVIDENCE)
    return (*facets, evidence) if evidence else tuple(facets)


_EVIDENCE = (
    Word("all", "All verified"),
    Word("some", "Some verified"),
    Word("none", "Unverified"),
)


def _evidence(owner: Owner) -> Word:
    evidence = owner.evidence
    return _EVIDENCE[0 if evidence.complete else 1 if evidence.verified else 2]


def _key(field: Described, filter: Filter) -> str:
    return filter.key or field.name.replace("_", "-")


def _choice_facet(field: Described, filter: Filter, units: Units) -> ChoiceFacet | None:
    key, label = _key(field, filter), filter.label or field.label
    if field.column is not None and field.column.against:
        return _facet_of_states(key, label, field, filter, units)
    order = tuple(Word(c.value, getattr(c, "label", c.value), help=getattr(c, "help", "")) for c in field.choices)
    every = field.several and not filter.question
    words = found(units, lambda owner: asked(owner, field, filter), lambda owner: words_of(owner, field, filter))
    return _facet_of_words(key, label, words, order=order, every=every)


def _facet_of_words(
    key: str, label: str, words: Found[tuple[Word, ...]], *, order: Sequence[Word] = (), every: bool = False
) -> ChoiceFacet | None:
    """A filter of the words that occur: in their order of definition, answers from yes to no, others by number."""
    known = {word.value: word for unit in words.told for word in unit}
    counts: Counter[str] = Counter()
    for row, count in words.counted:
        counts.update(dict.fromkeys((word.value for unit in row for word in unit), count))
    if len(counts) < 2 and not (every and 0 < sum(counts.values()) < len(words.rows)):
        return None
    if order:
        values = [word.value for word in order if word.value in counts]
    elif all(word.pill for word in known.values()):
        values = sorted(counts, key=ANSWER_ORDER.index)
    else:
        values = sorted(counts, key=lambda value: (-counts[value], known[value].label.casefold()))
    position = {value: index for index, value in enumerate(values)}
    positions = [tuple(position[word.value] for word in unit) for unit in words.told]
    return ChoiceFacet(
        key=key,
        label=label,
        options=tuple(Option(word=known[value], count=counts[value]) for value in values),
        every=every,
        values=tuple(positions[place] for place in words.places),
        plural=_plural(label),
    )


def _facet_of_states(key: str, label: str, field: Described, filter: Filter, units: Units) -> ChoiceFacet | None:
    """A filter of three states a word: a source says yes, a source says no, none says either."""
    words = [Word(c.value, getattr(c, "label", c.value), help=getattr(c, "help", "")) for c in field.choices]
    position = {word.value: index for index, word in enumerate(words)}
    size = len(words)

    def states(owner: Owner) -> tuple[int, ...]:
        yes = {position[word.value] for word in words_of(owner, field, filter)}
        no = {position[word.value] for word in denied_words(owner, field)} - yes
        return tuple(sorted([*yes, *(size + i for i in no), *(2 * size + i for i in range(size) if i not in yes | no)]))

    stated = found(units, lambda owner: (owner.value(field), denied(owner, field)), states)
    counts: Counter[int] = Counter()
    for row, count in stated.counted:
        for unit in row:
            counts.update(dict.fromkeys(unit, count))
    if not any(counts[index] for index in range(size)):
        return None
    return ChoiceFacet(
        key=key,
        label=label,
        options=tuple(Option(word=word, count=counts[i]) for i, word in enumerate(words)),
        denied=_states(words, "no", [counts[size + i] for i in range(size)]),
        silent=_states(words, "not evidenced", [counts[2 * size + i] for i in range(size)]),
        every=True,
        values=tuple(stated.told[place] for place in stated.places),
    )


def _plural(label: str) -> str:
    word = label.lower()
    return word if word.endswith("s") else f"{word.removesuffix('y')}ies" if word.endswith("y") else f"{word}s"


_SIGNS = {"no": "no.", "not evidenced": "unknown."}


def _states(words: Sequence[Word], state: str, counts: Sequence[int]) -> tuple[Option, ...]:
    named = [Word(f"{_SIGNS[state]}{word.value}", f"{word.label}: {state}") for word in words]
    return tuple(Option(word=word, count=count) for word, count in zip(named, counts, strict=True))


def _range_facet(field: Described, filter: Filter, units: Units) -> RangeFacet | None:
    numbers = found(units, lambda owner: owner.value(field), lambda owner: _scaled(number_of(owner, field), filter))
    values = tuple(numbers.told[place] for place in numbers.places)
    known = [value for value in values if value is not None]
    bounded = [value for value in known if value < UNBOUNDED]
    if len(set(known)) < 2:
        return None
    best = [(max((value for value in row if value is not None), default=None), count) for row, count in numbers.counted]
    return RangeFacet(
        key=_key(field, filter),
        label=filter.label or field.label,
        filter=filter,
        unit=filter.unit,
        histogram=histogram(bounded, log=filter.log, whole=all(isinstance(value, int) for value in bounded)),
        steps=tuple(
            StepCount(step=step, count=sum(count for value, count in best if value is not None and value >= step.least))
            for step in filter.steps
        ),
        values=values,
    )


def _scaled(value: float | int | None, filter: Filter) -> float | int | None:
    """The number in units of the filter's factor, to five digits: small enough for a page, exact enough to compare."""
    if value is None or filter.factor == 1 or value >= UNBOUNDED:
        return value
    return float(f"{value / filter.factor:.5g}")
