"""The live preview: from the saving of a mended file to its page, against a whole build."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from shutil import copy2, copytree
from statistics import median

from benchmarks.process import run

ROUNDS = 5
_FILE, _PAGE = "catalog/accelerators/nvidia-t4.yaml", "/accelerators/nvidia-t4/"
_PATIENCE = 60


def report(root: Path) -> str:
    """Break and mend a file of a copy, as often as ROUNDS says."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        for name in ("catalog", "docs", "templates"):
            copytree(root / name, copy / name)
        copy2(root / "mkdocs.yml", copy)
        build = run([sys.executable, "-m", "mkdocs", "build", "--site-dir", str(Path(folder) / "site")], copy)
        mended = median(_mended(copy))
    return (
        f"preview: a mended file is served after {mended:.2f} s (goal: at most 2); "
        f"{mended / build.wall:.2f} times a whole build"
    )


def _mended(copy: Path) -> list[float]:
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


def _break_and_mend(file: Path, page: str) -> list[float]:
    good = file.read_text(encoding="utf-8")
    _wait(page, "ph-rail", there=True)
    times = []
    for _ in range(ROUNDS):
        time.sleep(1)
        file.write_text(good.replace("\nvendor:", "\nwatts: 70\nvendor:"), encoding="utf-8")
        _wait(page, "ph-problems", there=True)
        time.sleep(1)
        start = time.perf_counter()
        file.write_text(good, encoding="utf-8")
        _wait(page, "ph-problems", there=False)
        times.append(time.perf_counter() - start)
    return times


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
