"""Cards: what they say, that they are small and always the same, and titles that cannot be drawn."""

import io
from pathlib import Path

import pytest
from PIL import Image

from powerhouse_site.cards import HEIGHT, SITE, WIDTH, Card, card_of, draw_card
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
