"""What is found out about an address: verdicts, reasons, results."""

from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """How a link stands."""

    OK = "ok"
    REDIRECTED = "redirected"
    BROKEN = "broken"
    UNCERTAIN = "uncertain"
    TIMEOUT = "timeout"
    BLOCKED = "blocked"
    SKIPPED = "skipped"

    @property
    def is_good(self) -> bool:
        """Whether the link leads to a page."""
        return self in _GOOD

    @property
    def is_bad(self) -> bool:
        """Whether a run with this verdict counts as a bad one."""
        return self in _BAD


_GOOD = (Verdict.OK, Verdict.REDIRECTED)
_BAD = (Verdict.BROKEN, Verdict.UNCERTAIN, Verdict.TIMEOUT, Verdict.BLOCKED)


class Reason(StrEnum):
    """Why a link got its verdict; the names are stable."""

    OK = "ok"
    PERMANENT_REDIRECT = "permanent-redirect"
    TEMPORARY_REDIRECT = "temporary-redirect"
    RENAMED = "renamed"
    ARCHIVED = "archived"

    NOT_FOUND = "not-found"
    GONE = "gone"
    BAD_REQUEST = "bad-request"
    NO_SUCH_HOST = "no-such-host"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    TLS_EXPIRED = "tls-expired"
    TLS_HOSTNAME = "tls-hostname"
    TLS_SELF_SIGNED = "tls-self-signed"
    TLS_UNTRUSTED = "tls-untrusted"
    TLS_FAILURE = "tls-failure"
    REDIRECT_LOOP = "redirect-loop"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    BAD_REDIRECT = "bad-redirect"
    NOT_HTTP = "not-http"
    MALFORMED = "malformed"
    MISSING_FRAGMENT = "missing-fragment"
    MISSING_FILE = "missing-file"
    EXPIRED_SIGNATURE = "expired-signature"

    AUTHENTICATION = "authentication"
    PAYMENT_REQUIRED = "payment-required"
    FORBIDDEN = "forbidden"
    RATE_LIMITED = "rate-limited"
    LEGAL = "legal"
    SERVER_ERROR = "server-error"
    ODD_STATUS = "odd-status"
    BOT_WALL = "bot-wall"
    LOGIN = "login"
    SOFT_404 = "soft-404"
    REDIRECT_TO_HOME = "redirect-to-home"
    UNREADABLE_FRAGMENT = "unreadable-fragment"
    RESET = "reset"
    EMPTY_REPLY = "empty-reply"
    TOO_LARGE_HEAD = "too-large-head"
    NAME_SERVER = "name-server"
    HTTP_ERROR = "http-error"

    CONNECT_TIMEOUT = "connect-timeout"
    READ_TIMEOUT = "read-timeout"
    TOTAL_TIMEOUT = "total-timeout"

    PRIVATE_ADDRESS = "private-address"
    SCHEME = "scheme"

    EXCLUDED = "excluded"
    BUDGET = "budget"


UNREACHED = frozenset(
    {Reason.NO_SUCH_HOST, Reason.NAME_SERVER, Reason.REFUSED, Reason.UNREACHABLE, Reason.CONNECT_TIMEOUT}
)
"""Reasons that say that the host was never reached."""
DEFINITE = frozenset({Reason.NOT_FOUND, Reason.GONE})
"""Reasons that leave no doubt: they fail at the first run."""


class Location(NamedTuple):
    """Where an address stands. `field` is a dotted path in an entry, or says what it is in a page; lines are from 1."""

    file: str
    line: int = 1
    column: int = 1
    field: str = ""


class Outcome(NamedTuple):
    """What one look at an address, or several, came to.

    `status` is the last status line's code, `target` the address that a permanent redirect leads to. `retry_after` are
    the seconds for which the host asked to be left alone.
    """

    verdict: Verdict
    reason: Reason
    status: int | None = None
    target: str | None = None
    detail: str = ""
    retry_after: float | None = None


class Result(NamedTuple):
    """An address, the verdict on it, and where it stands. `checked_at` is in seconds since 1970."""

    url: str
    outcome: Outcome
    failing: bool = False
    attempts: int = 0
    elapsed: float = 0.0
    checked_at: int = 0
    cached: bool = False
    locations: tuple[Location, ...] = ()
    archived: str | None = None
    first_bad: int | None = None
    bad_runs: int = 0


class Sought(NamedTuple):
    """An address as it is written, and where it stands."""

    url: str
    locations: tuple[Location, ...] = ()


class Run(NamedTuple):
    """What came of a run. `is_offline` where the network was not there, and nothing can be said of any address."""

    results: tuple[Result, ...]
    is_offline: bool = False
    is_interrupted: bool = False
