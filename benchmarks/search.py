"""Search among 10,000 entries in a browser: from the click into the field to the first result.

The yardstick is what any search with one index has to do first: to fetch it and make values of it.
"""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from benchmarks import large
from benchmarks.figure import Figure
from benchmarks.serving import served
from tests.browser.chromium import ARGUMENTS, find

_QUERIES = ("falcon", "llama 2", "mstral", "apache license", "rag course")
_WAITS = {"right after the page has come": 0, "three seconds later": 3000}
_WATCH = """
addEventListener("click", (event) => {
  if (window.clicked || !event.target.closest(".md-search")) return;
  window.clicked = performance.now();
  new MutationObserver((_, watcher) => {
    if (!document.querySelector(".md-search-result__link")) return;
    window.found = performance.now();
    watcher.disconnect();
  }).observe(document, { subtree: true, childList: true });
}, true);
"""
_FETCH = """async () => {
  const start = performance.now();
  await (await fetch("search/search_index.json", { cache: "reload" })).json();
  return performance.now() - start;
}"""


def figures(root: Path, place: Path) -> Iterator[Figure]:
    """Ask each question on a page of its own."""
    path = find()
    if path is None:
        raise RuntimeError("no Chromium was found")
    site, _ = large.site(root, place)
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        page = browser.new_page()
        page.goto(address, wait_until="load")
        fetched = median(page.evaluate(_FETCH) for _ in range(3))
        page.close()
        for words, wait in _WAITS.items():
            times = [_asked(browser, address, query, wait) for query in _QUERIES]
            yield Figure(
                what=f"search among {large.ENTRIES:,} entries, first result after a click {words}",
                value=median(times),
                unit="ms",
                goal=1000,
                below=True,
                beside=f"at most {max(times):.0f} ms; {median(times) / fetched:.1f} times reading its index",
            )
        browser.close()


def _asked(browser: Browser, address: str, query: str, wait: int) -> float:
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.add_init_script(_WATCH)
    page.goto(address, wait_until="load")
    page.wait_for_timeout(wait)
    page.get_by_role("dialog", name="Search").get_by_role("textbox").click()
    page.keyboard.type(query)
    page.wait_for_function("() => window.found")
    took: float = page.evaluate("window.found - window.clicked")
    page.context.close()
    return took
