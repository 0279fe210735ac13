"""What a row is found by under each filter: words to choose from, or a number in a range."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from powerhouse_site.answers import UNKNOWN, answer_word, licenses_of, terms_of_variant
from powerhouse_site.pages.cells.cell import UNBOUNDED, Owner
from powerhouse_site.pages.cells.pills import Pill, pill_of, pill_of_use
from powerhouse_site.pages.words import slug
from powerhouse_site.schema.annotations import Filter
from powerhouse_site.schema.described import Described
from powerhouse_site.schema.licenses import Answer
from powerhouse_site.schema.models import Model
from powerhouse_site.schema.values import Choice, PartialDate

OPERATORS = frozenset({"AND", "OR", "WITH", "(", ")"})
"""Words of an SPDX expression that name no license."""


@dataclass(frozen=True)
class Word:
    """One of the words that a filter offers: as it stands in addresses, as readers see it, with its pill if any."""

    value: str
    label: str
    pill: Pill | None = None
    help: str = ""


def asked(owner: Owner, field: Described, filter: Filter) -> Hashable:
    """What decides the words of an owner under a filter of choices."""
    facts = owner.entry.facts
    return licenses_of(facts, owner.item) if filter.question and isinstance(facts, Model) else owner.value(field)


def words_of(owner: Owner, field: Described, filter: Filter) -> tuple[Word, ...]:
    """The words that the owner, or its item, is found by under a filter of choices."""
    if filter.question:
        return (_use(owner, filter.question),)
    value = owner.value(field)
    if field.column is not None and field.column.cell == "answer":
        return (_answer(value),)
    return tuple(word for each in _each(value) for word in _words(owner, field, each))


def denied_words(owner: Owner, field: Described) -> tuple[Word, ...]:
    """The words that a source denies, where the field has a counterpart for them."""
    return tuple(map(_choice, denied(owner, field)))


def denied(owner: Owner, field: Described) -> tuple[Choice, ...]:
    """The choices that a source denies."""
    against = field.column.against if field.column else ""
    choices: tuple[Choice, ...] = getattr(owner.entry.facts, against) if against else ()
    return choices


def number_of(owner: Owner, field: Described) -> float | int | None:
    """The number that the owner, or its item, is found by under a range: dates count as their year."""
    value = owner.value(field)
    if isinstance(value, PartialDate):
        return value.year
    if isinstance(value, str):
        return UNBOUNDED
    number: float | int | None = value
    return number


def _each(value: Any) -> tuple[Any, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _words(owner: Owner, field: Described, value: Any) -> Iterator[Word]:
    if isinstance(value, Choice):
        yield _choice(value)
    elif isinstance(value, bool):
        yield Word("yes" if value else "no", "Yes" if value else "No")
    elif field.reference is not None:
        yield Word(value, owner.catalog.find(field.reference, value).heading)
    elif field.expression is not None:
        names = [word for word, _ in owner.catalog.licenses_in(value) if word not in OPERATORS]
        yield from (Word(slug(name), name) for name in dict.fromkeys(names))
    else:
        yield Word(slug(str(value)), str(value))


@lru_cache(maxsize=None, typed=True)  # words of two lists are equal where they are written alike
def _choice(value: Choice) -> Word:
    return Word(value.value, value.label, help=value.help)


def _answer(value: Answer | None) -> Word:
    pill = pill_of(value)
    return Word(answer_word(value), pill.words, pill)


def _use(owner: Owner, question: str) -> Word:
    """What the licenses of the item allow."""
    word, facts = UNKNOWN, owner.entry.facts
    if isinstance(facts, Model):
        word = terms_of_variant(owner.catalog, facts, owner.item).answer(question)
    pill = pill_of_use(word)
    return Word(word, pill.words, pill)
