"""Forms of addresses."""

from powerhouse_site.links.verdicts import Reason
from tests.links.hostile.case import BLOCKED, BROKEN, OK, Case
from tests.links.server import Behave, Request


def asked_for(path: str, host: str | None = None) -> Behave:
    """Works for one path alone."""

    def behave(request: Request) -> None:
        request.page(status=200 if request.path == path and host in (None, request.host) else 404)

    return behave


CASES = (
    Case("form-space", OK, Reason.OK, asked_for("/a%20b"), "http://{host}/a b"),
    Case("form-not-ascii", OK, Reason.OK, asked_for("/gr%C3%B6%C3%9Fe"), "http://{host}/größe"),
    Case("form-encoded", OK, Reason.OK, asked_for("/a%2Fb%20c"), "http://{host}/a%2Fb%20c"),
    Case("form-bad-percent", OK, Reason.OK, asked_for("/100%25"), "http://{host}/100%"),
    Case("form-query", OK, Reason.OK, asked_for("/?a=b&c=%20"), "http://{host}?a=b&c=%20"),
    Case("form-query-equals", OK, Reason.OK, asked_for("/p?a==b"), "http://{host}/p?a==b"),
    Case("form-no-path", OK, Reason.OK, asked_for("/"), "http://{host}"),
    Case("form-two-slashes", OK, Reason.OK, asked_for("//a//b"), "http://{host}//a//b"),
    Case("form-capitals", OK, Reason.OK, asked_for("/A"), "HTTP://FORM-CAPITALS.Hostile.ORG/A"),
    Case(
        "form-dot",
        OK,
        Reason.OK,
        asked_for("/"),
        "http://form-dot.hostile.org./",
        also=(("form-dot.hostile.org.", lambda r: r.page()),),
    ),
    Case("form-backslash", OK, Reason.OK, asked_for("/a/b"), "http://{host}\\a\\b"),
    Case(
        "form-idn",
        OK,
        Reason.OK,
        url="http://größe.hostile.org/",
        also=(("xn--gre-6ka8i.hostile.org", lambda r: r.page()),),
    ),
    Case("form-punycode", OK, Reason.OK, url="http://xn--gre-6ka8i.hostile.org/x"),
    Case("form-semicolon", OK, Reason.OK, asked_for("/a;b=c/d,e"), "http://{host}/a;b=c/d,e"),
    Case("form-tilde", OK, Reason.OK, asked_for("/~x/(y)'*!"), "http://{host}/~x/(y)'*!"),
    Case("form-user", OK, Reason.OK, asked_for("/x"), "http://someone@{host}/x"),
    Case("form-port-80", OK, Reason.OK, asked_for("/x"), "http://{host}:80/x"),
    Case("form-around", OK, Reason.OK, asked_for("/x"), " http://{host}/x\t"),
    Case(
        "form-underscore", OK, Reason.OK, url="http://a_b.hostile.org/", also=(("a_b.hostile.org", lambda r: r.page()),)
    ),
    Case("bad-no-host", BROKEN, Reason.MALFORMED, url="http:///path"),
    Case("bad-one-slash", BROKEN, Reason.MALFORMED, url="http:/hostile.org/"),
    Case("bad-empty-label", BROKEN, Reason.MALFORMED, url="http://hostile..org/"),
    Case("bad-long-label", BROKEN, Reason.MALFORMED, url=f"http://{'a' * 64}.org/"),
    Case("bad-port", BROKEN, Reason.MALFORMED, url="http://hostile.org:99999/"),
    Case("bad-port-words", BROKEN, Reason.MALFORMED, url="http://hostile.org:port/"),
    Case("bad-bracket", BROKEN, Reason.MALFORMED, url="http://[::1/"),
    Case("bad-space-in-host", BROKEN, Reason.MALFORMED, url="http://hos tile.org/"),
    Case("bad-no-scheme", BROKEN, Reason.MALFORMED, url="hostile.org/page"),
    Case("bad-angle", BROKEN, Reason.MALFORMED, url="http://<host>/"),
    Case("scheme-ftp", BLOCKED, Reason.SCHEME, url="ftp://hostile.org/x"),
    Case("scheme-file", BLOCKED, Reason.SCHEME, url="file:///etc/passwd"),
    Case("scheme-script", BLOCKED, Reason.SCHEME, url="javascript:alert(1)"),
    Case("scheme-data", BLOCKED, Reason.SCHEME, url="data:text/plain,x"),
    Case("scheme-gopher", BLOCKED, Reason.SCHEME, url="gopher://hostile.org:70/_x"),
    Case("no-such-host", BROKEN, Reason.NO_SUCH_HOST, url="http://no-such.hostile.org/"),
    Case("refused", BROKEN, Reason.REFUSED, address="closed"),
)
