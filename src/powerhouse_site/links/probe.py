"""One look at one address, with all that is known of its host: HEAD, then GET, or what the host's rule asks instead."""

import datetime
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock

from powerhouse_site.links.addresses import Address, read_address
from powerhouse_site.links.chains import Chain, Follower
from powerhouse_site.links.deadline import Deadline
from powerhouse_site.links.hosts import (
    GITHUB_API,
    PROBES,
    SIGNS,
    is_expired_signature,
    is_made_by_scripts,
    repository_of,
)
from powerhouse_site.links.judging import judge, of_error
from powerhouse_site.links.pages import checked_fragment
from powerhouse_site.links.settings import Settings
from powerhouse_site.links.transport import PAGE_TYPES, ExchangeError, Transport
from powerhouse_site.links.verdicts import UNREACHED, Outcome, Reason, Verdict

_NO_SECOND_LOOK = frozenset(
    {
        *(Reason.NO_SUCH_HOST, Reason.NAME_SERVER, Reason.REFUSED, Reason.UNREACHABLE, Reason.CONNECT_TIMEOUT),
        *(Reason.PRIVATE_ADDRESS, Reason.MALFORMED, Reason.TLS_EXPIRED, Reason.TLS_HOSTNAME),
        *(Reason.TLS_SELF_SIGNED, Reason.TLS_UNTRUSTED, Reason.TLS_FAILURE),
    }
)
"""What a HEAD that failed in this way says holds for GET as well: no request was made."""
_API_BYTES = 256 * 1024


class HeadMemory:
    """What HEAD is worth at each origin. Only a GET tells, so the first page of an origin is asked for both ways."""

    def __init__(self, liars: Iterable[str] = ()) -> None:
        self._lock = Lock()
        self._liars = set(liars)
        self._found: set[str] = set()
        self._tested: set[str] = set()

    @property
    def found(self) -> frozenset[str]:
        """The origins at which HEAD and GET were seen to differ by this memory itself."""
        with self._lock:
            return frozenset(self._found)

    def lies(self, origin: str) -> bool:
        """Whether HEAD is of no use there."""
        return origin in self._liars

    def remember_lie(self, origin: str) -> None:
        """HEAD and GET have differed."""
        with self._lock:
            self._liars.add(origin)
            self._found.add(origin)

    def is_first(self, origin: str) -> bool:
        """Whether nobody has compared HEAD and GET there yet; whoever asks first does it."""
        with self._lock:
            is_first = origin not in self._tested
            self._tested.add(origin)
            return is_first


@dataclass(frozen=True)
class Look:
    """What one look came to: an outcome for each fragment (empty for none).

    `by_head` says whether HEAD alone has told it, `reached` whether the host of the address itself was reached. `head`
    is what came of a HEAD that has to be followed by a GET: until then nothing is decided.
    """

    outcomes: Mapping[str, Outcome]
    by_head: bool = False
    reached: bool = True
    head: Chain | None = None

    @property
    def first(self) -> Outcome:
        """The outcome that decides whether to look again: the worst of all."""
        return next((o for o in self.outcomes.values() if not o.verdict.is_good), next(iter(self.outcomes.values())))


@dataclass(frozen=True)
class Prober:
    """Looks at addresses."""

    settings: Settings
    transport: Transport
    memory: HeadMemory = field(default_factory=HeadMemory)
    github_token: str = ""
    pace: Callable[[str], None] = lambda _host: None
    """Waits until a host may be asked once more."""

    def look(
        self,
        address: Address,
        fragments: Sequence[str],
        *,
        again: bool = False,
        head: Chain | None = None,
        spent: float = 0.0,
    ) -> Look:
        """Look at an address that stands somewhere with each of `fragments`.

        `again` after a first look failed, with `head` after a HEAD that was to be followed; `spent` are the seconds
        that it took, which the GET has less.
        """
        limits = self.settings.limits
        deadline = Deadline.after(max(limits.total - spent, limits.total / 4), limits.read, limits.head)
        outcome = None if head else self._by_probe(address, deadline) or self._by_github(address, deadline)
        if outcome is not None:
            return Look(dict.fromkeys(fragments, outcome), reached=outcome.reason not in UNREACHED)
        sought = [f for f in fragments if self._is_sought(address, f)]
        if not (again or head or sought or self.memory.lies(address.origin) or self._method(address) == "get"):
            return self._by_head(address, fragments, deadline)
        chain = self._follower.follow("GET", address, deadline, whole=bool(sought))
        if head is not None and judge(head).verdict.is_good != judge(chain).verdict.is_good:
            self.memory.remember_lie(address.origin)
        outcomes = {f: _kept(f, self._judged(chain, f if f in sought else "")) for f in fragments}
        return Look(outcomes, reached=bool(chain.hops) or chain.error not in UNREACHED)

    @property
    def _follower(self) -> Follower:
        return Follower(transport=self.transport, limits=self.settings.limits, pace=self.pace)

    def _by_head(self, address: Address, fragments: Sequence[str], deadline: Deadline) -> Look:
        limits = self.settings.limits
        silent = deadline.within(limits.total / 2, min(limits.head_silence, limits.read))
        head = self._follower.follow("HEAD", address, silent)
        outcomes = dict.fromkeys(fragments, judge(head))
        if head.error in _NO_SECOND_LOOK and not head.hops:
            return Look(outcomes, reached=head.error not in UNREACHED)
        is_page = head.media_type in PAGE_TYPES
        if judge(head).verdict.is_good and not (is_page and self.memory.is_first(address.origin)):
            return Look({f: _kept(f, outcome) for f, outcome in outcomes.items()}, by_head=True)
        return Look(outcomes, head=head)

    def _is_sought(self, address: Address, fragment: str) -> bool:
        return bool(
            self.settings.fragments and checked_fragment(fragment) and not is_made_by_scripts(address, fragment)
        )

    def _method(self, address: Address) -> str:
        return self.settings.politeness_of(address.host).method

    def _judged(self, chain: Chain, fragment: str) -> Outcome:
        if chain.error is None:
            for sign in SIGNS:
                if sign.fits(chain):
                    verdict, reason = sign.meaning
                    return Outcome(verdict=verdict, reason=reason, status=chain.status)
            if is_expired_signature(chain, datetime.datetime.now(datetime.UTC)):
                return Outcome(verdict=Verdict.BROKEN, reason=Reason.EXPIRED_SIGNATURE, status=chain.status)
        return judge(chain, fragment)

    def _by_probe(self, address: Address, deadline: Deadline) -> Outcome | None:
        """What the rule of a host finds out; None where there is none, or where it does not know."""
        for probe in PROBES:
            for url, meanings in probe.addresses(address.url):
                try:
                    with self.transport.ask("GET", read_address(url), deadline.within(deadline.left)) as answer:
                        status = answer.status
                except ExchangeError as error:
                    return of_error(error.reason, error.detail)
                if status not in meanings:
                    return judge(Chain(hops=(), end=address, status=status)) if status >= 400 else None
                meaning = meanings[status]
                if meaning is not None:
                    verdict, reason = meaning
                    return Outcome(verdict=verdict, reason=reason, status=status)
        return None

    def _by_github(self, address: Address, deadline: Deadline) -> Outcome | None:
        """What GitHub's own interface says of a repository: its present name, and whether it is archived."""
        repository = repository_of(address) if self.github_token else None
        if repository is None:
            return None
        owner, name = repository
        headers = {"Authorization": f"Bearer {self.github_token}", "Accept": "application/vnd.github+json"}
        api = read_address(GITHUB_API.format(owner=owner, name=name))
        try:
            for _ in range(3):
                with self.transport.ask("GET", api, deadline.within(deadline.left), headers=headers) as answer:
                    status, location = answer.status, answer.header("location")
                    body = answer.read(_API_BYTES) if status == 200 else None
                if status not in (301, 302, 307, 308) or not location:
                    break
                next_api = read_address(location)
                if next_api.origin != api.origin:  # the token is for this host alone
                    return None
                api = next_api
            facts = json.loads(body.data) if body is not None else None
        except (ExchangeError, ValueError):
            return None
        if not isinstance(facts, dict):
            return None
        full_name = facts.get("full_name")
        if isinstance(full_name, str) and full_name.lower() != f"{owner}/{name}".lower():
            target = f"https://github.com/{full_name}"
            return Outcome(verdict=Verdict.REDIRECTED, reason=Reason.RENAMED, status=status, target=target)
        reason = Reason.ARCHIVED if facts.get("archived") is True else Reason.OK
        return Outcome(verdict=Verdict.OK, reason=reason, status=status)


def _kept(fragment: str, outcome: Outcome) -> Outcome:
    """The outcome for an address with a fragment: its target keeps the fragment, unless it has one of its own."""
    if not fragment or not outcome.target or "#" in outcome.target:
        return outcome
    return replace(outcome, target=f"{outcome.target}#{fragment}")
