"""Many files are read by several processes, to the same end."""

import os
from pathlib import Path

import pytest

from powerhouse_site import files
from powerhouse_site.catalog import Catalog, load_catalog
from powerhouse_site.schema.facts import Facts

pytestmark = pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="processes are forked on Linux only")


def parallel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "cores", lambda: 2)
    monkeypatch.setattr(files, "_MANY", 1)


def folders(root: Path) -> list[Path]:
    examples = root / "tests" / "examples"
    return [root / "catalog", *sorted(path for path in (examples / "invalid").iterdir() if path.is_dir())]


def said(catalog: Catalog) -> dict[str, dict[str, tuple[Path, Facts]]]:
    """What stands in each file."""
    return {kind: {id: (e.file, e.facts) for id, e in entries.items()} for kind, entries in catalog.entries.items()}


def test_what_is_read_is_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = [load_catalog(folder) for folder in folders(root)]
    parallel(monkeypatch)
    together = [load_catalog(folder) for folder in folders(root)]
    assert any(loaded.diagnostics for loaded in alone)
    for one, other in zip(alone, together, strict=True):
        assert other.diagnostics == one.diagnostics
        assert other.files == one.files
        assert said(other.catalog) == said(one.catalog)
        assert other.catalog.path == one.catalog.path


def test_a_problem_among_files_has_its_place(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "catalog" / "accelerators"
    folder.mkdir(parents=True)
    text = (root / "catalog" / "accelerators" / "nvidia-t4.yaml").read_text(encoding="utf-8")
    for name in ("one", "two"):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    parallel(monkeypatch)
    found = load_catalog(tmp_path / "catalog").diagnostics
    assert found
    assert all(problem.span.line > 0 and problem.excerpt for problem in found)
