"""Whole processes and what they cost."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Command = Sequence[str]


@dataclass(frozen=True, order=True)
class Cost:
    """What one run took: seconds on the clock, seconds of all processors, and at most so many megabytes of memory."""

    wall: float
    cpu: float
    peak: int = 0


def run(command: Command, folder: Path) -> Cost:
    """Run a command that must succeed. What started this process sees to it that it ends."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss // unit)


def alternate(rounds: int, *runs: Callable[[], Cost]) -> list[Cost]:
    """Run each in turn, `rounds` times over, and take the median of each."""
    found: list[list[Cost]] = [[] for _ in runs]
    for _ in range(rounds):
        for costs, one in zip(found, runs, strict=True):
            costs.append(one())
    return [
        Cost(
            statistics.median(c.wall for c in costs),
            statistics.median(c.cpu for c in costs),
            max(c.peak for c in costs),
        )
        for costs in found
    ]
