"""Texts of strangers in Markdown, JSON-LD and SVG."""

import json
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from powerhouse_site.addresses import Addresses
from powerhouse_site.catalog import Catalog, load_catalog
from powerhouse_site.entries import Entry
from powerhouse_site.exports.badges import badge, card
from powerhouse_site.exports.markdown import entry_markdown
from powerhouse_site.exports.marks import Twin, escaped, link, prose
from powerhouse_site.exports.written import Written, written_markdown
from powerhouse_site.pages.site import build_pages
from powerhouse_site.rendering import Renderer
from tests.texts import MODEL

NASTY = '</script><script>alert(1)</script> | `x` *y* _z_ [a](javascript:b) <img src=x onerror="c"> # & ]]> &amp;'


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    """A model whose every text is hostile."""
    file = tmp_path / "catalog" / "models" / "pine.yaml"
    file.parent.mkdir(parents=True)
    quoted = json.dumps(NASTY)
    text = MODEL.replace("name: Pine\n", f"name: {quoted}\naliases: [{quoted}]\n").replace("Grove", quoted)
    text = text.replace("name: Pine 7B", f"name: {quoted}").replace("A small family for examples.", quoted)
    file.write_text(f"{text}notes: [{quoted}]\n", encoding="utf-8")
    return load_catalog(tmp_path / "catalog").catalog


@pytest.fixture
def entry(catalog: Catalog) -> Entry:
    """The model."""
    return catalog.get("models", "pine")


def test_markdown_shows_texts_as_they_were_typed(catalog: Catalog, entry: Entry) -> None:
    text = entry_markdown(catalog, entry, Twin(lambda address: address))
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript:' not in html
    heading = html.partition("</h1>")[0].removeprefix("<h1>")
    assert unescape(heading) == NASTY


def test_structured_data_cannot_end_their_script(catalog: Catalog, root: Path) -> None:
    [page] = [page for page in build_pages(catalog) if page.entry]
    html = Renderer(root / "templates", Addresses()).fragment(page)
    data = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert "<" not in data
    assert json.loads(data)["name"] == NASTY


def test_pictures_hold_texts_and_nothing_else(catalog: Catalog, entry: Entry) -> None:
    for picture in (badge(catalog, entry), card(catalog, entry)):
        tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(picture).iter()}
        assert tags <= {"svg", "title", "style", "rect", "g", "text"}


def test_free_text_keeps_its_code_and_links() -> None:
    assert prose("a `<b>` c <d> [e](https://f.org)") == "a `<b>` c \\<d> [e](https://f.org)"
    assert escaped("a_b\n c") == "a\\_b c"
    assert link("a]b", "https://a.org/(x)") == "[a\\]b](https://a.org/%28x%29)"


def test_links_of_written_pages_lead_to_twins() -> None:
    text = (
        "# A title { #id }\n\nThe first [one](../models/x/index.html#y). And more [two](b.md), [three](https://c.org/d.md),\n"
        '[four](#e), [five](../api/v1/index.json "Title"), [six](../reference/fields/index.md).\n\n'
        "```md\n[seven](b.md)\n```\n"
    )
    page = Written(source="guides/a.md", url="guides/a/", text=text)
    addresses = {
        "guides/b.md": "guides/b/index.md",
        "models/x/index.html": "models/x/index.md",
        "reference/fields/index.md": "reference/fields/",
    }
    found = written_markdown(page, addresses, Twin(lambda address: f"/{address}"))
    assert "[one](/models/x/index.md#y)" in found
    assert "[two](/guides/b/index.md)" in found
    assert "[three](https://c.org/d.md)" in found
    assert "[four](#e)" in found
    assert '[five](/api/v1/index.json "Title")' in found
    assert "[six](/reference/fields/)" in found
    assert "```md\n[seven](b.md)\n```" in found
    assert (page.title, page.lead) == ("A title", "The first one.")
