"""What is new and what changed as Atom feeds (RFC 4287)."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from xml.etree import ElementTree

from markupsafe import Markup

from powerhouse_site.catalog import Catalog
from powerhouse_site.exports.output import Output, Stamp, rfc3339
from powerhouse_site.history.history import History, Sort
from powerhouse_site.pages.changes import URL, ChangedFact, News, news_of, reach_words
from powerhouse_site.prose import prose_html

FOLDER = "feeds"
SHOWN = 100
_ATOM = "http://www.w3.org/2005/Atom"
_UP = "../"
"""The way from a feed to the root of a site whose address is not known."""


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed: its file, what it is called, what is in it, and its news, newest first."""

    name: str
    title: str
    subtitle: str
    news: Sequence[News]


def feed_outputs(catalog: Catalog, history: History, *, site: str, stamp: Stamp) -> Iterator[Output]:
    """A feed of everything new, one of everything that changed, and one of both for each kind."""
    for feed in feeds_of(catalog, history):
        yield Output(f"{FOLDER}/{feed.name}.xml", partial(feed_text, feed, site=site, stamp=stamp))


def feeds_of(catalog: Catalog, history: History) -> Iterator[Feed]:
    """The feeds of the catalog. How far its history reaches stands in the subtitle of each."""
    news = news_of(catalog, history)
    note = f" {reach_words(history)}".rstrip()
    new = [one for one in news if one.sort is Sort.ADDED]
    yield Feed(name="new", title="PowerHouse: new", subtitle=f"Entries that are added.{note}", news=new)
    words = "Entries that are added, and facts that differ."
    yield Feed(name="changes", title="PowerHouse: changes", subtitle=f"{words}{note}", news=news)
    for kind in catalog.kinds:
        yield Feed(
            name=kind.name,
            title=f"PowerHouse: {kind.plural}",
            subtitle=f"{kind.plural.capitalize()} that are added, and their facts that differ.{note}",
            news=[one for one in news if one.kind is kind],
        )


def feed_text(told: Feed, *, site: str, stamp: Stamp) -> str:
    """A feed as XML. Addresses are whole where that of the site is known, else relative to the feed's own."""
    shown = told.news[:SHOWN]
    feed = ElementTree.Element("feed", xmlns=_ATOM)
    _add(feed, "id", _urn(f"feed {told.name}"))
    _add(feed, "title", told.title)
    _add(feed, "subtitle", told.subtitle)
    _add(feed, "updated", rfc3339(max((one.time for one in shown), default=stamp.time or 0)))
    _add(_add(feed, "author"), "name", "PowerHouse")
    own = f"{site}{FOLDER}/{told.name}.xml" if site else f"{told.name}.xml"
    _add(feed, "link", rel="self", type="application/atom+xml", href=own)
    _add(feed, "link", rel="alternate", type="text/html", href=f"{site or _UP}{URL}")
    _add(feed, "rights", "MIT")
    for one in shown:
        _entry(feed, one, site or _UP)
    ElementTree.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(feed, encoding="unicode") + "\n"


def _entry(feed: ElementTree.Element, one: News, root: str) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", _urn(f"{one.commit} {one.kind.name} {one.sort} {one.id}"))
    _add(entry, "title", _title(one))
    _add(entry, "updated", rfc3339(one.time))
    target = one.entry.url if one.entry else URL if one.id else f"{one.kind.name}/"
    _add(entry, "link", rel="alternate", type="text/html", href=f"{root}{target}")
    _add(entry, "category", term=one.kind.name, label=one.kind.title)
    _add(entry, "content", str(_content(one)), type="html")


def _title(one: News) -> str:
    if not one.facts:
        return f"{one.title} {one.words}"
    labels = list(dict.fromkeys(fact.label for fact in one.facts))
    more = f" and {len(labels) - 3} more" if len(labels) > 3 else ""
    return f"{one.title}: {', '.join(labels[:3])}{more}"


def _content(one: News) -> Markup:
    if one.facts:
        return Markup("<ul>{}</ul>").format(Markup("").join(map(_fact, one.facts)))
    if one.entry is not None:
        return Markup("<p>{}</p>").format(prose_html(one.entry.facts.description))
    names = ", ".join(entry.heading for entry in one.entries)
    return Markup("<p>{}</p>").format(f"{names} and others" if names and not one.id else _title(one))


def _fact(fact: ChangedFact) -> Markup:
    label = f"{fact.label}, {fact.part}" if fact.part else fact.label
    before = Markup("<del>{}</del> ").format(fact.before) if fact.before else Markup("")
    after = Markup("<strong>{}</strong>").format(fact.after) if fact.after else Markup("not known")
    return Markup("<li>{}: {}{}</li>").format(label, before, after)


def _add(parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, attributes)
    element.text = text
    return element


def _urn(name: str) -> str:
    """A name that stays the same wherever the site stands."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"powerhouse {name}").urn
