"""A tab that goes from one reader to the next is as if nobody had been there."""

from tests.browser.looks import DARK, PHONE, WIDE
from tests.browser.reader import Reader
from tests.browser.site import Site
from tests.browser.tabs import Tabs

_KEEP = """() => {
  localStorage.setItem("mine", "1");
  sessionStorage.setItem("mine", "1");
  document.cookie = "mine=1; path=/; max-age=1000";
}"""
_KEPT = "[localStorage.length, sessionStorage.length, document.cookie]"
_SEEN = """async () => [
  innerWidth, ["print", "(prefers-color-scheme: dark)", "(prefers-reduced-motion)", "(forced-colors)"]
    .filter(query => matchMedia(query).matches),
  [...document.querySelectorAll(":hover")].length, document.activeElement === document.body,
  (await navigator.permissions.query({ name: "clipboard-read" })).state,
]"""


def test_a_reader_finds_nothing_of_the_one_before(tabs: Tabs, site: Site) -> None:
    tabs.close()
    first = Reader(tabs, site, DARK, reduced_motion="reduce", forced_colors="active")
    page = first.open("models/")
    untouched = page.evaluate(_KEPT)
    page.evaluate(_KEEP)
    page.context.grant_permissions(["clipboard-read"])
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 500})
    page.route("**/licenses/", lambda route: route.fulfill(body="another page"))
    page.emulate_media(media="screen")
    page.mouse.move(300, 200)
    assert page.evaluate(_KEPT) != untouched
    first.leave()
    assert first.problems == []
    second = Reader(tabs, site, WIDE)
    assert second.page is page
    second.open("licenses/")
    assert page.locator("h1").inner_text() == "Licenses"
    assert page.evaluate(_KEPT) == untouched
    assert page.evaluate(_SEEN) == [WIDE.width, [], 0, True, "prompt"]
    third = Reader(tabs, site, WIDE)
    assert third.page is not page, "two readers at a time"
    fourth = Reader(tabs, site, PHONE, own=True)
    fourth.page.add_init_script("window.mine = 1")
    for reader in (second, third, fourth):
        reader.leave()
    assert [tab.page for tab in tabs.free] == [page, third.page], "what is a reader's own is closed"
