"""From what was answered to a verdict: a pure function of a chain."""

import re

from powerhouse_site.links.check.chains import Chain
from powerhouse_site.links.check.fragments import checked_fragment
from powerhouse_site.links.verdicts import Outcome, Reason, Verdict

_STATUSES = {
    400: (Verdict.BROKEN, Reason.BAD_REQUEST),
    404: (Verdict.BROKEN, Reason.NOT_FOUND),
    410: (Verdict.BROKEN, Reason.GONE),
    401: (Verdict.UNCERTAIN, Reason.AUTHENTICATION),
    407: (Verdict.UNCERTAIN, Reason.AUTHENTICATION),
    402: (Verdict.UNCERTAIN, Reason.PAYMENT_REQUIRED),
    403: (Verdict.UNCERTAIN, Reason.FORBIDDEN),
    429: (Verdict.UNCERTAIN, Reason.RATE_LIMITED),
    451: (Verdict.UNCERTAIN, Reason.LEGAL),
    999: (Verdict.UNCERTAIN, Reason.BOT_WALL),
}
_ERRORS = {
    **dict.fromkeys(
        (
            *(Reason.NO_SUCH_HOST, Reason.REFUSED, Reason.REDIRECT_LOOP, Reason.TOO_MANY_REDIRECTS, Reason.NOT_HTTP),
            *(Reason.TLS_EXPIRED, Reason.TLS_HOSTNAME, Reason.TLS_SELF_SIGNED, Reason.TLS_UNTRUSTED),
            *(Reason.TLS_FAILURE, Reason.MALFORMED, Reason.BAD_REDIRECT),
        ),
        Verdict.BROKEN,
    ),
    **dict.fromkeys((Reason.CONNECT_TIMEOUT, Reason.READ_TIMEOUT, Reason.TOTAL_TIMEOUT), Verdict.TIMEOUT),
    **dict.fromkeys((Reason.PRIVATE_ADDRESS, Reason.SCHEME), Verdict.BLOCKED),
}
"""What is not here leaves doubt: a reset, an empty reply, a name server without an answer, an unreachable network."""
_TRANSIENT_STATUSES = frozenset({408, 425, 429})
_TRANSIENT_ERRORS = frozenset(
    {
        *(Reason.RESET, Reason.EMPTY_REPLY, Reason.CONNECT_TIMEOUT, Reason.READ_TIMEOUT, Reason.TOTAL_TIMEOUT),
        *(Reason.NAME_SERVER, Reason.HTTP_ERROR),
    }
)
_WALL_STATUSES = frozenset({401, 403, 429, 503})


def is_transient(outcome: Outcome) -> bool:
    """Whether it may be otherwise in a moment."""
    if outcome.status is not None:
        return outcome.verdict is Verdict.UNCERTAIN and (
            outcome.status in _TRANSIENT_STATUSES or 500 <= outcome.status < 600
        )
    return outcome.reason in _TRANSIENT_ERRORS


def of_error(reason: Reason, detail: str = "") -> Outcome:
    """The outcome where there was no answer."""
    return Outcome(verdict=_ERRORS.get(reason, Verdict.UNCERTAIN), reason=reason, detail=detail)


def judge(chain: Chain, fragment: str = "") -> Outcome:
    """The outcome of a chain, for an address with `fragment`."""
    if chain.error is not None:
        return of_error(chain.error, chain.detail)
    status = chain.status or 0
    doubt = _doubt(chain) if chain.is_success else _failure(chain, status)
    if doubt is not None:
        verdict, reason = doubt
        return Outcome(verdict=verdict, reason=reason, status=status, retry_after=chain.retry_after)
    if fragment:
        missing = _fragment_problem(chain, fragment)
        if missing is not None:
            verdict, reason = missing
            return Outcome(verdict=verdict, reason=reason, status=status)
    return _found(chain, status, fragment)


def _found(chain: Chain, status: int, fragment: str) -> Outcome:
    if not chain.hops:
        return Outcome(verdict=Verdict.OK, reason=Reason.OK, status=status)
    end = chain.permanent_end
    if end is None or (end.url == chain.start.url):
        return Outcome(verdict=Verdict.REDIRECTED, reason=Reason.TEMPORARY_REDIRECT, status=status)
    kept = end.fragment or fragment
    target = f"{end.url}#{kept}" if kept else end.url
    return Outcome(verdict=Verdict.REDIRECTED, reason=Reason.PERMANENT_REDIRECT, status=status, target=target)


def _failure(chain: Chain, status: int) -> tuple[Verdict, Reason]:
    is_wall = status in _WALL_STATUSES and chain.page is not None and chain.page.is_wall
    if is_wall or _is_challenge(chain):
        return Verdict.UNCERTAIN, Reason.BOT_WALL
    known = _STATUSES.get(status)
    if known is not None:
        return known
    return Verdict.UNCERTAIN, Reason.SERVER_ERROR if 500 <= status < 600 else Reason.ODD_STATUS


def _doubt(chain: Chain) -> tuple[Verdict, Reason] | None:
    """Why an answer of success may be no page; None where there is no doubt."""
    start, end, page = chain.start, chain.end, chain.page
    if _is_challenge(chain):
        return Verdict.UNCERTAIN, Reason.BOT_WALL
    if not chain.hops and page is None:
        return None
    from powerhouse_site.links.check.pages import (  # noqa: PLC0415 - while the first answers are waited for
        is_home,
        is_login_address,
        is_missing_address,
    )

    found: Reason | None = None
    if chain.hops and is_login_address(end) and not is_login_address(start):
        found = Reason.LOGIN
    elif chain.hops and is_missing_address(end) and not is_missing_address(start):
        found = Reason.SOFT_404
    elif page is not None and page.is_wall:
        found = Reason.BOT_WALL
    elif page is not None and page.says_missing and not _is_about_missing(start.path):
        found = Reason.SOFT_404
    elif page is not None and page.is_login and not is_login_address(start):
        found = Reason.LOGIN
    elif chain.hops and is_home(end) and not is_home(start):
        found = Reason.REDIRECT_TO_HOME
    return None if found is None else (Verdict.UNCERTAIN, found)


def _is_challenge(chain: Chain) -> bool:
    """Whether the head of an answer says that it only puts robots to the test."""
    signs = chain.signs or {}
    return "x-amzn-waf-action" in signs or "challenge" in (signs.get("cf-mitigated"), signs.get("x-vercel-mitigated"))


def _is_about_missing(path: str) -> bool:
    """Whether an address is that of a page about missing pages."""
    return bool(re.search(r"404|not[-_]?found", path, re.IGNORECASE))


def _fragment_problem(chain: Chain, fragment: str) -> tuple[Verdict, Reason] | None:
    """Why the fragment is not there; None where it is, or where the answer is no page that could have any."""
    name = checked_fragment(chain.end.fragment or fragment)
    page = chain.page
    if not name or page is None or page.has_fragment(name):
        return None
    if not page.is_wholly_known or page.is_scripted:
        return Verdict.UNCERTAIN, Reason.UNREADABLE_FRAGMENT
    return Verdict.BROKEN, Reason.MISSING_FRAGMENT
