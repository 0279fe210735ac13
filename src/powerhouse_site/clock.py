"""The time that the site speaks of: that of the commit, never that of the build."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

_GIT_SECONDS = 10


def commit_time(folder: Path, environment: Mapping[str, str]) -> int | None:
    """Seconds since 1970: `SOURCE_DATE_EPOCH` where it is set, else the time of the last commit, else None."""
    fixed = environment.get("SOURCE_DATE_EPOCH", "")
    if fixed.isdecimal():
        return int(fixed)
    command = ["git", "-C", str(folder), "log", "-1", "--format=%ct"]
    try:
        found = subprocess.run(  # noqa: S603 - fixed words and a folder
            command, capture_output=True, text=True, timeout=_GIT_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return int(found.stdout) if found.stdout.strip().isdecimal() else None
