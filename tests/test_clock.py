"""The time that the site speaks of."""

import datetime
import subprocess
from pathlib import Path

import pytest

from powerhouse_site.clock import commit_time, today
from tests.git import commit, git, new_repository

COMMITTED = 1_690_000_000


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit, kept apart from the settings of whoever runs the tests."""
    monkeypatch.setenv("GIT_AUTHOR_DATE", "1600000000 +0000")
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{COMMITTED} +0200")
    folder = new_repository(tmp_path / "repository", monkeypatch)
    (folder / "catalog").mkdir()
    commit(folder, "first")
    return folder


def test_time_is_that_of_the_last_commit(repository: Path) -> None:
    assert commit_time(repository, {}) == COMMITTED
    assert commit_time(repository / "catalog", {}) == COMMITTED


def test_source_date_epoch_comes_first(repository: Path) -> None:
    assert commit_time(repository, {"SOURCE_DATE_EPOCH": "1234567890"}) == 1234567890
    assert commit_time(repository, {"SOURCE_DATE_EPOCH": "0"}) == 0


@pytest.mark.parametrize("value", ["", "yesterday", "-1", "1.5", "2023-07-18"])
def test_source_date_epoch_that_is_no_number_is_passed_over(repository: Path, value: str) -> None:
    assert commit_time(repository, {"SOURCE_DATE_EPOCH": value}) == COMMITTED


def test_without_a_commit_or_a_repository_no_time_is_known(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    assert commit_time(tmp_path / "new", {}) is None
    git(tmp_path / "new", "init", "--quiet")
    assert commit_time(tmp_path / "new", {}) is None
    assert commit_time(tmp_path / "nowhere", {}) is None


def test_without_git_no_time_is_known(repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert commit_time(repository, {}) is None


def test_a_git_that_hangs_is_given_up(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_: object, timeout: float, **__: object) -> None:
        raise subprocess.TimeoutExpired("git", timeout)

    monkeypatch.setattr(subprocess, "run", hang)
    assert commit_time(repository, {}) is None


def test_today_is_the_later_of_the_clock_and_the_fixed_time() -> None:
    now = datetime.datetime.now(datetime.UTC).date()
    assert now <= today({}) <= now + datetime.timedelta(days=1)
    assert today({"SOURCE_DATE_EPOCH": "0"}) >= now
    assert today({"SOURCE_DATE_EPOCH": "4102444800"}) == datetime.date(2100, 1, 1)
