"""The page of an entry: its sections, its evidence, and how it prints."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.geometry import box, check_below_header
from tests.browser.keyboard import tab_to
from tests.browser.looks import DARK, PHONE, WIDE, seen
from tests.browser.places import ACCELERATOR, LICENSE, MODEL
from tests.browser.reader import Reader


def _rail(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Sections").get_by_role("link")


@seen(WIDE)
@pytest.mark.parametrize("path", [MODEL, LICENSE, ACCELERATOR])
def test_the_rail_names_every_section(reader: Reader, path: str) -> None:
    page = reader.open(path)
    links = [link.get_attribute("href") for link in _rail(page).all()]
    sections = page.locator(".ph-entry__main section > h2").evaluate_all("all => all.map(each => `#${each.id}`)")
    assert links == sections


@seen(WIDE)
@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_section_links_lead_to_their_headings(reader: Reader, how: str) -> None:
    page = reader.open(MODEL)
    links = _rail(page)
    assert links.count() >= 5
    for link in links.all() if how == "mouse" else links.all()[2:4]:
        if how == "mouse":
            link.click()
        else:
            tab_to(reader, link, limit=250)
            reader.press("Enter")
        section = link.get_attribute("href") or ""
        expect(page).to_have_url(re.compile(f"{section}$"))
        heading = page.locator(f"h2{section}")
        expect(heading).to_be_in_viewport(ratio=1)
        check_below_header(page, heading)
        expect(page.locator("[data-ph-rail] [aria-current]")).to_have_count(1)
        expect(link).to_have_attribute("aria-current", "true")
        expect(link).to_be_in_viewport(ratio=1)


@seen(WIDE)
def test_the_rail_follows_the_reader(reader: Reader) -> None:
    page = reader.open(MODEL)
    links = _rail(page)
    marked = page.locator("[data-ph-rail] [aria-current]")
    expect(marked).to_have_count(0)
    seen_in_turn: list[str] = []
    page.mouse.move(400, 500)
    while not page.evaluate("innerHeight + scrollY >= document.documentElement.scrollHeight - 1"):
        page.mouse.wheel(0, 250)
        page.wait_for_timeout(60)
        for text in marked.all_inner_texts():
            if text not in seen_in_turn:
                seen_in_turn.append(text)
    expect(links.last).to_have_attribute("aria-current", "true")
    order = links.all_inner_texts()
    assert seen_in_turn == sorted(seen_in_turn, key=order.index)
    assert len(seen_in_turn) >= 4


@seen(PHONE)
def test_a_phone_has_no_rail_of_sections(reader: Reader) -> None:
    page = reader.open(MODEL)
    expect(page.locator("[data-ph-rail]")).to_be_hidden()


@seen(WIDE, DARK, PHONE)
def test_a_number_leads_to_its_source(reader: Reader) -> None:
    page = reader.open(MODEL)
    number = page.locator(".ph-facts .ph-cite").last
    source = page.locator(f"#source-{number.inner_text().removeprefix('source').strip()}")
    plain = source.locator("td").first.evaluate("cell => getComputedStyle(cell).backgroundColor")
    number.click()
    expect(source).to_be_in_viewport()
    check_below_header(page, source)
    expect(source.locator("td").first).not_to_have_css("background-color", plain)
    expect(source.get_by_role("link").first).to_have_attribute("href", re.compile("^https?://"))


@seen(WIDE)
def test_a_number_in_the_table_of_models_leads_to_the_source_in_the_entry(reader: Reader) -> None:
    page = reader.open("models/")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="Llama 2", exact=True))
    number = row.locator(".ph-cite").first
    fragment = f"source-{number.inner_text().removeprefix('source').strip()}"
    number.click()
    expect(page).to_have_url(reader.site.url(f"{MODEL}#{fragment}"))
    source = page.locator(f"#{fragment}")
    expect(source).to_be_in_viewport()
    check_below_header(page, source)


@seen(WIDE)
def test_every_number_has_a_source(reader: Reader) -> None:
    """A number may also stand in an answer, whose sources are on the page of the license."""
    page = reader.open(MODEL)
    addresses = page.locator(".ph-cite").evaluate_all("all => all.map(each => each.href)")
    assert len(addresses) > 10
    for address in sorted({address.partition("#")[0] for address in addresses}):
        reader.open(address.removeprefix(reader.site.base))
        for each in sorted(set(addresses)):
            if each.startswith(f"{address}#"):
                assert page.locator(f"[id='{each.partition('#')[2]}']").count() == 1, each


@seen(WIDE, PHONE)
def test_neighbours_lead_through_the_entries(reader: Reader) -> None:
    page = reader.open(MODEL)
    here = page.get_by_role("heading", level=1).inner_text()
    page.locator("[rel=next]:visible").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(here)
    page.locator("[rel=prev]:visible").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(here)


@seen(WIDE, PHONE)
def test_paper_gets_the_facts_and_not_the_tools(reader: Reader) -> None:
    page = reader.open(MODEL)
    page.emulate_media(media="print")
    for tool in (".md-header", ".ph-rail", ".ph-actions", ".ph-neighbours", ".ph-footer"):
        expect(page.locator(tool)).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for region in page.locator(".ph-scroll").all():
        assert region.evaluate("region => region.scrollHeight - region.clientHeight") <= 1, "rows are cut off"
    reader.open("models/")
    expect(page.locator(".ph-tools")).to_be_hidden()
    rows = page.locator("tbody tr")
    assert rows.count() > 20
    bottom = box(rows.last).bottom
    region = page.locator(".ph-scroll")
    assert box(region).bottom >= bottom - 1, "rows are cut off"
    expect(region).to_have_css("overflow", "visible")
