"""Nothing that a reader sees moves while a page comes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.looks import PHONE, WIDE, Look, seen
from tests.browser.slowly import serve_slowly

PAGES = (
    "",
    "models/",
    "models/llama-2/",
    "memory/",
    "licenses/",
    "deployment-tools/",
    "learn/",
    "compare/",
    "guides/fine-tuning/",
)
SHIFTS = """
window.shifts = [];
const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
const told = ({ node, previousRect, currentRect }) =>
  `${node?.nodeName} ${node?.className ?? node?.data}: ${box(previousRect)} to ${box(currentRect)}`;
new PerformanceObserver((list) => window.shifts.push(...list.getEntries().flatMap(({ sources }) => sources.map(told))))
  .observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="module")
def slow_site(browser: Browser, request: pytest.FixtureRequest) -> Iterator[str]:
    """The published site over a slow connection."""
    folder: Path = request.getfixturevalue("published_folder")
    with serve_slowly(folder) as base:
        yield base


@seen(WIDE, PHONE)
def test_nothing_moves_while_a_page_comes(browser: Browser, slow_site: str, look: Look) -> None:
    context = browser.new_context(viewport={"width": look.width, "height": look.height})
    page = context.new_page()
    page.add_init_script(SHIFTS)
    moved = {}
    for path in PAGES:
        page.goto(slow_site + path, wait_until="load")
        page.wait_for_timeout(300)  # scripts have drawn what they add
        moved[path] = page.evaluate("window.shifts")
    context.close()
    assert not any(moved.values()), moved
