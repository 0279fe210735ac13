"""HTML in one pass whose time grows with its length alone, whatever strangers put into it."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

_TOKEN = re.compile(
    r"<!--(?:>|->)?|<(?P<close>/?)(?P<tag>[a-zA-Z][^\s/<>]*+)(?P<attributes>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
)
_ATTRIBUTE = re.compile(
    r"(?<![^\s\"'/])(?P<name>[^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"(?P<a>[^\"]*+)\"|'(?P<b>[^']*+)'|(?P<c>[^\s\"'<>`]++)))?+"
)
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_RAW_ENDS = {tag: re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE) for tag in _RAW}
_LONGEST_TEXT = 300
_MOST_TAGS = 150_000
_ENOUGH_LETTERS = 200


@dataclass(slots=True)
class Tag:
    """A start tag and where it stands: offsets of its first character, of its attributes, and of what follows it."""

    name: str
    attributes: dict[str, str]
    offset: int
    attributes_offset: int = 0
    end: int = 0
    inert: bool = False
    text: str = ""
    """What stands in an element whose content is text alone."""


def tags(text: str) -> Iterator[Tag]:
    """All start tags outside of comments and of the text of scripts; what stands in a template is inert."""
    position, depth = 0, 0
    while (found := _TOKEN.search(text, position)) is not None:
        position = found.end()
        if found["tag"] is None:
            end = re.compile("--!?>").search(text, position) if found[0] == "<!--" else None
            position = end.end() if end else (len(text) if found[0] == "<!--" else position)
            continue
        name = found["tag"].lower()
        if found["close"]:
            depth -= name == "template" and depth > 0
            continue
        depth += name == "template"
        inner = ""
        if name in _RAW:
            end = _RAW_ENDS[name].search(text, position)
            stop = end.start() if end else len(text)
            inner = text[position:stop]
            position = stop
        written = found["attributes"]
        yield Tag(
            name,
            attributes(written) if "=" in written else {},
            found.start(),
            found.start("attributes"),
            position,
            depth > 0,
            inner,
        )


def attributes(text: str) -> dict[str, str]:
    """The attributes of a tag by their names in small letters; of two with one name the first counts."""
    found: dict[str, str] = {}
    for each in _ATTRIBUTE.finditer(text):
        value = each["a"] or each["b"] or each["c"] or ""
        found.setdefault(each["name"].lower(), html.unescape(value) if "&" in value else value)
    return found


@dataclass(slots=True)
class Outline:
    """What matters of a page: its title and first heading, its anchors, and how much it says without scripts.

    `letters` are counted up to some hundreds. `complete` is False for a page of so many tags that the rest was left.
    """

    title: str = ""
    heading: str = ""
    anchors: set[str] = field(default_factory=set)
    letters: int = 0
    has_script: bool = False
    complete: bool = True


def outline(text: str, *, titled: bool = False) -> Outline:
    """Go through a page once, or with `titled` only as far as title and heading: the rest is not known then."""
    found = Outline()
    last: Tag | None = None
    count = 0
    for count, tag in enumerate(islice(tags(text), _MOST_TAGS), start=1):  # noqa: B007 - asked for below
        if last is not None and found.letters < _ENOUGH_LETTERS:
            found.letters += _letters(text, last, tag.offset)
        last = tag
        if tag.name == "title":
            found.title = found.title or _line(tag.text[: _LONGEST_TEXT * 2])
        elif tag.name == "script":
            found.has_script = True
        elif tag.name == "h1" and not found.heading:
            found.heading = plain(text[tag.offset : tag.offset + 4 * _LONGEST_TEXT].partition("</h1")[0])
        if titled:
            if found.title and found.heading:
                break
            continue
        if tag.attributes and not tag.inert:
            found.anchors.update(_anchors(tag))
    if last is not None:
        found.letters += _letters(text, last, len(text))
    else:
        found.letters = min(len(text), _ENOUGH_LETTERS)
    found.complete = count < _MOST_TAGS
    return found


def plain(markup: str) -> str:
    """The text of a short piece of markup on one line."""
    return _line(re.sub(r"<[^<>]*>", " ", markup))


def _line(text: str) -> str:
    return " ".join(html.unescape(text).split())[:_LONGEST_TEXT]


def _anchors(tag: Tag) -> Iterator[str]:
    for name in ("id", "xml:id", "name") if tag.name == "a" else ("id", "xml:id"):
        value = tag.attributes.get(name)
        if value:
            yield value


def _letters(text: str, tag: Tag, end: int) -> int:
    """How many characters between two start tags can be read, of the first two thousand."""
    if tag.name in _RAW or tag.name in ("head", "noscript", "meta", "link"):
        return 0
    return len("".join(re.sub(r"</[^<>]*>", " ", text[tag.end : min(end, tag.end + 2000)]).split()))
