"""Which address is asked next: hosts with the longest queues first, none harder than it may be."""

import heapq
import itertools
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from powerhouse_site.links.settings import Politeness

T = TypeVar("T")
_SLOWEST = 2.0
"""Seconds between two requests to a host, at most, however often it has said that it is asked too often."""
_RECOVERY = 0.7
"""What is left of a longer time between requests after each answer that does not say so."""
_LONGEST_PACE = 1.0
_LEAST_SHARE = 0.95
"""Of the time between two requests: as much is kept at least where a late one is made up for."""


@dataclass(slots=True)
class _Host(Generic[T]):
    """The queue of a host. `entry` is its only valid entry in the heaps of the schedule, 0 for none, `due` its time."""

    name: str
    politeness: Politeness
    delay: float
    queue: deque[T] = field(default_factory=deque)
    first: deque[T] = field(default_factory=deque)
    delayed: list[tuple[float, int, T]] = field(default_factory=list)
    active: int = 0
    next_start: float = 0.0
    entry: int = 0
    due: float = 0.0

    def __len__(self) -> int:
        return len(self.first) + len(self.queue) + len(self.delayed)


class Schedule(Generic[T]):
    """Tasks by host. Any number of threads take them; each tells when it is done with one."""

    def __init__(self, politeness_of: Callable[[str], Politeness], tasks: Iterable[tuple[str, T]] = ()) -> None:
        """`tasks` are there from the beginning, each with its host, so that all queues are known when one is taken."""
        self._politeness_of = politeness_of
        self._hosts: dict[str, _Host[T]] = {}
        self._ready: list[tuple[int, int, _Host[T]]] = []
        self._waiting: list[tuple[float, int, _Host[T]]] = []
        self._numbers = itertools.count(1)
        self._changed = threading.Condition()
        self._leader = False
        self._open = 0
        self._stopped = False
        self._over = threading.Event()
        with self._changed:
            for name, task in tasks:
                self._open += 1
                self._host(name).queue.append(task)
            for host in self._hosts.values():
                self._offer(host)
            if not self._open:
                self._over.set()

    def add(self, host: str, task: T, after: float = 0.0) -> None:
        """Queue a task, to be taken in `after` seconds at the earliest."""
        with self._changed:
            self._open += 1
            self._over.clear()
            queue = self._host(host)
            if after > 0:
                heapq.heappush(queue.delayed, (time.monotonic() + after, next(self._numbers), task))
            else:
                queue.queue.append(task)
            self._offer(queue)

    def add_first(self, host: str, task: T) -> None:
        """Queue a task before all others of its host."""
        with self._changed:
            self._open += 1
            queue = self._host(host)
            queue.first.append(task)
            self._offer(queue)

    def take(self) -> tuple[str, T] | None:
        """Wait for the next task; None when all are done, or at a stop."""
        with self._changed:
            while not self._stopped and self._open:
                now = time.monotonic()
                while self._waiting and self._waiting[0][0] <= now:
                    _, entry, host = heapq.heappop(self._waiting)
                    if host.entry == entry:
                        host.entry = 0
                        self._offer(host, now)
                while self._ready:
                    _, entry, host = heapq.heappop(self._ready)
                    if host.entry != entry:
                        continue
                    host.entry = 0
                    task = self._next(host, now)
                    self._offer(host, now)
                    if task is not None:
                        if self._ready or self._waiting:
                            self._changed.notify()
                        return host.name, task
                self._wait(now)
            self._changed.notify_all()
            return None

    def done(self, host: str) -> bool:
        """A task that was taken is done; whether there is nothing left to do with its host."""
        with self._changed:
            self._open -= 1
            queue = self._hosts[host]
            queue.active -= 1
            self._offer(queue)
            if not self._open:
                self._over.set()
                self._changed.notify_all()
            return not queue.active and not len(queue)

    def is_over(self, seconds: float) -> bool:
        """Whether all tasks are done, or it was stopped; waits for that as long."""
        return self._over.wait(seconds)

    def pace(self, host: str) -> None:
        """Wait until a host may be asked once more, as whoever holds a task does before a further request."""
        with self._changed:
            queue = self._host(host)
            now = time.monotonic()
            start = max(now, queue.next_start)
            if start - now > _LONGEST_PACE:
                return  # it is left alone for long; a page on its way is not held up by that
            queue.next_start = start + queue.delay
        time.sleep(start - now)

    def slow_down(self, host: str, pause: float) -> None:
        """Leave a host alone for `pause` seconds, and ask it half as often for a while."""
        with self._changed:
            queue = self._host(host)
            queue.delay = min(_SLOWEST, max(queue.delay * 2, 0.1))
            queue.next_start = max(queue.next_start, time.monotonic() + pause)

    def recover(self, host: str) -> None:
        """A host has answered as it should: ask it more often again, up to what is polite."""
        with self._changed:
            queue = self._host(host)
            queue.delay = max(queue.politeness.delay, queue.delay * _RECOVERY)

    def stop(self) -> None:
        """Let every thread that waits or comes go home."""
        with self._changed:
            self._stopped = True
            self._over.set()
            self._changed.notify_all()

    def _host(self, name: str) -> _Host[T]:
        host = self._hosts.get(name)
        if host is None:
            politeness = self._politeness_of(name)
            host = self._hosts[name] = _Host(name, politeness, politeness.delay)
        return host

    def _next(self, host: _Host[T], now: float) -> T | None:
        """Take the next task of a host that stood in the heap of those that are ready; it may have changed since."""
        if host.active >= host.politeness.at_once or host.next_start > now:
            return None
        if host.first:
            task = host.first.popleft()
        elif host.delayed and host.delayed[0][0] <= now:
            task = heapq.heappop(host.delayed)[2]
        elif host.queue:
            task = host.queue.popleft()
        else:
            return None
        host.active += 1
        host.next_start = max(host.next_start + host.delay, now + host.delay * _LEAST_SHARE)
        return task

    def _offer(self, host: _Host[T], now: float | None = None) -> None:
        """Put a host into the heap where it belongs, if it has anything to do and is in neither."""
        if not len(host) or host.active >= host.politeness.at_once:
            return
        now = time.monotonic() if now is None else now
        due = max(now if host.queue or host.first else host.delayed[0][0], host.next_start)
        if host.entry and host.due <= due:
            return
        host.entry, host.due = next(self._numbers), due
        if due <= now:
            heapq.heappush(self._ready, (-len(host), host.entry, host))
            self._changed.notify()
            return
        heapq.heappush(self._waiting, (due, host.entry, host))
        if self._waiting[0][1] == host.entry:  # whoever watches the clock has to look again
            if self._leader:
                self._changed.notify_all()
            else:
                self._changed.notify()

    def _wait(self, now: float) -> None:
        """Wait for a change. One thread alone watches the clock, so that not all of them wake at each moment."""
        if self._leader or not self._waiting:
            self._changed.wait()
            return
        self._leader = True
        try:
            self._changed.wait(max(0.0, self._waiting[0][0] - now))
        finally:
            self._leader = False
