"""Light and dark: by the system's preference at first, then by the reader's choice."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.geometry import box
from tests.browser.looks import DARK, PHONE, WIDE, seen
from tests.browser.reader import Reader

BACKGROUND = {"light": "rgb(253, 253, 252)", "dark": "rgb(14, 22, 21)"}
OTHER = {"light": "dark", "dark": "light"}


def _check(page: Page, scheme: str) -> None:
    expect(page.locator("body")).to_have_css("background-color", BACKGROUND[scheme])
    expect(page.locator("body")).to_have_css("color-scheme", scheme)


def _check_sign(page: Page, offered: str) -> None:
    """The sign of the scheme that is offered is in the middle of its button."""
    button = page.get_by_title(f"{offered.capitalize()} scheme").locator("visible=true")
    outer, inner = box(button), box(button.locator("svg"))
    assert abs((outer.left + outer.right) - (inner.left + inner.right)) <= 2
    assert abs((outer.top + outer.bottom) - (inner.top + inner.bottom)) <= 2


def test_the_system_decides_at_first(reader: Reader) -> None:
    _check(reader.open(""), reader.look.scheme)


@seen(WIDE, DARK, PHONE)
def test_a_click_changes_the_scheme_and_it_stays(reader: Reader) -> None:
    page = reader.open("")
    other = OTHER[reader.look.scheme]
    _check_sign(page, other)
    page.get_by_title(f"{other.capitalize()} scheme").locator("visible=true").click()
    _check(page, other)
    _check_sign(page, reader.look.scheme)
    page.reload()
    _check(page, other)
    reader.open("models/")
    _check(page, other)
    page.get_by_title(f"{reader.look.scheme.capitalize()} scheme").locator("visible=true").click()
    _check(page, reader.look.scheme)


@seen(WIDE, DARK)
@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_changes_the_scheme_and_it_stays(reader: Reader, key: str) -> None:
    page = reader.open("")
    other = OTHER[reader.look.scheme]
    _tab_into(reader)
    reader.press(key)
    _check(page, other)
    reader.press(key)
    _check(page, reader.look.scheme)
    reader.press(key)
    page.reload()
    _check(page, other)


def _tab_into(reader: Reader) -> None:
    """Press Tab until the focus is in the scheme's form."""
    for _ in range(20):
        reader.press("Tab")
        if reader.page.evaluate("Boolean(document.activeElement.closest('[data-md-component=palette]'))"):
            return
    raise AssertionError("no way by Tab to the scheme")
