"""`make bench`, or `python -m benchmarks NAME ...` for single ones; ends with 1 where a goal is missed.

Each benchmark is a process of its own with a limit. Those of 10,000 entries share one repository and its site.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path

from benchmarks.figure import Figure

ROOT = Path(__file__).parent.parent
NAMES = ("validate", "site", "scale", "search", "preview", "tables", "memory_page", "links")
HEAVY = frozenset({"scale", "preview", "search"})
"""Those that need the site of 10,000 entries, or a live preview of it."""
LIMIT = 900
"""Seconds that one may take."""
_PLACE = "POWERHOUSE_BENCHMARKS"


def _whole(names: Sequence[str]) -> int:
    """Run benchmarks one after another."""
    start = time.monotonic()
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            print(f"{name}:", flush=True)
            if not _child(command_of(name), folder):
                failed.append(name)
    print(f"benchmarks: {len(names)} in {time.monotonic() - start:.0f} s", end="")
    print(f"; missed: {', '.join(failed)}" if failed else "; every goal is reached")
    return 1 if failed else 0


def command_of(name: str) -> Sequence[str]:
    """What runs a benchmark."""
    return [sys.executable, "-m", "benchmarks", "--one", name]


def _child(command: Sequence[str], folder: str) -> bool:
    """Run one in a group of its own, so that nothing of it goes on when its time is over."""
    environment = {**os.environ, _PLACE: folder}
    with subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True) as process:
        try:
            return process.wait(LIMIT) == 0
        except subprocess.TimeoutExpired:
            print(f"MISSED it takes more than {LIMIT} s", flush=True)
            return False
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def _one(name: str) -> int:
    """Run one benchmark here."""
    module = import_module(f"benchmarks.{name}")
    measure: Callable[[Path, Path], Iterable[Figure]] = module.figures
    reached = True
    for figure in measure(ROOT, Path(os.environ[_PLACE])):
        print(f"  {figure}", flush=True)
        reached = reached and figure.holds
    return 0 if reached else 1


def main(words: Sequence[str]) -> int:
    """The benchmarks that `words` name, all where there are none; `--light` leaves out those of 10,000 entries."""
    if words[:1] == ["--one"]:
        return _one(words[1])
    unknown = [word for word in words if word not in (*NAMES, "--light")]
    if unknown:
        print(f"benchmarks: '{unknown[0]}' is none; there are: {', '.join(NAMES)}, and --light", file=sys.stderr)
        return 2
    chosen = [name for name in NAMES if name in words or not set(words) - {"--light"}]
    return _whole([name for name in chosen if "--light" not in words or name not in HEAVY])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
