"""The mark of the site as a small picture, for browsers and home screens that take no SVG.

The same size gives the same bytes.
"""

import io
from collections.abc import Iterator

from PIL import Image, ImageDraw

Box = tuple[int, int, int, int]
"""Left, top, right and bottom; the last two are inside."""

GROUND, BARS, LINE = (15, 42, 44), (125, 188, 180), (255, 135, 72)
_GRID = 24
_BARS = ((2, 3, 12, 4), (2, 10, 20, 4), (2, 17, 8, 4))
_LINE = (17, 1, 2, 22)
"""Left, top, width and height, on the grid of `docs/assets/mark.svg`."""


def mark_bars(left: int, top: int, scale: int) -> Iterator[Box]:
    """The three bars of a mark whose grid begins at a point, with so many pixels a step."""
    return (_box(part, left, top, scale) for part in _BARS)


def mark_line(left: int, top: int, scale: int) -> Box:
    """The line that crosses one of them."""
    return _box(_LINE, left, top, scale)


def draw_mark(size: int) -> bytes:
    """The mark on its ground as a square PNG with sides of `size` pixels."""
    image = Image.new("P", (size, size), 0)
    image.putpalette(bytes((*GROUND, *BARS, *LINE)))
    scale = size // _GRID
    edge = (size - scale * _GRID) // 2
    pen = ImageDraw.Draw(image)
    for bar in mark_bars(edge, edge, scale):
        pen.rectangle(bar, 1)
    pen.rectangle(mark_line(edge, edge, scale), 2)
    data = io.BytesIO()
    image.save(data, "PNG", bits=2, optimize=True)
    return data.getvalue()


def _box(part: tuple[int, int, int, int], left: int, top: int, scale: int) -> Box:
    x, y, width, height = part
    return (left + x * scale, top + y * scale, left + (x + width) * scale - 1, top + (y + height) * scale - 1)
