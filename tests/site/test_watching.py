"""The live preview hears of every change once, whether or not the system tells of it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.polling import PollingObserver

from powerhouse_site.plugin import watching
from powerhouse_site.plugin.watching import Watcher

PATIENCE = 30


class Told(FileSystemEventHandler):
    """Counts what it is told of."""

    def __init__(self) -> None:
        self.times = threading.Semaphore(0)

    def on_any_event(self, event: FileSystemEvent) -> None:
        self.times.release()

    def within(self, seconds: float) -> bool:
        return self.times.acquire(timeout=seconds)


@contextmanager
def watched(folder: Path) -> Iterator[Told]:
    told, watcher = Told(), Watcher(PollingObserver(timeout=0.1))
    watcher.schedule(told, str(folder), recursive=True)
    watcher.start()
    try:
        yield told
    finally:
        watcher.stop()
        watcher.join(PATIENCE)


@pytest.mark.parametrize("system", [True, False], ids=["the system tells", "the system is silent"])
def test_a_change_is_told_of_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: bool) -> None:
    monkeypatch.setattr(watching, "_PAUSE", 0.4)  # it looks again within a second, too
    if not system:
        monkeypatch.setattr(watching.Watched, "on_any_event", lambda *_: None)
    file = tmp_path / "catalog" / "below" / "entry.yaml"
    file.parent.mkdir(parents=True)

    def put(text: str) -> None:
        (tmp_path / "new").write_text(text)
        (tmp_path / "new").replace(file)  # in one step, so that there is one change

    changes: list[Callable[[], object]] = [lambda: put("a"), lambda: put("ab"), file.unlink]
    with watched(tmp_path / "catalog") as told:
        for change in changes:
            change()
            assert told.within(PATIENCE)
        file.parent.touch()
        assert not told.within(2 * watching._PAUSE), "told of again, or of what is no change of a file"


def test_without_the_system_it_looks_more_often(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no more watches")

    monkeypatch.setattr("watchdog.observers.api.BaseObserver.start", refuse)
    monkeypatch.setattr(PollingObserver, "start", lambda _: None)
    monkeypatch.setattr(PollingObserver, "join", lambda *_: None)
    with watched(tmp_path) as told:
        (tmp_path / "entry.yaml").write_text("a")
        assert told.within(PATIENCE)


def test_single_files_are_left_to_the_observer_that_was_there(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text("a")
    told, other = Told(), PollingObserver(timeout=0.1)
    watcher = Watcher(other)
    watch = watcher.schedule(told, str(file))
    assert len(other.emitters) == 1
    watcher.unschedule(watch)
    assert not other.emitters
