"""What fails a check: only what is certain, or has been bad for long enough."""

from typing import NamedTuple

from powerhouse_site.links.verdicts import DEFINITE, Outcome, Verdict

RUNS = 5
DAYS = 7
"""What is uncertain or late fails after as many runs over at least as many days."""


class Standing(NamedTuple):
    """How an address stood after the last runs: since when and in how many runs in a row it was bad."""

    verdict: Verdict | None = None
    first_bad: int | None = None
    bad_runs: int = 0

    def after(self, outcome: Outcome, now: int) -> "Standing":
        """The standing after a run that came to `outcome`."""
        if not outcome.verdict.is_bad:
            return Standing(outcome.verdict)
        return Standing(outcome.verdict, min(self.first_bad or now, now), self.bad_runs + 1)


def fails(outcome: Outcome, before: Standing, now: int) -> bool:
    """Whether an address fails: a definite 404 or 410 at once, what is broken else at the second time in a row."""
    if outcome.verdict is Verdict.BROKEN and outcome.reason in DEFINITE:
        return True
    standing = before.after(outcome, now)
    if outcome.verdict in (Verdict.BROKEN, Verdict.BLOCKED):
        return before.verdict is outcome.verdict
    if outcome.verdict in (Verdict.UNCERTAIN, Verdict.TIMEOUT):
        return standing.bad_runs >= RUNS and now - (standing.first_bad or now) >= DAYS * 86400
    return False
