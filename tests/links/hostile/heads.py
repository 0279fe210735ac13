"""HEAD that lies, and heads of answers that are hard to read."""

from powerhouse_site.links.verdicts import Reason
from tests.links.hostile.case import BROKEN, OK, TIMEOUT, UNCERTAIN, Case
from tests.links.server import Behave, Request


def by_method(head: Behave, get: Behave) -> Behave:
    """Answer HEAD in one way and GET in another."""
    return lambda request: head(request) if request.method == "HEAD" else get(request)


def page(request: Request) -> None:
    request.page()


def head_with_body(request: Request) -> None:
    """A body where none may be."""
    body = b"<title>A page</title>"
    request.raw(b"HTTP/1.1 404 No\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body)


LIES = (
    *(
        Case(f"head-{status}", OK, Reason.OK, by_method(lambda r, s=status: r.send(s), page))  # type: ignore[misc]
        for status in (400, 401, 403, 404, 405, 410, 429, 500, 501, 503, 999)
    ),
    Case("head-hangs", OK, Reason.OK, by_method(lambda r: r.hang(), page)),
    Case("head-resets", OK, Reason.OK, by_method(lambda r: r.reset(), page)),
    Case("head-hangs-up", OK, Reason.OK, by_method(lambda r: r.close(), page)),
    Case("head-garbage", OK, Reason.OK, by_method(lambda r: r.raw(b"garbage\r\n\r\n"), page)),
    Case("head-has-body", OK, Reason.OK, by_method(head_with_body, page)),
    Case("head-drips", OK, Reason.OK, by_method(lambda r: r.drip(b"HTTP/1.1 200 OK\r\nX-A: b\r\n" * 20, 0.1), page)),
    Case("head-loops", OK, Reason.OK, by_method(lambda r: r.redirect("/some/page"), page)),
    Case(
        "head-to-login",
        OK,
        Reason.OK,
        by_method(lambda r: r.page() if r.path == "/login" else r.redirect("/login"), page),
    ),
    Case("head-flatters", BROKEN, Reason.NOT_FOUND, by_method(page, lambda r: r.send(404, "no"))),
    Case("head-flatters-gone", BROKEN, Reason.GONE, by_method(page, lambda r: r.send(410, "no"))),
)


def headed(*lines: str, status: str = "HTTP/1.1 200 OK") -> Behave:
    """A page behind certain header lines."""

    def behave(request: Request) -> None:
        body = b"<title>A page</title><p>Some words."
        head = "\r\n".join([status, *lines, "Content-Type: text/html", f"Content-Length: {len(body)}", "", ""])
        request.raw(head.encode("utf-8") + (b"" if request.method == "HEAD" else body))

    return behave


def endless_head(request: Request) -> None:
    request.raw(b"HTTP/1.1 200 OK\r\n")
    while True:
        request.raw(b"X-More: " + b"x" * 1000 + b"\r\n")


def endless_hints(request: Request) -> None:
    while True:
        request.raw(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n")


def hinted(request: Request) -> None:
    request.raw(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n")
    request.raw(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n")
    request.page()


HEADS = (
    Case("headers-90", OK, Reason.OK, headed(*(f"X-{n}: {n}" for n in range(90)))),
    Case("headers-101", OK, Reason.OK, headed(*(f"X-{n}: {n}" for n in range(101)))),
    Case("headers-1000", OK, Reason.OK, headed(*(f"X-{n}: {n}" for n in range(1000)))),
    Case("cookies-200", OK, Reason.OK, headed(*(f"Set-Cookie: c{n}={n}" for n in range(200)))),
    Case("header-70k", OK, Reason.OK, headed("X-Long: " + "x" * 70_000)),
    Case("headers-endless", UNCERTAIN, Reason.TOO_LARGE_HEAD, endless_head),
    Case("hints-endless", UNCERTAIN, Reason.TOO_LARGE_HEAD, endless_hints),
    Case("header-without-colon", OK, Reason.OK, headed("This is no header", "X-A: b")),
    Case("header-folded", OK, Reason.OK, headed("X-Folded: a", " and more", "\tand more")),
    Case("header-not-ascii", OK, Reason.OK, headed("X-Name: Grüße, 世界")),
    Case("header-with-nul", OK, Reason.OK, headed("X-Nul: a\0b")),
    Case("no-reason-phrase", OK, Reason.OK, headed(status="HTTP/1.1 200")),
    Case("http-1.0", OK, Reason.OK, headed(status="HTTP/1.0 200 OK")),
    Case("early-hints", OK, Reason.OK, hinted),
    Case(
        "content-length-negative",
        OK,
        Reason.OK,
        lambda r: r.last(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\nConnection: close\r\n\r\n"),
    ),
    Case(
        "content-length-words",
        OK,
        Reason.OK,
        lambda r: r.last(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\nConnection: close\r\n\r\n"),
    ),
    Case(
        "line-feeds-only",
        OK,
        Reason.OK,
        lambda r: r.raw(b"HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 0\n\n"),
    ),
    Case("not-http-banner", BROKEN, Reason.NOT_HTTP, lambda r: r.last(b"SSH-2.0-OpenSSH_9.2\r\n")),
    Case("not-http-page", BROKEN, Reason.NOT_HTTP, lambda r: r.last(b"<html>hello</html>\r\n")),
    Case("not-http-binary", BROKEN, Reason.NOT_HTTP, lambda r: r.last(bytes(range(256)) * 4)),
    Case("status-0", BROKEN, Reason.NOT_HTTP, headed(status="HTTP/1.1 0 Nothing")),
    Case("status-words", BROKEN, Reason.NOT_HTTP, headed(status="HTTP/1.1 OK")),
    Case("http-9", BROKEN, Reason.NOT_HTTP, headed(status="HTTP/9.9 200 OK")),
    Case("head-never", TIMEOUT, Reason.READ_TIMEOUT, lambda r: r.hang()),
    Case("head-cut", UNCERTAIN, None, lambda r: r.cut(b"HTTP/1.1 200 OK\r\nContent-Ty")),
    Case(
        "drip-status-line",
        TIMEOUT,
        Reason.TOTAL_TIMEOUT,
        lambda r: r.drip(b"HTTP/1.1 200 OK and so on and so on and so on" * 9, 0.2),
    ),
    Case(
        "drip-headers",
        TIMEOUT,
        Reason.TOTAL_TIMEOUT,
        lambda r: r.drip(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 99, 0.1),
    ),
)
