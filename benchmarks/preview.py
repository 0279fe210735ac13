"""The live preview in a browser: from saving a file to the page that shows it, at the catalog's size and at 10,000."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from benchmarks import large
from benchmarks.figure import Figure
from benchmarks.process import Cost, run
from tests.browser.chromium import ARGUMENTS, find

ROUNDS = 5
_FILE, _PAGE = "catalog/accelerators/nvidia-t4.yaml", "accelerators/nvidia-t4/"
_PATIENCE = 120
"""Seconds until the preview has to be there; an edit has to be seen in a quarter of that."""


def figures(root: Path, place: Path) -> Iterator[Figure]:
    """Break, mend and edit a file of a copy, as often as ROUNDS says."""
    entries, copy = len(list(root.glob("catalog/*/*.yaml"))), place / "copy"
    large.prepare(root, copy, entries)
    build = run([sys.executable, "-m", "mkdocs", "build", "--site-dir", str(place / "copy-site")], copy)
    yield from _of(entries, copy, build, goal=1)
    yield from _of(large.ENTRIES, large.repository(root, place), large.site(root, place)[1], goal=3)


def _of(entries: int, repository: Path, build: Cost, goal: int) -> Iterator[Figure]:
    path = find()
    if path is None:
        raise RuntimeError("no Chromium was found")
    with _preview(repository) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        times = _edits(browser.new_page(), address, repository / _FILE)
        browser.close()
    broken, mended, edited = (median(each) for each in zip(*times, strict=True))
    yield Figure(
        what=f"preview of {entries:,} entries, from an edit to the screen",
        value=edited,
        unit="s",
        goal=goal,
        beside=f"{edited / build.wall:.3f} times a whole build ({build.wall:.1f} s); at most "
        f"{max(edit for *_, edit in times):.2f} s",
    )
    yield Figure(
        what=f"preview of {entries:,} entries, from a mended mistake to the screen",
        value=mended,
        unit="s",
        goal=max(goal, 2),
        beside=f"a mistake is shown after {broken:.2f} s",
    )


@contextmanager
def _preview(repository: Path) -> Iterator[str]:
    """The address of a live preview, once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(
        command, cwd=repository, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError(f"no live preview after {_PATIENCE} s")


def _edits(page: Page, address: str, file: Path) -> list[tuple[float, ...]]:
    good = file.read_text(encoding="utf-8")
    page.set_default_timeout(_PATIENCE * 250)
    page.goto(f"{address}{_PAGE}")
    problems = page.locator(".ph-problems").first
    times: list[tuple[float, ...]] = []
    try:
        for number in range(ROUNDS):
            start = _save(file, good.replace("\nvendor:", "\nwatts: 70\nvendor:"))
            problems.wait_for(state="attached")
            broken = time.perf_counter() - start
            start = _save(file, good)
            problems.wait_for(state="detached")
            page.locator(".ph-rail").first.wait_for(state="attached")
            mended = time.perf_counter() - start
            start = _save(file, good.replace("\nvendor: ", f"\nvendor: Vendor {number} of it "))
            page.get_by_text(f"Vendor {number} of it").first.wait_for(state="attached")
            times.append((broken, mended, time.perf_counter() - start))
    finally:
        file.write_text(good, encoding="utf-8")
    return times


def _save(file: Path, text: str) -> float:
    """Write a file once the page of before has come to rest; when that was."""
    time.sleep(1)
    start = time.perf_counter()
    file.write_text(text, encoding="utf-8")
    return start
