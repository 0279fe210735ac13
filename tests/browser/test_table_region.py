"""Tables that are wider or longer than the window scroll in a region of their own, with heads that stay."""

import pytest
from playwright.sync_api import expect

from tests.browser.geometry import box, is_on_top
from tests.browser.looks import PHONE, WIDE, Look, seen
from tests.browser.reader import Reader
from tests.browser.tables import Table


@seen(WIDE, Look("dark", 1024))
@pytest.mark.parametrize("path", ["models/", "accelerators/"])
def test_the_head_stays_when_rows_scroll(reader: Reader, path: str) -> None:
    page = reader.open(path)
    table = Table(page)
    region, head = table.region, table.root.get_by_role("columnheader").first
    first = table.root.get_by_role("row").nth(1)
    top, before = box(head).top, box(first).top
    assert abs(top - box(region).top) <= 2
    region.hover()
    page.mouse.wheel(0, 300)
    page.wait_for_function("region => region.scrollTop >= 300", arg=region.element_handle())
    assert box(first).top <= before - 300
    assert abs(box(head).top - box(region).top) <= 2, "the head left the top of its region"
    assert is_on_top(head), "rows are drawn over the head"


@seen(Look("light", 1024))
def test_the_first_column_stays_when_columns_scroll(reader: Reader) -> None:
    _check_first_column(reader, "models/")


@seen(PHONE)
def test_the_first_column_of_a_matrix_stays_on_a_phone(reader: Reader) -> None:
    _check_first_column(reader, "licenses/")


def _check_first_column(reader: Reader, path: str) -> None:
    page = reader.open(path)
    table = Table(page)
    region, name = table.region, table.root.get_by_role("rowheader").first
    corner, last = table.root.get_by_role("columnheader").first, table.root.get_by_role("columnheader").last
    left, before = box(name).left, box(last).left
    region.evaluate("region => region.scrollBy(150, 0)")
    assert box(last).left == pytest.approx(before - 150, abs=1), "the columns did not scroll"
    assert box(name).left == pytest.approx(left, abs=1)
    assert box(corner).left == pytest.approx(left, abs=1)
    assert is_on_top(name), "cells are drawn over the first column"
    assert is_on_top(corner)


@seen(Look("light", 1024), PHONE)
def test_the_keyboard_scrolls_a_region(reader: Reader) -> None:
    page = reader.open("licenses/")
    region = Table(page).region
    expect(region).to_have_attribute("tabindex", "0")
    region.focus()
    reader.press("ArrowRight", "ArrowRight", "ArrowRight")
    page.wait_for_function("region => region.scrollLeft > 20", arg=region.element_handle())


@seen(WIDE, PHONE)
def test_every_region_is_focusable_and_has_a_name_of_its_own(reader: Reader) -> None:
    for path in ("models/", "licenses/", "accelerators/", "models/commercial-use/", "models/llama-2/"):
        page = reader.open(path)
        regions = page.locator(".ph-scroll")
        assert regions.count() > 0
        names = []
        for region in regions.all():
            expect(region).to_have_role("region")
            expect(region).to_have_attribute("tabindex", "0")
            names.append(region.get_attribute("aria-label") or "")
        assert all(names), "a region without a name"
        assert len(set(names)) == len(names), f"two regions have one name: {names}"
