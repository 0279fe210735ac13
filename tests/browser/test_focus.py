"""The focus: always seen, in the order of reading, and a way past the header."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.focus import focus_of, walk
from tests.browser.geometry import box
from tests.browser.looks import DARK, PHONE, WIDE, Look, seen
from tests.browser.places import MISSING, MODEL
from tests.browser.reader import Reader

TABLET = Look("dark", 1024)
WALKS = [
    (WIDE, ""),
    (PHONE, ""),
    (WIDE, "models/"),
    (TABLET, "models/research-use/"),
    (TABLET, "licenses/"),
    (PHONE, "licenses/"),
    (WIDE, MODEL),
    (PHONE, MODEL),
]


@pytest.mark.parametrize(("look", "path"), WALKS, indirect=["look"], ids=str)
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_the_focus_is_always_seen(readers: Callable[..., Reader], path: str, key: str) -> None:
    reader = readers(reduced_motion="reduce")  # so that a search that closes does not fade away over what comes next
    page = reader.open(path)
    way = walk(page, key)
    assert len(way) > 20
    assert len({each.path for each in way}) == len(way), "the focus goes in circles"
    faults = [each.fault for each in way if each.fault]
    assert not faults, f"{len(faults)} of {len(way)}:\n" + "\n".join(faults[:25])


@seen(WIDE)
@pytest.mark.parametrize("path", ["", "models/"])
def test_the_focus_goes_through_the_header_in_the_order_of_reading(reader: Reader, path: str) -> None:
    page = reader.open(path)
    tabs = page.get_by_role("banner").locator(".ph-tabs a").all_text_contents()
    assert len(tabs) >= 4
    names = ["Skip to content", "PowerHouse, home", *tabs, "Search", "Dark scheme"]
    met: list[str] = []
    lefts: list[float] = []
    for _ in names:
        reader.press("Tab")
        focused = page.locator(":focus")
        met.append(focused.evaluate("element => element.ariaLabel ?? element.textContent.trim()"))
        lefts.append(box(focused).left)
    assert met == names
    assert lefts[1:] == sorted(lefts[1:]), "the focus goes back and forth"


@seen(WIDE, DARK, PHONE)
@pytest.mark.parametrize("path", ["models/", MISSING])
def test_the_skip_link_leads_past_the_header(reader: Reader, path: str) -> None:
    page = reader.open(path, 404 if path == MISSING else 200)
    reader.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    now = focus_of(page)
    assert now
    assert now.fault is None
    reader.press("Enter")
    reader.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)
