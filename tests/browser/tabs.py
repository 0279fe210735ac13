"""The tabs of a browser: handed from reader to reader, each of whom finds one as if nobody had been there.

A context with a new tab is dear, since all scripts are slow in it at first. What would pass on to the next reader is
undone: what is kept for the site, permissions, answers in the place of the server's, and where the mouse is; media and
size are set for each reader. What cannot be undone is for readers with a tab of their own: scripts that run before
those of a page, and functions that are given to it.
"""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Error, Page

REST = "assets/mark.svg"
"""Where a tab waits: a page of the site, so that what is kept for the site can be forgotten, without a script."""

_FORGET = """async () => {
  localStorage.clear();
  sessionStorage.clear();
  return (await indexedDB.databases()).length === 0 && (await caches.keys()).length === 0;
}"""


@dataclass(frozen=True)
class Sort:
    """What has to be said when a context is made; all else can be changed in a tab."""

    touch: bool
    scripts: bool


@dataclass(frozen=True)
class Tab:
    """A tab, alone in its context. `passed_on` says whether it may go to another reader."""

    context: BrowserContext
    page: Page
    sort: Sort
    passed_on: bool = True


@dataclass
class Tabs:
    """The tabs of one browser that nobody uses."""

    browser: Browser
    free: list[Tab] = field(default_factory=list)

    def take(self, sort: Sort, *, own: bool = False) -> Tab:
        """A tab that nobody else has. One of the reader's own has never been used, and is closed afterwards."""
        for tab in self.free:
            if tab.sort == sort and not own:
                self.free.remove(tab)
                return tab
        context = self.browser.new_context(has_touch=sort.touch, java_script_enabled=sort.scripts)
        return Tab(context, context.new_page(), sort, passed_on=not own)

    def leave(self, tab: Tab, base: str) -> None:
        """Undo what a reader did in a tab; close it where that is not certain."""
        if tab.passed_on and tab.context.pages == [tab.page] and _tidy(tab, base):
            self.free.append(tab)
        else:
            tab.context.close()

    def close(self) -> None:
        for tab in self.free:
            tab.context.close()
        self.free.clear()


def _tidy(tab: Tab, base: str) -> bool:
    """Bring a tab to rest. What a page asked for last has come, or is given up, when this ends."""
    try:
        tab.page.unroute_all(behavior="ignoreErrors")
        tab.context.unroute_all(behavior="ignoreErrors")
        tab.context.clear_permissions()
        tab.context.clear_cookies()
        tab.page.mouse.move(-1, -1)
        tab.page.goto(f"{base}{REST}")
        return bool(tab.page.evaluate(_FORGET))
    except Error:
        return False
