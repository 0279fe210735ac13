"""Bot walls, login pages, and pages that say that they are missing without a status that does."""

from powerhouse_site.links.verdicts import Reason
from tests.links.hostile.case import BROKEN, OK, REDIRECTED, UNCERTAIN, Case
from tests.links.hostile.redirects import to
from tests.links.server import Behave


def titled(title: str, status: int = 200, body: str = "<p>Some words.</p>", **headers: str) -> Behave:
    """A page with a title."""
    return lambda r: r.page(title, body, status, **headers)


CASES = (
    Case(
        "wall-cloudflare",
        UNCERTAIN,
        Reason.BOT_WALL,
        titled("Just a moment...", 403, cf_mitigated="challenge", Server="cloudflare"),
    ),
    Case(
        "wall-cloudflare-503",
        UNCERTAIN,
        Reason.BOT_WALL,
        titled("Just a moment...", 503, "<script>window._cf_chl_opt={}</script>"),
    ),
    Case("wall-attention", UNCERTAIN, Reason.BOT_WALL, titled("Attention Required! | Cloudflare", 403)),
    Case(
        "wall-akamai",
        UNCERTAIN,
        Reason.BOT_WALL,
        titled("Access Denied", 403, "Reference #18.2d351ab8", Server="AkamaiGHost"),
    ),
    Case("wall-aws", UNCERTAIN, Reason.BOT_WALL, titled("", 202, x_amzn_waf_action="challenge")),
    Case("wall-anubis", UNCERTAIN, Reason.BOT_WALL, titled("Making sure you&#39;re not a bot!")),
    Case("wall-200", UNCERTAIN, Reason.BOT_WALL, titled("Just a moment...")),
    Case(
        "wall-datadome",
        UNCERTAIN,
        Reason.BOT_WALL,
        titled("site", 403, "<script src='https://geo.captcha-delivery.com/x'></script>"),
    ),
    Case("wall-aws-captcha", UNCERTAIN, Reason.BOT_WALL, titled("", 405, x_amzn_waf_action="captcha")),
    Case("wall-vercel", UNCERTAIN, Reason.BOT_WALL, titled("x", 429, x_vercel_mitigated="challenge")),
    Case("wall-id-bare", UNCERTAIN, Reason.BOT_WALL, titled("x", body="<form id=challenge-form>")),
    Case("wall-in-a-book", OK, Reason.OK, titled("Access Denied: The Practice of Internet Filtering")),
    Case("wall-plain-403", UNCERTAIN, Reason.FORBIDDEN, titled("Forbidden", 403)),
    Case("wall-404", BROKEN, Reason.NOT_FOUND, titled("Not here", 404)),
    Case("login-redirect", UNCERTAIN, Reason.LOGIN, to("/login?next=/some/page", 302)),
    Case("login-permanent", UNCERTAIN, Reason.LOGIN, to("/users/sign_in")),
    Case(
        "login-other-host",
        UNCERTAIN,
        Reason.LOGIN,
        to("http://accounts.hostile.org/x", 302),
        also=(("accounts.hostile.org", lambda r: r.page()),),
    ),
    Case("login-page", UNCERTAIN, Reason.LOGIN, titled("Sign in - Example", body="<input type=password>")),
    Case("login-realm", UNCERTAIN, Reason.LOGIN, to("/auth/realms/x?redirect_uri=y", 302)),
    Case("login-loose", UNCERTAIN, Reason.LOGIN, titled("Sign in to Acme", body="<input type=password>")),
    Case("login-itself", OK, Reason.OK, titled("Sign in"), url="http://{host}/login"),
    Case(
        "login-in-docs",
        REDIRECTED,
        Reason.PERMANENT_REDIRECT,
        to("/docs/authentication/"),
        target="http://{host}/docs/authentication/",
    ),
    Case("login-article", OK, Reason.OK, titled("How to log in to your router")),
    Case("soft-404-title", UNCERTAIN, Reason.SOFT_404, titled("404 Not Found")),
    Case("soft-404-words", UNCERTAIN, Reason.SOFT_404, titled("Page not found - Example")),
    Case("soft-404-number", UNCERTAIN, Reason.SOFT_404, titled("Example | 404")),
    Case("soft-404-french", UNCERTAIN, Reason.SOFT_404, titled("Page introuvable")),
    Case("soft-404-german", UNCERTAIN, Reason.SOFT_404, titled("Seite nicht gefunden")),
    Case("soft-404-heading", UNCERTAIN, Reason.SOFT_404, titled("", body="<h1>Page <b>not</b> found</h1>")),
    Case("soft-404-heading-alone", UNCERTAIN, Reason.SOFT_404, titled("Acme", body="<h1>Page not found</h1>")),
    Case("soft-404-redirect", UNCERTAIN, Reason.SOFT_404, to("/404.html", 302)),
    Case("soft-404-redirect-permanent", UNCERTAIN, Reason.SOFT_404, to("/errors/not-found")),
    Case("about-404", OK, Reason.OK, titled("404 Not Found - HTTP | Docs"), url="http://{host}/docs/status/404"),
    Case("title-with-404", OK, Reason.OK, titled("Peugeot 404 - Wikipedia")),
    Case("title-4040", OK, Reason.OK, titled("Intel 4040")),
    Case("title-of-paper", OK, Reason.OK, titled("Lost in the Middle: How Language Models Use Long Contexts")),
)
