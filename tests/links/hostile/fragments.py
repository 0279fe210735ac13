"""Fragments of every kind."""

from powerhouse_site.links.verdicts import Reason
from tests.links.hostile.case import BROKEN, OK, UNCERTAIN, Case
from tests.links.server import Behave

WORDS = "<p>" + "Some words. " * 30


def has(markup: str) -> Behave:
    """A page with some markup in it."""
    return lambda r: r.page(body=WORDS + markup)


def typed(media_type: str, body: bytes = b"words") -> Behave:
    return lambda r: r.send(200, body, {"Content-Type": media_type})


def at(fragment: str) -> str:
    return "http://{host}/some/page#" + fragment


CASES = (
    Case("fragment-id", OK, Reason.OK, has('<h2 id="part">'), at("part")),
    Case("fragment-id-plain", OK, Reason.OK, has("<h2 id=part>"), at("part")),
    Case("fragment-id-single", OK, Reason.OK, has("<h2 class='x' ID='part'>"), at("part")),
    Case("fragment-name", OK, Reason.OK, has('<a name="part"></a>'), at("part")),
    Case("fragment-missing", BROKEN, Reason.MISSING_FRAGMENT, has('<h2 id="other">'), at("part")),
    Case("fragment-other-case", BROKEN, Reason.MISSING_FRAGMENT, has('<h2 id="Part">'), at("part")),
    Case("fragment-name-of-input", BROKEN, Reason.MISSING_FRAGMENT, has('<input name="part">'), at("part")),
    Case("fragment-in-comment", BROKEN, Reason.MISSING_FRAGMENT, has('<!-- <h2 id="part"> -->'), at("part")),
    Case(
        "fragment-in-script",
        BROKEN,
        Reason.MISSING_FRAGMENT,
        has("<script>x = '<h2 id=\"part\">'</script>"),
        at("part"),
    ),
    Case("fragment-in-text", BROKEN, Reason.MISSING_FRAGMENT, has('id="part"'), at("part")),
    Case("fragment-in-value", BROKEN, Reason.MISSING_FRAGMENT, has("<p title='id=\"part\"'>"), at("part")),
    Case("fragment-in-template", BROKEN, Reason.MISSING_FRAGMENT, has("<template><p id=part></template>"), at("part")),
    Case("fragment-empty", OK, Reason.OK, has(""), at("")),
    Case("fragment-top", OK, Reason.OK, has(""), at("top")),
    Case("fragment-percent", OK, Reason.OK, has('<h2 id="größe">'), at("gr%C3%B6%C3%9Fe")),
    Case("fragment-not-ascii", OK, Reason.OK, has('<h2 id="größe">'), at("größe")),
    Case("fragment-percent-in-id", OK, Reason.OK, has('<h2 id="a%20b">'), at("a%20b")),
    Case("fragment-reference", OK, Reason.OK, has('<h2 id="a&amp;b">'), at("a&b")),
    Case("fragment-chinese", OK, Reason.OK, has('<h2 id="安装">'), at("%E5%AE%89%E8%A3%85")),
    Case(
        "fragment-latin-1",
        OK,
        Reason.OK,
        lambda r: r.send(
            200,
            '<title>x</title><h2 id="gr\xf6\xdfe">'.encode("latin-1"),
            {"Content-Type": "text/html; charset=iso-8859-1"},
        ),
        at("größe"),
    ),
    Case(
        "fragment-utf-16",
        OK,
        Reason.OK,
        typed("text/html", "\ufeff<title>x</title><h2 id=part>".encode("utf-16-le")),
        at("part"),
    ),
    Case(
        "fragment-charset-unknown",
        OK,
        Reason.OK,
        typed("text/html; charset=klingon", b"<title>x</title><h2 id=part>"),
        at("part"),
    ),
    Case("fragment-text", OK, Reason.OK, has(""), at(":~:text=Some%20words")),
    Case("fragment-id-and-text", OK, Reason.OK, has("<p id=part>"), at("part:~:text=Some")),
    Case("fragment-route", OK, Reason.OK, has(""), at("/install/now")),
    Case("fragment-hashbang", OK, Reason.OK, has(""), at("!/install")),
    Case("fragment-user-content", OK, Reason.OK, has('<h2 id="user-content-part">'), at("part")),
    Case("fragment-of-pdf", OK, Reason.OK, typed("application/pdf"), at("page=3")),
    Case("fragment-of-text", OK, Reason.OK, typed("text/plain"), at("part")),
    Case("fragment-of-json", OK, Reason.OK, typed("application/json"), at("part")),
    Case(
        "fragment-of-xhtml",
        OK,
        Reason.OK,
        typed("application/xhtml+xml", b'<html><body><p id="part"/></body></html>'),
        at("part"),
    ),
    Case(
        "fragment-of-scripts",
        UNCERTAIN,
        Reason.UNREADABLE_FRAGMENT,
        lambda r: r.page(body='<div id="root"></div><script src="a.js"></script>'),
        at("part"),
    ),
    Case(
        "fragment-of-app",
        UNCERTAIN,
        Reason.UNREADABLE_FRAGMENT,
        has('<div id="__next"></div><script>1</script>'),
        at("part"),
    ),
    Case("fragment-of-404", BROKEN, Reason.NOT_FOUND, lambda r: r.page(status=404), at("part")),
    Case("fragment-two-hashes", BROKEN, Reason.MISSING_FRAGMENT, has("<p id=part>"), at("part#part")),
    Case(
        "fragment-no-type",
        OK,
        Reason.OK,
        lambda r: r.send(200, "<title>x</title><p id=part>", {"Content-Type": ""}),
        at("part"),
    ),
)
