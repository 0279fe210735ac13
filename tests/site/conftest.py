"""The real site, built once and read back."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from powerhouse_site.catalog import Catalog, load_catalog
from tests.site.building import build
from tests.site.reading import Site

EPOCH = "1700000000"
"""14 November 2023, 22:13 in Greenwich and the day after in Tokyo."""
ELSEWHERE = "https://example.org/sub/"
REPOSITORY = "https://git.example.org/people/powerhouse"


@pytest.fixture(scope="session")
def catalog(root: Path) -> Catalog:
    """The real catalog."""
    return load_catalog(root / "catalog").catalog


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
def site(root: Path, shared: Callable[..., Path]) -> Site:
    """The site as it is built where nobody says its address."""
    return Site(shared(root, "site", SOURCE_DATE_EPOCH=EPOCH))


@pytest.fixture(scope="session")
def published(root: Path, shared: Callable[..., Path]) -> Site:
    """The site as it is built for an address below a host's root, with a repository."""
    # People set either with or without the slash at its end.
    said = {"SITE_URL": ELSEWHERE.rstrip("/"), "REPOSITORY_URL": f"{REPOSITORY}/"}
    return Site(shared(root, "published", **said), base=ELSEWHERE)
