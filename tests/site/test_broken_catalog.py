"""What a build says about a catalog with mistakes."""

from pathlib import Path

import pytest

from tests.site.building import copy, run


@pytest.fixture
def repository(root: Path, tmp_path: Path) -> Path:
    """A copy to break."""
    return copy(root, tmp_path / "repository")


def break_(repository: Path) -> None:
    """Three mistakes in two files, of three kinds: syntax, shape and reference."""
    llama = repository / "catalog/models/llama-2.yaml"
    text = llama.read_text(encoding="utf-8")
    llama.write_text(
        text.replace("\nlicense: llama-2", "\nlicense: llama-two").replace("\nreleas", "\nrelease"), encoding="utf-8"
    )
    (repository / "catalog/licenses/mit.yaml").write_text("name: [MIT\n", encoding="utf-8")


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
    twin = (repository / "catalog/accelerators/nvidia-t4.yaml").read_text(encoding="utf-8")
    (repository / "catalog/accelerators/nvidia-t4-again.yaml").write_text(twin, encoding="utf-8")
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
