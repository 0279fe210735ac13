"""Small repositories, kept apart from the settings of whoever runs the tests."""

import subprocess
from pathlib import Path

import pytest


def new_repository(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty repository. Commits need no settings from now on."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for person in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{person}_NAME", "Grove")
        monkeypatch.setenv(f"GIT_{person}_EMAIL", "grove@grove.org")
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet")
    return folder


def git(folder: Path, *words: str) -> None:
    """Run a git command in `folder`."""
    subprocess.run(["git", "-C", folder, *words], check=True, timeout=120)


def commit(folder: Path, message: str) -> None:
    """Commit everything in `folder`."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
