"""What a build says about a catalog with mistakes."""

from pathlib import Path

import pytest

from tests.site.building import run
from tests.site.catalogs import accelerator, write
from tests.site.small import FILES, small


@pytest.fixture
def repository(root: Path, tmp_path: Path) -> Path:
    """A repository to break."""
    return small(root, tmp_path / "repository")


def break_(repository: Path) -> None:
    """Three mistakes in two files, of three kinds: syntax, shape and reference."""
    broken = {**FILES["models/old"], "license": "owned", "releas_date": "2023-01"}
    write(repository / "catalog", {"models/old": broken, "licenses/own": "name: [MIT\n"})


def test_a_build_ends_with_the_report_of_validate(repository: Path) -> None:
    break_(repository)
    target = repository / "out"
    built = run(repository, "mkdocs", "build", "--strict", "--site-dir", str(target))
    validated = run(repository, "powerhouse_site", "validate")
    assert validated.returncode == 1
    assert validated.stdout.count("error[") >= 3
    assert built.returncode not in (0, None)
    assert validated.stdout in built.stdout
    assert "Traceback" not in built.stdout
    assert not target.exists(), "pages were written of a catalog with errors"


def test_so_does_a_build_that_is_not_strict(repository: Path) -> None:
    break_(repository)
    built = run(repository, "mkdocs", "build", "--no-strict", "--site-dir", str(repository / "out"))
    assert built.returncode != 0
    assert run(repository, "powerhouse_site", "validate").stdout in built.stdout
    assert "Traceback" not in built.stdout


def test_warnings_are_told_and_end_only_a_strict_build(repository: Path) -> None:
    write(repository / "catalog", {"accelerators/again": accelerator()})
    validated = run(repository, "powerhouse_site", "validate")
    assert validated.returncode == 0
    assert "warning[duplicate-name]" in validated.stdout
    for strict, status in (("--strict", 1), ("--no-strict", 0)):
        built = run(repository, "mkdocs", "build", strict, "--site-dir", str(repository / "out"))
        assert built.returncode == status, built.stdout
        assert validated.stdout in built.stdout
        assert "Traceback" not in built.stdout


def test_a_missing_catalog_is_named(repository: Path) -> None:
    (repository / "catalog").rename(repository / "catalogue")
    built = run(repository, "mkdocs", "build", "--strict", "--site-dir", str(repository / "out"))
    assert built.returncode != 0
    assert f"there is no folder '{repository / 'catalog'}'" in built.stdout
    assert "Traceback" not in built.stdout
