"""A badge and a card for each entry, as SVG without scripts: to be embedded in other sites and in README files.

The words are as wide as they are made by `textLength`, so that no font breaks the picture.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import escape

from powerhouse_site.answers import answer_word, verdict
from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.exports.output import Output
from powerhouse_site.pages.cells.cell import owner_of
from powerhouse_site.pages.cells.drawings import draw
from powerhouse_site.pages.cells.pills import pill_of, pill_of_use
from powerhouse_site.schema.described import table_columns
from powerhouse_site.schema.licenses import License
from powerhouse_site.schema.models import Model
from powerhouse_site.schema.values import Choice

_TONES = {"yes": "#1a6a3b", "conditional": "#7a5200", "no": "#9b1c31", "unknown": "#55615d"}
_NEUTRAL, _NAME = "#0b5c62", "#14201e"
_NARROW, _WIDE = frozenset("iljftrI.,:;'|!()[] -1"), frozenset("mwMW@%&QGOCDHNUABVXYKREPSTZ")
_FONT = "-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Helvetica Neue,Arial,sans-serif"
_CARD_STYLE = (
    ".b{fill:#fdfdfc;stroke:#c3cbc7}.i{fill:#14201e}.q{fill:#5c6864}.m{fill:#136a70}.l{fill:#d1410c}"
    "@media(prefers-color-scheme:dark){.b{fill:#0e1615;stroke:#3a4b48}.i{fill:#e7eeec}.q{fill:#93a3a0}"
    ".m{fill:#45a5a4}.l{fill:#ff8748}}"
)
_CARD_MARK = (
    '<g class="m"><rect x="16" y="18" width="14" height="4"/><rect x="16" y="25" width="20" height="4"/>'
    '<rect x="16" y="32" width="10" height="4"/></g><rect class="l" x="32" y="15" width="2" height="24"/>'
)


def badge_outputs(catalog: Catalog) -> Iterator[Output]:
    """The badges and the cards of all entries."""
    for entry in (entry for kind in catalog.kinds for entry in catalog.of(kind.name)):
        yield from entry_outputs(catalog, entry)


def entry_outputs(catalog: Catalog, entry: Entry) -> Iterator[Output]:
    """The badge and the card of an entry, beside its page."""
    yield Output(f"{entry.url}badge.svg", partial(badge, catalog, entry))
    yield Output(f"{entry.url}card.svg", partial(card, catalog, entry))


@dataclass(frozen=True)
class Message:
    """What a badge says of an entry, the colour that it says it in, and the question where it is an answer."""

    words: str
    tone: str
    label: str = ""

    @property
    def whole(self) -> str:
        """Question and answer."""
        return f"{self.label}: {self.words}".lower() if self.label else self.words


def badge(catalog: Catalog, entry: Entry) -> str:
    """The name of an entry and the first thing that readers ask of it."""
    message = message_of(catalog, entry)
    name, words = _cut(entry.heading, 40), _cut(message.whole, 48)
    name_width, words_width = _width(name), _width(words)
    split, rest = name_width + 14, words_width + 14
    shown, said = escape(name), escape(words)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{split + rest}" height="20" role="img" '
        f'aria-label="{shown}: {said}"><title>{shown}: {said}</title>'
        f'<rect width="{split}" height="20" fill="{_NAME}"/>'
        f'<rect x="{split}" width="{rest}" height="20" fill="{message.tone}"/>'
        f'<g fill="#fff" font-family="{_FONT}" font-size="11">'
        f'<text x="7" y="14" textLength="{name_width}" lengthAdjust="spacingAndGlyphs">{shown}</text>'
        f'<text x="{split + 7}" y="14" textLength="{words_width}" lengthAdjust="spacingAndGlyphs">{said}</text>'
        "</g></svg>\n"
    )


def card(catalog: Catalog, entry: Entry) -> str:
    """The name of an entry, its makers, and its first facts."""
    owner = owner_of(catalog, entry)
    columns = [f for f in table_columns(type(entry.facts)) if f.column is not None and f.column.sortable]
    facts = [(field.label, cell.with_unit) for field in columns if (cell := draw(owner, field)) and cell.text]
    message = message_of(catalog, entry)
    asked = [(message.label, message.words)] if message.label else []
    rows = [*asked, *(fact for fact in facts if fact[0] != message.label)][:5]
    height = 62 + 21 * len(rows) + 8
    lines = "".join(_line(72 + 21 * index, label, text) for index, (label, text) in enumerate(rows))
    name, facts_by = entry.heading, entry.facts.byline
    by = f"{entry.kind.singular.capitalize()}{', ' if facts_by else ''}{facts_by}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="420" height="{height}" viewBox="0 0 420 {height}" role="img" '
        f'aria-label="{escape(name)}"><title>{escape(name)}</title><style>{_CARD_STYLE}</style>'
        f'<rect class="b" x=".5" y=".5" width="419" height="{height - 1}" rx="3"/>{_CARD_MARK}'
        f'<g font-family="{_FONT}">'
        f'<text class="i" x="46" y="27" font-size="16" font-weight="700">{escape(_cut(name, 40))}</text>'
        f'<text class="q" x="46" y="43" font-size="12">{escape(_cut(by, 58))}</text>{lines}</g></svg>\n'
    )


def _line(y: int, label: str, value: str) -> str:
    return (
        f'<text class="q" x="16" y="{y}" font-size="12">{escape(_cut(label, 18))}</text>'
        f'<text class="i" x="136" y="{y}" font-size="13">{escape(_cut(value, 40))}</text>'
    )


def message_of(catalog: Catalog, entry: Entry) -> Message:
    """May it be used commercially, is it kept up, how much memory has it; else what kind of thing it is."""
    facts = entry.facts
    if isinstance(facts, Model | License):
        if isinstance(facts, Model):
            word, pill = (found := verdict(catalog, facts).answer), pill_of_use(found)
        else:
            word, pill = answer_word(facts.commercial_use), pill_of(facts.commercial_use)
        return Message(pill.words, _TONES.get(word, _NEUTRAL), label="Commercial use")
    status = getattr(facts, "status", None)
    if isinstance(status, Choice):
        return Message(status.label.lower(), _TONES["unknown"] if facts.ended else _NEUTRAL)
    memory = getattr(facts, "memory_gb", None)
    return Message(f"{memory:,} GB" if memory else entry.kind.singular, _NEUTRAL)


def _width(text: str) -> int:
    """About how wide a text is in pixels, at 11 pixels of height."""
    widths = (3.4 if c in _NARROW else 8.2 if c in _WIDE else 11 if ord(c) > 0x2E80 else 6.3 for c in text)
    return math.ceil(sum(widths))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
