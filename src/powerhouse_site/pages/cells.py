"""One value as a reader sees it: how it is drawn, sorted, searched and evidenced."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from powerhouse_site.answers import UNKNOWN, Verdict, answer_word, verdict
from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.pages.evidence import Evidence
from powerhouse_site.pages.words import date_words, parameter_words, range_words, token_words
from powerhouse_site.schema.annotations import Described
from powerhouse_site.schema.facts import Link
from powerhouse_site.schema.models import Model
from powerhouse_site.schema.values import Choice, PartialDate

Sort = str | int | float | None
ANSWER_ORDER = ("yes", "required", "conditional", "not-required", "no", UNKNOWN)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A drawn value. `drawing` names the macro in `templates/cells.html`, `sort` is None for what is not known."""

    drawing: str
    value: Any
    text: str
    sort: Sort = None
    cites: tuple[int, ...] = ()
    verified: bool = True


@dataclass(frozen=True, kw_only=True)
class Owner:
    """The entry that a cell belongs to, with what is needed to draw it."""

    catalog: Catalog
    entry: Entry
    evidence: Evidence


def cell(owner: Owner, field: Described) -> Cell | None:
    """Draw `field` of an entry, or None when its value is not known."""
    value = getattr(owner.entry.facts, field.name)
    name = field.column.cell if field.column else default_drawing(value, field)
    if value is None or value == ():
        return _MISSING[name](owner) if name in _MISSING else None
    return _drawn(owner, field, name, value)


def nested_cell(owner: Owner, field: Described, value: Any) -> Cell | None:
    """Draw the value of a field inside a list, such as `variants.parameters`."""
    if value is None or value == ():
        return None
    return _drawn(owner, field, default_drawing(value, field), value)


def default_drawing(value: Any, field: Described) -> str:
    """The drawing that a value's type asks for, where its field is no column."""
    first = value[0] if isinstance(value, tuple) and value else value
    if field.reference is not None:
        return "references"
    if isinstance(first, Choice):
        return "choices" if isinstance(value, tuple) else "choice"
    if isinstance(first, Link):
        return "links" if isinstance(value, tuple) else "link"
    by_type: dict[type, str] = {PartialDate: "date", bool: "truth", int: "number", float: "number"}
    if type(first) in by_type:
        return by_type[type(first)]
    if isinstance(value, tuple):
        return "texts"
    return "url" if isinstance(value, str) and value.startswith(("http://", "https://")) else "text"


def _drawn(owner: Owner, field: Described, name: str, value: Any) -> Cell:
    shown, text, sort = _DRAWINGS[name](owner, field, value)
    cites = owner.evidence.cites(field.path)
    verified = not field.evidenced or owner.evidence.is_verified(field.path)
    return Cell(drawing=name, value=shown, text=text, sort=sort, cites=cites, verified=verified)


_Drawn = tuple[Any, str, Sort]


def _text(owner: Owner, field: Described, value: str) -> _Drawn:
    return value, value, value.casefold()


def _texts(owner: Owner, field: Described, value: tuple[str, ...]) -> _Drawn:
    return value, ", ".join(value), ", ".join(value).casefold()


def _number(owner: Owner, field: Described, value: int | float) -> _Drawn:
    return f"{value:,}", f"{value:,}", value


def _truth(owner: Owner, field: Described, value: bool) -> _Drawn:
    word = "Yes" if value else "No"
    return word, word, int(value)


def _date(owner: Owner, field: Described, value: PartialDate) -> _Drawn:
    return value, date_words(value), value.sort_key


def _choice(owner: Owner, field: Described, value: Choice) -> _Drawn:
    return value, value.label, list(type(value)).index(value)


def _choices(owner: Owner, field: Described, value: tuple[Choice, ...]) -> _Drawn:
    words = ", ".join(choice.label for choice in value)
    return words, words, words


def _link(owner: Owner, field: Described, value: Link) -> _Drawn:
    return value, value.title, value.title.casefold()


def _links(owner: Owner, field: Described, value: tuple[Link, ...]) -> _Drawn:
    return value, ", ".join(link.title for link in value), len(value)


def _references(owner: Owner, field: Described, value: str | tuple[str, ...]) -> _Drawn:
    kind = field.reference.kind if field.reference else ""
    entries = [owner.catalog.get(kind, id) for id in ((value,) if isinstance(value, str) else value)]
    words = ", ".join(entry.heading for entry in entries)
    return entries, words, words.casefold()


def _answer(owner: Owner, field: Described, value: Any) -> _Drawn:
    word = answer_word(value)
    return value, value.answer.label, ANSWER_ORDER.index(word)


def _parameters(owner: Owner, field: Described, value: Any) -> _Drawn:
    facts = owner.entry.facts
    active = (
        sorted({v.active_parameters for v in facts.variants if v.active_parameters}) if isinstance(facts, Model) else []
    )
    words = range_words(value)
    note = ""
    if active:
        low, high = parameter_words(active[0]), parameter_words(active[-1])
        note = f"{low} active" if low == high else f"{low} to {high} active"
    return {"words": words, "sizes": value.values, "note": note}, words, value.high


@dataclass(frozen=True, kw_only=True)
class ContextView:
    """The longest context window of a family, what it means, and the note on it."""

    words: str
    exact: str
    tokens: int | None
    meaning: str
    cites: tuple[int, ...]
    verified: bool


def _context(owner: Owner, field: Described, value: Any) -> _Drawn:
    facts = owner.entry.facts
    variants = facts.variants if isinstance(facts, Model) else ()
    tokens = None if value.unbounded else value.high
    kinds = {v.context_kind.label for v in variants if v.context_kind and v.context_window == (tokens or "unbounded")}
    lower = token_words(value.low) if value.values and value.low != value.high else ""
    words = "Unbounded" if value.unbounded else token_words(value.high)
    meaning = ", ".join(sorted(kinds)).lower()
    view = ContextView(
        words=words,
        exact="unbounded" if tokens is None else f"{tokens:,} tokens",
        tokens=tokens,
        meaning=f"{meaning}{'; ' if meaning else ''}from {lower}" if lower else meaning,
        cites=owner.evidence.cites("variants.context_window"),
        verified=owner.evidence.is_verified("variants.context_window"),
    )
    return view, words, float(10**15) if value.unbounded else value.high


def _architecture(owner: Owner, field: Described, value: Choice) -> _Drawn:
    experts = getattr(owner.entry.facts, "experts", None)
    mixture = experts is not None and experts != "dense"
    return {"words": value.label, "note": experts.label if mixture and experts else ""}, value.label, value.label


def _license(owner: Owner, field: Described, value: str) -> _Drawn:
    return _license_verdict(owner)


def _license_verdict(owner: Owner) -> _Drawn:
    facts = owner.entry.facts
    if not isinstance(facts, Model):
        raise TypeError(f"{owner.entry.kind.name} have no license verdict")
    found: Verdict = verdict(owner.catalog, facts)
    names = dict.fromkeys(license for terms in found.terms for license in terms.licenses)
    words = ", ".join(entry.heading for entry in names)
    return found, words, ANSWER_ORDER.index(found.answer)


def _missing_license(owner: Owner) -> Cell:
    shown, text, sort = _license_verdict(owner)
    return Cell(drawing="license", value=shown, text=text, sort=sort)


def _missing_answer(owner: Owner) -> Cell:
    return Cell(drawing="answer", value=None, text="Not established", sort=ANSWER_ORDER.index(UNKNOWN))


_MISSING: dict[str, Callable[[Owner], Cell]] = {"license": _missing_license, "answer": _missing_answer}
_DRAWINGS: dict[str, Callable[[Owner, Described, Any], _Drawn]] = {
    "text": _text,
    "texts": _texts,
    "url": _text,
    "number": _number,
    "memory": _number,
    "bandwidth": _number,
    "truth": _truth,
    "date": _date,
    "choice": _choice,
    "choices": _choices,
    "link": _link,
    "links": _links,
    "references": _references,
    "answer": _answer,
    "parameters": _parameters,
    "context": _context,
    "architecture": _architecture,
    "license": _license,
}
