"""The real site, built once and read back."""

from pathlib import Path

import pytest

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
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site as it is built where nobody says its address."""
    return Site(build(root, tmp_path_factory.mktemp("site"), SOURCE_DATE_EPOCH=EPOCH))


@pytest.fixture(scope="session")
def published(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site as it is built for an address below a host's root, with a repository."""
    folder = tmp_path_factory.mktemp("published")
    # People set either with or without the slash at its end.
    said = {"SITE_URL": ELSEWHERE.rstrip("/"), "REPOSITORY_URL": f"{REPOSITORY}/"}
    return Site(build(root, folder, **said), base=ELSEWHERE)
