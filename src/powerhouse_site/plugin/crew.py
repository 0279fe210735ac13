"""Jobs that several processes do side by side: each draws a file and writes it.

The helpers are forks of this process, so they know all that was read, and hand nothing back. A job in which one meets
an error or has something to tell is done again by this process, so that both arrive as they would without helpers.
"""

import gc
import logging
import multiprocessing
import os
import signal
import struct
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.process import BaseProcess

from mkdocs.exceptions import PluginError

Job = Callable[[], object]

FEWEST = 1_500
"""So many jobs are worth a helper: the files of about two hundred entries."""
_MOST = 4
"""So many processes at most, since each takes memory."""
_AT_ONCE = 20
"""Jobs that are claimed together."""
_BETWEEN_COLLECTIONS = 25
"""Batches of jobs after which waste is collected."""
_NUMBER = struct.Struct("=i")


def cores() -> int:
    """The processors that this process may use; one where it must not be forked, as on all systems but Linux."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else 1


class Crew:
    """Does jobs, in this process alone where they are few or where there is one processor for them.

    No job may need another one. Those of a series share what they work out, so one process does them, in their order.
    """

    def __init__(self, cores: int) -> None:
        self._wanted = min(cores, _MOST) - 1
        self._jobs: list[Job] = []
        self._series: dict[str, list[int]] = defaultdict(list)
        self._batches: list[list[int]] | None = None
        self._helpers: list[BaseProcess] = []
        self._claims = self._told = -1

    def take(self, job: Job, series: str = "") -> None:
        """Remember a job."""
        self._series[series].append(len(self._jobs))
        self._jobs.append(job)

    def begin(self) -> None:
        """Have the helpers begin, as all jobs are known. Where there are none, everything is done when this returns."""
        if self._batches is not None:
            return
        self._batches = list(self._batched())
        if self._wanted and len(self._jobs) >= FEWEST:
            self._fork()
        else:
            self._do(self._batches)

    def finish(self) -> None:
        """Help until all is done. Raises what a job raises, and PluginError where a helper was ended from outside."""
        self.begin()
        try:
            if self._helpers:
                self._do(self._claimed())
                self._do([self._troubled()])
        finally:
            self.leave()

    def leave(self) -> None:
        """End the helpers, whatever they are at."""
        for helper in self._helpers:
            helper.kill()
            helper.join()
        if self._helpers:
            os.close(self._claims)
            os.close(self._told)
        self._helpers = []

    def _batched(self) -> Iterator[list[int]]:
        """Whole series, which take longest, then the other jobs by the handful."""
        yield from (numbers for name, numbers in self._series.items() if name)
        others = self._series[""]
        yield from (others[start : start + _AT_ONCE] for start in range(0, len(others), _AT_ONCE))

    def _do(self, batches: Iterable[list[int]]) -> None:
        for count, batch in enumerate(batches):
            for number in batch:
                self._jobs[number]()
            if count % _BETWEEN_COLLECTIONS == 0:
                collect()

    def _fork(self) -> None:
        """Fork the helpers. The numbers of batches stand in a pipe, from which each process takes the next one."""
        self._claims, open_claims = os.pipe()
        self._told, open_told = os.pipe()
        collect()
        context = multiprocessing.get_context("fork")
        for _ in range(self._wanted):
            helper = context.Process(target=self._help, args=(open_claims, open_told), daemon=True)
            helper.start()
            self._helpers.append(helper)
        os.close(open_told)
        with os.fdopen(open_claims, "wb") as claims:
            claims.writelines(_NUMBER.pack(number) for number in range(len(self._batches or ())))

    def _help(self, open_claims: int, open_told: int) -> None:
        """What a helper does. It says nothing, and goes when the process that it helps has gone."""
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.close(open_claims)
        helped, notes = os.getppid(), _Notes.instead_of_all()
        for count, batch in enumerate(self._claimed()):
            for number in batch:
                try:
                    self._jobs[number]()
                except Exception:  # noqa: BLE001 - it is raised again by the process that can tell of it
                    notes.taken = True
                if notes.taken:
                    os.write(open_told, _NUMBER.pack(number))
                    notes.taken = False
                if os.getppid() != helped:
                    return
            if count % _BETWEEN_COLLECTIONS == 0:
                collect()

    def _claimed(self) -> Iterator[list[int]]:
        """The batches that nobody else has taken."""
        while number := os.read(self._claims, _NUMBER.size):
            yield (self._batches or [])[_NUMBER.unpack(number)[0]]

    def _troubled(self) -> list[int]:
        """Wait for the helpers; the jobs that they were in trouble with."""
        told = b""
        while part := os.read(self._told, 65536):
            told += part
        for helper in self._helpers:
            helper.join()
            if helper.exitcode:
                raise PluginError(f"a process that draws pages ended with {helper.exitcode}; is memory short?")
        return sorted(number for (number,) in _NUMBER.iter_unpack(told))


def collect() -> None:
    """Collect waste, and put out of the way what is none: the next collection need not go through it."""
    gc.collect()
    gc.freeze()


class _Notes(logging.Handler):
    """Notices that something was logged."""

    taken = False

    @classmethod
    def instead_of_all(cls) -> "_Notes":
        """Take the place of all handlers of this process."""
        notes = cls()
        loggers = (one for one in logging.root.manager.loggerDict.values() if isinstance(one, logging.Logger))
        for logger in (logging.root, *loggers):
            logger.handlers, logger.propagate = [], True
        logging.root.addHandler(notes)
        return notes

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - what it was is told when the job is done again
        """Notice."""
        self.taken = True
