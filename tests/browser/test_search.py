"""From the home page to an entry: by its doors and by the search."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import tab_to
from tests.browser.looks import PHONE, WIDE, seen
from tests.browser.reader import Reader
from tests.browser.search import Search

ALIASES = {
    "OASST": "models/open-assistant-pythia/",
    "Strix Halo": "accelerators/amd-ryzen-ai-max-plus-395/",
    "LiteChain": "deployment-tools/langstream/",
    "Embedchain": "deployment-tools/embedchain/",
    "Lighting": "frameworks/pytorch-lightning/",
    "Lit-LLaMA": "frameworks/lit-llama/",
}
"""Former and other names, those of the origin among them, with the entry that comes first."""


@seen(WIDE, PHONE)
def test_doors_lead_from_home_to_the_models(reader: Reader) -> None:
    page = reader.open("")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    doors = page.locator(".ph-doors")
    doors.get_by_role("link", name="All models").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Models")
    assert reader.path == "models/"


@seen(WIDE)
def test_every_door_opens(reader: Reader) -> None:
    page = reader.open("")
    doors = page.locator(".ph-home a").evaluate_all("links => links.map(link => link.href)")
    assert len(doors) > 10
    for door in sorted({door.partition("#")[0] for door in doors}):
        answered = page.request.get(door)
        assert answered.status == 200, door


@seen(WIDE)
@pytest.mark.parametrize("opener", ["/", "s", "Tab"])
def test_the_keyboard_searches(reader: Reader, opener: str) -> None:
    page = reader.open("")
    search = Search(page)
    search.check_closed()
    if opener == "Tab":
        tab_to(reader, search.field)
    else:
        reader.press(opener)
    search.check_open()
    expect(search.field).to_have_value("")
    page.keyboard.type("pythia")
    expect(search.titles.first).to_have_text("Pythia")
    expect(search.titles.first).to_be_in_viewport()
    reader.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pythia")
    assert reader.path == "models/pythia/"


@seen(WIDE)
def test_arrows_choose_a_result(reader: Reader) -> None:
    page = reader.open("licenses/")
    search = Search(page)
    reader.press("/")
    page.keyboard.type("llama")
    expect(search.titles.nth(1)).to_be_visible()
    reader.press("ArrowDown", "ArrowDown")
    expect(search.links.nth(1)).to_be_focused()
    address = search.links.nth(1).get_attribute("href")
    reader.press("Enter")
    page.wait_for_url(re.compile(r"/(models|licenses)/llama"))
    assert address
    assert page.url.partition("?")[0] == address.partition("?")[0]


@seen(WIDE, PHONE)
def test_an_alias_is_found(reader: Reader) -> None:
    page = reader.open("models/")
    asked = list(ALIASES.items())
    for alias, path in asked[:2] if reader.look.phone else asked:  # each on the page of the one before
        search = Search(page)
        search.open_by_mouse()
        page.keyboard.type(alias)
        expect(search.links.first).to_have_attribute("href", re.compile(re.escape(path)))
        search.links.first.click()
        page.wait_for_url(f"**/{path}*")
        assert reader.path == path


@seen(PHONE)
@pytest.mark.parametrize("how", ["mouse", "Enter", "Space"])
def test_a_phone_searches_by_its_button(reader: Reader, how: str) -> None:
    page = reader.open("")
    search = Search(page)
    if how == "mouse":
        search.open_by_mouse()
    else:
        tab_to(reader, search.button)
        reader.press(how)
    search.check_open()
    page.keyboard.type("pythia")
    expect(search.titles.first).to_have_text("Pythia")
    expect(search.titles.first).to_be_in_viewport()
    search.links.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pythia")
    assert reader.path == "models/pythia/"


@seen(WIDE, PHONE)
def test_escape_closes_the_search(reader: Reader) -> None:
    page = reader.open("models/")
    search = Search(page)
    search.open_by_mouse()
    page.keyboard.type("falcon")
    expect(search.titles.first).to_have_text("Falcon")
    reader.press("Escape")
    search.check_closed()
    assert reader.path == "models/"


@seen(WIDE, PHONE)
def test_a_result_says_what_it_is(reader: Reader) -> None:
    page = reader.open("")
    search = Search(page)
    search.open_by_mouse()
    page.keyboard.type("llama 2")
    kinds = {"models/llama-2/": "Model", "licenses/llama-2/": "License"}
    for path, kind in kinds.items():
        result = search.links.and_(page.locator(f"[href$='/{path}']"))
        expect(result.locator("b")).to_have_text(kind)
        expect(result.locator("mark").first).to_have_text("Llama")


@seen(WIDE)
def test_a_search_without_results_says_so(reader: Reader) -> None:
    page = reader.open("")
    search = Search(page)
    reader.press("/")
    page.keyboard.type("xyzzyqq")
    expect(search.results).to_contain_text("No matching documents")


@seen(PHONE)
@pytest.mark.parametrize("answer", ["nothing", "broken"])
def test_a_search_that_cannot_begin_says_so(reader: Reader, answer: str) -> None:
    reader.foresee("search_index.json", "Failed to fetch", "JSON")
    reader.page.route(
        "**/search/search_index.json",
        lambda route: route.abort() if answer == "nothing" else route.fulfill(body='{"docs": [broken'),
    )
    search = Search(reader.open(""))
    search.open_by_mouse()
    expect(search.results).to_contain_text("Search did not load. Load the page again.")
    assert reader.caused()
