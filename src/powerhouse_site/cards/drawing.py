"""Cards as small pictures: letters and bars in few colors, drawn in about a thousandth of a second.

Everything is drawn in shades from the ground to the ink, 0 to `_INK`; the shades above are colors of their own. The
same card gives the same bytes.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

from powerhouse_site.cards.frame import PngFrame
from powerhouse_site.cards.mark import BARS, GROUND, LINE, mark_bars, mark_line
from powerhouse_site.cards.texts import Card

WIDTH, HEIGHT = 800, 420
_INK, _QUIET, _FAINT = 12, 8, 4
"""With fifteen shades and colors a pixel takes half a byte."""
_BAR, _LINE = 13, 14
_INK_COLOR = (242, 247, 246)
_PALETTE = bytes(
    part
    for color in (
        *(tuple(g + (i - g) * n // _INK for g, i in zip(GROUND, _INK_COLOR, strict=True)) for n in range(_INK + 1)),
        BARS,
        LINE,
    )
    for part in color
)
_PLAIN = str.maketrans({"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "×": "x"})
_MARGIN = 2
"""The first byte of a row in a PNG says how it is filtered, and 0 that it is not: two pixels of the ground."""
_LEFT, _RIGHT = _MARGIN + 48, _MARGIN + WIDTH - 48
_TITLE_SIZES = (56, 46, 38)
_TITLE_LINES = 2
_GAP = 14
_TOP, _BOTTOM = 120, 384
"""Between these rows cards differ; those above and below are compressed once for all."""


def draw_card(card: Card) -> bytes:
    """The card as a PNG."""
    image = _ground().crop((0, _TOP, _MARGIN + WIDTH, _BOTTOM))
    pen = ImageDraw.Draw(image)
    _write(pen, (_LEFT, 128 - _TOP), _cut(card.head, 24, _RIGHT - _LEFT), 24, _QUIET)
    title = _plain(card.title)
    size, lines = _fit(title if all(map(_has, title)) else card.plain_title)
    for number, line in enumerate(lines):
        _write(pen, (_LEFT, round(164 - _TOP + number * size * 1.12)), line, size, _INK)
    step = (_RIGHT - _LEFT + _GAP) // max(len(card.facts), 3)
    for number, (label, value) in enumerate(card.facts):
        left = _LEFT + number * step
        pen.bitmap((left, 322 - _TOP), _strip(label, 17, step - _GAP), _QUIET)
        pen.bitmap((left, 346 - _TOP), _strip(value, 20, step - _GAP), _INK)
    return _frame().around(image)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter in one size: how far it moves the next one, and how much of each pixel it covers, from a corner."""

    step: int
    corner: tuple[int, int]
    image: Image.Image | None


@cache
def _letter(letter: str, size: int) -> _Letter:
    """The typeface, as Pillow draws it, has whole steps and no pairs of letters that stand closer than others."""
    font = _font(size)
    left, top, right, bottom = map(round, font.getbbox(letter))
    step = round(font.getlength(letter))
    if right <= left or bottom <= top:
        return _Letter(step, (0, 0), None)
    image = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(image).text((-left, -top), letter, 255, font)
    return _Letter(step, (left, top), image)


def _length(text: str, size: int) -> int:
    return sum(_letter(letter, size).step for letter in text)


def _write(pen: ImageDraw.ImageDraw, place: tuple[int, int], text: str, size: int, shade: int) -> None:
    """Letters one by one: to draw a text anew takes seven times as long as to put its letters there."""
    left, top = place
    for each in text:
        letter = _letter(each, size)
        if letter.image is not None:
            x, y = letter.corner
            pen.bitmap((left + x, top + y), letter.image, shade)
        left += letter.step


@lru_cache(1024)
def _strip(text: str, size: int, room: int) -> Image.Image:
    """How much of each pixel a short text covers; many cards have the same."""
    image = Image.new("L", (room, 2 * size))
    _write(ImageDraw.Draw(image), (0, 0), _cut(text, size, room), size, 255)
    return image


@cache
def _frame() -> PngFrame:
    return PngFrame(_ground(), _TOP, _BOTTOM, _PALETTE)


@cache
def _ground() -> Image.Image:
    """What all cards share: the mark and the name of the site, and the line above the facts."""
    image = Image.new("P", (_MARGIN + WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(image)
    for bar in mark_bars(_MARGIN + 44, 42, 2):
        pen.rectangle(bar, _BAR)
    pen.rectangle(mark_line(_MARGIN + 44, 42, 2), _LINE)
    pen.line((_LEFT, 304, _RIGHT, 304), _FAINT)
    _write(pen, (_MARGIN + 104, 48), "PowerHouse", 30, _INK)
    return image


@cache
def _font(size: int) -> FreeTypeFont:
    font = ImageFont.load_default(size)
    if not isinstance(font, FreeTypeFont):
        raise TypeError("Pillow was built without FreeType, which draws letters")
    return font


def _fit(title: str) -> tuple[int, list[str]]:
    """The largest size in which a title has room, and its lines; a title that is too long for all ends in dots."""
    for size in _TITLE_SIZES:
        lines = _wrap(title, size)
        if len(lines) <= _TITLE_LINES:
            return size, lines
    return size, [lines[0], _cut(" ".join(lines[1:]), size, _RIGHT - _LEFT)]


def _wrap(text: str, size: int) -> list[str]:
    if _length(text, size) <= _RIGHT - _LEFT:
        return [" ".join(text.split())]
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _length(longer, size) <= _RIGHT - _LEFT:
            lines[-1] = longer
        else:
            lines.append(_cut(word, size, _RIGHT - _LEFT))
    return lines


def _cut(text: str, size: int, room: int) -> str:
    """A text that has room, with dots in the place of its end if need be, and of letters that cannot be drawn."""
    text = "".join(filter(_has, _plain(text))).strip()
    if _length(text, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _length(f"{text[:middle].rstrip()}...", size) <= room else (low, middle - 1)
    return f"{text[:low].rstrip()}..."


def _plain(text: str) -> str:
    """The text without accents and with plain dashes and quotation marks: the typeface has few letters."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@cache
def _has(letter: str) -> bool:
    """Whether the typeface has a letter; it draws one and the same box for all that it lacks."""
    return letter.isspace() or bytes(_font(20).getmask(letter)) != bytes(_font(20).getmask("\uffff"))
