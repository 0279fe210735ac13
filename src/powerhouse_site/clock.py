"""The time that the site speaks of: that of the commit, never that of the build."""

import datetime
import subprocess
from collections.abc import Mapping
from pathlib import Path

_GIT_SECONDS = 10


def today(environment: Mapping[str, str]) -> datetime.date:
    """The present day in UTC, or that of `SOURCE_DATE_EPOCH` where it is later.

    It decides only what still lies in the future, so that nothing that was right once is refused later.
    """
    now = datetime.datetime.now(datetime.UTC)
    fixed = environment.get("SOURCE_DATE_EPOCH", "")
    if fixed.isdecimal():
        now = max(now, datetime.datetime.fromtimestamp(int(fixed), datetime.UTC))
    return now.date()


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
