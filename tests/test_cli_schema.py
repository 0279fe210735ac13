"""`powerhouse schema`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from powerhouse_site.cli import commands
from powerhouse_site.json_schema import json_schema, schema_text
from powerhouse_site.schema.kinds import FORMATS


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, ["schema", *words])


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_one_kind_is_printed(kind: object) -> None:
    result = run(kind.name)  # type: ignore[attr-defined]
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == schema_text(kind)


def test_all_kinds_are_printed_as_one_object() -> None:
    result = run()
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == {kind.name: json_schema(kind) for kind in FORMATS}


def test_all_kinds_are_written_as_files_and_named(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    result = run("--output", str(folder))
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [str(folder / f"{kind.name}.json") for kind in FORMATS]
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        f"{kind.name}.json": schema_text(kind).encode() for kind in FORMATS
    }


def test_one_kind_is_written_in_the_place_of_an_older_file(tmp_path: Path) -> None:
    (tmp_path / "models.json").write_text("old")
    assert run("models", "--output", str(tmp_path)).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["models.json"]
    assert (tmp_path / "models.json").read_bytes() == schema_text(FORMATS[0]).encode()


def test_an_unknown_kind_is_bad_usage() -> None:
    result = run("model")
    assert result.exit_code == 2
    assert "'models'" in result.stderr


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = CliRunner().invoke(commands, ["schema", "--output", str(tmp_path / "file" / "below")])
    assert result.exit_code != 0
    assert "cannot be written: " in result.output
