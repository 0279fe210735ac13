"""The content security policy: nothing of the site is refused, and what comes in with the content is."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looks import PHONE, WIDE, Look, seen
from tests.browser.places import MORE_PLACES, PLACES
from tests.browser.reader import Reader
from tests.browser.search import Search
from tests.browser.site import Site, serve
from tests.browser.tables import Table
from tests.browser.tabs import Tabs
from tests.site.building import run
from tests.site.catalogs import license_, model
from tests.site.small import small

_LISTEN = """addEventListener("securitypolicyviolation", (event) =>
  refused(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`))"""
HOSTILE = """\
<script>window.came = true</script>
<script src="https://example.org/evil.js"></script>
<script src="data:text/javascript,window.came=true"></script>
<img src="nothing.png" alt="" onerror="window.came = true">
<a id="bait" href="javascript:window.came=true">bait</a>
<p id="styled" style="color: rgb(1, 2, 3)">styled</p>
<iframe title="frame" srcdoc="<script>top.came = true</script>"></iframe>
<base href="https://example.org/">
"""

USED_ON_PHONES = ("home", "models", "memory", "compare", "model", "missing")
"""Places that have other controls on a phone than on a wide screen."""


def listen(page: Page) -> list[str]:
    """Collect what the policy refuses on every page that is opened from now on."""
    refused: list[str] = []
    page.expose_function("refused", lambda line: refused.extend([line]))  # no bound method is taken
    page.add_init_script(_LISTEN)
    return refused


def use(reader: Reader, page: Page) -> None:
    """Do what readers do: scroll, sort, filter, change the scheme, look into the drawer, search."""
    page.mouse.wheel(0, 600)
    if page.locator("[data-ph-table]").count():
        table = Table(page)
        table.filter.fill("a")
        table.filter.fill("")
        if table.choice.is_visible():
            table.choice.select_option(index=1)
        else:
            table.root.get_by_role("columnheader").get_by_role("button").nth(1).click()
    page.locator("[data-md-component=palette] button").click()
    menu = page.locator(".ph-menu")
    if menu.is_visible():
        menu.click()
        reader.settle()
        expect(page.locator(".ph-nav a").first).to_be_in_viewport()
        page.mouse.click(380, 700)
        reader.settle()
    search = Search(page)
    search.open_by_mouse()
    search.field.fill("")
    page.keyboard.type("pythia")
    expect(search.titles.first).to_have_text("Pythia")


@seen(WIDE, Look("dark", 390))
def test_nothing_of_the_site_is_refused(readers: Callable[..., Reader]) -> None:
    """Whatever a reader does; on the places that are made of the same parts a refusal fails every test of them."""
    reader = readers(own=True)
    refused = listen(reader.page)
    for name, path in PLACES.items():
        if name in MORE_PLACES or (reader.look.phone and name not in USED_ON_PHONES):
            continue
        page = reader.open(path, 404 if name == "missing" else 200)
        expect(page.locator("meta[http-equiv=Content-Security-Policy]")).to_have_count(1)
        use(reader, page)
        assert refused == [], f"on {name}"


@pytest.fixture(scope="module")
def altered(browser: Browser, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A small site with instant navigation, and with hostile HTML in a guide and in the template of courses."""
    more = {"models/pythia": model("Pythia", license="apache-2.0"), "licenses/apache-2.0": license_("Apache License")}
    repository = small(root, tmp_path_factory.mktemp("altered") / "repository", more)
    settings = repository / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("    - toc.follow\n", "    - toc.follow\n    - navigation.instant\n"), "utf-8")
    with (repository / "docs/guides/fine-tuning.md").open("a", encoding="utf-8") as end:
        end.write(f"\n\n{HOSTILE}")
    (repository / "templates/courses/entry.html").write_text(
        '{% extends "entry.html" %}{% block details %}{{ super() }}' + HOSTILE + "{% endblock %}", encoding="utf-8"
    )
    folder = tmp_path_factory.mktemp("altered-site")
    with serve(folder) as base:
        done = run(repository, "mkdocs", "build", "--site-dir", str(folder), SITE_URL=base)
        assert done.returncode == 0, done.stdout
        yield Site(base)


@pytest.mark.parametrize("path", ["guides/fine-tuning/", "courses/taught/"])
def test_what_comes_with_the_content_is_refused(browser: Browser, altered: Site, path: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    refused = listen(page)
    page.goto(altered.url(path))
    page.locator("#bait").click()
    expect(page.locator("#styled")).not_to_have_css("color", "rgb(1, 2, 3)")
    page.wait_for_timeout(200)
    assert page.evaluate("() => window.came") is None
    assert page.evaluate("() => document.baseURI") == altered.url(path)
    kinds = {line.split()[0] for line in refused}
    assert kinds >= {"script-src-elem", "script-src-attr", "style-src-attr", "base-uri"}, refused
    Search(page).open_by_mouse()
    page.keyboard.type("pythia")
    expect(Search(page).titles.first).to_have_text("Pythia")
    context.close()


@pytest.mark.parametrize("look", [WIDE, PHONE], ids=str)
def test_instant_navigation_works_under_the_policy(tabs: Tabs, altered: Site, look: Look) -> None:
    reader = Reader(tabs, altered, look, own=True)
    refused = listen(reader.page)
    page = reader.open("")
    page.evaluate("() => { window.kept = true }")
    page.locator(".ph-doors").get_by_role("link", name="All models").click()
    expect(page.locator(".md-content h1")).to_have_text("Models")
    expect(page.locator(".md-content h1")).to_be_focused()
    expect(page.locator(".ph-tabs [aria-current]")).to_have_text("Models")
    use(reader, page)
    table = Table(page)
    reader.press("Escape")
    count = len(table.rows())
    table.filter.fill("pythia")
    found = len(table.rows())
    assert 0 < found < count
    table.root.get_by_role("rowheader").get_by_role("link", name="Pythia", exact=True).click()
    expect(page.locator(".md-content h1")).to_have_text("Pythia")
    expect(page).to_have_title(re.compile("^Pythia"))
    page.mouse.wheel(0, 900)
    if not look.phone:
        expect(page.locator("[data-ph-rail] [aria-current]")).to_have_count(1)
    use(reader, page)
    search = Search(page)
    search.field.fill("")
    page.keyboard.type("apache")
    expect(search.titles.first).to_contain_text("Apache")
    search.links.first.click()
    page.wait_for_url(re.compile("/licenses/"))
    expect(page.locator(".md-content h1")).to_contain_text("Apache")
    page.go_back()
    expect(page.locator(".md-content h1")).to_have_text("Pythia")
    page.go_back()
    expect(page.locator(".md-content h1")).to_have_text("Models")
    assert len(Table(page).rows()) == found, "the filter is in the address"
    assert page.evaluate("() => window.kept"), "a page was loaded anew"
    reader.leave()
    assert refused == []
    assert reader.problems == []


@seen(WIDE)
def test_cells_that_markdown_aligns_are_aligned(reader: Reader) -> None:
    page = reader.open(PLACES["guide"])
    expect(page.locator("th.ph-align-right").first).to_have_css("text-align", "right")
    expect(page.locator("td.ph-align-right").first).to_have_css("text-align", "right")
