"""Browser tests without a browser: skipped where somebody works, failed where a machine decides."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.building import environment


@pytest.mark.parametrize(("surroundings", "status", "told"), [({}, 0, "1 skipped"), ({"CI": "true"}, 1, "1 error")])
def test_without_a_browser(root: Path, surroundings: dict[str, str], status: int, told: str) -> None:
    words = ["-p", "no:cacheprovider", "-p", "no:xdist", "tests/browser/test_data.py"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words],
        cwd=root,
        env=environment(POWERHOUSE_BROWSER=str(root / "nowhere"), **surroundings),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == status, done.stdout
    assert told in done.stdout
    assert "no Chromium was found" in done.stdout
