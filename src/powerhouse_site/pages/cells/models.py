"""The cells that only models have: sizes, context windows, architecture and license verdict."""

from dataclasses import dataclass
from typing import NamedTuple

from powerhouse_site.answers import Verdict, terms_of_variant, verdict
from powerhouse_site.entries import Entry
from powerhouse_site.pages.cells.cell import ANSWER_ORDER, UNBOUNDED, Cell, Drawn, Given, Owner
from powerhouse_site.pages.cells.pills import Pill, pill_of_use
from powerhouse_site.pages.words import exact_parameter_words, parameter_words, range_words, token_words
from powerhouse_site.schema.models import Experts, Model


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """The sizes of a family: in words, each in parameters, and what is active of a mixture of experts."""

    words: str
    sizes: tuple[int, ...]
    active: str


@dataclass(frozen=True, kw_only=True)
class Context:
    """The longest context window of a family: `tokens` is None for one without a limit."""

    words: str
    tokens: int | None
    meaning: str
    note: str | None


class Built(NamedTuple):
    """The architecture in words, and how not all weights work on every token."""

    words: str
    note: str


class Use(NamedTuple):
    """Whether a family or a variant may be used commercially, and the licenses that decide it."""

    pill: Pill
    differs: bool
    licenses: list[Entry]


def model_of(owner: Owner) -> Model:
    """The facts of a model entry."""
    if not isinstance(owner.entry.facts, Model):
        raise TypeError(f"{owner.entry.url} is not a model")
    return owner.entry.facts


def draw_parameters(given: Given) -> Drawn:
    """The sizes of a family."""
    active = sorted({v.active_parameters for v in model_of(given.owner).variants if v.active_parameters})
    words = range_words(given.value)
    note = ""
    if active:
        low, high = parameter_words(active[0]), parameter_words(active[-1])
        note = f"{low} active" if low == high else f"{low} to {high} active"
    return Sizes(words=words, sizes=given.value.values, active=note), words, given.value.high


def draw_context(given: Given) -> Drawn:
    """The longest context window, what its number means, and where shorter ones begin."""
    model, windows = model_of(given.owner), given.value
    tokens = None if windows.unbounded else windows.high
    longest = "unbounded" if tokens is None else tokens
    kinds = {v.context_kind.label.lower() for v in model.variants if v.context_kind and v.context_window == longest}
    shorter = f"from {token_words(windows.low)}" if windows.values and windows.low != tokens else ""
    words = "Unbounded" if tokens is None else token_words(tokens)
    meaning = "; ".join(part for part in (", ".join(sorted(kinds)), shorter) if part)
    view = Context(words=words, tokens=tokens, meaning=meaning, note=model.context_note)
    return view, words, UNBOUNDED if tokens is None else tokens


def draw_architecture(given: Given) -> Drawn:
    """The architecture, with a word where not all weights work on every token."""
    experts = model_of(given.owner).experts
    note = experts.label if experts not in (None, Experts.DENSE) else ""
    return Built(given.value.label, note), given.value.label, given.value.label


def license_cell(owner: Owner) -> Cell:
    """Whether the family, or the variant that has the row, may be used commercially, and the licenses that decide it.

    Also for none.
    """
    found = _verdict(owner)
    names: dict[str, Entry] = {entry.id: entry for each in found.terms for entry in each.licenses}
    return Cell(
        drawing="license",
        value=Use(pill_of_use(found.answer), found.differs, list(names.values())),
        text=", ".join(entry.heading for entry in names.values()),
        sort=ANSWER_ORDER.index(found.answer),
        cites=owner.evidence.cites("license"),
        verified=owner.evidence.is_verified("license"),
    )


def _verdict(owner: Owner) -> Verdict:
    """Whether the family may be used commercially, or the variant that has the row."""
    model = model_of(owner)
    if owner.item is None:
        return verdict(owner.catalog, model)
    terms = terms_of_variant(owner.catalog, model, owner.item)
    return Verdict(answer=terms.answer("commercial_use"), terms=(terms,), differs=False)


def active_cell(owner: Owner) -> Cell | None:
    """What works on one token of a variant for which nothing is said: all of it, where the family is dense."""
    if owner.item is None or model_of(owner).experts is not Experts.DENSE:
        return None
    parameters = owner.item.parameters
    path = "variants.parameters"
    return Cell(
        drawing="active",
        value=parameters,
        text=f"{exact_parameter_words(parameters)}, all of them",
        sort=parameters,
        cites=owner.evidence.cites(path),
        verified=owner.evidence.is_verified(path),
    )
