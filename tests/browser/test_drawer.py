"""The drawer, which holds the navigation where the header has no room for it."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.focus import focus_of
from tests.browser.geometry import covered
from tests.browser.keyboard import tab_to
from tests.browser.looks import PHONE, WIDE, Look, seen
from tests.browser.places import PLACES
from tests.browser.reader import Reader

NARROW = (PHONE, Look("dark", 1024))


def _navigation(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Navigation")


@seen(*NARROW)
@pytest.mark.parametrize("how", ["mouse", "Enter", "Space"])
def test_the_menu_leads_to_the_models(reader: Reader, how: str) -> None:
    page = reader.open("")
    menu = page.locator(".ph-menu")
    link = _navigation(page).get_by_role("link", name="All models", exact=True)
    expect(link).not_to_be_in_viewport()
    if how == "mouse":
        menu.click()
        reader.settle()
        expect(link).to_be_in_viewport(ratio=1)
        link.click()
    else:
        tab_to(reader, menu)
        reader.press(how)
        expect(link).to_be_in_viewport(ratio=1)
        tab_to(reader, link)
        reader.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Models")
    assert reader.path == "models/"


@seen(PHONE)
def test_every_sort_of_page_has_a_menu_that_leads_where_the_tabs_lead(reader: Reader) -> None:
    for place in ("home", "models", "model", "frameworks", "guide", "contributing", "missing"):
        page = reader.open(PLACES[place], 404 if place == "missing" else 200)
        tabs = page.locator(".ph-tabs a").evaluate_all("tabs => tabs.map(tab => tab.href)")
        assert len(tabs) >= 4
        page.locator(".ph-menu").click()
        reader.settle()
        links = _navigation(page).get_by_role("link")
        leads = links.evaluate_all("links => links.map(link => link.href)")
        assert [tab for tab in tabs if tab not in leads] == [], f"where the menu on {place} does not lead"
        assert covered(links) == [], f"links that are behind something on {place}"


@seen(PHONE)
def test_the_focus_is_seen_in_an_open_drawer(reader: Reader) -> None:
    page = reader.open("models/")
    page.locator(".ph-menu").click()
    reader.settle()
    links = _navigation(page).get_by_role("link")
    tab_to(reader, links.first)
    for _ in range(links.count()):
        now = focus_of(page)
        assert now
        assert now.fault is None, now.fault
        reader.press("Tab")


@seen(PHONE)
def test_a_closed_drawer_takes_no_focus(reader: Reader) -> None:
    page = reader.open("models/")
    for _ in range(25):
        reader.press("Tab")
        assert not page.evaluate("Boolean(document.activeElement.closest('.md-sidebar'))")


@seen(PHONE, Look("light", 1024))
def test_the_menu_tells_where_the_reader_is(reader: Reader) -> None:
    page = reader.open("models/commercial-use/")
    page.locator(".ph-menu").click()
    reader.settle()
    expect(page.locator(".ph-menu")).to_have_attribute("aria-expanded", "true")
    current = _navigation(page).locator("[aria-current]")
    expect(current).to_have_text("For commercial use")
    expect(current).to_be_in_viewport(ratio=1)


@seen(PHONE)
def test_a_click_beside_the_drawer_closes_it(reader: Reader) -> None:
    page = reader.open("")
    link = _navigation(page).get_by_role("link", name="All models", exact=True)
    page.locator(".ph-menu").click()
    reader.settle()
    expect(link).to_be_in_viewport()
    page.mouse.click(370, 500)
    expect(link).not_to_be_in_viewport()
    assert reader.path == ""


@seen(WIDE)
def test_a_wide_screen_has_tabs_instead(reader: Reader) -> None:
    page = reader.open("")
    expect(page.locator(".ph-menu")).to_be_hidden()
    page.get_by_role("banner").get_by_role("link", name="Models", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Models")
    expect(page.locator(".ph-tabs [aria-current]")).to_have_text("Models")
