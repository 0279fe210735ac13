"""How the live preview hears of changes: from the system at once, and by looking itself where the system is silent."""

import logging
import threading
from pathlib import Path
from typing import Any

from mkdocs.plugins import get_plugin_logger
from watchdog.events import FileModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from powerhouse_site.plugin.marks import Mark, marks_below

log: logging.LoggerAdapter[logging.Logger] = get_plugin_logger("powerhouse")

_PAUSE, _SHORT_PAUSE = 2.0, 0.5
"""Seconds between two looks, where the system tells of changes and where it does not."""
_CHANGES = ("created", "modified", "deleted", "moved", "closed")


class Watched(FileSystemEventHandler):
    """A folder, and whom to tell when a file in it changes."""

    def __init__(self, folder: Path, handler: FileSystemEventHandler, wake: threading.Event) -> None:
        self.folder, self.handler, self._wake = folder, handler, wake
        self._marks: dict[str, Mark] = marks_below([folder])

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Have the folder looked at; reading a file is an event as well."""
        if event.event_type in _CHANGES:
            self._wake.set()

    def look(self) -> None:
        """Tell of a change, once for all that have come together."""
        marks = marks_below([self.folder])
        if marks != self._marks:
            self._marks = marks
            self.handler.dispatch(FileModifiedEvent(str(self.folder)))


class Watcher:
    """Stands in the place of the observer of MkDocs's server, which looks at all files twice a second.

    What the system says is only a reason to look: so an edit is told of once, whoever saw it first. Shared folders of
    virtual machines, of which the system says nothing, are looked at every two seconds. Single files are left to the
    observer that was there.
    """

    def __init__(self, other: BaseObserver) -> None:
        self._other = other
        self._system = Observer()
        self._wake = threading.Event()
        self._stopped = False
        self._pause = _PAUSE
        self._folders: list[Watched] = []
        self._thread = threading.Thread(target=self._look, daemon=True)

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False) -> Any:
        """Watch a folder or a file."""
        if not Path(path).is_dir():
            return self._other.schedule(handler, path, recursive=recursive)
        watched = Watched(Path(path), handler, self._wake)
        self._folders.append(watched)
        return watched

    def unschedule(self, watch: Any) -> None:
        """Watch no more."""
        if isinstance(watch, Watched):
            self._folders.remove(watch)
        else:
            self._other.unschedule(watch)

    def start(self) -> None:
        """Begin."""
        self._other.start()
        try:
            for watched in self._folders:
                self._system.schedule(watched, str(watched.folder), recursive=True)
            self._system.start()
        except OSError as error:
            log.info("the system tells of no changes (%s); looking for them instead", error)
            self._pause = _SHORT_PAUSE
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stopped = True
        self._wake.set()
        self._other.stop()
        self._system.stop()

    def join(self, timeout: float | None = None) -> None:
        """Wait for the end."""
        self._other.join(timeout)
        self._thread.join(timeout)

    def _look(self) -> None:
        while not self._stopped:
            self._wake.wait(self._pause)
            self._wake.clear()
            for watched in tuple(self._folders):
                watched.look()
