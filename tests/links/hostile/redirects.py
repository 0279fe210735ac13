"""Redirects, and cookies on the way."""

from powerhouse_site.links.verdicts import Reason
from tests.links.hostile.case import BLOCKED, BROKEN, OK, REDIRECTED, UNCERTAIN, Case
from tests.links.server import Behave, Request


def hops(*steps: tuple[int, str], end: int = 200) -> Behave:
    """From /some/page along the steps; what no step leads from answers with the status at the end."""
    froms = ["/some/page", *(location.partition("#")[0] for _, location in steps)]
    table = dict(zip(froms, steps, strict=False))

    def behave(request: Request) -> None:
        step = table.get(request.path)
        if step is not None:
            request.redirect(step[1], step[0])
        else:
            request.page(status=end)

    return behave


def to(location: str, status: int = 301) -> Behave:
    """One redirect; everything else is a page."""
    return lambda r: r.redirect(location, status) if r.path == "/some/page" else r.page()


def chain(count: int) -> Behave:
    def behave(request: Request) -> None:
        number = int(request.path.rpartition("/")[2]) if request.path.startswith("/hop/") else 0
        if number < count:
            request.redirect(f"/hop/{number + 1}", 302)
        else:
            request.page()

    return behave


def wants_cookie(request: Request) -> None:
    """Leads back to itself until the cookie comes along."""
    if "seen=1" in request.headers.get("cookie", ""):
        request.page()
    else:
        request.redirect(request.path, 302, Set_Cookie="seen=1; Path=/")


def counts_in_cookie(request: Request) -> None:
    count = int(request.headers.get("cookie", "n=0").rpartition("n=")[2].split(";")[0])
    if count >= 4:
        request.page()
    else:
        request.redirect(request.path, 302, Set_Cookie=f"n={count + 1}; Path=/")


def endless_cookies(request: Request) -> None:
    request.redirect(request.path, 302, Set_Cookie=f"n{request.number}=1; Path=/")


NEW = "http://{host}/new/page"
CASES = (
    Case("r301", REDIRECTED, Reason.PERMANENT_REDIRECT, hops((301, "/new/page")), target=NEW),
    Case("r308", REDIRECTED, Reason.PERMANENT_REDIRECT, hops((308, "/new/page")), target=NEW),
    Case("r302", REDIRECTED, Reason.TEMPORARY_REDIRECT, hops((302, "/new/page"))),
    Case("r303", REDIRECTED, Reason.TEMPORARY_REDIRECT, hops((303, "/new/page"))),
    Case("r307", REDIRECTED, Reason.TEMPORARY_REDIRECT, hops((307, "/new/page"))),
    Case("r301-301", REDIRECTED, Reason.PERMANENT_REDIRECT, hops((301, "/a/b"), (301, "/new/page")), target=NEW),
    Case("r301-308", REDIRECTED, Reason.PERMANENT_REDIRECT, hops((301, "/a/b"), (308, "/new/page")), target=NEW),
    Case("r301-302", REDIRECTED, Reason.PERMANENT_REDIRECT, hops((301, "/new/page"), (302, "/today")), target=NEW),
    Case("r302-301", REDIRECTED, Reason.TEMPORARY_REDIRECT, hops((302, "/a/b"), (301, "/new/page"))),
    Case("r301-to-404", BROKEN, Reason.NOT_FOUND, hops((301, "/new/page"), end=404)),
    Case("r301-to-410", BROKEN, Reason.GONE, hops((301, "/new/page"), end=410)),
    Case("r301-to-403", UNCERTAIN, Reason.FORBIDDEN, hops((301, "/new/page"), end=403)),
    Case("r301-to-503", UNCERTAIN, Reason.SERVER_ERROR, hops((301, "/new/page"), end=503)),
    Case("r301-to-home", UNCERTAIN, Reason.REDIRECT_TO_HOME, hops((301, "/"))),
    Case("r302-to-home", UNCERTAIN, Reason.REDIRECT_TO_HOME, hops((302, "/"))),
    Case("r301-to-home-en", UNCERTAIN, Reason.REDIRECT_TO_HOME, hops((301, "/en/"))),
    Case("r302-to-home-query", UNCERTAIN, Reason.REDIRECT_TO_HOME, hops((302, "/?utm_source=x&from=old"))),
    Case("r302-to-home-page", REDIRECTED, Reason.TEMPORARY_REDIRECT, hops((302, "/?p=123"))),
    Case("r301-to-index", UNCERTAIN, Reason.REDIRECT_TO_HOME, hops((301, "/index.html"))),
    Case(
        "home-to-language",
        REDIRECTED,
        Reason.TEMPORARY_REDIRECT,
        lambda r: r.redirect("/en/", 302) if r.path == "/" else r.page(),
        url="http://{host}/",
    ),
    Case(
        "keeps-fragment",
        REDIRECTED,
        Reason.PERMANENT_REDIRECT,
        lambda r: r.redirect("/new/page") if r.path == "/some/page" else r.page(body='<p id="part">'),
        url="http://{host}/some/page#part",
        target=NEW + "#part",
    ),
    Case(
        "keeps-own-fragment",
        REDIRECTED,
        Reason.PERMANENT_REDIRECT,
        lambda r: r.redirect("/new/page#chapter") if r.path == "/some/page" else r.page(body='<p id="chapter">'),
        url="http://{host}/some/page#part",
        target=NEW + "#chapter",
    ),
    Case("loop-self", BROKEN, Reason.REDIRECT_LOOP, lambda r: r.redirect("/some/page")),
    Case("loop-two", BROKEN, Reason.REDIRECT_LOOP, hops((301, "/b"), (301, "/some/page"))),
    Case("loop-endless", BROKEN, Reason.TOO_MANY_REDIRECTS, lambda r: r.redirect(r.path + "x")),
    Case("hops-10", REDIRECTED, Reason.TEMPORARY_REDIRECT, chain(10)),
    Case("hops-11", BROKEN, Reason.TOO_MANY_REDIRECTS, chain(11)),
    Case("cookie-to-self", REDIRECTED, Reason.TEMPORARY_REDIRECT, wants_cookie),
    Case("cookie-counts", REDIRECTED, Reason.TEMPORARY_REDIRECT, counts_in_cookie),
    Case("cookie-endless", BROKEN, Reason.TOO_MANY_REDIRECTS, endless_cookies),
    Case("location-relative", REDIRECTED, Reason.PERMANENT_REDIRECT, to("other"), target="http://{host}/some/other"),
    Case("location-dots", REDIRECTED, Reason.PERMANENT_REDIRECT, to("../new/page"), target=NEW),
    Case(
        "location-query",
        REDIRECTED,
        Reason.PERMANENT_REDIRECT,
        lambda r: r.redirect("?a=b") if r.path == "/some/page" else r.page(),
        target="http://{host}/some/page?a=b",
    ),
    Case(
        "location-no-scheme",
        REDIRECTED,
        Reason.PERMANENT_REDIRECT,
        lambda r: r.redirect(f"//{r.host}/new/page") if r.path == "/some/page" else r.page(),
        target=NEW,
    ),
    Case("location-utf8", REDIRECTED, Reason.PERMANENT_REDIRECT, to("/grüße"), target="http://{host}/gr%C3%BC%C3%9Fe"),
    Case("location-space", REDIRECTED, Reason.PERMANENT_REDIRECT, to("/new page"), target="http://{host}/new%20page"),
    Case("location-bad-percent", REDIRECTED, Reason.PERMANENT_REDIRECT, to("/100%"), target="http://{host}/100%25"),
    Case("location-mailto", BLOCKED, Reason.SCHEME, to("mailto:a@b.org")),
    Case("location-file", BLOCKED, Reason.SCHEME, to("file:///etc/passwd")),
    Case("location-script", BLOCKED, Reason.SCHEME, to("javascript:alert(1)")),
    Case("location-ftp", BLOCKED, Reason.SCHEME, to("ftp://ftp.hostile.org/x")),
    Case("location-no-host", BROKEN, Reason.BAD_REDIRECT, to("http:///nowhere")),
    Case("location-bad-port", BROKEN, Reason.BAD_REDIRECT, to("http://hostile.org:99999/")),
    Case(
        "location-long",
        REDIRECTED,
        Reason.PERMANENT_REDIRECT,
        to("/" + "x" * 6000),
        target="http://{host}/" + "x" * 6000,
    ),
    Case(
        "to-other-host",
        REDIRECTED,
        Reason.PERMANENT_REDIRECT,
        to("http://elsewhere.hostile.org/new/page"),
        target="http://elsewhere.hostile.org/new/page",
        also=(("elsewhere.hostile.org", lambda r: r.page()),),
    ),
    Case("to-dead-host", BROKEN, Reason.NO_SUCH_HOST, to("http://no-such.hostile.org/")),
    Case(
        "redirect-with-body",
        REDIRECTED,
        Reason.PERMANENT_REDIRECT,
        lambda r: r.send(301, "x" * 500_000, {"Location": "/new/page"}) if r.path == "/some/page" else r.page(),
        target=NEW,
    ),
    Case("slash-only", REDIRECTED, Reason.PERMANENT_REDIRECT, to("/some/page/"), target="http://{host}/some/page/"),
    Case(
        "to-https",
        REDIRECTED,
        Reason.PERMANENT_REDIRECT,
        to("https://good.tls.hostile.org/some/page"),
        target="https://good.tls.hostile.org/some/page",
    ),
    Case("to-bad-certificate", BROKEN, Reason.TLS_EXPIRED, to("https://expired.tls.hostile.org/some/page")),
    Case("ok-after-all", OK, Reason.OK),
)
