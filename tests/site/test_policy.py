"""The content security policy: on every page, the same, with the theme's own scripts and no other."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

from powerhouse_site.plugin.policy import policy, without_styles
from powerhouse_site.plugin.written import scrolled_tables
from tests.site.building import run
from tests.site.reading import Site
from tests.site.small import small

SCRIPT = re.compile(r"<script(?![^>]*(?:\bsrc=|application/(?:ld\+)?json))[^>]*>(.*?)</script>", re.DOTALL)
POLICY = re.compile(r'<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
FRAME = "<head><script>known()</script><style>p{}</style></head><script type=application/json>{}</script>"


def hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def directives(text: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (part.split() for part in text.split("; "))}


def policy_in(page: str) -> str:
    found = POLICY.search(page)
    assert found, "no policy stands after the character set"
    return found[1]


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, str]:
    return {f.relative_to(site.folder).as_posix(): f.read_text("utf-8") for f in sorted(site.folder.rglob("*.html"))}


def test_every_page_has_the_same_policy(pages: dict[str, str]) -> None:
    found = {policy_in(page) for page in pages.values() if 'http-equiv="refresh"' not in page}
    assert len(found) == 1
    told = directives(found.pop())
    assert told["default-src"] == ["'none'"]
    assert told["base-uri"] == ["'none'"]
    assert told["style-src"] == ["'self'"]
    assert not [s for sources in told.values() for s in sources if s.startswith(("'unsafe", "http", "*"))]


def test_every_script_that_stands_in_a_page_is_allowed_and_no_other(pages: dict[str, str]) -> None:
    scripts = {hash_of(script) for page in pages.values() for script in SCRIPT.findall(page)}
    allowed = {s for page in pages.values() for s in directives(policy_in(page)).get("script-src", [])}
    assert scripts
    assert allowed - {"'self'"} == scripts


def test_no_page_has_what_the_policy_would_refuse(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        assert not re.search(r"<[^>]*\s(style|on\w+)=|<style|<base|<iframe", page), name


def test_a_script_that_comes_with_the_content_is_not_allowed(root: Path, small_site: Site, tmp_path: Path) -> None:
    """Neither from a page's text, title or description, nor from the navigation."""
    script = "<script>came()</script>"
    repository = small(root, tmp_path / "repository")
    guide = repository / "docs/guides/fine-tuning.md"
    guide.write_text(f"---\ntitle: A {script}\ndescription: B {script}\n---\n\n# C {script}\n\n{script}\n", "utf-8")
    settings = repository / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    assert "- Fine-tuning: " in text
    settings.write_text(text.replace("- Fine-tuning: ", "- "), "utf-8")  # the navigation takes the title of the page
    template = repository / "templates/entry.html"
    template.write_text(template.read_text(encoding="utf-8") + script, "utf-8")
    built = tmp_path / "out"
    done = run(repository, "mkdocs", "build", "--site-dir", str(built))
    assert done.returncode == 0, done.stdout
    for name in ("guides/fine-tuning/index.html", "models/old/index.html", "index.html"):
        page = (built / name).read_text(encoding="utf-8")
        assert script in page, "the script did not get into the page, which shows nothing"
        assert hash_of("came()") not in policy_in(page)
        assert policy_in(page) == policy_in((small_site.folder / name).read_text(encoding="utf-8"))


def test_the_policy_allows_what_stands_in_the_frames() -> None:
    told = directives(policy([FRAME, FRAME, "<script>other()\n</script>"], preview=False))
    assert set(told["script-src"]) == {"'self'", hash_of("known()"), hash_of("other()\n")}
    assert told["style-src"] == ["'self'", hash_of("p{}")]


def test_the_order_of_the_frames_does_not_matter() -> None:
    frames = [f"<script>{number}</script>" for number in range(9)]
    assert policy(frames, preview=False) == policy(reversed(frames), preview=False)


def test_the_live_preview_may_reload_its_pages() -> None:
    assert directives(policy([FRAME], preview=True))["script-src"] == ["'self'", "'unsafe-inline'"]


def test_aligned_cells_have_a_class() -> None:
    assert without_styles('<td style="text-align: right;">1</td>') == '<td class="ph-align-right">1</td>'
    assert without_styles('<p style="text-align: right;">1</p>') == '<p style="text-align: right;">1</p>'


def test_written_tables_stand_where_they_stay() -> None:
    """The theme moves those without a class once its script runs."""
    html = scrolled_tables(
        "<p>a</p>\n<table>\n<tr><td>1</td></tr>\n</table>\n<table><tr></tr></table><table class='own'></table>"
    )
    assert "<table>" not in html
    assert html.count('tabindex="0"><table class="ph-written__table">') == html.count("</table></div>") == 2
