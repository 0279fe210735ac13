"""Bodies that are slow, endless, broken or bombs; a page that answers works, whatever its body does."""

import gzip
import zlib

from powerhouse_site.links.verdicts import Reason
from tests.links.hostile.case import BROKEN, OK, UNCERTAIN, Case
from tests.links.server import Behave, Request

_PAGE = b"<!doctype html><title>A page</title><p id=part>" + b"Some words. " * 30


def refusing_head(get: Behave) -> Behave:
    """So that GET is needed."""
    return lambda r: r.send(405) if r.method == "HEAD" else get(r)


def head_of(*lines: str) -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html", *lines, "", ""]).encode()


def raw(*lines: str, body: bytes = _PAGE) -> Behave:
    """A head and a body, whether they fit or not, and an end."""

    def behave(request: Request) -> None:
        request.raw(head_of("Connection: close", *lines) + body)
        request.close()

    return refusing_head(behave)


def endless(request: Request) -> None:
    request.raw(head_of("Connection: close") + b"<!doctype html><title>A page</title>")
    while True:
        request.raw(b"<p>words and words</p>" * 500)


def endless_chunks(request: Request) -> None:
    request.raw(head_of("Transfer-Encoding: chunked"))
    while True:
        request.raw(b"1000\r\n" + b"x" * 4096 + b"\r\n")


def endless_error(request: Request) -> None:
    request.raw(b"HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\n")
    while request.method == "GET":
        request.raw(b"words and words" * 500)
    request.close()


def dripping(request: Request) -> None:
    request.raw(head_of("Connection: close"))
    request.drip(b"<title>A page</title>" * 50, 0.1)


def silent(request: Request) -> None:
    request.raw(head_of("Content-Length: 100000"))
    request.hang()


def bomb(levels: int = 1, encoding: str = "gzip") -> Behave:
    """A thousandfold more than what is sent."""
    data = b"<title>A page</title>" + b"\0" * 60_000_000
    for _ in range(levels):
        data = gzip.compress(data, 9)

    def behave(request: Request) -> None:
        request.raw(head_of(f"Content-Encoding: {encoding}", f"Content-Length: {len(data)}") + data)

    return refusing_head(behave)


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PART = "http://{host}/some/page#part"
LATE = _PAGE + b"<p>words</p>" * 400_000 + b"<p id=late>"

CASES = (
    Case("body-endless", OK, Reason.OK, refusing_head(endless)),
    Case("body-endless-chunks", OK, Reason.OK, refusing_head(endless_chunks)),
    Case("body-drips", OK, Reason.OK, refusing_head(dripping)),
    Case("body-silent", OK, Reason.OK, refusing_head(silent)),
    Case("body-empty", OK, Reason.OK, raw("Content-Length: 0", body=b"")),
    Case("body-cut", OK, Reason.OK, raw("Content-Length: 100000")),
    Case("body-longer", OK, Reason.OK, raw("Content-Length: 10")),
    Case("chunks-broken", OK, Reason.OK, raw("Transfer-Encoding: chunked", body=b"zz\r\nnothing\r\n")),
    Case("chunks-cut", OK, Reason.OK, raw("Transfer-Encoding: chunked", body=b"1000\r\n" + _PAGE)),
    Case("chunks-huge", OK, Reason.OK, raw("Transfer-Encoding: chunked", body=b"FFFFFFFFFFFFFFFF\r\n" + _PAGE)),
    Case("gzip", OK, Reason.OK, raw("Content-Encoding: gzip", body=gzip.compress(_PAGE)), url=PART),
    Case(
        "gzip-two-members",
        OK,
        Reason.OK,
        raw("Content-Encoding: gzip", body=gzip.compress(b"<p>") + gzip.compress(_PAGE)),
        url=PART,
    ),
    Case("deflate", OK, Reason.OK, raw("Content-Encoding: deflate", body=zlib.compress(_PAGE)), url=PART),
    Case("deflate-raw", OK, Reason.OK, raw("Content-Encoding: deflate", body=deflated(_PAGE)), url=PART),
    Case("gzip-that-is-none", OK, Reason.OK, raw("Content-Encoding: gzip", body=_PAGE)),
    Case("gzip-cut", OK, Reason.OK, raw("Content-Encoding: gzip", body=gzip.compress(_PAGE)[:40])),
    Case("encoding-unknown", OK, Reason.OK, raw("Content-Encoding: rot13")),
    Case("encoding-brotli", OK, Reason.OK, raw("Content-Encoding: br", body=b"\x1b\x03")),
    Case("bomb", OK, Reason.OK, bomb()),
    Case("bomb-of-bombs", OK, Reason.OK, bomb(2, "gzip, gzip")),
    Case("bomb-fragment", UNCERTAIN, Reason.UNREADABLE_FRAGMENT, bomb(), url=PART),
    Case("encodings-1000", OK, Reason.OK, raw("Content-Encoding: " + ", ".join(["gzip"] * 1000))),
    Case("fragment-endless", UNCERTAIN, Reason.UNREADABLE_FRAGMENT, refusing_head(endless), url=PART),
    Case("fragment-late", UNCERTAIN, Reason.UNREADABLE_FRAGMENT, raw(body=LATE), url="http://{host}/some/page#late"),
    Case("fragment-early", OK, Reason.OK, raw(body=LATE), url=PART),
    Case(
        "fragment-cut", UNCERTAIN, Reason.UNREADABLE_FRAGMENT, raw("Content-Length: 100000"), url="http://{host}/p#none"
    ),
    Case("fragment-before-cut", OK, Reason.OK, raw("Content-Length: 100000"), url=PART),
    Case(
        "fragment-gzip-cut",
        UNCERTAIN,
        Reason.UNREADABLE_FRAGMENT,
        raw("Content-Encoding: gzip", body=gzip.compress(_PAGE)[:60]),
        url="http://{host}/p#none",
    ),
    Case(
        "fragment-deflate-cut",
        UNCERTAIN,
        Reason.UNREADABLE_FRAGMENT,
        raw("Content-Encoding: deflate", body=zlib.compress(_PAGE)[:60]),
        url="http://{host}/p#none",
    ),
    Case(
        "fragment-brotli",
        UNCERTAIN,
        Reason.UNREADABLE_FRAGMENT,
        raw("Content-Encoding: br", body=b"\x1b\x03"),
        url=PART,
    ),
    Case("fragment-drips", UNCERTAIN, Reason.UNREADABLE_FRAGMENT, refusing_head(dripping), url=PART),
    Case(
        "large-file",
        OK,
        Reason.OK,
        refusing_head(lambda r: r.send(200, b"\0" * 5_000_000, {"Content-Type": "application/pdf"})),
    ),
    Case("error-endless", BROKEN, Reason.NOT_FOUND, endless_error),
    Case("markup-tags-open", OK, Reason.OK, raw(body=b"<a " * 600_000)),
    Case("markup-tags-open-fragment", BROKEN, Reason.MISSING_FRAGMENT, raw(body=b"<a " * 600_000), url=PART),
    Case("markup-quotes", BROKEN, Reason.MISSING_FRAGMENT, raw(body=b"<a \"<a '" * 200_000), url=PART),
    Case("markup-comments", BROKEN, Reason.MISSING_FRAGMENT, raw(body=b"<!--<a id=part>" * 100_000), url=PART),
    Case(
        "markup-scripts",
        BROKEN,
        Reason.MISSING_FRAGMENT,
        raw(body=b"<p>" + b"words " * 100 + b"<scripty id=x>" * 100_000),
        url=PART,
    ),
    Case("markup-less-than", BROKEN, Reason.MISSING_FRAGMENT, raw(body=b"<" * 1_900_000), url=PART),
    Case("markup-attributes", BROKEN, Reason.MISSING_FRAGMENT, raw(body=b"<a " + b"x " * 900_000 + b">"), url=PART),
    Case("markup-equals", BROKEN, Reason.MISSING_FRAGMENT, raw(body=b"<a " + b"=" * 1_900_000 + b">"), url=PART),
)
