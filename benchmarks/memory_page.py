"""Memory on pages: what a change of a control takes, with every size of the catalog, on "Will it run?" and in tables.

The yardstick is the browser's own work: putting the same rows in as HTML, and laying them out.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.figure import Figure
from benchmarks.process import run
from tests.browser.chromium import ARGUMENTS, find
from tests.browser.site import serve

_TIME = """() => {
  const form = document.querySelector("[data-ph-controls]");
  const table = document.querySelector("[data-ph-runs]");
  const timed = (run) => {
    const start = performance.now();
    run();
    table.offsetHeight; // so that layout is in it
    return performance.now() - start;
  };
  const redraws = [];
  const puts = [];
  for (const name of ["weights", "card", "context", "batch", "kv", "cards", "use"]) {
    const select = form.elements[name];
    const first = select.value;
    for (const { value } of [...select.options].slice(0, 12)) {
      select.value = value;
      redraws.push(timed(() => select.dispatchEvent(new Event("input", { bubbles: true }))));
      const html = table.innerHTML;
      puts.push(timed(() => (table.innerHTML = html)));
    }
    select.value = first;
  }
  return [redraws, puts];
}"""


_TABLE = """() => {
  const controls = document.querySelector("[data-ph-fits]");
  const region = document.querySelector(".ph-scroll");
  return [...controls.querySelectorAll("select")].flatMap((select) => {
    const first = select.value;
    const times = [...select.options].filter(({ value }) => value !== "own").slice(0, 12).map(({ value }) => {
      const start = performance.now();
      select.value = value;
      select.dispatchEvent(new Event("input", { bubbles: true }));
      region.scrollWidth; // so that layout is in it
      return performance.now() - start;
    });
    select.value = first;
    select.dispatchEvent(new Event("input", { bubbles: true }));
    return times;
  });
}"""


def figures(root: Path, _place: Path) -> Iterator[Figure]:
    """Build the site and choose one thing after another."""
    path = find()
    if path is None:
        raise RuntimeError("no Chromium was found")
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as address, sync_playwright() as playwright:
        run([sys.executable, "-m", "mkdocs", "build", "--site-dir", folder], root)
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.goto(f"{address}memory/")
        page.wait_for_selector("[data-ph-memory][data-ready]")
        found: list[list[float]] = page.evaluate(_TIME)
        data: dict[str, Any] = page.evaluate("fetch('data.json').then(response => response.json())")
        page.goto(f"{address}models/variants/?mem=16")
        page.wait_for_selector("[data-ph-table][data-drawn]")
        tables: list[float] = page.evaluate(_TABLE)
        browser.close()
    redraws, puts = found
    variants = sum(1 + len(size["also"]) for size in data["sizes"])
    yield Figure(
        what=f"memory page, a change of a control with {variants} variants",
        value=median(redraws),
        unit="ms",
        goal=50,
        below=True,
        beside=f"at most {max(redraws):.0f} ms; {median(redraws) / median(puts):.2f} times putting the rows in as HTML",
    )
    yield Figure(
        what="the same in the table of variants",
        value=median(tables),
        unit="ms",
        goal=50,
        below=True,
        beside=f"at most {max(tables):.0f} ms",
    )
