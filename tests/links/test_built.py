"""What leads nowhere inside of a built site is found, and nothing else."""

from pathlib import Path

import pytest

from powerhouse_site.links.built import BuiltSite
from powerhouse_site.links.settings import NOWHERE
from powerhouse_site.links.verdicts import Reason

FILES = {
    "index.html": '<link rel=stylesheet href=a/style.css><p id=top-of-all><a href="a/#part">x</a>',
    "a/index.html": '<a href="../">home</a> <a href="#part">x</a> <h2 id="part">',
    "a/style.css": "body{background:url(../i.png)} /* url(no.png) */ .x{mask:url('data:image/svg+xml,<a>')}",
    "a/script.js": 'import {x} from "./other.js"; import("../b.js")',
    "a/other.js": "",
    "b.js": "",
    "i.png": "",
    "Größe.html": "<p>",
}
GOOD = [
    '<a href="https://example.org/none">',
    '<a href="mailto:a@b.org">',
    '<a href="#">',
    '<a href="#top">',
    '<a href="#:~:text=words">',
    '<a href="../index.html#top-of-all">',
    '<a href="?a=b#part">',
    '<a href="../Gr%C3%B6%C3%9Fe.html">',
    '<img srcset="../i.png 1x, ../i.png 2x">',
    '<script type=module src="script.js"></script>',
    '<meta http-equiv=refresh content="0; url=../">',
    "<!-- <a href=none> -->",
    "<script>'<a href=none>'</script>",
    '<link rel=preconnect href="https://none.invalid">',
    '<style>p{background:url("../i.png")}</style>',
]
BAD = [
    ('<a href="none/">', Reason.MISSING_FILE),
    ('<a href="../A/">', Reason.MISSING_FILE),
    ('<a href="../a">', Reason.MISSING_FILE),
    ('<a href="#none">', Reason.MISSING_FRAGMENT),
    ('<a href="../#part">', Reason.MISSING_FRAGMENT),
    ('<a href="../../../x">', Reason.MISSING_FILE),
    ('<img src="none.png">', Reason.MISSING_FILE),
    ('<img srcset="../i.png 1x, none.png 2x">', Reason.MISSING_FILE),
    ('<script src="none.js"></script>', Reason.MISSING_FILE),
    ("<link rel=stylesheet href=none.css>", Reason.MISSING_FILE),
    ('<meta http-equiv=refresh content="0; url=../none/">', Reason.MISSING_FILE),
    ("<style>p{background:url(none.png)}</style>", Reason.MISSING_FILE),
    ('<form action="none/">', Reason.MISSING_FILE),
    ('<svg><use xlink:href="none.svg#x"></svg>', Reason.MISSING_FILE),
    ('<a href="//[">', Reason.MALFORMED),
]


def site(folder: Path, **more: str) -> BuiltSite:
    for name, text in {**FILES, **more}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return BuiltSite(folder)


@pytest.mark.parametrize("base", [NOWHERE, "https://example.net/sub/path/"])
def test_what_is_there_is_fine_under_any_path(tmp_path: Path, base: str) -> None:
    site(tmp_path, **{"a/page.html": '<h2 id="part">' + "\n".join(GOOD)})
    assert list(BuiltSite(tmp_path, base).problems()) == []


@pytest.mark.parametrize(("markup", "reason"), BAD)
def test_what_is_not_there_is_found(tmp_path: Path, markup: str, reason: Reason) -> None:
    [found] = site(tmp_path, **{"a/page.html": f"<p>\n  {markup}"}).problems()
    assert found.outcome.reason is reason
    [place] = found.locations
    assert (place.file, place.line) == (f"{tmp_path.as_posix()}/a/page.html", 2)


def test_scripts_and_styles_are_read(tmp_path: Path) -> None:
    made = site(
        tmp_path, **{"a/script.js": 'import "./none.js"', "a/style.css": '@import "none.css";x{y:url(../i.png)}'}
    )
    assert [found.url for found in made.problems()] == ["./none.js", "none.css"]


def test_below_the_root_of_a_host_nothing_may_lead_out_or_stand_at_the_root(tmp_path: Path) -> None:
    site(tmp_path, **{"a/page.html": '<a href="/a/">x</a> <a href="https://example.net/sub/a/">y</a>'})
    assert [found.url for found in BuiltSite(tmp_path, "https://example.net/sub/").problems()] == ["/a/"]
