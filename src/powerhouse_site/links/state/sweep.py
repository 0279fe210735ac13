"""From what is sought and what is known to results: what need not be asked, what is asked, and what of it fails."""

import datetime
import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from powerhouse_site.links.settings import Exclusion, Settings
from powerhouse_site.links.state.policy import fails
from powerhouse_site.links.state.state import State
from powerhouse_site.links.transport.addresses import MalformedError, SchemeError, read_address
from powerhouse_site.links.verdicts import Outcome, Reason, Result, Run, Sought, Verdict


class Sweep(NamedTuple):
    """The results, sorted by address, with the notes of the run. `fresh` are those that a run has found just now."""

    results: tuple[Result, ...]
    fresh: tuple[Result, ...] = ()
    notes: tuple[str, ...] = ()
    is_offline: bool = False
    is_interrupted: bool = False


class Sweeper(NamedTuple):
    """Checks what is sought. `check` asks the network; `added` are the addresses that may fail, None for all."""

    settings: Settings
    state: State
    check: Callable[[Sequence[Sought]], Run]
    now: int
    added: Collection[str] | None = None
    complete: bool = True
    """Whether everything is sought, so that an exclusion that fits nothing is one too many."""

    def sweep(self, sought: Sequence[Sought]) -> Sweep:
        """Check what is not excluded and not known to be good."""
        today = datetime.datetime.fromtimestamp(self.now, datetime.UTC).date()
        valid = [e for e in self.settings.exclusions if e.expires >= today]
        used: set[Exclusion] = set()
        done: list[Result] = []
        waiting: list[Sought] = []
        for one in sought:
            exclusion = next((e for e in valid if e.pattern.search(one.url)), None)
            if exclusion is not None:
                used.add(exclusion)
            if exclusion is not None or self._is_excluded_host(one.url):
                detail = exclusion.reason if exclusion else "its host is excluded"
                skipped = Outcome(verdict=Verdict.SKIPPED, reason=Reason.EXCLUDED, detail=detail)
                done.append(Result(url=one.url, outcome=skipped, checked_at=self.now, locations=one.locations))
            elif (known := self.state.urls.get(one.url)) is not None and known.is_fresh(one.url, self.now):
                outcome = known.outcome
                done.append(
                    Result(url=one.url, outcome=outcome, checked_at=known.time, cached=True, locations=one.locations)
                )
            else:
                waiting.append(one)
        run = self.check(waiting)
        notes = self._notes(today, valid, used)
        if run.is_offline:
            return Sweep((), (), tuple(notes), is_offline=True, is_interrupted=run.is_interrupted)
        if not run.is_interrupted:
            notes += _left(run.results)
        fresh = [self._weighed(each) if each.outcome.verdict.is_bad else each for each in run.results]
        results = tuple(sorted([*done, *fresh], key=lambda result: result.url))
        kept = (r for r in fresh if r.outcome.verdict is not Verdict.SKIPPED)
        if run.is_interrupted:  # what is bad may only have been on its way to a second look
            kept = (r for r in fresh if r.outcome.verdict.is_good)
        return Sweep(results, tuple(kept), tuple(notes), is_interrupted=run.is_interrupted)

    def _is_excluded_host(self, url: str) -> bool:
        if not self.settings.exclude_hosts:
            return False
        try:
            host = read_address(url).host.removesuffix(".")
        except (MalformedError, SchemeError):
            return False
        return any(host == each or host.endswith(f".{each}") for each in self.settings.exclude_hosts)

    def _weighed(self, result: Result) -> Result:
        """What is bad, with whether it fails."""
        before = self.state.standing(result.url)
        after = before.after(result.outcome, self.now)
        may_fail = self.added is None or result.url in self.added
        failing = may_fail and fails(result.outcome, before, self.now)
        return result._replace(failing=failing, first_bad=after.first_bad, bad_runs=after.bad_runs)

    def _notes(self, today: datetime.date, valid: Sequence[Exclusion], used: Collection[Exclusion]) -> list[str]:
        notes = []
        for exclusion in self.settings.exclusions:
            shown = _shown(exclusion.pattern)
            if exclusion.expires < today:
                notes.append(f"the exclusion {shown} has expired on {exclusion.expires} and excludes nothing any more")
            elif self.complete and exclusion in valid and exclusion not in used:
                notes.append(f"the exclusion {shown} fits no address; remove it")
        return notes


def _left(results: Sequence[Result]) -> list[str]:
    """What is to be said where the time was over before the addresses were."""
    left = sum(result.outcome.reason is Reason.BUDGET for result in results)
    words = "1 address was" if left == 1 else f"{left} addresses were"
    return [f"{words} not checked, since the time for the run was over"] if left else []


def _shown(pattern: re.Pattern[str]) -> str:
    return f"'{pattern.pattern}'"
