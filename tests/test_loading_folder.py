"""Which files below a catalog folder are entries, and what is said of the others."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from powerhouse_site.loading.folder import EntryFile, Stray, list_files
from powerhouse_site.schema.kinds import KINDS
from tests.texts import write_catalog


def entries(root: Path) -> list[tuple[str, str]]:
    return [(item.kind.name, item.id) for item in list_files(root, KINDS) if isinstance(item, EntryFile)]


def strays(root: Path) -> dict[str, tuple[str, str, str | None]]:
    found = [item for item in list_files(root, KINDS) if isinstance(item, Stray)]
    return {
        item.path.relative_to(root).as_posix(): (item.finding.code.name, item.finding.message, item.finding.help)
        for item in found
    }


def test_entries_come_by_kind_folder_and_id(tmp_path: Path) -> None:
    names = ["models/b.yaml", "models/a.yaml", "licenses/mit.yaml", "accelerators/a1.yaml"]
    write_catalog(tmp_path, dict.fromkeys(names, ""))
    assert entries(tmp_path) == [("accelerators", "a1"), ("licenses", "mit"), ("models", "a"), ("models", "b")]
    assert strays(tmp_path) == {}


@pytest.mark.parametrize("id", ["a", "7b", "llama-3.2", "apache-2.0", "a-1.b-2", "x" * 80])
def test_ids_are_slugs(tmp_path: Path, id: str) -> None:
    write_catalog(tmp_path, {f"models/{id}.yaml": ""})
    assert entries(tmp_path) == [("models", id)]


@pytest.mark.parametrize(
    ("stem", "advice"),
    [
        ("Llama", "rename it to 'llama.yaml'"),
        ("llama_2", "rename it to 'llama-2.yaml'"),
        ("llama 2 (chat)", "rename it to 'llama-2-chat.yaml'"),
        ("llama--2", "rename it to 'llama-2.yaml'"),
        ("-llama", "rename it to 'llama.yaml'"),
        ("llama.", "rename it to 'llama.yaml'"),
        ("löwe", "rename it to 'l-we.yaml'"),
        ("llama..2", None),
        ("悟道", None),
        ("llama\n", "rename it to 'llama.yaml'"),
    ],
)
def test_other_names_are_refused_with_the_nearest_slug(tmp_path: Path, stem: str, advice: str | None) -> None:
    write_catalog(tmp_path, {f"models/{stem}.yaml": ""})
    message = f"'{stem}' is not an id: lower-case letters and digits, joined by single '-' or '.'"
    assert strays(tmp_path) == {f"models/{stem}.yaml": ("bad-file-name", message, advice)}
    assert entries(tmp_path) == []


def test_too_long_ids_are_told_so(tmp_path: Path) -> None:
    write_catalog(tmp_path, {f"models/{'x' * 81}.yaml": ""})
    ((code, message, advice),) = strays(tmp_path).values()
    assert (code, advice) == ("bad-file-name", None)
    assert message.endswith("is not an id: at most 80 characters")


def test_no_name_is_suggested_that_would_overwrite_an_entry(tmp_path: Path) -> None:
    write_catalog(tmp_path, {"models/pine-2.yaml": "", "models/pine_2.yaml": "", "models/Pine 2.yml": ""})
    assert entries(tmp_path) == [("models", "pine-2")]
    assert {advice for _, _, advice in strays(tmp_path).values()} == {
        "'pine-2.yaml' is there already; keep one of the two"
    }


@pytest.mark.parametrize(
    ("name", "message", "advice"),
    [
        ("models/pine.yml", "entries end in .yaml", "rename it to 'pine.yaml'"),
        ("models/Pine.YML", "entries end in .yaml", "rename it to 'pine.yaml'"),
        ("models/pine.YAML", "this file is not an entry", "entries end in .yaml; move other files elsewhere"),
        ("models/pine.yaml.bak", "this file is not an entry", "entries end in .yaml; move other files elsewhere"),
        ("models/pine", "this file is not an entry", "entries end in .yaml; move other files elsewhere"),
        ("README.md", "a file outside the folders of the kinds", "entries stand in catalog/<kind>/<id>.yaml"),
        ("pine.yaml", "a file outside the folders of the kinds", "entries stand in catalog/<kind>/<id>.yaml"),
        ("models", "'models' is a kind and must be a folder", None),
    ],
)
def test_stray_files_are_reported(tmp_path: Path, name: str, message: str, advice: str | None) -> None:
    write_catalog(tmp_path, {name: ""})
    assert strays(tmp_path) == {name: ("bad-file", message, advice)}
    assert entries(tmp_path) == []


@pytest.mark.parametrize(
    ("folder", "message", "advice"),
    [
        ("model", "'model' is not a kind of entry", "did you mean 'models'?"),
        ("Licences", "'Licences' is not a kind of entry", "did you mean 'licenses'?"),
        (
            "recipes",
            "'recipes' is not a kind of entry",
            "kinds are: models, accelerators, licenses, frameworks, deployment-tools, courses, tutorials",
        ),
        ("models/old", "a folder among the entries", "entries stand side by side, one file each"),
        ("models/pine.yaml", "a folder among the entries", "entries stand side by side, one file each"),
    ],
)
def test_stray_folders_are_reported_and_not_entered(
    tmp_path: Path, folder: str, message: str, advice: str | None
) -> None:
    write_catalog(tmp_path, {f"{folder}/oak.yaml": ""})
    assert strays(tmp_path) == {folder: ("bad-file", message, advice)}
    assert entries(tmp_path) == []


def test_hidden_files_are_left_alone(tmp_path: Path) -> None:
    write_catalog(tmp_path, {".gitkeep": "", ".git/config": "", "models/.oak.yaml.swp": "", "models/oak.yaml": ""})
    assert entries(tmp_path) == [("models", "oak")]
    assert strays(tmp_path) == {}


@pytest.mark.parametrize("target", ["outside.yaml", "nowhere.yaml", "."])
def test_links_are_reported_and_not_followed(tmp_path: Path, target: str) -> None:
    write_catalog(tmp_path, {"outside.yaml": "", "catalog/models/oak.yaml": ""})
    (tmp_path / "catalog/models/pine.yaml").symlink_to(tmp_path / target)
    (tmp_path / "catalog/licenses").symlink_to(tmp_path / target)
    assert entries(tmp_path / "catalog") == [("models", "oak")]
    assert strays(tmp_path / "catalog") == {
        "licenses": ("bad-file", "symbolic links are not followed", "put the file or folder itself here"),
        "models/pine.yaml": ("bad-file", "symbolic links are not followed", "put the file itself here"),
    }


def test_pipes_are_reported_and_not_opened(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    os.mkfifo(tmp_path / "models/pine.yaml")
    assert strays(tmp_path) == {"models/pine.yaml": ("bad-file", "this is not a regular file", None)}


def failing_scandir(name: str) -> Callable[[Path], object]:
    scandir = os.scandir

    def scan(folder: Path) -> object:
        if Path(folder).name == name:
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    return scan


def test_folder_of_a_kind_that_may_not_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_catalog(tmp_path, {"models/oak.yaml": "", "licenses/mit.yaml": ""})
    monkeypatch.setattr(os, "scandir", failing_scandir("models"))
    assert strays(tmp_path) == {"models": ("bad-file", "the folder cannot be read: Permission denied", None)}
    assert entries(tmp_path) == [("licenses", "mit")]


def test_catalog_folder_that_is_not_there_is_an_error_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(list_files(tmp_path / "nowhere", KINDS))
