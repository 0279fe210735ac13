"""`powerhouse new`: the file that it writes, and all that it refuses."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from powerhouse_site.cli import commands
from tests.texts import LICENSE, MODEL, write_catalog

ENOUGH = {
    "name": "Oak",
    "description": "An oak.",
    "developer": "Grove",
    "variants.0.name": "Oak 7B",
    "variants.0.parameters": "7B",
}
SETTINGS = [word for field, value in ENOUGH.items() for word in ("--set", f"{field}={value}")]
TOOL = "name: Loom\ndescription: A tool.\norganization: Grove\nstatus: active\ncategory: local-runtime\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with a small catalog."""
    files: dict[str, str | bytes] = {
        "catalog/licenses/mit.yaml": LICENSE,
        "catalog/models/pine.yaml": MODEL + "former_ids: [fir]\n",
        "catalog/deployment-tools/loom.yaml": TOOL,
    }
    monkeypatch.chdir(write_catalog(tmp_path, files))
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, ["new", *words])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_writes_one_file_and_prints_its_path(folder: Path) -> None:
    before = contents(folder)
    result = run("models", "oak")
    assert (result.exit_code, result.stdout) == (0, "catalog/models/oak.yaml\n")
    assert result.stderr == "Fill it in, then run: powerhouse validate catalog/models/oak.yaml\n"
    assert contents(folder).keys() - before.keys() == {"catalog/models/oak.yaml"}
    assert CliRunner().invoke(commands, ["validate", "catalog/models/oak.yaml"]).exit_code == 1


def test_with_enough_settings_it_validates_and_is_formatted(folder: Path) -> None:
    assert run("models", "oak", *SETTINGS).exit_code == 0
    for words in (["validate", "--strict"], ["format", "--check"]):
        assert CliRunner().invoke(commands, [*words, "catalog/models/oak.yaml"]).exit_code == 0


def test_the_folder_of_the_kind_is_made_and_the_mode_is_that_of_new_files(folder: Path) -> None:
    before = os.umask(0o027)
    try:
        assert run("courses", "weaving-101").exit_code == 0
    finally:
        os.umask(before)
    path = folder / "catalog/courses/weaving-101.yaml"
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.stat().st_nlink == 1


def test_another_catalog(folder: Path) -> None:
    (folder / "other").mkdir()
    assert run("models", "oak", "--catalog", "other").stdout == "other/models/oak.yaml\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["modles", "oak"], "'modles' is not a kind of entry; did you mean 'models'?"),
        (["model", "oak"], "did you mean 'models'?"),
        (["things", "oak"], "kinds are: models, "),
        (["../models", "oak"], "is not a kind of entry"),
        (["models", "Red Oak"], "did you mean 'red-oak'?"),
        (["models", "../oak"], "'../oak' is not an id"),
        (["models", ".oak"], "is not an id"),
        (["models", ""], "is not an id"),
        (["models", "!"], "an example is 'llama-3.2'"),
        (["models", "oak\n"], "is not an id"),
        (["models", "a" * 81], "an id has at most 80"),
        (["models", "pine"], "models/pine.yaml is there already"),
        (["models", "fir"], "'fir' is a former id of 'pine'"),
        (["models", "variants"], "'variants' is the address of another page of the site; take another one"),
        (
            ["models", "aux"],
            "'aux' is the name of a device on Windows, where no file can be called so; take another one",
        ),
        (["frameworks", "loom"], "'loom' is the id of an entry in deployment-tools"),
        (["models", "oak", "--set", "licence=mit"], "did you mean 'license'?"),
        (["models", "oak", "--set", "name"], "is not of the form FIELD=VALUE"),
        (["models", "oak", "--catalog", "nowhere"], "'nowhere' does not exist"),
        (["models"], "Missing argument 'SLUG'"),
    ],
)
def test_what_it_refuses_is_status_two_and_leaves_nothing(folder: Path, words: list[str], message: str) -> None:
    before = contents(folder)
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert contents(folder) == before


@pytest.mark.parametrize("name", ["Oak.yaml", "OAK.YAML", "oak.yml", "oak.yaml"])
def test_names_that_collide_are_refused(folder: Path, name: str) -> None:
    (folder / "catalog/models" / name).write_text("mine")
    result = run("models", "oak")
    assert result.exit_code == 2
    assert f"models/{name} is there already" in result.stderr
    assert (folder / "catalog/models" / name).read_text() == "mine"


def test_links_in_the_way_are_not_followed(folder: Path) -> None:
    (folder / "catalog/models/oak.yaml").symlink_to(folder / "outside.yaml")
    assert run("models", "oak").exit_code == 2
    (folder / "outside").mkdir()
    (folder / "catalog/courses").symlink_to(folder / "outside")
    assert run("courses", "weaving").exit_code == 2
    assert not (folder / "outside.yaml").exists()
    assert list((folder / "outside").iterdir()) == []


def test_a_file_that_comes_in_between_is_not_overwritten(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really_sync = os.fsync

    def sync(descriptor: int) -> None:
        really_sync(descriptor)
        (folder / "catalog/models/oak.yaml").write_text("mine")

    monkeypatch.setattr(os, "fsync", sync)
    result = run("models", "oak")
    assert result.exit_code == 2
    assert "catalog/models/oak.yaml is there already" in result.stderr
    assert (folder / "catalog/models/oak.yaml").read_text() == "mine"
    assert list((folder / "catalog/models").glob(".*")) == []


@pytest.mark.parametrize("in_between", [False, True])
def test_file_systems_without_hard_links(folder: Path, in_between: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "catalog/models/oak.yaml"

    def refuse(*_: object) -> None:
        if in_between:
            path.write_text("mine")
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert run("models", "oak").exit_code == (2 if in_between else 0)
    assert path.read_text() == "mine" if in_between else "name:" in path.read_text()
    assert list((folder / "catalog/models").glob(".*")) == []


def test_an_interrupt_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(folder)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "link", interrupt)
    assert run("models", "oak").exit_code != 0
    assert contents(folder) == before
