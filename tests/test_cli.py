"""The command line: what it prints, and the status it exits with."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from powerhouse_site import __version__
from powerhouse_site.cli import commands, main
from tests.git import commit, new_repository
from tests.texts import LICENSE, MODEL, write_catalog

BROKEN = MODEL.replace("Pine", "Fir") + "wood: soft\n"
FIR_LINE = "catalog/models/fir.yaml:7:1: error[unknown-field]: 'wood' is not a field of a model"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with a catalog of one license, one good model and one bad model."""
    files: dict[str, str | bytes] = {
        "catalog/licenses/mit.yaml": LICENSE,
        "catalog/models/pine.yaml": MODEL + "license: mit\n",
        "catalog/models/fir.yaml": BROKEN,
        "elsewhere/oak.yaml": MODEL,
    }
    monkeypatch.chdir(write_catalog(tmp_path, files))
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, words)


def process(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run `python -m powerhouse_site` as people do."""
    command = [sys.executable, "-m", "powerhouse_site", *words]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", timeout=60, check=False, env=os.environ | environment
    )


def exit_status(monkeypatch: pytest.MonkeyPatch, *words: str) -> object:
    monkeypatch.setattr(sys, "argv", ["powerhouse", *words])
    with pytest.raises(SystemExit) as caught:
        main()
    return caught.value.code or 0


def last_line(result: Result) -> str:
    return result.stdout.splitlines()[-1]


def test_problems_end_with_status_one_and_go_to_standard_output(folder: Path) -> None:
    result = run("validate")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == FIR_LINE
    assert last_line(result) == "3 files checked, 1 error, 0 warnings"
    assert result.stderr == ""


def test_a_good_catalog_ends_with_status_zero(folder: Path) -> None:
    (folder / "catalog/models/fir.yaml").unlink()
    result = run("validate")
    assert (result.exit_code, result.stdout) == (0, "2 files checked, no problems\n")


def test_json_is_the_whole_of_standard_output(folder: Path) -> None:
    result = run("validate", "--format", "json")
    assert result.exit_code == 1
    document = json.loads(result.stdout)
    assert document["problems"][0].pop("help").startswith("its fields are: name, ")
    assert document == {
        "problems": [
            {
                "file": "catalog/models/fir.yaml",
                "line": 7,
                "column": 1,
                "end_line": 7,
                "end_column": 5,
                "severity": "error",
                "code": "unknown-field",
                "field": "wood",
                "message": "'wood' is not a field of a model",
            }
        ],
        "summary": {"files": 3, "errors": 1, "warnings": 0},
    }


@pytest.mark.parametrize(
    ("paths", "status", "files"),
    [
        (["catalog/models/fir.yaml"], 1, 1),
        (["catalog/models"], 1, 2),
        (["catalog/models/pine.yaml"], 0, 1),
        (["catalog/licenses"], 0, 1),
        (["catalog/licenses", "catalog/models/pine.yaml"], 0, 2),
        (["catalog/licenses", "catalog/models/fir.yaml"], 1, 2),
        (["catalog"], 1, 3),
        (["./catalog/../catalog/models/fir.yaml"], 1, 1),
        (["."], 2, 0),
        (["elsewhere/oak.yaml"], 2, 0),
        (["elsewhere"], 2, 0),
        (["catalog/models/oak.yaml"], 2, 0),
        (["catalog/models/pine.yaml", "catalog/models/oak.yaml"], 2, 0),
    ],
)
def test_paths_choose_what_is_reported(folder: Path, paths: list[str], status: int, files: int) -> None:
    result = run("validate", *paths)
    assert result.exit_code == status
    if status == 2:
        assert result.stdout == ""
        assert result.stderr.splitlines()[-1].startswith("Error: ")
    else:
        assert last_line(result).startswith(f"{files} file{'' if files == 1 else 's'} checked, ")


@pytest.mark.parametrize("path", ["catalog/models/../models/..", "catalog/licenses/..", "link"])
def test_paths_are_understood_however_they_are_written(folder: Path, path: str) -> None:
    (folder / "link").symlink_to("catalog/models")
    assert run("validate", path).exit_code == 1


def test_absolute_paths_are_understood(folder: Path) -> None:
    result = run("validate", str(folder / "catalog/models/fir.yaml"))
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == FIR_LINE


def test_chosen_files_are_checked_against_the_whole_catalog(folder: Path) -> None:
    (folder / "catalog/licenses/mit.yaml").unlink()
    result = run("validate", "catalog/models/pine.yaml")
    assert result.exit_code == 1
    assert "catalog/models/pine.yaml:7:10: error[dead-reference]" in result.stdout
    assert last_line(result) == "1 file checked, 1 error, 0 warnings"


def test_stray_files_can_be_chosen(folder: Path) -> None:
    (folder / "catalog/models/notes.txt").write_text("")
    result = run("validate", "catalog/models/notes.txt")
    assert (result.exit_code, last_line(result)) == (1, "0 files checked, 1 error, 0 warnings")


def test_warnings_count_only_when_strict(folder: Path) -> None:
    (folder / "catalog/models/fir.yaml").write_text(MODEL)
    result = run("validate")
    assert (result.exit_code, last_line(result)) == (0, "3 files checked, 0 errors, 1 warning")
    assert "warning[duplicate-name]" in result.stdout
    assert run("validate", "--strict").exit_code == 1
    assert run("validate", "--strict", "catalog/licenses").exit_code == 0


def test_another_folder_can_be_the_catalog(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_catalog(folder / "other", {"models/oak.yaml": MODEL})
    result = run("validate", "--catalog", "other")
    assert (result.exit_code, result.stdout) == (0, "1 file checked, no problems\n")
    assert run("validate", "--catalog", "other", "catalog/models/pine.yaml").exit_code == 2
    monkeypatch.chdir(folder / "elsewhere")
    assert run("validate", "--catalog", "../catalog").stdout.splitlines()[0] == f"../{FIR_LINE}"
    assert run("validate", "--catalog", str(folder / "catalog")).exit_code == 1


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["unknown"],
        ["validate", "--catalog", "nowhere"],
        ["validate", "--catalog", "elsewhere/oak.yaml"],
        ["validate", "--format", "yaml"],
        ["validate", "--unknown"],
        ["--unknown"],
    ],
)
def test_bad_usage_is_status_two_and_told_on_standard_error(
    folder: Path, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_status(monkeypatch, *words) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert "Usage: " in output.err


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["validate", "--help"], ["--version"]])
def test_help_and_version_are_status_zero(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_status(monkeypatch, *words) == 0
    output = capsys.readouterr()
    assert output.err == ""
    assert (f"version {__version__}" if words == ["--version"] else "Usage: ") in output.out


def test_main_passes_the_status_of_a_command_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert exit_status(monkeypatch, "validate") == 1
    assert exit_status(monkeypatch, "validate", "catalog/licenses") == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("größe".encode("latin-1"), "bad-encoding"),
        (MODEL.encode("utf-16"), "bad-encoding"),
        (b"\0\x01\x02\x03", "forbidden-character"),
        (b"#" * 300_000, "file-too-large"),
        (b"", "empty-value"),
        (b"[" * 100_000, "yaml-depth"),
    ],
)
def test_undecodable_files_are_problems_like_others(folder: Path, content: bytes, code: str) -> None:
    (folder / "catalog/models/fir.yaml").write_bytes(content)
    result = run("validate", "--format", "json")
    assert result.exit_code == 1
    assert [(p["file"], p["code"]) for p in json.loads(result.stdout)["problems"]] == [
        ("catalog/models/fir.yaml", code)
    ]


def test_unreadable_files_are_problems_like_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really_open = os.open

    def refuse(path: "str | Path", flags: int, *rest: int) -> int:
        if Path(path).name == "fir.yaml":
            raise PermissionError(13, "Permission denied")
        return really_open(path, flags, *rest)

    monkeypatch.setattr(os, "open", refuse)
    result = run("validate")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == (
        "catalog/models/fir.yaml:1:1: error[bad-file]: the file cannot be read: Permission denied"
    )


def test_an_internal_error_is_status_three_without_traceback(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("something broke")

    monkeypatch.setattr(sys.modules["powerhouse_site.cli.validate"], "load_catalog", fail)
    assert exit_status(monkeypatch, "validate") == 3
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith("powerhouse: internal error: RuntimeError: something broke\n")
    assert "Traceback" not in output.err


def test_an_interrupt_is_status_130_without_traceback(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["powerhouse_site.cli.validate"], "load_catalog", interrupt)
    assert exit_status(monkeypatch, "validate") == 130
    assert "Traceback" not in capsys.readouterr().err


def test_the_module_runs_like_the_command(folder: Path) -> None:
    result = process("validate")
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout == run("validate").stdout
    assert process("--version").stdout == f"powerhouse, version {__version__}\n"


def test_names_and_texts_of_all_scripts_are_printed(folder: Path) -> None:
    (folder / "catalog/models/fir.yaml").write_text(BROKEN.replace("wood: soft", "木: 松"), encoding="utf-8")
    os.close(os.open(os.fsencode(folder / "catalog/models") + b"/caf\xe9.yaml", os.O_CREAT | os.O_WRONLY))
    result = process("validate", PYTHONUTF8="1", PYTHONIOENCODING="utf-8")
    assert (result.returncode, result.stderr) == (1, "")
    assert "'木' is not a field of a model" in result.stdout
    assert r"catalog/models/caf\udce9.yaml:1:1: error[bad-file-name]" in result.stdout


def test_a_terminal_that_lacks_characters_still_gets_the_report(folder: Path) -> None:
    (folder / "catalog/models/fir.yaml").write_text(BROKEN.replace("wood: soft", "木: 松"), encoding="utf-8")
    result = process("validate", PYTHONUTF8="0", PYTHONIOENCODING="latin-1")
    assert (result.returncode, result.stderr) == (1, "")


def test_the_same_catalog_gives_the_same_report(folder: Path) -> None:
    reports = {process("validate", "--format", "json", PYTHONHASHSEED=seed).stdout for seed in ("1", "2")}
    assert len(reports) == 1


def test_the_problems_of_changed_files_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = new_repository(tmp_path / "repository", monkeypatch)
    for name in ("ash", "birch", "cedar"):
        write_catalog(repository, {f"catalog/models/{name}.yaml": MODEL.replace("developer", f"developer_{name}")})
    commit(repository, "first")
    cedar = repository / "catalog" / "models" / "cedar.yaml"
    cedar.write_text(cedar.read_text(encoding="utf-8") + "licence: mit\n", encoding="utf-8")
    monkeypatch.chdir(repository)
    for report in ("text", "json", "github", "sarif"):
        places = re.findall(r"(ash|birch|cedar)\.yaml", run("validate", "--format", report).stdout)
        assert list(dict.fromkeys(places)) == ["ash", "birch", "cedar"]
        changed = run("validate", "--format", report, "--changed-since", "HEAD")
        places = re.findall(r"(ash|birch|cedar)\.yaml", changed.stdout)
        assert list(dict.fromkeys(places)) == ["cedar", "ash", "birch"]
        assert changed.exit_code == 1


@pytest.mark.parametrize("revision", ["no-such-branch", "--upload-pack=x", ""])
def test_a_revision_that_git_does_not_know_is_bad_usage(
    revision: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = new_repository(tmp_path / "repository", monkeypatch)
    write_catalog(repository, {"catalog/models/pine.yaml": MODEL})
    commit(repository, "first")
    monkeypatch.chdir(repository)
    result = run("validate", f"--changed-since={revision}")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"Invalid value for --changed-since: '{revision}'" in result.stderr


def test_the_step_summary_is_added_to_its_file(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "summary.md"
    file.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    run("validate", "--format", "text")
    assert file.read_text(encoding="utf-8") == "before\n"
    sums = run("validate", "--format", "github").stdout.splitlines()[-1]
    assert file.read_text(encoding="utf-8").startswith(f"before\n### Catalog\n\n{sums}.\n")


def test_a_step_summary_that_cannot_be_written_is_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "no" / "summary.md"))
    result = run("validate", "--format", "github")
    assert result.exit_code == 1
    assert "summary.md: No such file or directory" in result.stderr
