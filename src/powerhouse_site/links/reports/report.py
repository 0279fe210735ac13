"""A run as all reports tell it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from powerhouse_site.links.verdicts import Location, Reason, Result, Verdict

REASONS: Mapping[Reason, str] = {
    Reason.OK: "it works",
    Reason.PERMANENT_REDIRECT: "moved for good",
    Reason.TEMPORARY_REDIRECT: "leads elsewhere for now",
    Reason.RENAMED: "the repository has another name now",
    Reason.ARCHIVED: "it works; the repository is archived",
    Reason.NOT_FOUND: "there is no such page",
    Reason.GONE: "the page was taken away for good",
    Reason.BAD_REQUEST: "the host takes the address for a mistake",
    Reason.NO_SUCH_HOST: "there is no such host",
    Reason.REFUSED: "the host refuses the connection",
    Reason.UNREACHABLE: "no way leads to the host from here",
    Reason.TLS_EXPIRED: "the certificate is not valid today",
    Reason.TLS_HOSTNAME: "the certificate is for another host",
    Reason.TLS_SELF_SIGNED: "the certificate is signed by nobody else",
    Reason.TLS_UNTRUSTED: "the certificate leads to no authority that is trusted",
    Reason.TLS_FAILURE: "no secure connection came about",
    Reason.REDIRECT_LOOP: "it leads back to itself",
    Reason.TOO_MANY_REDIRECTS: "it leads on and on",
    Reason.BAD_REDIRECT: "it leads to what is no address",
    Reason.NOT_HTTP: "the answer is not HTTP",
    Reason.MALFORMED: "this is no address",
    Reason.MISSING_FRAGMENT: "the page has no such fragment",
    Reason.MISSING_FILE: "the site has no such file",
    Reason.EXPIRED_SIGNATURE: "the address was signed for a time that is over",
    Reason.AUTHENTICATION: "only for those who are signed in",
    Reason.PAYMENT_REQUIRED: "only for those who have paid",
    Reason.FORBIDDEN: "the host does not show it to this check",
    Reason.RATE_LIMITED: "the host was asked too often",
    Reason.LEGAL: "not shown for legal reasons",
    Reason.SERVER_ERROR: "the host has trouble",
    Reason.ODD_STATUS: "the host answers with an unusual status",
    Reason.BOT_WALL: "the host keeps robots out",
    Reason.LOGIN: "it leads to a login",
    Reason.SOFT_404: "the page says of itself that it is missing",
    Reason.REDIRECT_TO_HOME: "it leads to the home page",
    Reason.UNREADABLE_FRAGMENT: "the fragment cannot be looked for: the page is put together by scripts, or was cut",
    Reason.RESET: "the connection broke off",
    Reason.EMPTY_REPLY: "the host hung up without an answer",
    Reason.TOO_LARGE_HEAD: "the head of the answer is too large",
    Reason.NAME_SERVER: "the name servers gave no answer",
    Reason.HTTP_ERROR: "the answer cannot be read",
    Reason.CONNECT_TIMEOUT: "no connection in time",
    Reason.READ_TIMEOUT: "no answer in time",
    Reason.TOTAL_TIMEOUT: "no whole answer in time",
    Reason.PRIVATE_ADDRESS: "it leads to a private address, which is not contacted",
    Reason.SCHEME: "it leads to what is neither http nor https",
    Reason.EXCLUDED: "excluded by the configuration",
    Reason.BUDGET: "the time for the run was over",
}
"""What each reason means, in words that follow a colon."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """The results, sorted by address, and what else a reader should know. `notes` are about the run itself."""

    results: Sequence[Result]
    elapsed: float
    notes: Sequence[str] = ()
    is_offline: bool = False

    @cached_property
    def counts(self) -> Mapping[Verdict, int]:
        """How many addresses got each verdict."""
        found = Counter(result.outcome.verdict for result in self.results)
        return {verdict: found[verdict] for verdict in Verdict}

    @property
    def failing(self) -> int:
        """How many addresses fail the check."""
        return sum(result.failing for result in self.results)

    def places(self) -> Iterator[tuple[Location | None, Result]]:
        """What is to be told, by file and line: everything that is not well, and permanent redirects."""
        told = [r for r in self.results if is_told(r)]
        pairs = [(place, r) for r in told for place in (r.locations or (None,))]
        return iter(sorted(pairs, key=_by_place))

    def closing(self) -> str:
        """The last line for people."""
        return "the network cannot be reached: no verdicts" if self.is_offline else self.sums()

    def sums(self) -> str:
        """The counts in words."""
        counted = ", ".join(f"{count} {verdict}" for verdict, count in self.counts.items() if count)
        total = len(self.results)
        checked = f"{total} address{'' if total == 1 else 'es'}"
        return f"{checked} checked: {counted or 'nothing to check'}; {self.failing or 'none'} failing"


def is_told(result: Result) -> bool:
    """Whether a reader has to know of it."""
    return result.outcome.verdict.is_bad or result.outcome.target is not None or result.failing


def words(result: Result) -> str:
    """What is the matter with an address, in words."""
    outcome = result.outcome
    parts = [REASONS[outcome.reason]]
    if outcome.status is not None and not outcome.verdict.is_good:
        parts.append(f"(status {outcome.status})")
    if outcome.target:
        parts.append(f"-> {outcome.target}")
    return " ".join(parts)


def _by_place(pair: tuple[Location | None, Result]) -> tuple[str, int, int, str]:
    place, result = pair
    return (place.file, place.line, place.column, result.url) if place else ("", 0, 0, result.url)
