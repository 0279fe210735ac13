"""Jobs that several processes do side by side: each draws a file and writes it.

The helpers are forks of this process, so they know all that was read, and hand nothing back. A job in which one meets
an error or has something to tell is done again by this process, so that both arrive as they would without helpers.
"""

import gc
import logging
import mmap
import multiprocessing
import os
import signal
import struct
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from enum import Enum
from multiprocessing.process import BaseProcess
from typing import TypeVar

from mkdocs.exceptions import PluginError

Job = Callable[[], object]
T = TypeVar("T")

FEWEST = 200
"""So many jobs are worth a helper: the files of about two hundred entries."""
_MOST = 4
"""So many processes at most, since each takes memory."""
_AT_ONCE = 2
"""Jobs that are claimed together."""
_BETWEEN_COLLECTIONS = 100
"""Jobs after which waste is collected; helpers are renewed before they have much."""
_LONG = 0.4
"""Seconds after which helpers are renewed."""
_PAUSE = 0.002
_NUMBER = struct.Struct("=i")
_MOST_BATCHES = 10_000
"""Their numbers fit in a pipe, which holds 65,536 bytes."""


class Sort(Enum):
    """What is to be known of a job. Memory that either process touches exists twice from then on."""

    FIRST = "it finds out what others need as well: this process does it before there are helpers"
    WHOLE = "it looks at much of what was read: this process does it, in the order in which it was taken"
    ALONE = "it looks at little, and neighbors look at the same: whoever has time does it"


class Crew:
    """Does jobs, in this process alone where they are few or where there is one processor for them.

    No job may need another one.
    """

    def __init__(self, cores: int) -> None:
        self._wanted = min(cores, _MOST) - 1
        self._jobs: list[Job] = []
        self._sorted: dict[Sort, list[int]] = {sort: [] for sort in Sort}
        self._batches: list[list[int]] | None = None
        self._helpers: list[BaseProcess] = []
        self._leaving: list[BaseProcess] = []
        self._round = mmap.mmap(-1, _NUMBER.size)
        self._since = 0.0
        self._pipes: list[int] = []
        self._told = bytearray()

    def take(self, job: Job, sort: Sort = Sort.ALONE) -> None:
        """Remember a job."""
        self._sorted[sort].append(len(self._jobs))
        self._jobs.append(job)

    def begin(self) -> None:
        """All jobs are known: helpers begin. Where there will be none, the jobs are done now."""
        if self._batches is not None:
            return
        alone = self._sorted[Sort.ALONE]
        many = max(_AT_ONCE, len(alone) // _MOST_BATCHES)
        self._batches = [alone[start : start + many] for start in range(0, len(alone), many)]
        if not self._wanted or len(self._jobs) < FEWEST:
            self._do(range(len(self._jobs)))
            self._jobs = []
            return
        self._do(self._sorted[Sort.FIRST])
        collect()
        self._open(len(self._batches))
        self._fork()

    def tending(self, parts: Iterable[T]) -> Iterator[T]:
        """Hand on the parts of what takes long, and see in between that helpers do not get old."""
        for part in parts:
            self.tend()
            yield part

    def tend(self) -> None:
        """See that there are new helpers in the place of those that have been at it for long."""
        if self._helpers and time.monotonic() - self._since > _LONG:
            self._end_round()
            self._fork()

    def finish(self) -> None:
        """Do all jobs. Raises what a job raises, and PluginError where a helper was ended from outside."""
        self.begin()
        if not self._jobs:
            return
        try:
            self._do(self._sorted[Sort.WHOLE])
            self._do(number for batch in self._claimed() for number in batch)
            self._end_round()
            self._see_off()
            for (number,) in sorted(_NUMBER.iter_unpack(self._told)):
                self._jobs[number]()
        finally:
            self.leave()

    def leave(self) -> None:
        """End the helpers, whatever they are at."""
        for helper in (*self._leaving, *self._helpers):
            if helper.pid is not None:  # an interrupt may come before all are started
                helper.kill()
                helper.join()
        for pipe in self._pipes:
            os.close(pipe)
        self._leaving, self._helpers, self._pipes, self._jobs = [], [], [], []

    def _do(self, numbers: Iterable[int]) -> None:
        for count, number in enumerate(numbers, start=1):
            self._jobs[number]()
            if count % _BETWEEN_COLLECTIONS == 0:
                collect()
            self.tend()

    def _open(self, batches: int) -> None:
        """Open a pipe with the numbers of all batches, of which each process takes the next, and one for troubles."""
        claims, written = os.pipe()
        os.write(written, b"".join(map(_NUMBER.pack, range(batches))))
        os.close(written)
        self._pipes = [claims, *os.pipe()]
        os.set_blocking(self._pipes[1], False)

    def _fork(self) -> None:
        """Begin a round of helpers."""
        context = multiprocessing.get_context("fork")
        now = self._round[0]
        self._helpers = [context.Process(target=self._help, args=(now,), daemon=True) for _ in range(self._wanted)]
        for helper in self._helpers:
            helper.start()
        self._since = time.monotonic()

    def _end_round(self) -> None:
        """Have the helpers go when each has done its batch. Those of the round before have had long to do so."""
        self._see_off()
        self._round[0] = (self._round[0] + 1) % 256
        self._leaving, self._helpers = self._helpers, []

    def _see_off(self) -> None:
        """Wait for those that leave, and hear what they tell."""
        for helper in self._leaving:
            while helper.is_alive():
                self._listen()
                helper.join(_PAUSE)
            if helper.exitcode:
                raise PluginError(f"a process that draws pages ended with {helper.exitcode}; is memory short?")
        self._listen()
        self._leaving = []

    def _listen(self) -> None:
        with suppress(BlockingIOError):
            while part := os.read(self._pipes[1], 65536):
                self._told += part

    def _help(self, round_: int) -> None:
        """What a helper does. It says nothing, and goes when the process that it helps has gone."""
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        self._leaving, self._helpers = [], []  # a helper tends none
        helped, notes = os.getppid(), _Notes.instead_of_all()
        for batch in self._claimed():
            for number in batch:
                try:
                    self._jobs[number]()
                except Exception:  # noqa: BLE001 - it is raised again by the process that can tell of it
                    notes.taken = True
                if notes.taken:
                    os.write(self._pipes[2], _NUMBER.pack(number))
                    notes.taken = False
                if os.getppid() != helped:
                    return
            if self._round[0] != round_:
                return

    def _claimed(self) -> Iterator[list[int]]:
        """The batches that nobody else has taken."""
        while number := os.read(self._pipes[0], _NUMBER.size):
            yield (self._batches or [])[_NUMBER.unpack(number)[0]]


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
