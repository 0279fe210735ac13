"""axe-core finds nothing on any sort of page, light and dark, on wide screens and on phones."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.looks import DARK, PHONE, WIDE, Look, seen
from tests.browser.places import MORE_PLACES, PLACES, TOURS
from tests.browser.reader import Reader
from tests.browser.search import Search
from tests.browser.tables import Table

LIGHT, SLATE = "default", "slate"
"""What the theme calls the schemes."""


def _check(reader: Reader, state: str) -> None:
    reader.settle()
    found = violations(reader.page)
    assert not found, f"{state}, {reader.look}:\n" + "\n".join(found)


def _wear(page: Page, scheme: str) -> None:
    """Change to a scheme by the button that readers change it with."""
    body = page.locator("body")
    if body.get_attribute("data-md-color-scheme") != scheme:
        page.locator("[data-md-component=palette] button").click()
        expect(body).to_have_attribute("data-md-color-scheme", scheme)


@seen(WIDE)
@pytest.mark.parametrize("tour", TOURS, ids=lambda tour: tour[0])
def test_axe_finds_nothing(reader: Reader, tour: list[str]) -> None:
    page = reader.page
    found: list[str] = []

    def look(place: str, scheme: str, width: int, *, whole: bool = False, others: bool = True) -> None:
        page.set_viewport_size({"width": width, "height": 900})
        _wear(page, scheme)
        reader.settle()
        found.extend(f"{place}, {scheme}, {width}:\n{each}" for each in violations(page, whole=whole, others=others))

    for place in tour:
        reader.open(PLACES[place], 404 if place == "missing" else 200)
        look(place, LIGHT, WIDE.width, whole=True)
        if place in MORE_PLACES:  # their parts are those of other pages; one look at each scheme is enough
            look(place, SLATE, PHONE.width)
        else:
            look(place, LIGHT, PHONE.width)
            look(place, SLATE, PHONE.width, others=False)
            look(place, SLATE, WIDE.width, others=False)
    assert not found, "\n".join(found)


@seen(DARK, PHONE)
def test_axe_finds_nothing_in_an_open_search(reader: Reader) -> None:
    page = reader.open("")
    search = Search(page)
    search.open_by_mouse()
    page.keyboard.type("llama")
    expect(search.titles.nth(2)).to_be_visible()
    search.check_open()
    _check(reader, "search")


@seen(PHONE, Look("dark", 390))
def test_axe_finds_nothing_in_an_open_drawer(reader: Reader) -> None:
    page = reader.open("models/")
    page.locator(".ph-menu").click()
    expect(page.get_by_role("navigation", name="Navigation").get_by_role("link", name="All models")).to_be_in_viewport()
    _check(reader, "drawer")


@seen(WIDE, Look("dark", 390))
def test_axe_finds_nothing_in_a_sorted_or_an_empty_table(reader: Reader) -> None:
    table = Table(reader.open("models/"))
    if table.choice.is_visible():
        table.choice.select_option(label="Parameters")
    else:
        table.button("Parameters").click()
    table.filter.fill("eleutherai")
    _check(reader, "sorted and filtered")
    table.filter.fill("no such model")
    expect(table.none).to_be_visible()
    _check(reader, "empty")


@seen(WIDE)
def test_axe_finds_what_is_wrong(reader: Reader) -> None:
    """A check that finds nothing anywhere would be of no use, nor one that leaves out what is unlike the rest."""
    page = reader.open("models/")
    page.evaluate(
        """() => {
          document.querySelector("main").insertAdjacentHTML("beforeend", '<img src="data:,"><button></button>');
          const last = document.querySelector("tbody > tr:last-child");
          last.cells[0].insertAdjacentHTML("beforeend", '<i class="new">Faint</i>');
          last.querySelector(".new").style.color = "#ccc";
        }"""
    )
    found = violations(page)
    assert sorted(line.split()[0] for line in found) == ["button-name", "color-contrast", "image-alt"]
    assert [line.split()[0] for line in violations(page, others=False)] == ["color-contrast"]
