"""The site, a browser, and pages that fail their test when anything goes wrong behind them."""

import os
from collections.abc import Callable, Iterator
from typing import Unpack

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import ARGUMENTS, find
from tests.browser.looks import LOOKS, Look
from tests.browser.reader import Preferences, Reader
from tests.browser.site import Site, serve
from tests.browser.tabs import Tabs

ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
IDLE = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "InitialWebUI", "WebUIToolbar", "WebUIReloadButton")
"""Parts of a browser's window that nobody sees here, and that take half of the time of a run."""

EAGER = "--js-flags=--no-lazy-feedback-allocation"
"""Scripts are made fast from their first run on: axe-core, which each page runs anew, takes a tenth less time."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of a run. It finds no host but this machine."""
    path = find()
    if path is None:
        reason = "no Chromium was found; `make test` gets one, or POWERHOUSE_BROWSER names one"
        if os.environ.get("CI"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        arguments = [*ARGUMENTS, ALONE, f"--disable-features={','.join(IDLE)}", EAGER]
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Site]:
    """The site as it is published; not built at all where there is no browser to look at it."""
    with serve(request.getfixturevalue("published_folder")) as base:
        yield Site(base)


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Iterator[Tabs]:
    """The browser's tabs, which go from reader to reader."""
    tabs = Tabs(browser)
    yield tabs
    tabs.close()


@pytest.fixture(params=LOOKS, ids=str)
def look(request: pytest.FixtureRequest) -> Look:
    """How the reader looks at the site: all four ways, unless a test chooses some with `@seen`."""
    assert isinstance(request.param, Look)
    return request.param


@pytest.fixture
def readers(tabs: Tabs, site: Site, look: Look) -> Iterator[Callable[..., Reader]]:
    """Readers who know nothing of each other. Their test fails when anything goes wrong behind a page."""
    present: list[Reader] = []

    def enter(*, own: bool = False, **preferences: Unpack[Preferences]) -> Reader:
        present.append(Reader(tabs, site, look, own=own, **preferences))
        return present[-1]

    yield enter
    for reader in present:
        reader.leave()
    problems = [problem for reader in present for problem in reader.problems]
    assert not problems, "behind the page:\n" + "\n".join(problems)


@pytest.fixture
def reader(readers: Callable[..., Reader]) -> Reader:
    """A reader with an ordinary browser."""
    return readers()
