"""One look at one address, with all that is known of its host: HEAD, then GET, or what the host's rule asks instead."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from powerhouse_site.links.check.chains import Chain, Follower
from powerhouse_site.links.check.fragments import checked_fragment
from powerhouse_site.links.check.interfaces import Interfaces
from powerhouse_site.links.check.judging import is_transient, judge
from powerhouse_site.links.check.methods import HeadMemory, Methods
from powerhouse_site.links.settings import Settings
from powerhouse_site.links.transport.addresses import Address
from powerhouse_site.links.transport.deadline import Deadline
from powerhouse_site.links.transport.transport import PAGE_TYPES, Transport
from powerhouse_site.links.verdicts import UNREACHED, Outcome, Reason, Verdict

_NO_SECOND_LOOK = frozenset(
    {
        *(Reason.NO_SUCH_HOST, Reason.NAME_SERVER, Reason.REFUSED, Reason.UNREACHABLE, Reason.CONNECT_TIMEOUT),
        *(Reason.PRIVATE_ADDRESS, Reason.MALFORMED, Reason.TLS_EXPIRED, Reason.TLS_HOSTNAME),
        *(Reason.TLS_SELF_SIGNED, Reason.TLS_UNTRUSTED, Reason.TLS_FAILURE),
    }
)
"""What a HEAD that failed in this way says holds for GET as well: no request was made."""


class Look(NamedTuple):
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


class Prober(NamedTuple):
    """Looks at addresses."""

    settings: Settings
    transport: Transport
    memory: HeadMemory
    github_token: str = ""
    pace: Callable[[str], None] = lambda _host: None
    """Waits until a host may be asked once more."""

    def look(
        self,
        address: Address,
        fragments: Sequence[str],
        methods: Methods = Methods.GET_THEN_HEAD,
        *,
        head: Chain | None = None,
        spent: float = 0.0,
    ) -> Look:
        """Look at an address that stands somewhere with each of `fragments`.

        `head` is a HEAD that was to be followed, `spent` the seconds that it took, which the GET has less.
        """
        limits = self.settings.limits
        deadline = Deadline.after(max(limits.total - spent, limits.total / 4), limits.read, limits.head)
        outcome = None if head else Interfaces(self.transport, self.github_token).ask(address, deadline)
        if outcome is not None:
            return Look(dict.fromkeys(fragments, outcome), reached=outcome.reason not in UNREACHED)
        sought = [f for f in fragments if self._is_sought(address, f)]
        is_head_first = methods in (Methods.HEAD, Methods.HEAD_THEN_PAGE)
        if is_head_first and not (head or sought or self.memory.lies(address.origin)):
            return self._by_head(address, fragments, deadline, methods)
        chain = self._follower.follow("GET", address, deadline, whole=bool(sought))
        if head is not None:
            self._compare(address.origin, judge(head), judge(chain))
        elif methods is Methods.GET_THEN_HEAD and chain.error is None:
            self._compare_with_head(address, judge(chain))
        outcomes = {f: _kept(f, self._judged(chain, f if f in sought else "")) for f in fragments}
        return Look(outcomes, reached=bool(chain.hops) or chain.error not in UNREACHED)

    def _compare(self, origin: str, head: Outcome, get: Outcome) -> None:
        """Learn from a pair of answers what HEAD is worth; what may be otherwise in a moment teaches little."""
        if head.verdict.is_good == get.verdict.is_good or is_transient(get):
            return
        if is_transient(head):
            self.memory.remember_refusal(origin)
        else:
            self.memory.remember_lie(origin)

    def _compare_with_head(self, address: Address, get: Outcome) -> None:
        """Ask with HEAD whether that would have found what GET has not, until it is known for an origin."""
        origin = address.origin
        if get.verdict.is_good or is_transient(get) or self.memory.is_known(origin):
            return
        self.pace(address.host)
        limits = self.settings.limits
        deadline = Deadline.after(limits.total / 2, min(limits.head_silence, limits.read), limits.head)
        chain = self._follower.follow("HEAD", address, deadline)
        head = judge(chain)
        self._compare(origin, head, get)
        if chain.error is None:
            self.memory.remember_truth(origin)

    @property
    def _follower(self) -> Follower:
        return Follower(transport=self.transport, limits=self.settings.limits, pace=self.pace)

    def _by_head(self, address: Address, fragments: Sequence[str], deadline: Deadline, methods: Methods) -> Look:
        limits = self.settings.limits
        silent = deadline.within(limits.total / 2, min(limits.head_silence, limits.read))
        head = self._follower.follow("HEAD", address, silent)
        outcomes = dict.fromkeys(fragments, judge(head))
        if head.error in _NO_SECOND_LOOK and not head.hops:
            return Look(outcomes, reached=head.error not in UNREACHED)
        outcome = judge(head)
        if outcome.reason is Reason.RATE_LIMITED or (is_transient(outcome) and head.retry_after is not None):
            return Look(outcomes, by_head=True)  # the host asks to be left alone for now, by GET too
        if outcome.verdict.is_good:
            self.memory.remember_success(address.origin)
        is_page = head.media_type in PAGE_TYPES
        if outcome.verdict.is_good and not (is_page and methods is Methods.HEAD_THEN_PAGE):
            return Look({f: _kept(f, each) for f, each in outcomes.items()}, by_head=True)
        return Look(outcomes, head=head)

    def _is_sought(self, address: Address, fragment: str) -> bool:
        if not (fragment and self.settings.fragments and checked_fragment(fragment)):
            return False
        from powerhouse_site.links.check.signs import is_made_by_scripts  # noqa: PLC0415 - its many patterns can wait

        return not is_made_by_scripts(address, fragment)

    def _judged(self, chain: Chain, fragment: str) -> Outcome:
        if chain.error is None:
            from powerhouse_site.links.check.signs import SIGNS, is_expired_signature  # noqa: PLC0415 - as above

            for sign in SIGNS:
                if sign.fits(chain):
                    verdict, reason = sign.meaning
                    return Outcome(verdict=verdict, reason=reason, status=chain.status)
            if is_expired_signature(chain, datetime.datetime.now(datetime.UTC)):
                return Outcome(verdict=Verdict.BROKEN, reason=Reason.EXPIRED_SIGNATURE, status=chain.status)
        return judge(chain, fragment)


def _kept(fragment: str, outcome: Outcome) -> Outcome:
    """The outcome for an address with a fragment: its target keeps the fragment, unless it has one of its own."""
    if not fragment or not outcome.target or "#" in outcome.target:
        return outcome
    return outcome._replace(target=f"{outcome.target}#{fragment}")
