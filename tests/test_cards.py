"""Cards: what they say, that they are small and always the same, and titles that cannot be drawn."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from powerhouse_site.cards import HEIGHT, SITE, WIDTH, Card, card_of, draw_card, draw_mark
from powerhouse_site.schema.kinds import KINDS
from tests.site.catalogs import MAKERS, answer, entry, license_, load, model


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_a_card_of_a_model_answers_first(tmp_path: Path) -> None:
    files = {
        "licenses/free": license_("Free", commercial_use=answer("yes"), modification=answer("no")),
        "models/tiny": model("Tiny", license="free", release_date="2024-05"),
    }
    catalog = load(tmp_path, files)
    card = card_of(catalog, entry(catalog, "models/tiny"))
    assert card.head == "Model, Maker"
    assert card.title == "Tiny"
    assert dict(card.facts) == {"Released": "May 2024", "Commercial use": "Yes", "Parameters": "1 B"}
    of_license = card_of(catalog, entry(catalog, "licenses/free"))
    assert of_license.facts[0] == ("Commercial use", "Yes")
    assert ("Modify", "No") in of_license.facts
    assert len(of_license.facts) == 4


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_cards(tmp_path: Path, kind: object) -> None:
    name = getattr(kind, "name", "")
    catalog = load(tmp_path, {f"{name}/a": MAKERS[name]()})
    picture = opened(draw_card(card_of(catalog, catalog.of(name)[0])))
    assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))
    assert len(picture.convert("RGB").getcolors(256) or []) > 5


def test_a_card_is_small_and_always_the_same() -> None:
    first = draw_card(SITE)
    assert first == draw_card(SITE)
    assert len(first) < 12_000
    assert first != draw_card(Card(head="Model", title="Other", plain_title="OTHER"))


def test_titles_that_cannot_be_drawn_are_told_plainly() -> None:
    def drawn(title: str) -> bytes:
        return draw_card(Card(head="Model", title=title, plain_title="QWEN"))

    assert drawn("通义千问") == drawn("QWEN")
    assert drawn("Café – ‘Olé’") == drawn("Cafe - 'Ole'")
    assert drawn("Llama") != drawn("QWEN")


@pytest.mark.parametrize("title", ["", "A" * 300, " ".join(["word"] * 80), "\u202e", "A\nB"])
def test_titles_of_any_length_have_room(title: str) -> None:
    picture = opened(draw_card(Card(head=title, title=title, plain_title="", facts=((title, title),) * 4)))
    pixels = picture.convert("RGB")
    edge = [pixels.getpixel((WIDTH - 1 - x, y)) for x in range(40) for y in range(HEIGHT)]
    assert set(edge) == {(15, 42, 44)}


@pytest.mark.parametrize("size", [48, 180])
def test_the_mark_is_that_of_the_drawing(root: Path, size: int) -> None:
    """Seen at the middle of each part that `mark.svg` draws, and beside them."""
    data = draw_mark(size)
    assert data == draw_mark(size)
    picture = opened(data).convert("RGB")
    assert picture.size == (size, size)
    scale = size // 24
    edge = (size - 24 * scale) // 2
    written = (root / "docs/assets/mark.svg").read_text(encoding="utf-8")
    ground = picture.getpixel((0, 0))
    colors = set()
    for name, paths in re.findall(r'<path class="(\w)" d="([^"]+)"', written):
        for x, y, width, height in re.findall(r"M(\d+) (\d+)h(\d+)v(\d+)", paths):
            left, top = (edge + int(each) * scale for each in (x, y))
            colors.add((name, picture.getpixel((left, top))))
            colors.add((name, picture.getpixel((left + int(width) * scale - 1, top + int(height) * scale - 1))))
            assert picture.getpixel((left - 1, top)) == ground
    assert len(colors) == 2, "one color for the bars, one for the line"
