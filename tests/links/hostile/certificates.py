"""Certificates; the names below `tls.hostile.org` are those of `tests.links.authority`."""

from powerhouse_site.links.verdicts import Reason
from tests.links.hostile.case import BROKEN, OK, REDIRECTED, UNCERTAIN, Case

CASES = (
    Case("good.tls", OK, Reason.OK, secure=True),
    Case("wildcard.under.tls", OK, Reason.OK, secure=True),
    Case("chain.tls", OK, Reason.OK, secure=True),
    Case("expired.tls", BROKEN, Reason.TLS_EXPIRED, secure=True),
    Case("future.tls", BROKEN, Reason.TLS_EXPIRED, secure=True),
    Case("other-name.tls", BROKEN, Reason.TLS_HOSTNAME, secure=True),
    Case("self-signed.tls", BROKEN, Reason.TLS_SELF_SIGNED, secure=True),
    Case("untrusted.tls", BROKEN, Reason.TLS_UNTRUSTED, secure=True),
    Case("http-at-443", BROKEN, Reason.TLS_FAILURE, url="https://{host}/", address="swapped"),
    Case("tls-at-80", UNCERTAIN, None, url="http://{host}/", address="swapped"),
    Case("nobody-at-443", BROKEN, Reason.REFUSED, url="https://{host}/", address="closed"),
    Case("dot.tls", OK, Reason.OK, url="https://good.tls.hostile.org./some/page", secure=True),
    Case(
        "down.tls",
        REDIRECTED,
        Reason.TEMPORARY_REDIRECT,
        lambda r: r.redirect("http://ok-after-all.hostile.org/x", 302),
        secure=True,
    ),
)
