"""Pages that are written by hand."""

import pytest
from playwright.sync_api import expect

from tests.browser.geometry import box, check_below_header, header_bottom
from tests.browser.looks import WIDE, seen
from tests.browser.reader import Reader

PAGES = ("contributing/", "architecture/")


@seen(WIDE)
@pytest.mark.parametrize("path", PAGES)
def test_code_stands_in_blocks(reader: Reader, path: str) -> None:
    """Fenced code that an extension does not see ends up in a line, with the name of its language in front."""
    page = reader.open(path)
    lines = page.locator("main :not(pre) > code").all_inner_texts()
    assert [line for line in lines if line.startswith(("yaml ", "json ", "python ", "sh ", "console "))] == []
    expect(page.locator("main")).not_to_contain_text("```")


@seen(WIDE)
@pytest.mark.parametrize("path", PAGES)
def test_code_and_tables_scroll_by_keyboard(reader: Reader, path: str) -> None:
    page = reader.open(path)
    page.set_viewport_size({"width": 390, "height": 900})
    for block in page.locator("main pre > code").all():
        if block.evaluate("block => block.scrollWidth > block.clientWidth + 1"):
            expect(block).to_have_attribute("tabindex", "0")
    for block in page.locator("main .ph-written").all():
        expect(block).to_have_attribute("tabindex", "0")


@seen(WIDE)
def test_a_link_to_a_heading_leads_below_the_header(reader: Reader) -> None:
    page = reader.open("contributing/#correct-a-fact")
    heading = page.locator("#correct-a-fact")
    expect(heading).to_be_in_viewport(ratio=1)
    check_below_header(page, heading)
    assert box(heading).top < header_bottom(page) + 60, "far below the header"
    contents = page.get_by_role("navigation", name="Table of contents").get_by_role("link")
    assert contents.count() >= 1
    contents.last.click()
    last = page.locator(".ph-prose h2").last
    expect(last).to_be_in_viewport(ratio=1)
    check_below_header(page, last)
