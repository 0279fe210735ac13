"""Whole processes with those that they start, and what they cost."""

import os
import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Command = Sequence[str]
_PAUSE = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, order=True)
class Cost:
    """What one run took: seconds on the clock, and seconds of all processors."""

    wall: float
    cpu: float


def run(command: Command, folder: Path) -> Cost:
    """Run a command that must succeed. What started this process sees to it that it ends.

    What others have written before is on the disk when it begins.
    """
    os.sync()
    start = time.perf_counter()
    used = _ended(_started(command, folder))
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime)


def peak(command: Command, folder: Path) -> int:
    """The most memory in megabytes that a command and what it starts have at one moment.

    It is a run of its own: a look at the memory of a large process takes a processor some hundredths of a second, which
    one that uses all processors would miss.
    """
    process = _started(command, folder)
    watch = _Watch(process.pid)
    watch.start()
    unit = 1024**2 if sys.platform == "darwin" else 1024
    used = _ended(process)
    return max(watch.peak, used.ru_maxrss // unit)


def _started(command: Command, folder: Path) -> subprocess.Popen[bytes]:
    # modules are compiled once, as they are where a package is installed, whatever this shell says
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _ended(process: subprocess.Popen[bytes]) -> resource.struct_rusage:
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return used


class _Watch(threading.Thread):
    """Adds up the memory of a process and of those that it starts, in megabytes, and keeps the most.

    What several share counts once. Where the system does not tell, as only Linux does, `peak` remains 0.
    """

    def __init__(self, number: int) -> None:
        super().__init__(daemon=True)
        self._number, self.peak = number, 0

    def run(self) -> None:
        """Look until the process is gone."""
        while found := sum(map(_kilobytes, _family(self._number))):
            self.peak = max(self.peak, found // 1024)
            time.sleep(_PAUSE)


def _family(number: int) -> list[int]:
    """A process and all below it."""
    below = _told(f"{number}/task/{number}/children").split()
    return [number, *(one for child in below for one in _family(int(child)))]


def _kilobytes(number: int) -> int:
    """The share of memory that falls to a process, nothing once it has ended."""
    lines = _told(f"{number}/smaps_rollup").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _told(name: str) -> str:
    """What the system tells of a process, nothing once it is gone."""
    try:
        return Path("/proc", name).read_text(encoding="utf-8")
    except OSError:
        return ""


def alternate(rounds: int, *runs: Callable[[], Cost]) -> list[Cost]:
    """Run each in turn, `rounds` times over, and take the median of each."""
    found: list[list[Cost]] = [[] for _ in runs]
    for _ in range(rounds):
        for costs, one in zip(found, runs, strict=True):
            costs.append(one())
    return [Cost(statistics.median(c.wall for c in costs), statistics.median(c.cpu for c in costs)) for costs in found]
