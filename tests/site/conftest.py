"""The real site and a small one, each built once for a run and read back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from powerhouse_site.catalog import Catalog, load_catalog
from tests.site.building import ELSEWHERE, EPOCH
from tests.site.reading import Site
from tests.site.small import small


@pytest.fixture(scope="session")
def catalog(root: Path) -> Catalog:
    """The real catalog."""
    return load_catalog(root / "catalog").catalog


@pytest.fixture(scope="session")
def site(root: Path, shared: Callable[..., Path]) -> Site:
    """The site as it is built where nobody says its address."""
    return Site(shared(root, "site", SOURCE_DATE_EPOCH=EPOCH))


@pytest.fixture(scope="session")
def published(published_folder: Path) -> Site:
    """The site as it is built for an address below a host's root, with a repository."""
    return Site(published_folder, base=ELSEWHERE)


@pytest.fixture(scope="session")
def small_site(root: Path, shared: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the small repository as it is."""
    return Site(shared(small(root, tmp_path_factory.mktemp("small") / "repository"), "small-site"))
