"""One value as a reader sees it: how it is drawn, sorted, searched and evidenced."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from powerhouse_site.answers import UNKNOWN, answer_word
from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.evidence import Evidence, evidence_of
from powerhouse_site.pages.cells.pills import NOT_ESTABLISHED, Pill, pill_of
from powerhouse_site.pages.words import date_words, exact_parameter_words
from powerhouse_site.schema.described import Described
from powerhouse_site.schema.learning import Length
from powerhouse_site.schema.tools import Package
from powerhouse_site.schema.values import Choice

Sort = str | int | float | None
UNBOUNDED = 10**15
"""Sorts an unbounded context window above every other."""
ANSWER_ORDER = ("yes", "required", "conditional", "not-required", "no", UNKNOWN)


class Cell(NamedTuple):
    """A drawn value. `drawing` names the macro in `templates/cells.html`, `sort` is None for what is not known."""

    drawing: str
    value: Any
    text: str
    sort: Sort = None
    cites: tuple[int, ...] = ()
    verified: bool = True

    @property
    def with_unit(self) -> str:
        """The text with the unit that a table has in its head."""
        return f"{self.text}{_UNITS.get(self.drawing, '')}"


_UNITS = {"memory": " GB", "bandwidth": " GB/s"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Owner:
    """The entry that a cell belongs to, with what is needed to draw it. `item` is the one with a row to itself.

    `drawn` keeps the cells that several files of the entry show.
    """

    catalog: Catalog = field(compare=False, repr=False)
    entry: Entry
    evidence: Evidence
    item: Any = None
    drawn: "dict[tuple[str, str], Cell | None] | None" = field(default=None, compare=False, repr=False)

    def value(self, field: Described) -> Any:
        """The value of a field: the item's where the field is its own or the item says otherwise, else the entry's."""
        if field.below:
            value = self.item
            for name in field.below:
                value = getattr(value, name, None)
            return value
        own = vars(self.item).get(field.name) if self.item is not None else None
        return getattr(self.entry.facts, field.name) if own is None or own == () else own


@lru_cache(maxsize=1)
def owner_of(catalog: Catalog, entry: Entry) -> Owner:
    """The entry with its evidence numbered. One is kept, since the files of an entry are drawn one after the other."""
    return Owner(catalog=catalog, entry=entry, evidence=evidence_of(entry), drawn={})


class Given(NamedTuple):
    """What a drawing works from: the owner, the field and its value."""

    owner: Owner
    field: Described
    value: Any


Drawn = tuple[Any, str, Sort]
"""What the macro gets, the same in plain words, and what it is sorted by."""
Drawing = Callable[[Given], Drawn]


def draw_text(given: Given) -> Drawn:
    """Text as it is."""
    return given.value, given.value, given.value.casefold()


def draw_texts(given: Given) -> Drawn:
    """Several texts."""
    words = ", ".join(given.value)
    return given.value, words, words.casefold()


def draw_number(given: Given) -> Drawn:
    """A number with its thousands separated."""
    words = f"{given.value:,}"
    return words, words, given.value


def draw_parameter_count(given: Given) -> Drawn:
    """A number of parameters."""
    words = exact_parameter_words(given.value)
    return words, words, given.value


def draw_tokens(given: Given) -> Drawn:
    """A number of tokens, or no limit."""
    bounded = isinstance(given.value, int)
    words = f"{given.value:,}" if bounded else "Unbounded"
    return words, words, given.value if bounded else UNBOUNDED


def draw_truth(given: Given) -> Drawn:
    """Yes or no."""
    word = "Yes" if given.value else "No"
    return word, word, int(given.value)


def draw_date(given: Given) -> Drawn:
    """A date as precisely as it is known."""
    words = date_words(given.value)
    return given.value, words, given.value.sort_key


def draw_choice(given: Given) -> Drawn:
    """The label of a choice; sorted in the order in which the choices are defined."""
    choice: Choice = given.value
    return choice, choice.label, choice.place


class Member(NamedTuple):
    """One of several choices, each with evidence of its own."""

    label: str
    help: str
    cites: tuple[int, ...]
    verified: bool


def draw_choices(given: Given) -> Drawn:
    """The labels of several choices, each verified by itself."""
    evidence = given.owner.evidence
    members = [
        Member(
            label=choice.label,
            help=choice.help,
            cites=evidence.cites(f"{given.field.path}.{choice}") if given.field.evidence else (),
            verified=not given.field.evidence or evidence.is_verified(f"{given.field.path}.{choice}"),
        )
        for choice in given.value
    ]
    words = ", ".join(member.label for member in members)
    return members, words, words


def draw_license_expression(given: Given) -> Drawn:
    """The licenses that an SPDX expression names, with the words between them."""
    return given.owner.catalog.licenses_in(given.value), given.value, given.value.casefold()


def draw_link(given: Given) -> Drawn:
    """A titled link."""
    return given.value, given.value.title, given.value.title.casefold()


def draw_links(given: Given) -> Drawn:
    """Several titled links."""
    return given.value, ", ".join(link.title for link in given.value), len(given.value)


def draw_package(given: Given) -> Drawn:
    """A package with its version and where it is published."""
    package: Package = given.value
    words = " ".join(part for part in (package.name, package.version, f"on {package.registry.label}") if part)
    return words, words, words.casefold()


def draw_length(given: Given) -> Drawn:
    """How long something is, as far as it is known: hours, parts, pace."""
    length: Length = given.value
    hours = f"{length.hours:,} {'hour' if length.hours == 1 else 'hours'}" if length.hours else ""
    parts = f"{length.parts:,} {length.unit or 'parts'}" if length.parts else ""
    words = ", ".join(part for part in (hours, parts, length.pace) if part)
    return words, words, words.casefold()


def draw_references(given: Given) -> Drawn:
    """The entries that one id or several lead to."""
    ids = (given.value,) if isinstance(given.value, str) else given.value
    reference = given.field.reference
    entries = [given.owner.catalog.find(reference, id) for id in ids] if reference else []
    words = ", ".join(entry.heading for entry in entries)
    return entries, words, words.casefold()


class ShownAnswer(NamedTuple):
    """The answer of a license to a question, and on what it depends."""

    pill: Pill
    condition: str | None
    clause: str | None


def draw_answer(given: Given) -> Drawn:
    """The answer of a license to one question."""
    pill = pill_of(given.value)
    view = ShownAnswer(pill, given.value.condition, given.value.clause)
    return view, pill.words, ANSWER_ORDER.index(answer_word(given.value))


NO_ANSWER = Cell(
    drawing="answer",
    value=ShownAnswer(NOT_ESTABLISHED, condition=None, clause=None),
    text=NOT_ESTABLISHED.words,
    sort=ANSWER_ORDER.index(UNKNOWN),
)
