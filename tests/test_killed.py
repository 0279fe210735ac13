"""Commands that write are killed at any moment: every file is whole afterwards, old or new."""

import signal
import sys
import time
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest
from click.testing import CliRunner

from powerhouse_site.cli import commands
from tests.forks import duration_of, start
from tests.texts import MODEL, write_catalog

KILLS = 24
FILES = 60
NEW = ["new", "models", "oak", "--set", "name=Oak", "--set", "description=An oak.", "--set", "developer=Grove"]


def kill_after(process: ForkServerProcess, seconds: float) -> bool:
    """Kill the process; whether it was still running."""
    process.join(seconds)
    process.kill()
    process.join()
    return process.exitcode == -signal.SIGKILL


def entries(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "catalog/models").glob("[!.]*")}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_format_leaves_each_file_old_or_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"pine-{number}" for number in range(FILES)]
    old = {f"{name}.yaml": f"license: mit\n{MODEL}# {name}\n".encode() for name in names}
    write_catalog(tmp_path, {f"catalog/models/{name}": data for name, data in old.items()})
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(commands, ["format"]).exit_code == 0
    new = entries(tmp_path)
    assert all(new[name] != old[name] for name in old)
    killed, between = 0, 0
    delay = duration_of(tmp_path, "format") / 2
    for number in range(KILLS):
        for name, data in old.items():
            (tmp_path / "catalog/models" / name).write_bytes(data)
        process = start(tmp_path, "format")
        wait_for_first_change(process, tmp_path / "catalog/models/pine-0.yaml", old["pine-0.yaml"], delay * 4)
        killed += kill_after(process, number / KILLS * delay / 8)
        found = entries(tmp_path)
        assert found.keys() == old.keys()
        assert [name for name, data in found.items() if data not in (old[name], new[name])] == []
        between += 0 < sum(data == new[name] for name, data in found.items()) < FILES
    assert killed
    assert between, "no run was killed between its first and its last file"
    assert CliRunner().invoke(commands, ["format"]).exit_code == 0
    assert entries(tmp_path) == new
    assert list((tmp_path / "catalog/models").glob(".*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_new_leaves_no_file_or_a_whole_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_catalog(tmp_path, {"catalog/models/pine.yaml": MODEL})
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(commands, NEW).exit_code == 0
    path = tmp_path / "catalog/models/oak.yaml"
    whole = path.read_bytes()
    path.unlink()
    duration = duration_of(tmp_path, *NEW)
    killed = 0
    for number in range(KILLS):
        path.unlink(missing_ok=True)
        killed += kill_after(start(tmp_path, *NEW), duration * 1.1 * number / KILLS)
        assert entries(tmp_path).get("oak.yaml", whole) == whole
        assert entries(tmp_path).keys() <= {"pine.yaml", "oak.yaml"}
    assert killed


def wait_for_first_change(process: ForkServerProcess, path: Path, old: bytes, seconds: float) -> None:
    end = time.monotonic() + seconds
    while process.exitcode is None and path.read_bytes() == old and time.monotonic() < end:
        time.sleep(0.001)
