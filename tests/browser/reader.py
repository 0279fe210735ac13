"""A reader: one tab of a browser, and what people do with it."""

from time import monotonic
from typing import Literal, TypedDict, Unpack
from urllib.parse import urljoin

from playwright.sync_api import Page, expect

from tests.browser.looks import Look
from tests.browser.site import Site
from tests.browser.tabs import Sort, Tabs
from tests.browser.watch import Watch

PATIENCE = 5_000
expect.set_options(timeout=PATIENCE)

SETTLED = """() => Promise.race([
  Promise.allSettled(document.getAnimations().map(each => each.finished)),
  new Promise(done => setTimeout(done, 2000)),
])"""


class Preferences(TypedDict, total=False):
    """What a reader has set in their browser or system, in Playwright's words."""

    java_script_enabled: bool
    forced_colors: Literal["active", "none"]
    reduced_motion: Literal["reduce", "no-preference"]


class Reader:
    """Opens pages of the site. Everything that goes wrong behind them is among its `problems`."""

    def __init__(
        self, tabs: Tabs, site: Site, look: Look, *, own: bool = False, **preferences: Unpack[Preferences]
    ) -> None:
        """A reader with a tab of their `own` may do in it what cannot be undone."""
        self.site = site
        self.look = look
        self._scripts = preferences.get("java_script_enabled", True)
        self._tabs = tabs
        self._tab = tabs.take(Sort(look.phone, self._scripts), own=own)
        self.page: Page = self._tab.page
        self.page.set_default_timeout(PATIENCE)
        self.page.set_viewport_size({"width": look.width, "height": look.height})
        self.page.emulate_media(
            media="null",
            color_scheme=look.scheme,
            forced_colors=preferences.get("forced_colors", "none"),
            reduced_motion=preferences.get("reduced_motion", "no-preference"),
        )
        self._watch = Watch(self._tab.context, site.base)

    @property
    def problems(self) -> list[str]:
        return self._watch.problems

    def caused(self, word: str = "") -> bool:
        """Whether a problem with this word, which the test foresaw, has come; wait for it, since it may come late."""
        end = monotonic() + PATIENCE / 1000
        while not any(word in problem for problem in self._watch.caused):
            if monotonic() > end:
                return False
            self.page.wait_for_timeout(20)
        return True

    def foresee(self, *words: str) -> None:
        """From now on, problems with one of these words are what the test brings about."""
        self._watch.foreseen = words

    @property
    def path(self) -> str:
        """The path of the page that is open, below the site's address and without what follows `?` and `#`."""
        return self.page.url.removeprefix(self.site.base).partition("#")[0].partition("?")[0]

    def open(self, path: str, status: int = 200) -> Page:
        """Open a page by its address. Only a page that is asked for as missing may be missing."""
        address = self.site.url(path)
        if status != 200:
            self._watch.missing.add(address)
        response = self.page.goto(address)
        assert response is None or response.status == status, f"{address} answers {response and response.status}"
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait for the end of what moves or fades."""
        if self._scripts:
            self.page.evaluate(SETTLED)

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def leave(self) -> None:
        """Leave the tab to others, or close it."""
        self._watch.missing.add(urljoin(self.site.base, "/favicon.ico"))  # asked for where nothing names one
        self._tabs.leave(self._tab, self.site.base)
        self._watch.end()
