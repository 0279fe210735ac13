"""A repository of 10,000 entries and its site, made once for all benchmarks of a run."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from shutil import copy2, copytree

from benchmarks.catalogs import write
from benchmarks.process import Cost, run

ENTRIES = 10_000


def prepare(root: Path, folder: Path, entries: int) -> None:
    """A repository with a catalog of so many entries."""
    for name in ("docs", "templates"):
        copytree(root / name, folder / name)
    copy2(root / "mkdocs.yml", folder)
    write(root / "catalog", folder / "catalog", entries)
    copy2(root / "catalog" / "learning-path.yaml", folder / "catalog")


def repository(root: Path, place: Path) -> Path:
    """The repository below `place`."""
    folder = place / "repository"
    if not folder.is_dir():
        prepare(root, folder, ENTRIES)
    return folder


def site(root: Path, place: Path) -> tuple[Path, Cost]:
    """The site below `place`, and what its build took."""
    target, told = place / "site", place / "site.json"
    if not told.is_file():
        cost = run([sys.executable, "-m", "mkdocs", "build", "--site-dir", str(target)], repository(root, place))
        told.write_text(json.dumps(asdict(cost)), encoding="utf-8")
    return target, Cost(**json.loads(told.read_text(encoding="utf-8")))
