"""`powerhouse validate` as a whole process against a bare YAML parser that loads the same files."""

import sys
import tempfile
from pathlib import Path

from benchmarks.catalogs import write
from benchmarks.process import alternate, run

SIZES = {300: (7, 1), 10_000: (3, 10)}
"""How many files, how often to measure, and the seconds that it may take."""
_BARE = "import pathlib, yaml; [yaml.load(p.read_bytes(), yaml.CSafeLoader) for p in pathlib.Path().rglob('*.yaml')]"


def report(root: Path) -> str:
    """Check catalogs of each size and compare, both in turn."""
    return "\n".join(_report(root / "catalog", size, *what) for size, what in SIZES.items())


def _report(catalog: Path, size: int, rounds: int, goal: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        write(catalog, Path(folder) / "catalog", size)
        validate, bare = alternate(
            rounds,
            lambda: run([sys.executable, "-m", "powerhouse_site", "validate"], Path(folder)),
            lambda: run([sys.executable, "-c", _BARE], Path(folder)),
        )
    return (
        f"validate: {size:,} files in {validate.wall:.2f} s, {validate.cpu:.2f} s of processor (goal: under {goal}); "
        f"{validate.cpu / bare.cpu:.1f} times a bare YAML parser ({bare.cpu:.2f} s)"
    )


if __name__ == "__main__":
    print(report(Path(__file__).parent.parent))
