"""What has changed since a revision."""

from pathlib import Path

import pytest

from powerhouse_site.revisions import RevisionError, changed_files
from tests.git import commit, git, new_repository


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository in which three files of `catalog/` are committed."""
    folder = new_repository(tmp_path / "repository", monkeypatch)
    (folder / "catalog").mkdir()
    for name in ("kept", "changed", "gone"):
        (folder / "catalog" / name).write_text(name, encoding="utf-8")
    commit(folder, "first")
    return folder


def names(folder: Path, revision: str) -> set[str]:
    return {path.name for path in changed_files(folder / "catalog", revision)}


def test_committed_edited_and_new_files_have_changed(repository: Path) -> None:
    catalog = repository / "catalog"
    (catalog / "changed").write_text("other", encoding="utf-8")
    (catalog / "gone").unlink()
    commit(repository, "second")
    (catalog / "new é\n.yaml").write_text("new", encoding="utf-8")
    (repository / "elsewhere").write_text("new", encoding="utf-8")
    assert names(repository, "HEAD") == {"new é\n.yaml"}
    assert names(repository, "HEAD~1") == {"changed", "gone", "new é\n.yaml"}
    assert catalog.resolve() / "changed" in changed_files(catalog, "HEAD~1")


def test_a_renamed_file_has_changed_under_both_names(repository: Path) -> None:
    git(repository, "mv", "catalog/kept", "catalog/moved")
    assert names(repository, "HEAD") == {"kept", "moved"}


def test_what_git_ignores_has_not_changed(repository: Path) -> None:
    (repository / ".gitignore").write_text("*.swp\n", encoding="utf-8")
    (repository / "catalog" / "a.swp").write_text("", encoding="utf-8")
    assert names(repository, "HEAD") == set()


@pytest.mark.parametrize("revision", ["nothing", "", "--output=stolen", "HEAD:catalog", "-h"])
def test_a_revision_that_is_no_commit_is_an_error(repository: Path, revision: str) -> None:
    with pytest.raises(RevisionError):
        changed_files(repository / "catalog", revision)
    assert not list(repository.rglob("stolen"))


def test_a_folder_without_a_repository_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(RevisionError, match="not a git repository"):
        changed_files(tmp_path, "HEAD")


def test_a_machine_without_git_is_an_error(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(RevisionError, match="git is not installed"):
        changed_files(repository, "HEAD")
