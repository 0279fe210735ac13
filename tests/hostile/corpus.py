"""The whole corpus, and a run of `powerhouse validate` over a folder of it as strangers' files deserve: with limits."""

import json
import os
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.hostile import (
    addresses,
    days,
    encodings,
    figures,
    folders,
    kinds_of_values,
    misspelt,
    wordings,
    yaml_features,
)
from tests.hostile.rows import NEIGHBORS, Row

ROWS: dict[str, list[Row]] = {
    "keys": misspelt.ROWS,
    "types": kinds_of_values.ROWS,
    "numbers": figures.ROWS,
    "dates": days.ROWS,
    "bytes": encodings.ROWS,
    "yaml": yaml_features.ROWS,
    "texts": wordings.ROWS,
    "addresses": addresses.ROWS,
}
"""Files, by group."""
PLACES = folders.PLACES
MEMORY = 2 * 2**30
SECONDS = 60


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a run printed, and what it took."""

    status: int
    errors: str
    output: str
    seconds: float
    folder: Path

    @cached_property
    def problems(self) -> list[dict[str, Any]]:
        """The problems of the report, which has to be JSON."""
        found: list[dict[str, Any]] = json.loads(self.output)["problems"]
        return found

    def of(self, path: str) -> list[dict[str, Any]]:
        """The problems of one path below the catalog."""
        return self._by_file[f"catalog/{path}"]

    @cached_property
    def _by_file(self) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for problem in self.problems:
            found[problem["file"]].append(problem)
        return found


def write(folder: Path, rows: Sequence[Row]) -> Path:
    """A catalog of the rows and what they refer to, below `folder`."""
    files = {name: text.encode() for name, text in NEIGHBORS.items()} | {path_of(row): row.data for row in rows}
    for name, data in files.items():
        path = folder / "catalog" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def path_of(row: Row) -> str:
    """Where a row stands below the catalog."""
    return f"{row.kind}/row-{row.id}.yaml"


def validate(folder: Path, *words: str) -> Answer:
    """Run the command in its own process, which gets 2 GB and a minute, and knows that it is 2026."""
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "powerhouse_site", "validate", *words],
        cwd=folder,
        env=os.environ | {"SOURCE_DATE_EPOCH": str(days.NOW), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
        timeout=SECONDS,
        stdin=subprocess.DEVNULL,
        preexec_fn=_limit,
    )
    return Answer(
        status=done.returncode,
        errors=done.stderr.decode(),
        output=done.stdout.decode(),
        seconds=time.monotonic() - start,
        folder=folder,
    )


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
