"""Courses and tutorials around an entry: those that use it, and where on the learning path one of them stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.pages.learn import URL as LEARN_URL
from powerhouse_site.pages.named import named_by
from powerhouse_site.pages.newest import newest_first
from powerhouse_site.pages.words import date_words
from powerhouse_site.schema.learning import Learning
from powerhouse_site.schema.learning_path import STEP_REFERENCE


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """A course or tutorial that uses an entry, and the tools that it uses beside it."""

    entry: Entry
    words: str
    tools: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class PlaceOnPath:
    """A stage of the learning path that a course or tutorial belongs to, with why it was chosen for it."""

    number: int
    stages: int
    title: str
    url: str
    why: str


def lessons_with(catalog: Catalog, entry: Entry) -> tuple[Lesson, ...]:
    """What uses an entry to teach, newest first; what can no longer be had comes last."""
    found = {r.entry.url: r.entry for r in catalog.referrers(entry) if isinstance(r.entry.facts, Learning)}
    in_order = sorted(newest_first(found.values()), key=lambda lesson: lesson.facts.ended)
    return tuple(
        Lesson(entry=lesson, words=_words(lesson, lesson.facts), tools=_tools(catalog, lesson, entry))
        for lesson in in_order
        if isinstance(lesson.facts, Learning)
    )


def place_on_path(catalog: Catalog, entry: Entry) -> PlaceOnPath | None:
    """Where on the learning path a course or tutorial stands, if it does."""
    return _places(catalog).get(entry)


@lru_cache(maxsize=1)
def _places(catalog: Catalog) -> Mapping[Entry, PlaceOnPath]:
    """The first place of each entry."""
    found: dict[Entry, PlaceOnPath] = {}
    stages = catalog.path.stages if catalog.path is not None else ()
    for number, stage in enumerate(stages, 1):
        for step in stage.steps:
            place = PlaceOnPath(
                number=number, stages=len(stages), title=stage.title, url=f"{LEARN_URL}#{stage.id}", why=step.why
            )
            found.setdefault(catalog.find(STEP_REFERENCE, step.entry), place)
    return found


def _words(entry: Entry, facts: Learning) -> str:
    """`Tutorial, beginner, 2023`."""
    level = facts.level.label.lower() if facts.level else ""
    year = date_words(facts.year) if facts.year else ""
    ended = facts.status.label.lower() if facts.ended else ""
    return ", ".join(filter(None, (entry.kind.singular.capitalize(), level, year, ended)))


def _tools(catalog: Catalog, lesson: Entry, entry: Entry) -> tuple[Entry, ...]:
    """The tools that it uses, without the one that is asked about."""
    return tuple(tool for tool in named_by(catalog, lesson, "uses_tools") if tool is not entry)
