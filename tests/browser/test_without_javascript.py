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
    hidden = rows.evaluate_all("rows => rows.filter(row => !row.checkVisibility() || !row.offsetHeight).length")
    assert hidden == 0
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


@seen(WIDE)
def test_no_control_is_shown_that_needs_scripts(reader: Reader) -> None:
    """But for the boxes that choose what a chart of the timeline shows, by styles alone; see the test below."""
    dead: list[str] = []
    for place, path in PLACES.items():
        page = reader.open(path, 404 if place == "missing" else 200)
        for width in (WIDE.width, PHONE.width):
            page.set_viewport_size({"width": width, "height": 900})
            found = page.evaluate(
                """() => [...document.querySelectorAll("main :is(button, input, select, textarea)")]
                  .filter(control => control.checkVisibility() && !control.closest("form[action]"))
                  .filter(control => !control.matches(".ph-timeline__uses input[type=checkbox]"))
                  .map(control => control.outerHTML)"""
            )
            dead += [f"{place} at {width}: {each}" for each in found]
    assert dead == []


@seen(WIDE)
@pytest.mark.parametrize("path", ["timeline/", "timeline/context/"])
def test_styles_answer_the_boxes_of_the_timeline(reader: Reader, path: str) -> None:
    """Each takes some marks away and brings the same back."""
    page = reader.open(path)
    marks = page.locator(".ph-chart a.ph-dot").filter(visible=True)
    whole = marks.count()
    boxes = page.locator("main :is(button, input, select, textarea)").filter(visible=True).all()
    assert boxes
    left = []
    for box in boxes:
        box.uncheck()
        left.append(marks.count())
        box.check()
        assert marks.count() == whole
    assert sum(whole - each for each in left) == whole, "a mark that no box, or more than one, takes away"
