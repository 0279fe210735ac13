"""What a run asks: each address once, with all the fragments that are wanted of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from powerhouse_site.links.check.chains import Chain
from powerhouse_site.links.check.judging import of_error
from powerhouse_site.links.check.methods import Methods, methods_of
from powerhouse_site.links.check.probe import Look
from powerhouse_site.links.settings import Settings
from powerhouse_site.links.transport.addresses import Address, MalformedError, SchemeError, read_address
from powerhouse_site.links.verdicts import Outcome, Reason, Result, Sought, Verdict

_NOT_ASKED = Outcome(verdict=Verdict.SKIPPED, reason=Reason.BUDGET)


@dataclass(slots=True)
class Task:
    """An address to look at, and what has come of it."""

    address: Address
    fragments: list[str]
    methods: Methods = Methods.HEAD
    attempts: int = 0
    elapsed: float = 0.0
    look: Look | None = None
    by_head: bool = False
    head: Chain | None = None
    spent: float = 0.0
    is_last: bool = False
    checked_at: int = 0


@dataclass(frozen=True)
class Plan:
    """The tasks of a run, and which of them answers for which address, or why none can."""

    tasks: Sequence[Task]
    _answers: Sequence[tuple[Sought, Task, str]]
    _unread: Sequence[tuple[Sought, Outcome]]

    @classmethod
    def of(cls, sought: Iterable[Sought], settings: Settings) -> "Plan":
        """Read what is sought."""
        tasks: dict[str, Task] = {}
        answers: list[tuple[Sought, Task, str]] = []
        unread: list[tuple[Sought, Outcome]] = []
        for one in sought:
            try:
                address = read_address(one.url)
            except MalformedError as error:
                unread.append((one, of_error(Reason.MALFORMED, str(error))))
                continue
            except SchemeError as error:
                unread.append((one, of_error(Reason.SCHEME, str(error))))
                continue
            task = tasks.get(address.url)
            if task is None:
                task = tasks[address.url] = Task(address._replace(fragment="") if address.fragment else address, [])
            if address.fragment not in task.fragments:
                task.fragments.append(address.fragment)
            answers.append((one, task, address.fragment))
        _choose_methods(list(tasks.values()), settings)
        return cls(list(tasks.values()), answers, unread)

    @property
    def hosts(self) -> int:
        """How many hosts are asked."""
        return len({task.address.host for task in self.tasks})

    def results(self, now: int) -> tuple[Result, ...]:
        """A result for each that is sought, in no order; what cannot be read is told at once, `now`."""
        read = (_result(one, task, fragment) for one, task, fragment in self._answers)
        unread = (
            Result(url=one.url, outcome=outcome, checked_at=now, locations=one.locations)
            for one, outcome in self._unread
        )
        return (*read, *unread)


def _choose_methods(tasks: Sequence[Task], settings: Settings) -> None:
    queues: dict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        queues[task.address.host].append(task)
    longest = max(map(len, queues.values()), default=0)
    for queue in queues.values():
        chosen = methods_of([task.address for task in queue], settings, longest, len(tasks))
        for task, methods in zip(queue, chosen, strict=True):
            task.methods = methods


def _result(sought: Sought, task: Task, fragment: str) -> Result:
    looks: Mapping[str, Outcome] = task.look.outcomes if task.look is not None else {}
    return Result(
        url=sought.url,
        outcome=looks.get(fragment, _NOT_ASKED),
        attempts=task.attempts,
        elapsed=task.elapsed,
        checked_at=task.checked_at,
        locations=sought.locations,
    )
