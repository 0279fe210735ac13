"""An address followed through its redirects to an answer, as a browser does it."""

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from powerhouse_site.links.check.retry_after import seconds_to_wait
from powerhouse_site.links.settings import Limits
from powerhouse_site.links.transport.addresses import Address, MalformedError, SchemeError, join
from powerhouse_site.links.transport.deadline import Deadline
from powerhouse_site.links.transport.failures import ExchangeError
from powerhouse_site.links.transport.transport import Answer, Body, Cookies, Transport
from powerhouse_site.links.verdicts import Reason

if TYPE_CHECKING:
    from powerhouse_site.links.check.pages import Page

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
_SMALL_BYTES = 256 * 1024
_SIGNS = (
    "cf-mitigated",
    "x-vercel-mitigated",
    "x-amzn-waf-action",
    "x-error-code",
    "x-error-message",
    "www-authenticate",
    "server",
)


class Hop(NamedTuple):
    """A redirect: the address that was asked and the status that it answered with."""

    address: Address
    status: int


class Chain(NamedTuple):
    """What came of following an address. `error` tells why there is no answer at the end; then `status` is None.

    `signs` are headers that tell what an error is, by their names in small letters. `page` is what was read of HTML.
    """

    hops: tuple[Hop, ...]
    end: Address
    status: int | None = None
    error: Reason | None = None
    detail: str = ""
    media_type: str = ""
    signs: Mapping[str, str] | None = None
    page: "Page | None" = None
    retry_after: float | None = None

    @property
    def start(self) -> Address:
        """The address that was followed."""
        return self.hops[0].address if self.hops else self.end

    @property
    def is_success(self) -> bool:
        """Whether it ends in an answer of success."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def permanent_end(self) -> Address | None:
        """Where the leading run of permanent redirects leads; None where there is none."""
        run = 0
        while run < len(self.hops) and self.hops[run].status in PERMANENT:
            run += 1
        if run == 0:
            return None
        return self.hops[run].address if run < len(self.hops) else self.end


class Follower(NamedTuple):
    """Follows addresses with one transport, within limits."""

    transport: Transport
    limits: Limits
    pace: Callable[[str], None] = lambda _host: None
    """Waits until a host may be asked once more; the first request has waited already."""

    def follow(self, method: str, address: Address, deadline: Deadline, *, whole: bool = False) -> Chain:
        """Follow `address`. A page at the end is read for hints, or as far as allowed where the `whole` is needed."""
        cookies = Cookies()
        hops: list[Hop] = []
        seen: set[tuple[str, tuple[str, ...]]] = set()
        while True:
            state = (address.url, cookies.state)
            if state in seen:
                return Chain(hops=tuple(hops), end=address, error=Reason.REDIRECT_LOOP)
            seen.add(state)
            if hops:
                self.pace(address.host)
            own = deadline.within(self.limits.total)
            try:
                with self.transport.ask(method, address, own, cookies) as answer:
                    location = answer.header("location") if answer.status in _REDIRECTS else ""
                    if not location:
                        page = self._page(answer, own, whole=whole) if method == "GET" else None
                        return _ended(tuple(hops), answer, page)
                    hops.append(Hop(address, answer.status))
            except ExchangeError as error:
                return Chain(hops=tuple(hops), end=address, error=error.reason, detail=error.detail)
            if len(hops) > self.limits.hops:
                return Chain(hops=tuple(hops), end=address, error=Reason.TOO_MANY_REDIRECTS)
            try:
                address = join(address, location)
            except SchemeError as error:
                return Chain(hops=tuple(hops), end=address, error=Reason.SCHEME, detail=str(error))
            except MalformedError as error:
                return Chain(hops=tuple(hops), end=address, error=Reason.BAD_REDIRECT, detail=str(error))

    def _page(self, answer: Answer, deadline: Deadline, *, whole: bool) -> "Page | None":
        if not answer.is_page:
            return None
        from powerhouse_site.links.check.pages import HINT_BYTES, Page  # noqa: PLC0415 - its many patterns can wait

        if not (whole and answer.status < 300):
            deadline.shorten(self.limits.body_time)
            body = answer.read(min(HINT_BYTES, self.limits.body))
            return Page.of(body, answer.header("content-type"), whole=False)
        body = answer.read(min(_SMALL_BYTES, self.limits.body))
        if body.complete or len(body.data) < _SMALL_BYTES or self.limits.body <= _SMALL_BYTES:
            return Page.of(body, answer.header("content-type"))
        waiting = time.monotonic()
        with self.transport.large_bodies:  # only so many are held in memory at once
            deadline.at += time.monotonic() - waiting
            rest = answer.read(self.limits.body - len(body.data))
            body = Body(body.data + rest.data, rest.complete)
            return Page.of(body, answer.header("content-type"))


def _ended(hops: tuple[Hop, ...], answer: Answer, page: "Page | None") -> Chain:
    return Chain(
        hops=hops,
        end=answer.address,
        status=answer.status,
        media_type=answer.media_type,
        signs={name: value for name in _SIGNS if (value := answer.header(name))},
        page=page,
        retry_after=seconds_to_wait(answer.header("retry-after")),
    )
