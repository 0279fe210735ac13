"""A whole run: every address once, by many threads, with second tries, a budget, and an eye on the network itself."""

import random
import threading
import time
from collections.abc import Callable, Iterable, Sequence

from powerhouse_site.links.check.judging import is_transient
from powerhouse_site.links.check.methods import Methods
from powerhouse_site.links.check.origins import Origins
from powerhouse_site.links.check.plan import Plan, Task
from powerhouse_site.links.check.probe import Look, Prober
from powerhouse_site.links.check.schedule import Schedule
from powerhouse_site.links.verdicts import Outcome, Reason, Run, Sought, Verdict

Progress = Callable[[int, int], None]
_STEP = 0.5
"""Seconds between two reports of progress, and for which an interrupt may have to wait."""
_GRACE = 0.2
"""For threads to end, those with a request on its way when the time is over among them."""


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
        self._prober = prober._replace(pace=self._pace)
        self._settings = prober.settings
        self._clock = clock
        self._random = rng or random.Random()  # noqa: S311 - only spreads retries in time
        self._progress = progress
        self._schedule: Schedule[Task] = Schedule(self._settings.politeness_of)
        self._origins = Origins(0)
        self._ends = float("inf")
        self._crash: BaseException | None = None
        self._finished = 0
        self._counting = threading.Lock()

    def check(self, sought: Iterable[Sought]) -> Run:
        """Check every address; an interrupt ends the run early, with what is known by then."""
        if self._settings.budget is not None:
            self._ends = time.monotonic() + self._settings.budget
        plan = Plan.of(sought, self._settings)
        self._origins = Origins(plan.hosts)
        interrupted = False
        try:
            self._work(plan.tasks, len(plan.tasks))
            again = [] if self._origins.is_offline else list(filter(self._deserves_last_try, plan.tasks))
            for task in again:
                task.is_last = True
                self._origins.forget(task.address)
            self._work(again, len(plan.tasks))
        except KeyboardInterrupt:
            self._schedule.stop()
            interrupted = True
        if self._crash is not None:
            raise self._crash
        results = plan.results(int(self._clock()))
        return Run(results, is_offline=self._origins.is_offline, is_interrupted=interrupted)

    def _pace(self, host: str) -> None:
        self._schedule.pace(host)

    def _work(self, tasks: Sequence[Task], total: int) -> None:
        """Let threads look at all tasks, until they are done or the budget is spent."""
        self._schedule = Schedule(self._settings.politeness_of, ((task.address.host, task) for task in tasks))
        count = min(self._settings.workers, len(tasks))
        threads = [threading.Thread(target=self._worker, daemon=True) for _ in range(count)]
        for thread in threads:
            thread.start()
        while not self._schedule.is_over(max(0.0, min(self._ends - time.monotonic(), _STEP))):
            self._progress(self._finished, total)
            if time.monotonic() > self._ends:
                self._schedule.stop()
        end = time.monotonic() + _GRACE
        for thread in threads:  # one that closes a connection while the process ends would abort it
            thread.join(max(0.0, end - time.monotonic()))

    def _deserves_last_try(self, task: Task) -> bool:
        if task.look is None or time.monotonic() > self._ends:
            return False
        if task.by_head and self._prober.memory.found and self._prober.memory.lies(task.address.origin):
            return True
        first = task.look.first
        if first.verdict.is_good:
            return False
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
                    if schedule.done(host):
                        self._prober.transport.leave(task.address)
        except BaseException as error:  # noqa: BLE001 - handed on to the thread that waits
            self._crash = error
            schedule.stop()

    def _attempt(self, schedule: Schedule[Task], host: str, task: Task) -> None:
        known = self._known(task)
        if known is not None:
            task.look = task.look or Look(dict.fromkeys(task.fragments, known))
            task.checked_at = task.checked_at or int(self._clock())
            self._finish()
            return
        begun = time.monotonic()
        head, task.head = task.head, None
        look = self._prober.look(
            task.address,
            task.fragments,
            Methods.GET if task.attempts > 0 else task.methods,
            head=head,
            spent=task.spent if head else 0.0,
        )
        task.spent = time.monotonic() - begun
        task.elapsed += task.spent
        if look.head is not None:
            task.head = look.head
            schedule.add_first(host, task)
            return
        task.attempts += 1
        task.checked_at = int(self._clock())
        self._take(schedule, host, task, look)

    def _take(self, schedule: Schedule[Task], host: str, task: Task, look: Look) -> None:
        """Take account of what a look has come to, and try again where that may help."""
        first = look.first
        wait = None if task.is_last else self._wait(task, first)
        self._origins.note(task.address, first, reached=look.reached, gives_up=wait is None)
        if self._origins.is_hopeless:
            schedule.stop()
        if first.reason is Reason.RATE_LIMITED:
            schedule.slow_down(host, wait or 0.0)
        elif first.status is not None:
            schedule.recover(host)
        if task.by_head and first.verdict.is_good and not look.by_head:  # GET works where HEAD was sent away
            self._prober.memory.remember_refusal(task.address.origin)
        if task.is_last and task.look is not None and not first.verdict.is_good and is_transient(first):
            look = task.look  # what is only in the way says nothing new
        task.look = look
        task.by_head = look.by_head
        if wait is not None and time.monotonic() + wait < self._ends:
            schedule.add(host, task, wait)
            return
        self._finish()

    def _finish(self) -> None:
        with self._counting:
            self._finished += 1

    def _wait(self, task: Task, outcome: Outcome) -> float | None:
        """For how long to wait before the next attempt; None where there is none."""
        limits = self._settings.limits
        if task.attempts > limits.retries or not is_transient(outcome):
            return None
        if outcome.retry_after is not None:
            return outcome.retry_after if outcome.retry_after <= limits.retry_after else None
        return limits.back_off * float(2 ** (task.attempts - 1)) * self._random.uniform(0.75, 1.25)

    def _known(self, task: Task) -> Outcome | None:
        """The outcome that needs no request."""
        if time.monotonic() > self._ends:
            return task.look.first if task.look else Outcome(verdict=Verdict.SKIPPED, reason=Reason.BUDGET)
        return self._origins.known(task.address)
