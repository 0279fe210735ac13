"""Without JavaScript tables are whole, links are links, and controls that need it are absent."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.looks import PHONE, WIDE, seen
from tests.browser.places import MODEL, PLACES
from tests.browser.reader import Reader


@pytest.fixture
def reader(readers: Callable[..., Reader]) -> Reader:
    """A reader whose browser runs no scripts."""
    return readers(java_script_enabled=False)


@seen(WIDE, PHONE)
def test_the_table_of_models_is_whole(reader: Reader) -> None:
    page = reader.open("models/")
    rows = page.locator("tbody tr")
    number = (page.locator("[data-ph-count]").text_content() or "").split()[0]
    expect(page.locator("tbody .ph-optional:not(.ph-absent)").first).to_be_visible()
    assert int(number) > 20
    expect(rows).to_have_count(int(number))
    for row in rows.all():
        expect(row).to_be_visible()
    for control in (".ph-tools", "[data-ph-facets]", "[data-ph-sort]", "[data-ph-none]", ".ph-past"):
        expect(page.locator(control)).to_be_hidden()
    expect(page.locator(".ph-grid button")).to_have_count(0)
    expect(page.locator("thead th").first).to_contain_text("Model")


@seen(WIDE, PHONE)
def test_links_are_links(reader: Reader) -> None:
    page = reader.open("")
    page.locator(".ph-doors").get_by_role("link", name="All models").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Models")
    page.get_by_role("link", name="Llama 2", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Llama 2")
    page.locator(".ph-facts .ph-cite").first.click()
    expect(page.locator("#source-2")).to_be_in_viewport()


@seen(WIDE, PHONE)
def test_an_entry_is_complete(reader: Reader) -> None:
    page = reader.open(MODEL)
    for heading in page.locator("h1, .ph-entry__main h2").all():
        expect(heading).to_be_visible()
    assert page.locator(".ph-entry__main section").count() >= 5
    for part in (".ph-facts", ".ph-answers", "#evidence ~ .ph-scroll tbody tr >> nth=0"):
        expect(page.locator(part).first).to_be_visible()


@seen(PHONE)
def test_the_menu_opens(reader: Reader) -> None:
    page = reader.open("")
    page.locator(".ph-menu").click()
    page.get_by_role("navigation", name="Navigation").get_by_role("link", name="All models").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Models")


@seen(WIDE, PHONE)
def test_no_control_is_shown_that_needs_scripts(reader: Reader) -> None:
    for place, path in PLACES.items():
        page = reader.open(path, 404 if place == "missing" else 200)
        dead = page.evaluate(
            """() => [...document.querySelectorAll("main :is(button, input, select, textarea)")]
              .filter(control => control.checkVisibility() && !control.closest("form[action]"))
              .filter(control => !control.closest(".ph-timeline__uses")) // styles answer these
              .map(control => control.outerHTML)"""
        )
        assert dead == [], place
