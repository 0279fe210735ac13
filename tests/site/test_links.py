"""Every address on every page leads somewhere, wherever the site is published."""

from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest

from powerhouse_site.catalog import Catalog
from powerhouse_site.links.built import BuiltSite
from tests.site.building import ELSEWHERE, REPOSITORY
from tests.site.reading import Site, words

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(params=["site", "published"])
def either(request: pytest.FixtureRequest) -> Site:
    """Each of the two builds."""
    found: Site = request.getfixturevalue(request.param)
    return found


def test_nothing_of_the_site_leads_nowhere(either: Site) -> None:
    """Links, fragments, images, scripts and styles, by what `powerhouse links --site` finds."""
    built = BuiltSite(either.folder, either.base)
    assert [f"{each.locations[0]} {each.url}: {each.outcome.detail}" for each in built.problems()] == []
    inside = [r for page in either.pages.values() for r in page.references if either.is_inside(r.target)]
    assert len(inside) > 5_000
    assert built.problem(f"{either.base}models/none/") is not None


def test_the_missing_page_links_from_the_root(either: Site) -> None:
    """It is shown at any depth, so a relative address would lead astray."""
    inside = [r for r in either.pages["404.html"].references if either.is_inside(r.target)]
    assert inside
    assert [str(r) for r in inside if not r.written.startswith(("/", either.base, "#"))] == []


def test_all_other_pages_link_relatively(site: Site) -> None:
    """So that the site works from any folder."""
    absolute = [
        f"/{page.address} {reference}"
        for page in site.pages.values()
        for reference in page.references
        if page.address != "404.html" and reference.written.startswith(("/", "file:"))
    ]
    assert absolute == []


def test_links_out_are_whole_addresses(either: Site) -> None:
    for page in either.pages.values():
        for reference in page.references:
            if not either.is_inside(reference.target):
                parts = urlsplit(reference.target)
                assert parts.scheme in ("https", "http"), reference
                assert "." in parts.netloc, reference


def test_an_unpublished_site_says_no_address(site: Site) -> None:
    for page in site.pages.values():
        assert page.all("link", rel="canonical") == []
        assert page.all("meta", property="og:url") == []
    assert ElementTree.parse(site.folder / "sitemap.xml").getroot().findall(f"{SITEMAP}url") == []


def test_every_page_names_its_own_address(published: Site) -> None:
    for address, page in published.pages.items():
        if address != "404.html":
            assert page.one("link", rel="canonical").get("href") == ELSEWHERE + address
    catalog_pages = [page for page in published.pages.values() if page.all("meta", property="og:url")]
    assert len(catalog_pages) > 100
    assert all(page.meta("og:url") == page.url for page in catalog_pages)


def test_the_site_map_lists_every_page_once(published: Site) -> None:
    root = ElementTree.parse(published.folder / "sitemap.xml").getroot()
    listed = [location.text for location in root.iter(f"{SITEMAP}loc")]
    assert sorted(map(str, listed)) == sorted(
        ELSEWHERE + address for address in published.pages if address != "404.html"
    )


def test_an_entry_can_be_edited_and_reported(catalog: Catalog, published: Site) -> None:
    for kind in catalog.kinds:
        for entry in catalog.of(kind.name):
            file = f"catalog/{kind.name}/{entry.id}.yaml"
            page = published.pages[entry.url]
            [actions] = page.all("div", class_="ph-actions")
            *_, edit, report = [(words(link), link.attrib["href"]) for link in actions.iter("a")]
            assert edit == ("Edit this entry", f"{REPOSITORY}/edit/main/{file}")
            assert report[0] == "Report a wrong fact"
            address, _, query = report[1].partition("?")
            assert address == f"{REPOSITORY}/issues/new"
            fields = {name: values[0] for name, values in parse_qs(query, strict_parsing=True).items()}
            assert fields["title"] == f"Wrong fact: {entry.heading}"
            assert fields["entry"] == file


def test_the_repository_is_one_link_away(published: Site) -> None:
    assert all(REPOSITORY in page.links for page in published.pages.values())


def test_without_a_repository_a_report_begins_at_the_guide(catalog: Catalog, site: Site) -> None:
    for kind in catalog.kinds:
        for entry in catalog.of(kind.name):
            [actions] = site.pages[entry.url].all("div", class_="ph-actions")
            links = [(words(link), link.attrib["href"]) for link in actions.iter("a")]
            assert links[-1:] == [("Report a wrong fact", "../../contributing/#correct-a-fact")]
