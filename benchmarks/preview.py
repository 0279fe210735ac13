"""The live preview: from saving a file to the page that shows it, at the size of the catalog and at 10,000 entries."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

from benchmarks.process import run
from benchmarks.scale import prepare

ROUNDS = 5
GOALS = {0: 1, 10_000: 3}
"""Seconds that an edit may take, by the number of entries; 0 for those of the catalog."""
_FILE, _PAGE = "catalog/accelerators/nvidia-t4.yaml", "/accelerators/nvidia-t4/"
_PATIENCE = 300


def report(root: Path) -> str:
    """Break, mend and edit a file of a copy, as often as ROUNDS says."""
    return "\n".join(
        _report(root, entries or len(list(root.glob("catalog/*/*.yaml"))), g) for entries, g in GOALS.items()
    )


def _report(root: Path, entries: int, goal: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        prepare(root, copy, entries)
        build = run([sys.executable, "-m", "mkdocs", "build", "--site-dir", str(Path(folder) / "site")], copy)
        times = _served(copy)
    broken, mended, edited = (median(each) for each in zip(*times, strict=True))
    return (
        f"preview: of {entries:,} entries, an edit is served after {edited:.2f} s (goal: at most {goal}), "
        f"a mended file after {mended:.2f} s (goal: at most 2), a mistake after {broken:.2f} s; "
        f"an edit takes {edited / build.wall:.3f} times a whole build"
    )


def _served(copy: Path) -> list[tuple[float, ...]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    with subprocess.Popen(
        command, cwd=copy, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            return _break_and_mend(copy / _FILE, f"http://{address}{_PAGE}")
        finally:
            server.terminate()


def _break_and_mend(file: Path, page: str) -> list[tuple[float, ...]]:
    good = file.read_text(encoding="utf-8")
    _wait(page, "ph-rail", there=True)
    times: list[tuple[float, ...]] = []
    for number in range(ROUNDS):
        broken = _after(file, good.replace("\nvendor:", "\nwatts: 70\nvendor:"), page, "ph-problems", there=True)
        mended = _after(file, good, page, "ph-problems", there=False)
        name = f"Vendor {number} of it"
        edited = _after(file, good.replace("\nvendor: ", f"\nvendor: Vendor {number} of it "), page, name, there=True)
        times.append((broken, mended, edited))
    return times


def _after(file: Path, text: str, page: str, shown: str, *, there: bool) -> float:
    """How long it takes from writing a file until a page shows a text, or no longer does."""
    time.sleep(1)
    start = time.perf_counter()
    file.write_text(text, encoding="utf-8")
    _wait(page, shown, there=there)
    return time.perf_counter() - start


def _wait(page: str, text: str, *, there: bool) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(page, timeout=_PATIENCE) as answer:
                if (text in answer.read().decode()) is there:
                    return
        except OSError:
            pass  # it is not served yet
        time.sleep(0.02)
    raise TimeoutError(f"waited in vain for {page}")
