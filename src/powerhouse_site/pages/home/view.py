"""The home page: what this is, which models fit, what is new, what was put right, and the doors to everything else."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.pages.changes import News
from powerhouse_site.pages.entry.models import models_by_use
from powerhouse_site.pages.home.doors import DoorColumn, door_columns
from powerhouse_site.pages.home.picker import Picker
from powerhouse_site.pages.newest import date_of, newest_first, news
from powerhouse_site.schema.described import described_fields
from powerhouse_site.schema.facts import Correction
from powerhouse_site.schema.tools import Tool
from powerhouse_site.schema.values import PartialDate

CORRECTIONS_SHOWN = 3
CHANGES_SHOWN = 4
SIDE_LINE, CHANGES_LINES = 32, 9
"""Characters of a line beside the dates, and how many lines what changed may take: home fits a window of 900 pixels."""
SHORT = 48
"""Characters of a value that fits a line of the list of corrections."""


@dataclass(frozen=True, kw_only=True)
class PutRight:
    """A correction of the origin, short enough for a list."""

    entry: Entry
    label: str
    correction: Correction


@dataclass(frozen=True, kw_only=True)
class NewsItem:
    """One of the newest entries. `version` is that of a tool's last release, where it is known."""

    entry: Entry
    date: PartialDate
    version: str


@dataclass(frozen=True, kw_only=True)
class HomeView:
    """Everything that the home page shows."""

    models: int
    sources: int
    news: tuple[NewsItem, ...]
    put_right: tuple[PutRight, ...]
    corrections: int
    changed: tuple[News, ...]
    columns: tuple[DoorColumn, ...]
    picker: Picker | None


def home_view(catalog: Catalog, changes: Sequence[News] = (), picker: Picker | None = None) -> HomeView:
    """Gather the home page from the catalog and what changed in it, newest first; every number is counted.

    `picker` is its question.
    """
    models = newest_first(catalog.of("models"))
    uses = models_by_use(catalog, models)
    corrections = [
        PutRight(entry=entry, label=_labels(entry)[c.field], correction=c)
        for entry in models
        for c in entry.facts.corrections
    ]
    everything = [entry for kind in catalog.kinds for entry in catalog.of(kind.name)]
    return HomeView(
        models=len(models),
        sources=sum(len(entry.facts.sources) for entry in everything),
        news=tuple(
            NewsItem(entry=entry, date=date, version=_version(entry))
            for entry in news(catalog)
            if (date := date_of(entry)) is not None
        ),
        put_right=_one_per_entry([c for c in corrections if _is_telling(c)])[:CORRECTIONS_SHOWN],
        corrections=sum(len(entry.facts.corrections) for entry in everything),
        changed=_that_fit(changes[:CHANGES_SHOWN]),
        columns=door_columns(catalog, commercial=len(uses["yes"]) + len(uses["conditional"])),
        picker=picker,
    )


def _that_fit(changes: Sequence[News]) -> tuple[News, ...]:
    """The first of what changed, as many as the lines allow, and one at least."""
    ends = accumulate(-(-_length(one) // SIDE_LINE) for one in changes)
    return tuple(
        one for number, (one, end) in enumerate(zip(changes, ends, strict=True)) if end <= CHANGES_LINES or not number
    )


def _length(one: News) -> int:
    """Characters of one of them, about: its title and kind, and its first fact."""
    fact = next(((f.label, f.part, f.before, f.after or "not known") for f in one.facts), ())
    return sum(len(text) + 1 for text in (one.title, one.kind.singular, *fact)) + 10 * (len(one.facts) > 1)


def _version(entry: Entry) -> str:
    package = entry.facts.package if isinstance(entry.facts, Tool) else None
    return (package.version or "") if package else ""


def _labels(entry: Entry) -> dict[str, str]:
    return {field.path: field.label for field in described_fields(type(entry.facts))}


def _is_telling(item: PutRight) -> bool:
    """Whether a correction is of a fact that needs evidence, and short enough for the list."""
    facts = {field.evidence for field in described_fields(type(item.entry.facts))}
    texts = (item.correction.origin, item.correction.now)
    return item.correction.field in facts and all(len(text) <= SHORT for text in texts)


def _one_per_entry(corrections: Sequence[PutRight]) -> tuple[PutRight, ...]:
    return tuple({c.entry.id: c for c in reversed(corrections)}.values())[::-1]
