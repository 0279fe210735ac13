"""The same files make the same site, byte for byte, on any machine at any time."""

import subprocess
from pathlib import Path

import pytest

from tests.site.building import EPOCH, NEEDED, build, copy
from tests.site.reading import Site


@pytest.fixture(scope="module")
def other(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of a copy in another folder, in another time zone, language and order of hashes."""
    folder = copy(root, tmp_path_factory.mktemp("other") / "place", NEEDED)
    if (root / ".git").exists():  # the history is a source of the site, too
        subprocess.run(["git", "clone", "--quiet", "--bare", root, folder / ".git"], check=True, timeout=60)
        subprocess.run(["git", "-C", folder, "config", "core.bare", "false"], check=True, timeout=20)
    for file in folder.rglob("*"):
        file.touch()
    surroundings = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "4711", "LC_ALL": "C", "PYTHONUTF8": "0"}
    return Site(build(folder, folder.parent / "site", SOURCE_DATE_EPOCH=EPOCH, **surroundings))


def test_two_builds_are_the_same(site: Site, other: Site) -> None:
    assert site.files == other.files
    differing = [n for n in sorted(site.files) if (site.folder / n).read_bytes() != (other.folder / n).read_bytes()]
    assert differing == []


def test_no_file_names_a_place_of_the_machine(root: Path, site: Site) -> None:
    places = [str(place).encode() for place in (root, site.folder, Path.home()) if len(place.parts) > 1]
    named = [name for name in site.files if any(place in (site.folder / name).read_bytes() for place in places)]
    assert named == []
