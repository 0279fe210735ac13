"""What earlier runs have found, in a file that is whole at every moment and shared by runs that go on at once."""

import contextlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from powerhouse_site.atomic import remove_leftovers, takes_a_stream, write_file
from powerhouse_site.links.state.moments import moment, seconds
from powerhouse_site.links.state.policy import Standing
from powerhouse_site.links.verdicts import Outcome, Reason, Result, Verdict

try:
    import fcntl
except ImportError:  # there is no such lock on Windows; the last of two runs wins there
    fcntl = None  # type: ignore[assignment] # in the place of a module

SCHEMA = 1
GOOD_FOR = 7 * 86400
SPREAD = 0.2
"""By as much of it, up or down, the time differs for which an address stays good, so that not all end at once."""
FORGOTTEN_AFTER = 30 * 86400
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Known(NamedTuple):
    """What is known of an address: the outcome of the last run, when it was, and its standing. Times are in seconds."""

    outcome: Outcome
    time: int
    seen: int
    first_bad: int | None = None
    bad_runs: int = 0

    @property
    def standing(self) -> Standing:
        """How the address stood after the run."""
        return Standing(self.outcome.verdict, self.first_bad, self.bad_runs)

    def is_fresh(self, url: str, now: int) -> bool:
        """Whether it need not be asked again yet; what is bad always is."""
        share = zlib.crc32(url.encode("utf-8", "surrogatepass")) / 0xFFFFFFFF
        lasts = GOOD_FOR * (1 - SPREAD + 2 * SPREAD * share)
        return self.outcome.verdict.is_good and 0 <= now - self.time < lasts


class State(NamedTuple):
    """What is known of all addresses, and of the origins at which HEAD lies, with the time when that was last seen.

    `is_newer` where a later version of this program has written it, so that nothing of it can be read.
    """

    urls: Mapping[str, Known] = _NOTHING
    liars: Mapping[str, int] = _NOTHING
    is_newer: bool = False

    def standing(self, url: str) -> Standing:
        """How an address stood after the last run."""
        known = self.urls.get(url)
        return known.standing if known else Standing()


class StateError(Exception):
    """A state file that cannot be read or written; the text says why."""


class _NewerError(Exception):
    """A state file that a later version of this program has written."""


def read_state(path: Path) -> tuple[State, str | None]:
    """The state in a file, and what is wrong with it: then the state is empty. Without a file it is empty and right."""
    if takes_a_stream(path):
        return State(), None
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return State(), None
    except (OSError, UnicodeDecodeError) as error:
        return State(), f"the state in {path} cannot be read, so nothing is known of earlier runs: {error}"
    try:
        return _state(json.loads(text)), None
    except _NewerError:
        return State(is_newer=True), f"the state in {path} is of a newer version, so nothing is known of earlier runs"
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        words = f"{type(error).__name__}: {error}"
        return State(), f"the state in {path} is damaged, so nothing is known of earlier runs: {words}"


def write_state(path: Path, results: Iterable[Result], liars: Iterable[str], seen: Iterable[str], now: int) -> None:
    """Work results into the file: read anew and written under a lock, so that no run undoes what another has found.

    Raises StateError.
    """
    try:
        if takes_a_stream(path):  # it holds nothing, and nobody else's
            write_file(path, _text(_merged(State(), results, liars, frozenset(seen), now)).encode())
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with _lock(path):
            remove_leftovers(path.parent)
            state, _ = read_state(path)
            if state.is_newer:
                raise StateError(f"the state in {path} is of a newer version, so it stays as it is")
            data = _text(_merged(state, results, liars, frozenset(seen), now)).encode()
            write_file(path, data)
    except OSError as error:
        raise StateError(f"the state cannot be written to {path}: {error.strerror or error}") from None


@contextlib.contextmanager
def _lock(path: Path) -> Iterator[None]:
    with path.with_name(f"{path.name}.lock").open("a", encoding="ascii") as file:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _merged(state: State, results: Iterable[Result], liars: Iterable[str], seen: frozenset[str], now: int) -> State:
    urls: dict[str, Known] = {}
    for url, known in state.urls.items():
        last = now if url in seen else known.seen
        if now - last < FORGOTTEN_AFTER:
            urls[url] = _seen(known, last)
    for result in results:
        old = urls.get(result.url)
        if old is not None and result.checked_at < old.time <= now:
            continue  # another run has seen it later; a time to come is the fault of a clock
        urls[result.url] = Known(
            outcome=result.outcome,
            time=result.checked_at,
            seen=now,
            first_bad=result.first_bad,
            bad_runs=result.bad_runs,
        )
    lying = {origin: time for origin, time in state.liars.items() if now - time < FORGOTTEN_AFTER}
    return State(urls, lying | dict.fromkeys(liars, now))


def _seen(known: Known, seen: int) -> Known:
    if known.seen == seen:
        return known
    return Known(outcome=known.outcome, time=known.time, seen=seen, first_bad=known.first_bad, bad_runs=known.bad_runs)


def _text(state: State) -> str:
    """The file: sorted, a line an address."""
    liars = {origin: moment(time) for origin, time in sorted(state.liars.items())}
    rows = [f"  {json.dumps(url)}: {json.dumps(_written(known))}" for url, known in sorted(state.urls.items())]
    lines = [
        "{",
        f' "head_lies": {json.dumps(liars)},',
        f' "schema": {SCHEMA},',
        ' "urls": {',
        *([",\n".join(rows)] if rows else []),
        " }",
        "}",
    ]
    return "\n".join(lines) + "\n"


def _written(known: Known) -> dict[str, object]:
    return {
        "bad_runs": known.bad_runs,
        "first_bad": moment(known.first_bad),
        "reason": known.outcome.reason.value,
        "seen": moment(known.seen),
        "status": known.outcome.status,
        "target": known.outcome.target,
        "time": moment(known.time),
        "verdict": known.outcome.verdict.value,
    }


def _state(document: dict[str, object]) -> State:
    schema = document["schema"]
    if isinstance(schema, int) and schema > SCHEMA:
        raise _NewerError
    if schema != SCHEMA:
        raise ValueError("another version of the format")
    urls = document["urls"]
    liars = document.get("head_lies", {})
    if not isinstance(urls, dict) or not isinstance(liars, dict):
        raise TypeError("no objects")
    return State(
        {url: _known(entry) for url, entry in urls.items()},
        {origin: seconds(time) or 0 for origin, time in liars.items()},
    )


def _known(entry: dict[str, object]) -> Known:
    status, target, runs = entry.get("status"), entry.get("target"), entry.get("bad_runs", 0)
    if not isinstance(status, int | None) or not isinstance(target, str | None) or not isinstance(runs, int):
        raise TypeError("a value of another kind")
    time = seconds(entry["time"])
    if time is None:
        raise ValueError("an entry without a time")
    return Known(
        outcome=Outcome(
            verdict=Verdict(str(entry["verdict"])), reason=Reason(str(entry["reason"])), status=status, target=target
        ),
        time=time,
        seen=seconds(entry.get("seen")) or time,
        first_bad=seconds(entry.get("first_bad")),
        bad_runs=runs,
    )
