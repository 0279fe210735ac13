"""Tables that stand on several pages: filters and orders are of all, and say so where a page cannot be had."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Route, expect

from powerhouse_site.addresses import Addresses
from powerhouse_site.catalog import load_catalog
from powerhouse_site.pages.tables.pages import table_pages
from powerhouse_site.rendering import Renderer
from tests.browser.looks import PHONE, WIDE, seen
from tests.browser.reader import Reader
from tests.browser.site import Site
from tests.browser.tables import Table

CARDS = "accelerators/"
LIMIT = 40


@pytest.fixture
def cards(root: Path) -> dict[str, dict[str, Any]]:
    files = (root / "catalog/accelerators").glob("*.yaml")
    return {f.stem: yaml.load(f.read_bytes(), yaml.CSafeLoader) for f in files}


@pytest.fixture
def long_table(root: Path, reader: Reader, site: Site) -> Table:
    """The table of accelerators on pages of 40 rows, the first of them open."""
    catalog = load_catalog(root / "catalog").catalog
    kind = next(kind for kind in catalog.kinds if kind.name == "accelerators")
    renderer = Renderer(root / "templates", Addresses())
    drawn = {page.url: renderer.fragment(page) for page in table_pages(catalog, kind, limit=LIMIT)}
    assert len(drawn) > 2
    frame = reader.page.request.get(site.url(CARDS)).text()
    head, mark, rest = frame.partition('<div class="ph ph-wide">')
    assert mark

    def answer(route: Route) -> None:
        url = route.request.url.removeprefix(site.base).partition("?")[0]
        body = head + drawn[url] + rest[rest.rindex("</article>") :] if url == CARDS else drawn[url]
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    reader.page.route(lambda url: url.removeprefix(site.base).partition("?")[0] in drawn, answer)
    return Table(reader.open(CARDS))


@seen(WIDE, PHONE)
def test_filters_and_orders_are_of_all_pages(
    reader: Reader, site: Site, long_table: Table, cards: dict[str, dict[str, Any]]
) -> None:
    table, page = long_table, reader.page
    pages = page.get_by_role("navigation", name="Pages", exact=True)
    expect(table.status).to_have_text(f"{len(cards)} accelerators")
    first = table.names()
    assert len(first) == LIMIT
    expect(pages).to_be_visible()
    table.filter.fill("nvidia")
    expect(table.status).to_contain_text(f" of {len(cards)} accelerators")
    nvidia = [card["name"] for card in cards.values() if card["vendor"] == "NVIDIA"]
    assert LIMIT < len(nvidia) < 100, "else this would show nothing"
    assert set(nvidia) <= set(table.names())
    expect(pages).to_be_hidden()
    links = table.body.locator(".ph-name").evaluate_all("links => links.map(link => link.href)")
    assert set(links) <= {site.url(f"{CARDS}{id}/") for id in cards}
    assert len(set(links)) == len(table.names())
    table.filter.fill("")
    expect(pages).to_be_visible()
    assert table.names() == first
    page.goto(site.url(f"{CARDS}?sort=memory-gb"))
    expect(table.status).to_contain_text("sorted by")
    least = min(float(card["memory_gb"]) for card in cards.values())
    smallest = {card["name"] for card in cards.values() if card["memory_gb"] == least}
    assert table.names()[0] in smallest
    page.go_back()
    expect(table.status).to_have_text(f"{len(cards)} accelerators")


@seen(WIDE)
def test_a_page_that_does_not_load_is_told_of(reader: Reader, site: Site, long_table: Table) -> None:
    reader.foresee("page-2", "Failed to fetch")
    reader.page.route("**/page-2/", lambda route: route.abort())
    first = long_table.names()
    long_table.filter.fill("nvidia")
    expect(long_table.notice).to_contain_text("did not load")
    expect(long_table.filter).to_have_value("")
    assert long_table.names() == first
    assert reader.caused("page-2")
