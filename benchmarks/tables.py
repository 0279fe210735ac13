"""Tables of 2,000 and 10,000 rows in a browser: when they can be used, and what a filter, sort or other card takes.

What is measured of those is until as many rows as a window holds are laid out; the others come while nothing else is to
be done.
The longer one stands on five pages, of which the script fetches four with the first filter.
The yardsticks are the browser's own work on the same page: loading it without scripts, and drawing the shown rows anew.
"""

import gzip
import json
import random
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.figure import Figure
from benchmarks.process import run
from benchmarks.serving import served
from powerhouse_site.addresses import Addresses
from powerhouse_site.catalog import load_catalog
from powerhouse_site.linking import Scripts
from powerhouse_site.pages.site import build_pages
from powerhouse_site.rendering import Renderer
from tests.browser.chromium import ARGUMENTS, find

ROWS, MORE_ROWS, ROUNDS = 2000, 10_000, 5
_WORDS = {"filter": "a filter", "sort": "a sort", "words": "words in the search field", "card": "another card"}
_SHAPE = {
    "layers": 32,
    "hidden_size": 4096,
    "vocabulary_size": 32000,
    "tied_embeddings": False,
    "attention": {"kind": "grouped-query", "query_heads": 32, "kv_heads": 8, "head_dim": 128},
}
_WATCH = """
new MutationObserver((_, watcher) => {
  if (!document.querySelector("[data-ph-table][data-ready]")) return;
  window.readyAt = performance.now();
  watcher.disconnect();
}).observe(document, { subtree: true, attributeFilter: ["data-ready"] });
window.shifted = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shifted += entry.value)))
  .observe({ type: "layout-shift", buffered: true });
"""
_TIME = """(work) => {
  const region = document.querySelector(".ph-scroll");
  const timed = (run) => {
    const start = performance.now();
    run();
    region.scrollWidth; // so that layout is in it
    return performance.now() - start;
  };
  const boxes = [...document.querySelectorAll("[data-ph-facets] input[type=checkbox]")].slice(0, 12);
  const heads = [...document.querySelectorAll(".ph-sort")];
  const search = document.querySelector("[data-ph-filter]");
  const write = (text) => () => { search.value = text; search.dispatchEvent(new Event("input", { bubbles: true })); };
  const card = document.querySelector("[data-ph-fits] select");
  const choose = (gb) => () => { card.value = gb; card.dispatchEvent(new Event("input", { bubbles: true })); };
  const works = {
    filter: () => boxes.flatMap((box) => [timed(() => box.click()), timed(() => box.click())]),
    card: () => ["48", "16", "80", "24"].map((gb) => timed(choose(gb))),
    sort: () => heads.flatMap((head) => [timed(() => head.click()), timed(() => head.click())]),
    words: () => ["fam", "family 1", "family 12", "family", ""].map((text) => timed(write(text))),
    draw: () => [1, 2, 3].map(() => {
      region.hidden = true;
      region.scrollWidth;
      return timed(() => (region.hidden = false));
    }),
  };
  return works[work]();
}"""


def figures(root: Path, _place: Path) -> Iterator[Figure]:
    """Build the site of a large catalog and use its table of models."""
    path = find()
    if path is None:
        raise RuntimeError("no Chromium was found")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        catalog, built = Path(folder) / "catalog", Path(folder) / "site"
        run([sys.executable, "-m", "mkdocs", "build", "--site-dir", str(built)], root)
        copytree(root / "catalog", catalog)
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        page = built / "models" / "index.html"
        frame = page.read_text(encoding="utf-8")
        with served(built) as address:
            _fill(catalog / "models", ROWS)
            [first] = _fragments(root, catalog, built).values()
            page.write_text(_put_in(frame, first), encoding="utf-8")
            yield from _measure(browser, f"{address}models/")
            _fill(catalog / "models", MORE_ROWS)
            pages = _fragments(root, catalog, built)
            page.write_text(_put_in(frame, pages.pop("models/")), encoding="utf-8")
            for url, fragment in pages.items():  # what the script reads of a page needs no frame
                (built / url).mkdir(parents=True)
                (built / url / "index.html").write_text(fragment, encoding="utf-8")
            size = len(gzip.compress(page.read_bytes(), 6))
            yield from _measure_long(browser, f"{address}models/", size)


def _measure(browser: Browser, address: str) -> Iterator[Figure]:
    ready, bare, shifted = [], [], 0.0
    times: dict[str, list[float]] = {work: [] for work in ("filter", "sort", "words", "card", "draw")}
    for _ in range(ROUNDS):
        page = _opened(browser, address, scripts=False)
        bare.append(page.evaluate("performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart"))
        page.context.close()
        page = _opened(browser, address, scripts=True)
        page.wait_for_function("() => window.readyAt")
        ready.append(page.evaluate("window.readyAt"))
        page.wait_for_timeout(300)
        shifted = max(shifted, page.evaluate("window.shifted"))
        _choose_card(page)
        for work in times:
            times[work] += page.evaluate(_TIME, work)
        page.context.close()
    middle = {work: median(found) for work, found in times.items()}
    yield Figure(
        what=f"table of {ROWS:,} rows, until it can be used",
        value=median(ready) / 1000,
        unit="s",
        goal=1,
        below=True,
        beside=f"{median(ready) / median(bare):.2f} times loading without scripts",
    )
    yield Figure(what="what moves while it comes (layout shift)", value=shifted, unit="", goal=0)
    for work, words in _WORDS.items():
        yield Figure(
            what=f"table of {ROWS:,} rows, {words}",
            value=middle[work],
            unit="ms",
            goal=50,
            below=True,
            beside=f"{middle[work] / middle['draw']:.2f} times drawing the shown rows",
        )


def _measure_long(browser: Browser, address: str, size: int) -> Iterator[Figure]:
    page = _opened(browser, address, scripts=True)
    page.wait_for_selector("[data-ph-table][data-ready]")
    ready = page.evaluate("window.readyAt")
    start = page.evaluate("performance.now()")
    page.locator("[data-ph-facets] input[type=checkbox]").first.check()
    page.wait_for_selector(".ph-chip")
    first = page.evaluate("performance.now()") - start
    page.locator(".ph-chip").click()
    page.wait_for_timeout(3000)
    _choose_card(page)
    middle = {work: median(page.evaluate(_TIME, work)) for work in ("filter", "sort", "words", "card")}
    page.context.close()
    yield Figure(
        what=f"the first page of a table of {MORE_ROWS:,} rows, compressed",
        value=size / 1000,
        unit="KB",
        goal=500,
        below=True,
        beside=f"it can be used after {ready / 1000:.2f} s",
    )
    for work, words in _WORDS.items():
        yield Figure(
            what=f"table of {MORE_ROWS:,} rows, {words}",
            value=middle[work],
            unit="ms",
            goal=100 if work == "filter" else None,
            below=True,
            beside=f"the first of all, with four pages to fetch, took {first / 1000:.2f} s" if work == "filter" else "",
        )


def _choose_card(page: Page) -> None:
    """Have the numbers for other hardware fetched."""
    page.evaluate(_TIME, "card")
    page.wait_for_selector("[data-ph-table][data-drawn]")


def _opened(browser: Browser, address: str, *, scripts: bool) -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=scripts).new_page()
    page.set_default_timeout(120_000)
    if scripts:
        page.add_init_script(_WATCH)
    page.goto(address)
    return page


def _fragments(root: Path, folder: Path, built: Path) -> dict[str, str]:
    """The pages of the table of all models as HTML, by address; the numbers that it fetches go into the built site."""
    pages = {page.url: page for page in build_pages(load_catalog(folder).catalog)}
    numbers = pages["memory/"].export
    assert numbers is not None
    (built / "memory" / "data.json").write_text(numbers(), encoding="utf-8")
    scripts = Scripts.below(root / "docs")
    renderer = Renderer(root / "templates", Addresses(), scripts=scripts)
    return {url: renderer.fragment(page) for url, page in pages.items() if re.fullmatch(r"models/(page-\d+/)?", url)}


def _put_in(page: str, fragment: str) -> str:
    """Put a fragment in the place of the one that a built page has."""
    head, mark, rest = page.partition('<div class="ph ph-wide">')
    if not mark:
        raise ValueError("the page has no table")
    return head + fragment + rest[rest.rindex("</article>") :]


def _fill(folder: Path, rows: int) -> None:
    """Replace nothing, but add families until there are as many as `rows`."""
    chance = random.Random(rows)
    made = len(list(folder.glob("*.yaml")))
    for number in range(made, rows):
        (folder / f"family-{number}.yaml").write_text(json.dumps(_family(chance, number), indent=1), encoding="utf-8")


def _family(chance: random.Random, number: int) -> dict[str, Any]:
    sizes = sorted(chance.choice((0.5, 1, 3, 7, 8, 13, 27, 32, 70, 120, 400)) for _ in range(chance.randint(1, 4)))
    return {
        "name": f"Family {number}",
        "description": "A family made for a benchmark.",
        "developer": f"Maker {chance.randint(1, 90)}",
        "release_date": f"{chance.randint(2019, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        "architecture": chance.choice(("decoder-only", "encoder-decoder", "hybrid")),
        "inputs": ["text", *(["image"] if chance.random() < 0.3 else [])],
        "license": chance.choice(("apache-2.0", "mit", "llama-2", "cc-by-nc-4.0")),
        "variants": [
            {
                "name": f"Family {number} {size}B {index}",
                "parameters": f"{size}B",
                "context_window": chance.choice((2048, 8192, 32768, 131072, 1048576)),
                "tuning": chance.choice(("base", "instruct")),
                "checkpoint": f"https://example.org/{number}/{index}",
                **({"shape": _SHAPE} if index % 3 else {}),
            }
            for index, size in enumerate(sizes)
        ],
    }
