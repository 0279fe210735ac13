"""The learning path: ticks that stay in the browser, filters that stay in the address, whole without scripts."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.keyboard import tab_to
from tests.browser.looks import DARK, PHONE, WIDE, seen
from tests.browser.reader import Reader

PATH = "learn/"


def count(page: Page) -> str:
    return page.locator("[data-ph-path-count]").inner_text()


def shown(page: Page) -> int:
    return page.locator("[data-ph-step]").locator("visible=true").count()


@seen(WIDE, PHONE, DARK)
def test_ticks_stay_in_the_browser(reader: Reader) -> None:
    page = reader.open(PATH)
    boxes = page.get_by_role("checkbox", name="Done: ")
    steps = boxes.count()
    assert steps > 20
    assert count(page) == f"0 of {steps} done, kept in this browser only"
    first = page.locator("[data-ph-stage]").first
    expect(first).to_have_attribute("aria-current", "step")
    for box in first.get_by_role("checkbox").all():
        box.check()
    ticked = first.get_by_role("checkbox").count()
    expect(first).to_have_attribute("data-done", "")
    expect(page.locator("[data-ph-stage]").nth(1)).to_have_attribute("aria-current", "step")
    reader.open(PATH)
    assert count(page) == f"{ticked} of {steps} done, kept in this browser only"
    page.get_by_role("button", name="Clear ticks").click()
    assert count(page).startswith("0 of ")
    expect(page.get_by_role("button", name="Clear ticks")).to_be_hidden()


@seen(WIDE, PHONE)
def test_ticks_by_keyboard(reader: Reader) -> None:
    page = reader.open(PATH)
    tab_to(reader, page.get_by_role("checkbox", name="Done: ").first)
    reader.press("Space")
    assert count(page).startswith("1 of ")


@seen(WIDE, PHONE)
def test_filters_stay_in_the_address(reader: Reader) -> None:
    page = reader.open(PATH)
    every = shown(page)
    page.get_by_label("Level").select_option("beginner")
    page.get_by_label("Price").select_option("free")
    some = shown(page)
    assert 0 < some < every
    assert page.url.endswith("?level=beginner&price=free")
    page.reload()
    assert shown(page) == some
    assert page.get_by_label("Level").input_value() == "beginner"
    expect(page.get_by_text("No step of this stage meets the filters.").locator("visible=true").first).to_be_visible()
    page.get_by_label("Level").select_option("")
    page.get_by_label("Price").select_option("")
    assert shown(page) == every
    assert page.url.endswith(PATH)


@seen(WIDE)
def test_a_word_that_no_filter_knows_is_passed_over(reader: Reader) -> None:
    page = reader.open(f"{PATH}?level=wizard&price=gold")
    assert shown(page) == page.locator("[data-ph-step]").count()


@seen(WIDE, PHONE)
def test_without_scripts_it_is_whole(readers: Callable[..., Reader]) -> None:
    reader = readers(java_script_enabled=False)
    page = reader.open(PATH)
    assert shown(page) > 20
    expect(page.get_by_role("checkbox", name="Done: ")).to_have_count(0)
    expect(page.locator("[data-ph-path-tools]")).to_be_hidden()
    page.locator("[data-ph-step] a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
