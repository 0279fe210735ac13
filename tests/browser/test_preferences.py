"""Forced colours and reduced motion."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import tab_to
from tests.browser.looks import DARK, PHONE, WIDE, seen
from tests.browser.reader import Reader
from tests.browser.tables import Table


@seen(WIDE, DARK, PHONE)
def test_forced_colours_keep_the_signs_of_answers(readers: Callable[..., Reader]) -> None:
    reader = readers(forced_colors="active")
    paths = ("models/llama-2/", "models/") if reader.look.phone else ("", "models/llama-2/", "models/")
    for path in paths:  # on a phone home shows no answers
        page = reader.open(path)
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        pill = page.locator(".ph-pill").locator("visible=true").first
        edge, text = (pill.evaluate(f"pill => getComputedStyle(pill).{name}") for name in ("borderTopColor", "color"))
        expect(pill).to_have_css("border-top-width", "1px")
        assert edge == text, f"the edge of a pill is not in the colour of text on /{path}"
        sign = pill.evaluate("pill => getComputedStyle(pill, '::before').backgroundColor")
        assert sign == text, f"the sign of a pill is not in the colour of text on /{path}"


@seen(WIDE)
@pytest.mark.parametrize("path", ["", "models/"])
def test_reduced_motion_moves_nothing(readers: Callable[..., Reader], path: str) -> None:
    reader = readers(reduced_motion="reduce")
    page = reader.open(path)
    slow = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(each => {
          const style = getComputedStyle(each);
          const times = `${style.transitionDuration}, ${style.animationDuration}`.split(", ").map(parseFloat);
          return style.scrollBehavior === "smooth" || times.some(time => time > 0.01);
        }).map(each => each.outerHTML.slice(0, 120))"""
    )
    assert slow == []


@seen(WIDE, PHONE)
def test_reduced_motion_leaves_everything_working(readers: Callable[..., Reader]) -> None:
    reader = readers(reduced_motion="reduce")
    page = reader.open("models/")
    table = Table(page)
    tab_to(reader, table.filter)
    page.keyboard.type("falcon")
    assert len(table.names()) > 1
    assert all("Falcon" in name for name in table.names())
