"""Commands that write are killed at any moment: every file is whole afterwards, old or new."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
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
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")


def at_every_step(folder: Path, *words: str) -> Iterator[None]:
    """Kill a command before its first step of writing, before its second and so on, until it comes to its end."""
    for steps in count(1):
        process = start(folder, *words, steps=steps)
        process.join(60)
        yield
        if process.exitcode == 0:
            assert steps > 10, "it is not seen how it writes"
            return
        assert process.exitcode == -signal.SIGKILL


def kill_after(process: ForkServerProcess, seconds: float) -> bool:
    """Kill the process; whether it was still running."""
    process.join(seconds)
    process.kill()
    process.join()
    return process.exitcode == -signal.SIGKILL


def entries(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "catalog/models").glob("[!.]*")}


class Unformatted:
    """A catalog, some entries of which can be formatted again and again."""

    def __init__(self, folder: Path, files: int) -> None:
        names = [f"pine-{number}" for number in range(files)]
        self.folder = folder
        self.old = {f"{name}.yaml": f"license: mit\n{MODEL}# {name}\n".encode() for name in names}
        write_catalog(folder, {f"catalog/models/{name}": data for name, data in self.old.items()})
        assert CliRunner().invoke(commands, ["format"]).exit_code == 0
        self.new = entries(folder)
        assert all(self.new[name] != self.old[name] for name in self.old)

    def restore(self) -> None:
        for name, data in self.old.items():
            (self.folder / "catalog/models" / name).write_bytes(data)

    def check(self) -> int:
        """Every file is old or new; gives how many are new."""
        found = entries(self.folder)
        assert found.keys() == self.old.keys()
        assert [name for name, data in found.items() if data not in (self.old[name], self.new[name])] == []
        return sum(data == self.new[name] for name, data in found.items())

    def finish(self) -> None:
        """What killed runs have left behind goes with the next one that comes to its end."""
        assert CliRunner().invoke(commands, ["format"]).exit_code == 0
        assert entries(self.folder) == self.new
        assert list((self.folder / "catalog/models").glob(".*")) == []


@pytest.fixture
def unformatted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Unformatted]:
    monkeypatch.chdir(tmp_path)
    return lambda files: Unformatted(tmp_path, files)


def test_format_leaves_each_file_old_or_new_at_every_step(unformatted: Callable[[int], Unformatted]) -> None:
    catalog = unformatted(3)
    catalog.restore()
    met = set()
    for _ in at_every_step(catalog.folder, "format"):
        met.add(catalog.check())
        catalog.restore()
    assert met == {0, 1, 2, 3}
    catalog.finish()


def test_format_leaves_each_file_old_or_new_at_any_time(unformatted: Callable[[int], Unformatted]) -> None:
    catalog = unformatted(FILES)
    killed, between = 0, 0
    delay = duration_of(catalog.folder, "format") / 2
    for number in range(KILLS):
        catalog.restore()
        process = start(catalog.folder, "format")
        first = catalog.folder / "catalog/models/pine-0.yaml"
        wait_for_first_change(process, first, catalog.old["pine-0.yaml"], delay * 4)
        killed += kill_after(process, number / KILLS * delay / 8)
        between += 0 < catalog.check() < FILES
    assert killed
    assert between, "no run was killed between its first and its last file"
    catalog.finish()


@pytest.fixture
def oak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a new file is going to be."""
    write_catalog(tmp_path, {"catalog/models/pine.yaml": MODEL})
    monkeypatch.chdir(tmp_path)
    return tmp_path / "catalog/models/oak.yaml"


def whole(path: Path) -> bytes:
    """The new file as it should be; it is taken away again."""
    assert CliRunner().invoke(commands, NEW).exit_code == 0
    found = path.read_bytes()
    path.unlink()
    return found


def test_new_leaves_no_file_or_a_whole_one_at_every_step(oak: Path, tmp_path: Path) -> None:
    expected, met = whole(oak), set()
    for _ in at_every_step(tmp_path, *NEW):
        found = entries(tmp_path)
        assert found.keys() <= {"pine.yaml", "oak.yaml"}
        met.add(found.get("oak.yaml"))
        oak.unlink(missing_ok=True)
    assert met == {None, expected}


def test_new_leaves_no_file_or_a_whole_one_at_any_time(oak: Path, tmp_path: Path) -> None:
    expected = whole(oak)
    duration = duration_of(tmp_path, *NEW)
    killed = 0
    for number in range(KILLS):
        oak.unlink(missing_ok=True)
        killed += kill_after(start(tmp_path, *NEW), duration * 1.1 * number / KILLS)
        assert entries(tmp_path).get("oak.yaml", expected) == expected
        assert entries(tmp_path).keys() <= {"pine.yaml", "oak.yaml"}
    assert killed


def wait_for_first_change(process: ForkServerProcess, path: Path, old: bytes, seconds: float) -> None:
    end = time.monotonic() + seconds
    while process.exitcode is None and path.read_bytes() == old and time.monotonic() < end:
        time.sleep(0.001)
