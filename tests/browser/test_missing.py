"""An address that leads nowhere: a page that helps."""

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import tab_to
from tests.browser.looks import PHONE, WIDE, seen
from tests.browser.reader import Reader
from tests.browser.search import Search

WORDS = {
    "models/open-llama/": "open llama",
    "models/Falcon_7b": "Falcon 7b",
    "old/deep/address/red-pajama.html": "red pajama",
    "models/caf%C3%A9/": "café",
    "models/100%25-open/": "100% open",
    "%E0%A4%A/": "%E0%A4%A",  # a malformed escape
    "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E/": '"><script>alert(1)</script>',
}


@seen(WIDE, PHONE)
def test_the_page_helps(reader: Reader) -> None:
    page = reader.open("models/no-such-model/", 404)
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page here")
    expect(page.get_by_label("Search the catalog")).to_be_visible()


@seen(WIDE)
def test_the_search_holds_the_words_of_the_address(reader: Reader) -> None:
    for path, words in WORDS.items():
        page = reader.open(path, 404)
        expect(page.get_by_label("Search the catalog")).to_have_value(words)


@seen(WIDE, PHONE)
@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_its_search_finds_what_the_reader_looked_for(reader: Reader, how: str) -> None:
    page = reader.open("model/pythia.html", 404)
    field = page.get_by_label("Search the catalog")
    if how == "mouse":
        page.get_by_role("button", name="Search", exact=True).locator("visible=true").last.click()
    else:
        tab_to(reader, field)
        reader.press("Enter")
    page.wait_for_url(reader.site.url("?q=pythia"))
    search = Search(page)
    search.check_open()
    expect(search.field).to_have_value("pythia")
    expect(search.titles.first).to_have_text("Pythia")
    search.links.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pythia")


@seen(WIDE, PHONE)
def test_its_links_lead_on(reader: Reader) -> None:
    page = reader.open("somewhere/else/", 404)
    links = page.locator("main").get_by_role("link")
    addresses = links.evaluate_all("links => links.map(link => link.href)")
    assert len(addresses) >= 5
    for address in addresses:
        assert page.request.get(address).status == 200, address
    links.filter(has_text="Licenses").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Licenses")
