"""Builds of the site, and commands run as a user runs them."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

EPOCH = "1700000000"
"""14 November 2023, 22:13 in Greenwich and the day after in Tokyo."""
ELSEWHERE = "https://example.org/powerhouse/"
REPOSITORY = "https://git.example.org/people/powerhouse"
"""Where a site that is published, and what it is made of, are said to be."""
NEEDED = ("mkdocs.yml", "docs", "templates", "catalog")
"""What a build reads beside the installed package."""
SPOKEN_FOR = ("SITE_URL", "REPOSITORY_URL", "SOURCE_DATE_EPOCH", "NO_COLOR", "CI")
"""What the machine of the tests may say and a build must not hear; all of GITHUB_ as well."""


def copy(root: Path, target: Path, names: Sequence[str] = NEEDED) -> Path:
    """A copy of parts of the repository."""
    target.mkdir(parents=True, exist_ok=True)
    for name in names:
        if (root / name).is_dir():
            shutil.copytree(root / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(root / name, target / name)
    return target


def environment(**variables: str) -> dict[str, str]:
    """An environment that says nothing but `variables` of the site."""
    inherited = {k: v for k, v in os.environ.items() if k not in SPOKEN_FOR and not k.startswith("GITHUB_")}
    return {**inherited, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1", **variables}


def run(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m WORDS` in a folder."""
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env=environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def build(folder: Path, target: Path, **variables: str) -> Path:
    """Build the site of a folder strictly, without a warning."""
    done = run(folder, "mkdocs", "build", "--strict", "--site-dir", str(target), **variables)
    assert done.returncode == 0, done.stdout
    assert not re.search(r"^\s*(WARNING|ERROR)|Traceback|Warning:", done.stdout, re.MULTILINE), done.stdout
    return target
