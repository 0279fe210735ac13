"""Whole processes and what they cost."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Command = Sequence[str]


@dataclass(frozen=True, order=True)
class Cost:
    """What one run took: seconds on the clock, and seconds of all processors."""

    wall: float
    cpu: float


def run(command: Command, folder: Path) -> Cost:
    """Run a command that must succeed."""
    before, start = os.times(), time.perf_counter()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(
        command, cwd=folder, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    wall, after = time.perf_counter() - start, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(wall, cpu)


def alternate(rounds: int, *runs: Callable[[], Cost]) -> list[Cost]:
    """Run each in turn, `rounds` times over, and take the median of each."""
    found: list[list[Cost]] = [[] for _ in runs]
    for _ in range(rounds):
        for costs, one in zip(found, runs, strict=True):
            costs.append(one())
    return [Cost(statistics.median(c.wall for c in costs), statistics.median(c.cpu for c in costs)) for costs in found]
