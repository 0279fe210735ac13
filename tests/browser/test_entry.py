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
            tab_to(reader, link)
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
    page = reader.open("models/?find=Llama+2")
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
def test_a_model_says_what_to_take_instead_and_why(reader: Reader) -> None:
    page = reader.open(MODEL)
    section = page.get_by_role("region", name="Instead")
    rows = section.get_by_role("listitem")
    assert 1 <= rows.count() <= 5
    for row in rows.all():
        expect(row.locator(".ph-pill")).to_have_text(re.compile("^(Yes|With conditions)$"))
    expect(section).to_contain_text("0.6 to 1.6 times")
    name = rows.first.get_by_role("link").inner_text()
    rows.first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


@seen(WIDE, PHONE)
def test_the_line_leads_from_generation_to_generation(reader: Reader) -> None:
    page = reader.open("models/llama-3.1/")
    line = page.get_by_role("region", name="Lineage")
    expect(line.locator("[aria-current]")).to_have_text("Llama 3.1")
    steps = line.locator(".ph-succession > li")
    order = [step.inner_text().strip() for step in steps.all()]
    generations = ["LLaMA ", "Llama 2 ", "Llama 3 ", "Llama 3.1", "Llama 3.3", "Llama 4"]
    assert [text.startswith(name) for text, name in zip(order, generations, strict=True)] == [True] * 6
    line.get_by_role("link", name="Llama 4", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Llama 4")


@seen(WIDE, PHONE)
def test_a_tool_shows_the_status_of_what_to_take_instead(reader: Reader) -> None:
    page = reader.open("deployment-tools/vllm/")
    row = page.get_by_role("region", name="Instead", exact=True).get_by_role("row").filter(has_text="SGLang")
    expect(row).to_contain_text("Active")
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("SGLang")


@seen(WIDE, PHONE)
def test_a_course_and_its_stage_of_the_path_name_each_other(reader: Reader) -> None:
    page = reader.open("learn/")
    step = page.locator(".ph-step__name > a").first
    title = step.inner_text()
    step.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    place = page.get_by_role("region", name="On the learning path")
    place.get_by_role("link").first.click()
    assert reader.path == "learn/"
    assert "#" in page.url
    expect(page.locator(f"[id='{page.url.partition('#')[2]}']")).to_be_in_viewport()


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
