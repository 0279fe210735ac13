"""What is new and what changed in the facts, by the history of the catalog."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.history.comparing import Change
from powerhouse_site.history.history import Event, History, Reach, Revision, Sort
from powerhouse_site.pages.fact_words import fact_label, fact_words
from powerhouse_site.pages.page import PageLink
from powerhouse_site.pages.words import count_words, date_words
from powerhouse_site.schema.kinds import Kind
from powerhouse_site.schema.values import PartialDate

URL = "changes/"
SHOWN = 200
TOGETHER = 25
"""From so many entries of a kind on, what one commit did to them is told of as one."""
NAMED = 10
"""So many of them are named."""


@dataclass(frozen=True, kw_only=True)
class ChangedFact:
    """A fact that differs, in words; empty where it was not or is no longer known."""

    label: str
    part: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class News:
    """What a commit did to an entry, or to many of a kind.

    `time` is that of the commit, in seconds since 1970. `title` names the entry that it is about, or how many; of so
    many, `entries` are those that are named and still here.
    """

    commit: str
    time: int
    kind: Kind
    sort: Sort
    title: str
    id: str = ""
    entries: tuple[Entry, ...] = ()
    facts: tuple[ChangedFact, ...] = ()
    count: int = 1

    @property
    def others(self) -> int:
        """How many of them are not named."""
        return self.count - len(self.entries)

    @property
    def entry(self) -> Entry | None:
        """The one entry that it is about, if it is about one that is still here."""
        return self.entries[0] if self.id and self.entries else None

    @property
    def words(self) -> str:
        """What happened, in a word or two, where no fact tells it."""
        return {Sort.ADDED: "added", Sort.CHANGED: "changed", Sort.REMOVED: "taken out"}[self.sort]

    @property
    def day(self) -> PartialDate:
        """The day of the commit, in UTC."""
        return day_of(self.time)


@dataclass(frozen=True, kw_only=True)
class ChangesView:
    """What the page of changes shows: the news by day, how far they reach, and where they can be followed."""

    days: tuple[tuple[PartialDate, tuple[News, ...]], ...]
    note: str
    feeds: tuple[PageLink, ...]
    left: int


def changes_view(catalog: Catalog, history: History) -> ChangesView:
    """Gather the page of changes."""
    news = news_of(catalog, history)
    days = groupby(news[:SHOWN], key=lambda one: one.day)
    feeds = {"changes": "Everything that changed", "new": "Everything new"}
    feeds |= {kind.name: kind.title for kind in catalog.kinds}
    return ChangesView(
        days=tuple((day, tuple(_gathered(group))) for day, group in days),
        note=reach_words(history),
        feeds=tuple(PageLink(label=label, url=f"feeds/{name}.xml") for name, label in feeds.items()),
        left=max(0, len(news) - SHOWN),
    )


def news_of(catalog: Catalog, history: History) -> tuple[News, ...]:
    """What happened, newest first; in one commit in the order of kinds and ids."""
    return tuple(one for revision in history.revisions for one in _news(catalog, revision))


def reach_words(history: History) -> str:
    """How far back the history goes, as a sentence."""
    since = f" before {date_words(day_of(history.revisions[-1].time))}" if history.revisions else ""
    return {
        Reach.WHOLE: "",
        Reach.SHALLOW: f"This site was built from a shallow clone, so what changed{since} is not told here.",
        Reach.LONG: f"What changed{since} is left out.",
        Reach.NONE: f"What changed cannot be told: {history.reason}.",
        Reach.LEFT_OUT: "The live preview does not read what changed.",
    }[history.reach]


def day_of(time: int) -> PartialDate:
    """The day of a time in seconds since 1970, in UTC."""
    date = datetime.datetime.fromtimestamp(time, datetime.UTC)
    return PartialDate(date.year, date.month, date.day)


def _news(catalog: Catalog, revision: Revision) -> Iterator[News]:
    groups: dict[tuple[str, Sort], list[Event]] = defaultdict(list)
    for event in revision.events:
        groups[event.kind.name, event.sort].append(event)
    for kind in catalog.kinds:
        for sort in Sort:
            events = sorted(groups[kind.name, sort], key=lambda event: event.id)
            if len(events) > TOGETHER:
                yield _together(catalog, revision, events)
            else:
                yield from (_single(catalog, revision, event) for event in events)


def _gathered(news: Iterable[News]) -> Iterator[News]:
    """The same, with what was added entry by entry as one item of each kind."""
    for _, group in groupby(news, key=lambda one: (one.kind.name, bool(one.id), one.sort)):
        found = list(group)
        if len(found) == 1 or not found[0].id or found[0].sort is not Sort.ADDED:
            yield from found
        else:
            entries = tuple(one.entry for one in found if one.entry)
            title = count_words(len(found), found[0].kind.singular, found[0].kind.plural)
            yield replace(found[0], id="", title=title, entries=entries, count=len(found))


def _single(catalog: Catalog, revision: Revision, event: Event) -> News:
    entry = catalog.entries[event.kind.name].get(event.id)
    return News(
        commit=revision.commit,
        time=revision.time,
        kind=event.kind,
        sort=event.sort,
        title=entry.heading if entry else event.id,
        id=event.id,
        entries=(entry,) if entry else (),
        facts=tuple(_fact(catalog, event, change) for change in event.changes),
    )


def _fact(catalog: Catalog, event: Event, change: Change) -> ChangedFact:
    model, path, part = event.kind.facts, change.place.path, change.place.part
    before, after = _without(change.before, change.after), _without(change.after, change.before)
    words = [fact_words(catalog, model, path, values) for values in (before, after)]
    if words[0] == words[1]:  # where rounding would hide the difference
        words = [", ".join(f"{int(v):,}" if v.isdecimal() else v for v in values) for values in (before, after)]
    is_itself = part in (*change.before, *change.after)
    return ChangedFact(label=fact_label(model, path), part="" if is_itself else part, before=words[0], after=words[1])


def _together(catalog: Catalog, revision: Revision, events: Sequence[Event]) -> News:
    kind = events[0].kind
    found = (catalog.entries[kind.name].get(event.id) for event in events)
    return News(
        commit=revision.commit,
        time=revision.time,
        kind=kind,
        sort=events[0].sort,
        title=count_words(len(events), kind.singular, kind.plural),
        entries=tuple(entry for entry in found if entry)[:NAMED],
        count=len(events),
    )


def _without(values: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """The members that a list has and another one has not."""
    return tuple(value for value in values if value not in others)
