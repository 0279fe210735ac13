"""Fixtures that all tests share."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from tests.site.building import ELSEWHERE, REPOSITORY, build

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")


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
