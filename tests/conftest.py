"""Fixtures that all tests share."""

import gc
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from tests.site.building import ELSEWHERE, REPOSITORY, build

ROOT = Path(__file__).parent.parent
LONGEST = ("test_places.py", "test_arrival.py", "test_hostile.py", "test_live.py", "test_policy.py")
"""Files of tests that take ten seconds and more, those that wait before those that work."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are processors: some tests wait for deadlines, servers and browsers."""
    affinity = getattr(os, "sched_getaffinity", None)
    return (len(affinity(0)) if affinity else os.cpu_count() or 1) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, so that no process is left with one of them at the end."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


def pytest_collection_finish() -> None:
    """What has come until now stays until the end: no collection of waste has to go through it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Builds a site once for all processes of a run."""
    base = tmp_path_factory.getbasetemp()
    top = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def once(root: Path, name: str, **variables: str) -> Path:
        folder = top / name
        with FileLock(top / f"{name}.lock"):
            if not folder.exists():
                build(root, top / f"{name}-in-the-making", **variables).rename(folder)
        return folder

    return once


@pytest.fixture(scope="session")
def published_folder(root: Path, shared: Callable[..., Path]) -> Path:
    """The whole site, built for an address below a host's root, with a repository; the browser sees the same."""
    # People set either with or without the slash at its end.
    return shared(root, "published", SITE_URL=ELSEWHERE.rstrip("/"), REPOSITORY_URL=f"{REPOSITORY}/")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> "Golden":
    """Compares a text with a file below tests/golden, or writes it with --update-golden."""
    return Golden(update=bool(request.config.getoption("--update-golden")))


class Golden:
    """Texts that were looked at once and must not change unseen."""

    def __init__(self, *, update: bool) -> None:
        self.update = update

    def check(self, name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"no golden file {name}; look at the text and run pytest --update-golden\n{text}"
        assert text == path.read_text(encoding="utf-8")
