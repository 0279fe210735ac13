"""`powerhouse validate` as a whole process against a bare YAML parser that loads the same files."""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.catalogs import write
from benchmarks.figure import Figure
from benchmarks.process import alternate, run

SIZES = {300: (7, 1), 10_000: (3, 10)}
"""How many files, how often to measure, and the seconds that it may take."""
_BARE = "import pathlib, yaml; [yaml.load(p.read_bytes(), yaml.CSafeLoader) for p in pathlib.Path().rglob('*.yaml')]"


def figures(root: Path, place: Path) -> Iterator[Figure]:
    """Check catalogs of each size and compare, both in turn."""
    for size, (rounds, goal) in SIZES.items():
        folder = place / f"validate-{size}"
        write(root / "catalog", folder / "catalog", size)
        validate, bare = alternate(
            rounds,
            partial(run, [sys.executable, "-m", "powerhouse_site", "validate"], folder),
            partial(run, [sys.executable, "-c", _BARE], folder),
        )
        yield Figure(
            what=f"validating {size:,} files, the whole process",
            value=validate.wall,
            unit="s",
            goal=goal,
            below=True,
            beside=f"{validate.cpu / bare.cpu:.1f} times a bare YAML parser in processor time "
            f"({validate.cpu:.2f} s against {bare.cpu:.2f} s)",
        )
