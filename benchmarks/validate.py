"""`powerhouse validate` as a whole process against a Python that starts and does nothing."""

import sys
from pathlib import Path

from benchmarks.process import alternate, run

ROUNDS = 7


def report(root: Path) -> str:
    """Run both in turn and compare."""
    validate, nothing = alternate(
        ROUNDS,
        lambda: run([sys.executable, "-m", "powerhouse_site", "validate"], root),
        lambda: run([sys.executable, "-c", "pass"], root),
    )
    files = sum(1 for _ in (root / "catalog").rglob("*.yaml"))
    return (
        f"validate: {files} files in {validate.wall:.2f} s (goal: under 1); "
        f"{validate.wall / nothing.wall:.1f} times a Python that does nothing"
    )
