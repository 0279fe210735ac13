"""Status codes, and what passes by itself."""

import datetime
import email.utils

from powerhouse_site.links.verdicts import Reason
from tests.links.hostile.case import BROKEN, OK, UNCERTAIN, Case
from tests.links.server import Behave, Request


def always(status: int) -> Behave:
    """Answer everything with a status."""
    return lambda request: request.send(status, "" if status in (204, 304) else "<title>Whatever</title>")


CASES = (
    *(Case(f"s{status}", OK, Reason.OK, always(status)) for status in (200, 201, 202, 203, 204, 206, 226)),
    Case("s404", BROKEN, Reason.NOT_FOUND, always(404)),
    Case("s410", BROKEN, Reason.GONE, always(410)),
    Case("s400", BROKEN, Reason.BAD_REQUEST, always(400)),
    Case("s401", UNCERTAIN, Reason.AUTHENTICATION, always(401)),
    Case("s402", UNCERTAIN, Reason.PAYMENT_REQUIRED, always(402)),
    Case("s403", UNCERTAIN, Reason.FORBIDDEN, always(403)),
    Case("s407", UNCERTAIN, Reason.AUTHENTICATION, always(407)),
    Case("s429", UNCERTAIN, Reason.RATE_LIMITED, always(429)),
    Case("s451", UNCERTAIN, Reason.LEGAL, always(451)),
    Case("s999", UNCERTAIN, Reason.BOT_WALL, always(999)),
    *(
        Case(f"s{status}", UNCERTAIN, Reason.ODD_STATUS, always(status))
        for status in (405, 406, 408, 418, 421, 425, 444)
    ),
    *(
        Case(f"s{status}", UNCERTAIN, Reason.SERVER_ERROR, always(status))
        for status in (500, 501, 502, 503, 504, 508, 520, 521, 530)
    ),
    Case("s300", UNCERTAIN, Reason.ODD_STATUS, always(300)),
    Case("s301-to-nowhere", UNCERTAIN, Reason.ODD_STATUS, always(301)),
    Case("s304", UNCERTAIN, Reason.ODD_STATUS, always(304)),
    Case("s700", UNCERTAIN, Reason.ODD_STATUS, always(700)),
)


def after(failures: int, status: int, **headers: str) -> Behave:
    """Fail as many times, then work."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def behave(request: Request) -> None:
        if request.number <= failures:
            request.send(status, "", named)
        else:
            request.page()

    return behave


def in_a_second(request: Request) -> None:
    """Ask to wait until a moment that is written as a date."""
    if request.number <= 1:
        moment = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=1)
        request.send(503, "", {"Retry-After": email.utils.format_datetime(moment, usegmt=True)})
    else:
        request.page()


def gone_once() -> Behave:
    """The first GET finds nothing."""
    seen: list[str] = []

    def behave(request: Request) -> None:
        seen.append(request.method)
        request.send(404 if seen.count("GET") < 2 else 200)

    return behave


def resets_first(request: Request) -> None:
    if request.number <= 2:
        request.reset()
    request.page()


def hangs_up_first(request: Request) -> None:
    if request.number <= 2:
        request.close()
    request.page()


def hangs_first(request: Request) -> None:
    if request.number <= 1:
        request.hang(3)
    request.page()


WAITS = (
    Case("once-503", OK, Reason.OK, after(2, 503)),
    Case("once-500", OK, Reason.OK, after(2, 500)),
    Case("once-408", OK, Reason.OK, after(2, 408)),
    Case("once-425", OK, Reason.OK, after(2, 425)),
    Case("once-429", OK, Reason.OK, after(2, 429)),
    Case("wait-seconds", OK, Reason.OK, after(2, 429, Retry_After="1"), apart=1.0),
    Case("wait-seconds-503", OK, Reason.OK, after(2, 503, Retry_After="1"), apart=1.0),
    Case("wait-nothing", OK, Reason.OK, after(2, 503, Retry_After="0")),
    Case("wait-date", OK, Reason.OK, in_a_second),
    Case("wait-past", OK, Reason.OK, after(2, 503, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT")),
    Case("wait-garbage", OK, Reason.OK, after(2, 429, Retry_After="soon, I hope")),
    Case("wait-negative", OK, Reason.OK, after(2, 429, Retry_After="-5")),
    Case("wait-long", UNCERTAIN, Reason.RATE_LIMITED, after(9, 429, Retry_After="3600"), most=1),
    Case("wait-very-long", UNCERTAIN, Reason.SERVER_ERROR, after(9, 503, Retry_After="9" * 12), most=1),
    Case(
        "wait-far-date",
        UNCERTAIN,
        Reason.RATE_LIMITED,
        after(9, 429, Retry_After="Fri, 31 Dec 9999 23:59:59 GMT"),
        most=1,
    ),
    Case("reset-first", OK, Reason.OK, resets_first),
    Case("reset-always", UNCERTAIN, Reason.RESET, lambda r: r.reset()),
    Case("empty-first", OK, Reason.OK, hangs_up_first),
    Case("empty-always", UNCERTAIN, Reason.EMPTY_REPLY, lambda r: r.close()),
    Case("hang-first", OK, Reason.OK, hangs_first),
    Case("last-try", OK, Reason.OK, gone_once()),
)
