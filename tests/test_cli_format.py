"""`powerhouse format`: what it writes, what it leaves alone, what it prints."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from powerhouse_site.cli import commands, main
from tests.texts import LICENSE, MODEL, write_catalog

SIGN = "# yaml-language-server: $schema=../../docs/api/v1/schema/{}.json\n"
TIDY = SIGN.format("models") + MODEL
PINE, FIR, MIT = "catalog/models/pine.yaml", "catalog/models/fir.yaml", "catalog/licenses/mit.yaml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with a catalog of one formatted file and two others."""
    files: dict[str, str | bytes] = {
        PINE: TIDY,
        FIR: f"license: mit # kept\n{MODEL}",
        MIT: LICENSE,
        "elsewhere/oak.yaml": MODEL,
    }
    monkeypatch.chdir(write_catalog(tmp_path, files))
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, ["format", *words])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_writes_what_changes_and_names_it(folder: Path) -> None:
    result = run()
    assert (result.exit_code, result.stdout) == (0, f"{MIT}\n{FIR}\n")
    assert result.stderr == "2 files formatted, 1 unchanged\n"
    assert (folder / FIR).read_text() == TIDY.replace("variants", "license: mit  # kept\nvariants")
    assert (folder / MIT).read_text() == SIGN.format("licenses") + LICENSE
    assert (folder / "elsewhere/oak.yaml").read_text() == MODEL


def test_a_second_run_changes_nothing_not_even_the_time(folder: Path) -> None:
    run()
    before, times = contents(folder), {path: path.stat().st_mtime_ns for path in folder.rglob("*.yaml")}
    result = run()
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "0 files formatted, 3 unchanged\n")
    assert contents(folder) == before
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*.yaml")} == times
    assert run("--check").exit_code == 0


def test_check_writes_nothing_and_tells_by_its_status(folder: Path) -> None:
    before = contents(folder)
    result = run("--check")
    assert (result.exit_code, result.stdout) == (1, f"{MIT}\n{FIR}\n")
    assert result.stderr == "2 files would change, 1 unchanged\n"
    assert contents(folder) == before
    assert run("--check", PINE).exit_code == 0


def test_diff_writes_nothing_and_can_be_applied(folder: Path) -> None:
    (folder / PINE).write_text(TIDY.removesuffix("\n"))
    before = contents(folder)
    result = run("--diff")
    assert result.exit_code == 0
    assert contents(folder) == before
    assert "-license: mit # kept\n" in result.stdout
    assert "+license: mit  # kept\n" in result.stdout
    assert run("--diff", "--check").exit_code == 1
    assert run("--diff", "--check").stdout == result.stdout
    subprocess.run(["git", "apply", "-"], input=result.stdout, text=True, check=True, cwd=folder)
    assert run("--check").exit_code == 0


@pytest.mark.parametrize(
    ("paths", "status", "changed"),
    [
        ([FIR], 0, [FIR]),
        (["catalog/models"], 0, [FIR]),
        (["catalog/licenses", PINE], 0, [MIT]),
        (["./catalog/../catalog/licenses"], 0, [MIT]),
        (["catalog"], 0, [MIT, FIR]),
        (["elsewhere"], 2, []),
        (["elsewhere/oak.yaml"], 2, []),
        (["."], 2, []),
        (["catalog/models/oak.yaml"], 2, []),
    ],
)
def test_paths_choose_what_is_formatted(folder: Path, paths: list[str], status: int, changed: list[str]) -> None:
    before = contents(folder)
    result = run(*paths)
    assert result.exit_code == status
    assert result.stdout.split() == changed
    assert sorted(name for name, data in contents(folder).items() if data != before[name]) == sorted(changed)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"name: [", "yaml-syntax"),
        (b"name: a\nname: b\n", "duplicate-key"),
        (b"name: no\n", "ambiguous-scalar"),
        (b"name: &a b\n", "yaml-feature"),
        (b"name:\n", "empty-value"),
        (b"- a\n", "wrong-type"),
        (b"\xff\xfea", "bad-encoding"),
        (b"a\0b", "forbidden-character"),
        (b"#" * 300_000, "file-too-large"),
        (b"# a comment alone\n", "empty-value"),
    ],
)
def test_what_cannot_be_read_is_reported_and_left_alone(folder: Path, content: bytes, code: str) -> None:
    (folder / FIR).write_bytes(content)
    result = run()
    assert result.exit_code == 1
    assert result.stdout == f"{MIT}\n"
    assert result.stderr.startswith(f"{FIR}:")
    assert f"error[{code}]" in result.stderr
    assert result.stderr.splitlines()[-1] == "1 file formatted, 1 unchanged"
    assert (folder / FIR).read_bytes() == content


def test_it_reports_what_validate_reports(folder: Path) -> None:
    (folder / FIR).write_text("name: no\nname: b\n")
    told = CliRunner().invoke(commands, ["validate", FIR]).stdout.split("\n\n")
    assert [block for block in run(FIR).stderr.split("\n\n")[:2] if block not in told] == []


def test_schema_errors_do_not_stop_it(folder: Path) -> None:
    (folder / FIR).write_text("wood: soft\nname: 1\n")
    assert run(FIR).exit_code == 0
    assert (folder / FIR).read_text() == SIGN.format("models") + "name: 1\nwood: soft\n"


@pytest.mark.parametrize("change", [lambda t: b"\xef\xbb\xbf" + t, lambda t: t.replace(b"\n", b"\r\n")])
def test_byte_order_mark_and_carriage_returns_go(folder: Path, change: object) -> None:
    assert callable(change)
    (folder / FIR).write_bytes(change(TIDY.encode()))
    assert run("--check", FIR).exit_code == 1
    assert run(FIR).stdout == f"{FIR}\n"
    assert (folder / FIR).read_bytes() == TIDY.encode()


def test_links_are_neither_followed_nor_replaced(folder: Path) -> None:
    (folder / FIR).unlink()
    (folder / FIR).symlink_to(folder / "elsewhere/oak.yaml")
    assert run().exit_code == 1
    assert (folder / FIR).is_symlink()
    assert (folder / "elsewhere/oak.yaml").read_text() == MODEL


def test_the_mode_of_a_file_stays(folder: Path) -> None:
    (folder / FIR).chmod(0o640)
    run()
    assert stat.S_IMODE((folder / FIR).stat().st_mode) == 0o640


def test_an_interrupt_leaves_whole_files_and_nothing_else(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(folder)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    result = run()
    assert result.exit_code != 0
    assert contents(folder) == before


def test_a_folder_that_cannot_be_written_is_status_two(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(folder)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(sys, "argv", ["powerhouse", "format"])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 2
    assert f"'{MIT}' cannot be written: Permission denied" in capsys.readouterr().err
    assert contents(folder) == before


def test_what_a_killed_run_has_left_is_removed_and_what_others_write_stays(folder: Path) -> None:
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    kept = [f".fir.yaml.powerhouse-{os.getpid()}-0a.tmp", ".fir.yaml.powerhouse-x-0a.tmp", ".fir.yaml.swp"]
    left = [f".fir.yaml.powerhouse-{int(gone.stdout)}-0a.tmp", f".fir.yaml.powerhouse-{'9' * 30}-0a.tmp"]
    for name in kept + left:
        (folder / "catalog/models" / name).write_text("half")
    run("--check")
    assert all((folder / "catalog/models" / name).exists() for name in kept + left)
    run()
    assert sorted(path.name for path in (folder / "catalog/models").glob(".*")) == sorted(kept)
