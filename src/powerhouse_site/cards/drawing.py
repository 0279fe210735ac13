"""Cards as small pictures: letters and bars in few colors, drawn in a few thousandths of a second.

Everything is drawn in shades from the ground to the ink, 0 to `_INK`; the shades above are colors of their own. The
same card gives the same bytes.
"""

import io
import unicodedata
import zlib
from functools import cache

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

from powerhouse_site.cards.mark import BARS, GROUND, LINE, mark_bars, mark_line
from powerhouse_site.cards.texts import Card

WIDTH, HEIGHT = 800, 420
_INK = 200
_QUIET = 140
_BAR, _LINE = 201, 202
_INK_COLOR = (242, 247, 246)
_SHADES = 13
"""So many shades remain, and the two colors: a pixel of a picture with sixteen colors takes half a byte."""
_FEW_SHADES = [_SHADES + n - _BAR if n > _INK else round(n * (_SHADES - 1) / _INK) for n in range(_LINE + 1)]
_FEW_SHADES += [0] * (256 - len(_FEW_SHADES))
_PALETTE = bytes(
    part
    for color in (
        *(
            tuple(g + (i - g) * n // (_SHADES - 1) for g, i in zip(GROUND, _INK_COLOR, strict=True))
            for n in range(_SHADES)
        ),
        BARS,
        LINE,
    )
    for part in color
)
_PLAIN = str.maketrans({"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "×": "x"})
_LEFT, _RIGHT = 48, WIDTH - 48
_TITLE_SIZES = (56, 46, 38)
_TITLE_LINES = 2
_GAP = 14


def draw_card(card: Card) -> bytes:
    """The card as a PNG."""
    image = _ground().copy()
    pen = ImageDraw.Draw(image)
    pen.text((_LEFT, 128), _cut(card.head, _font(24), _RIGHT - _LEFT), _QUIET, _font(24))
    title = _plain(card.title)
    size, lines = _fit(title if all(map(_has, title)) else card.plain_title)
    for number, line in enumerate(lines):
        pen.text((_LEFT, 164 + number * size * 1.12), line, _INK, _font(size))
    step = (_RIGHT - _LEFT + _GAP) / max(len(card.facts), 3)
    for number, (label, value) in enumerate(card.facts):
        left = _LEFT + number * step
        pen.text((left, 322), _cut(label, _font(17), step - _GAP), _QUIET, _font(17))
        pen.text((left, 346), _cut(value, _font(20), step - _GAP), _INK, _font(20))
    image = image.point(_FEW_SHADES)
    image.putpalette(_PALETTE)
    data = io.BytesIO()
    image.save(data, "PNG", bits=4, compress_type=zlib.Z_RLE)  # half the time for 2 % more
    return data.getvalue()


@cache
def _ground() -> Image.Image:
    """What all cards share: the mark and the name of the site, and the line above the facts."""
    image = Image.new("L", (WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(image)
    for bar in mark_bars(44, 42, 2):
        pen.rectangle(bar, _BAR)
    pen.rectangle(mark_line(44, 42, 2), _LINE)
    pen.text((104, 48), "PowerHouse", _INK, _font(30))
    pen.line((_LEFT, 304, _RIGHT, 304), 70)
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
        lines = _wrap(title, _font(size))
        if len(lines) <= _TITLE_LINES:
            return size, lines
    return size, [lines[0], _cut(" ".join(lines[1:]), _font(size), _RIGHT - _LEFT)]


def _wrap(text: str, font: FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= _RIGHT - _LEFT:
            lines[-1] = longer
        else:
            lines.append(_cut(word, font, _RIGHT - _LEFT))
    return lines


def _cut(text: str, font: FreeTypeFont, room: float) -> str:
    """A text that has room, with dots in the place of its end if need be, and of letters that cannot be drawn."""
    text = "".join(letter for letter in _plain(text) if _has(letter)).strip()
    if font.getlength(text) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if font.getlength(f"{text[:middle].rstrip()}...") <= room else (low, middle - 1)
    return f"{text[:low].rstrip()}..."


def _plain(text: str) -> str:
    """The text without accents and with plain dashes and quotation marks: the typeface has few letters."""
    apart = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@cache
def _has(letter: str) -> bool:
    """Whether the typeface has a letter; it draws one and the same box for all that it lacks."""
    return letter.isspace() or bytes(_font(20).getmask(letter)) != bytes(_font(20).getmask("\uffff"))
