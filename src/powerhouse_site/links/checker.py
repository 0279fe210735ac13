"""A whole run: every address once, by many threads, with second tries, a budget, and an eye on the network itself."""

import random
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from powerhouse_site.links.addresses import Address, MalformedError, SchemeError, read_address
from powerhouse_site.links.chains import Chain
from powerhouse_site.links.judging import is_transient, of_error
from powerhouse_site.links.probe import Look, Prober
from powerhouse_site.links.schedule import Schedule
from powerhouse_site.links.verdicts import Outcome, Reason, Result, Run, Sought, Verdict

_UNREACHED_MOST = 3
"""After as many addresses of an origin that could not be reached, and none that could, the rest is not asked."""
_LIMITED_MOST = 10
"""After as many addresses of a host given up for rate limits in a row, the rest is not asked."""
_OFFLINE_HOSTS = 20


@dataclass(slots=True)
class _Task:
    """An address to look at, with all the fragments that are wanted of it."""

    address: Address
    fragments: list[str]
    attempts: int = 0
    elapsed: float = 0.0
    look: Look | None = None
    by_head: bool = False
    head: Chain | None = None
    spent: float = 0.0
    is_last: bool = False
    checked_at: int = 0


@dataclass
class _Origins:
    """What was seen of origins and hosts in this run."""

    reached: set[str] = field(default_factory=set)
    hosts: set[str] = field(default_factory=set)
    hosts_reached: set[str] = field(default_factory=set)
    failures: dict[str, tuple[int, Outcome]] = field(default_factory=dict)
    limited: dict[str, int] = field(default_factory=dict)


Progress = Callable[[int, int], None]


class Checker:
    """Checks addresses. One instance is good for one run."""

    def __init__(
        self,
        prober: Prober,
        *,
        clock: Callable[[], float] = time.time,
        rng: random.Random | None = None,
        progress: Progress = lambda _done, _all: None,
    ) -> None:
        self._prober = replace(prober, pace=self._pace)
        self._settings = prober.settings
        self._clock = clock
        self._random = rng or random.Random()  # noqa: S311 - only spreads retries in time
        self._progress = progress
        self._schedule: Schedule[_Task] = Schedule(self._settings.politeness_of)
        self._lock = threading.Lock()
        self._seen = _Origins()
        self._ends = float("inf")
        self._crash: BaseException | None = None
        self._finished = 0
        self._total = 0
        self._hosts = 0

    def check(self, sought: Iterable[Sought]) -> Run:
        """Check every address; an interrupt ends the run early, with what is known by then."""
        if self._settings.budget is not None:
            self._ends = time.monotonic() + self._settings.budget
        sought = list(sought)
        unread: dict[str, Outcome] = {}
        tasks: dict[str, _Task] = {}
        fragments: dict[str, tuple[str, str]] = {}
        for one in sought:
            try:
                address = read_address(one.url)
            except MalformedError as error:
                unread[one.url] = of_error(Reason.MALFORMED, str(error))
                continue
            except SchemeError as error:
                unread[one.url] = of_error(Reason.SCHEME, str(error))
                continue
            task = tasks.setdefault(address.url, _Task(replace(address, fragment=""), []))
            if address.fragment not in task.fragments:
                task.fragments.append(address.fragment)
            fragments[one.url] = (address.url, address.fragment)
        interrupted = self._work(list(tasks.values()))
        results = []
        for one in sought:
            if one.url in unread:
                results.append(self._unread(one, unread[one.url]))
                continue
            key, fragment = fragments[one.url]
            results.append(self._result(one, tasks[key], fragment))
        return Run(tuple(results), is_offline=self._is_offline(), is_interrupted=interrupted)

    def _pace(self, host: str) -> None:
        self._schedule.pace(host)

    def _work(self, tasks: Sequence[_Task]) -> bool:
        self._total = len(tasks)
        self._hosts = len({task.address.host for task in tasks})
        for task in tasks:
            self._schedule.add(task.address.host, task)
        count = min(self._settings.workers, len(tasks))
        threads = [threading.Thread(target=self._worker, daemon=True) for _ in range(count)]
        for thread in threads:
            thread.start()
        try:
            for round_ in range(2):
                self._wait_for(threads)
                again = [] if round_ or self._is_offline() else [t for t in tasks if self._deserves_last_try(t)]
                if not again:
                    break
                for task in again:
                    task.is_last = True
                    self._seen.failures.pop(task.address.origin, None)
                    self._seen.limited.pop(task.address.host, None)
                self._schedule = Schedule(self._settings.politeness_of)
                for task in again:
                    self._schedule.add(task.address.host, task)
                count = min(self._settings.workers, len(again))
                threads = [threading.Thread(target=self._worker, daemon=True) for _ in range(count)]
                for thread in threads:
                    thread.start()
        except KeyboardInterrupt:
            self._schedule.stop()
            return True
        if self._crash is not None:
            raise self._crash
        return False

    def _wait_for(self, threads: Sequence[threading.Thread]) -> None:
        """Wait for all threads, in steps that an interrupt gets through, and end the run with its budget."""
        for thread in threads:
            while thread.is_alive():
                left = self._ends - time.monotonic()
                if left <= 0:
                    self._schedule.stop()
                    thread.join(0.2)
                    return
                thread.join(min(left, 0.5))
                self._progress(self._finished, self._total)

    def _deserves_last_try(self, task: _Task) -> bool:
        if time.monotonic() > self._ends:
            return False
        if task.look is None:
            return False
        if task.by_head and self._prober.memory.lies(task.address.origin):
            return True
        first = task.look.first
        waits = first.retry_after is not None and first.retry_after > self._settings.limits.retry_after
        return first.verdict.is_bad and first.verdict is not Verdict.BLOCKED and not waits

    def _worker(self) -> None:
        schedule = self._schedule
        try:
            while (taken := schedule.take()) is not None:
                host, task = taken
                try:
                    self._attempt(schedule, host, task)
                finally:
                    schedule.done(host)
        except BaseException as error:  # noqa: BLE001 - handed on to the thread that waits
            self._crash = error
            schedule.stop()

    def _attempt(self, schedule: Schedule[_Task], host: str, task: _Task) -> None:
        known = self._known(task)
        if known is not None:
            task.look = task.look or Look(dict.fromkeys(task.fragments, known))
            task.checked_at = task.checked_at or int(self._clock())
            self._finish()
            return
        begun = time.monotonic()
        head, task.head = task.head, None
        look = self._prober.look(
            task.address, task.fragments, again=task.attempts > 0, head=head, spent=task.spent if head else 0.0
        )
        task.spent = time.monotonic() - begun
        task.elapsed += task.spent
        if look.head is not None:
            task.head = look.head
            schedule.add_first(host, task)
            return
        task.attempts += 1
        task.checked_at = int(self._clock())
        first = look.first
        wait = None if task.is_last else self._wait(task, first)
        self._note(task, look, gives_up=wait is None)
        if first.reason is Reason.RATE_LIMITED:
            schedule.slow_down(host, wait or 0.0)
        elif first.status is not None:
            schedule.recover(host)
        if task.is_last and task.look is not None and not first.verdict.is_good and is_transient(first):
            look = task.look  # what is only in the way says nothing new
        task.look = look
        task.by_head = look.by_head
        if wait is not None and time.monotonic() + wait < self._ends:
            schedule.add(host, task, wait)
            return
        self._finish()

    def _finish(self) -> None:
        with self._lock:
            self._finished += 1

    def _wait(self, task: _Task, outcome: Outcome) -> float | None:
        """For how long to wait before the next attempt; None where there is none."""
        limits = self._settings.limits
        if task.attempts > limits.retries or not is_transient(outcome):
            return None
        if outcome.retry_after is not None:
            return outcome.retry_after if outcome.retry_after <= limits.retry_after else None
        return limits.back_off * float(2 ** (task.attempts - 1)) * self._random.uniform(0.75, 1.25)

    def _known(self, task: _Task) -> Outcome | None:
        """The outcome that needs no request, since what was asked of the same host before has shown it."""
        if time.monotonic() > self._ends:
            return task.look.first if task.look else Outcome(verdict=Verdict.SKIPPED, reason=Reason.BUDGET)
        with self._lock:
            failures, outcome = self._seen.failures.get(task.address.origin, (0, None))
            if failures >= _UNREACHED_MOST:
                return outcome
            if self._seen.limited.get(task.address.host, 0) >= _LIMITED_MOST:
                return Outcome(verdict=Verdict.UNCERTAIN, reason=Reason.RATE_LIMITED, status=429)
        return None

    def _note(self, task: _Task, look: Look, *, gives_up: bool) -> None:
        host, origin, outcome = task.address.host, task.address.origin, look.first
        with self._lock:
            if outcome.reason in (Reason.PRIVATE_ADDRESS, Reason.MALFORMED):
                return
            self._seen.hosts.add(host)
            if not look.reached:
                count, _ = self._seen.failures.get(origin, (0, outcome))
                if origin not in self._seen.reached:
                    self._seen.failures[origin] = (count + 1, outcome)
                if not self._seen.hosts_reached and len(self._seen.hosts) * 2 > self._hosts and self._is_offline():
                    self._schedule.stop()  # whatever the others would say
            else:
                self._seen.reached.add(origin)
                self._seen.hosts_reached.add(host)
                self._seen.failures.pop(origin, None)
            if outcome.reason is Reason.RATE_LIMITED:
                if gives_up:
                    self._seen.limited[host] = self._seen.limited.get(host, 0) + 1
            else:
                self._seen.limited.pop(host, None)

    def _is_offline(self) -> bool:
        unreached = len(self._seen.hosts - self._seen.hosts_reached)
        return len(self._seen.hosts) >= _OFFLINE_HOSTS and unreached * 2 > len(self._seen.hosts)

    def _unread(self, sought: Sought, outcome: Outcome) -> Result:
        return Result(url=sought.url, outcome=outcome, checked_at=int(self._clock()), locations=sought.locations)

    def _result(self, sought: Sought, task: _Task, fragment: str) -> Result:
        skipped = Outcome(verdict=Verdict.SKIPPED, reason=Reason.BUDGET)
        outcome = task.look.outcomes[fragment] if task.look is not None else skipped
        return Result(
            url=sought.url,
            outcome=outcome,
            attempts=task.attempts,
            elapsed=task.elapsed,
            checked_at=task.checked_at,
            locations=sought.locations,
        )
