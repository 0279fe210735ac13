"""Which pages there are, and what every one of them has."""

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from powerhouse_site.catalog import Catalog
from powerhouse_site.schema.kinds import KINDS
from tests.site.reading import Page, Site, address_of, words

MISSING = "404.html"
GUIDES = "guides/"
NEXT_TO_GUIDES = ("courses/", "tutorials/")
"""The pages below the same tab, each of which names the guides."""
NARROWER = {"models/commercial-use/", "models/research-use/", "models/variants/"}
PATH = "learn/"
MEMORY = "memory/"
TIMELINE = ("timeline/", "timeline/context/", "timeline/size-and-context/", "timeline/licenses/")
COMPARE = "compare/"
ORIGIN = "reference/origin/"
FIELDS = "reference/fields/"
REFERENCE = {"status/", "changes/", ORIGIN, "reference/problems/", FIELDS, *(f"{FIELDS}{kind.name}/" for kind in KINDS)}


def written_by_hand(root: Path) -> set[str]:
    files = [path.relative_to(root / "docs").with_suffix("") for path in (root / "docs").rglob("*.md")]
    return {address_of(f"{file}.html" if file.name == "index" else f"{file}/index.html") for file in files}


def made_of_catalog(root: Path) -> set[str]:
    """The addresses by the files of the catalog, not by what was loaded of them."""
    files = [path.relative_to(root / "catalog") for path in (root / "catalog").glob("*/*.yaml")]
    return {f"{file.with_suffix('')}/" for file in files} | {f"{file.parent}/" for file in files}


def test_there_is_a_page_for_everything_and_none_besides(root: Path, site: Site) -> None:
    expected = {"", MISSING, PATH, MEMORY} | REFERENCE | written_by_hand(root) | made_of_catalog(root) | NARROWER
    expected |= {*TIMELINE, COMPARE}
    assert set(site.pages) == expected
    assert len(site.pages) > 100


def test_no_page_breaks_the_rules_of_html(site: Site) -> None:
    """Of the entries, which are many and alike, so many that each branch of a template is seen; `make audit` sees all.

    A branch shows in the elements that it makes: what they are, what they bear, and what they stand in and after.
    """
    entries: dict[str, list[Page]] = {kind.name: [] for kind in KINDS}
    others: list[Page] = []
    for address, page in site.pages.items():
        kind, _, rest = address.partition("/")
        (entries[kind] if kind in entries and rest and address not in NARROWER else others).append(page)
    chosen = [page for pages in entries.values() for page in covering(pages)]
    assert [error for page in [*others, *chosen] for error in page.errors] == []


def covering(pages: Sequence[Page]) -> list[Page]:
    """A few of the pages that have, between them, every sort of element that any of the pages has."""
    shapes = {page.address: frozenset(sorts_of(page.root)) for page in pages}
    missing = set().union(*shapes.values())
    chosen = []
    while missing:
        best = max(pages, key=lambda page: len(shapes[page.address] & missing))
        chosen.append(best)
        missing -= shapes[best.address]
    return chosen


def sorts_of(parent: Element, within: str = "") -> Iterator[tuple[str, str, str]]:
    """Each element below another, by its tag, classes and attributes, with what it stands in and after."""
    before = ""
    for element in parent:
        sort = " ".join([element.tag, element.get("class", ""), *sorted(element.attrib)])
        yield within, before, sort
        yield from sorts_of(element, sort)
        before = sort


def test_every_page_is_complete(site: Site) -> None:
    problems = [f"/{page.address}: {problem}" for page in site.pages.values() for problem in lacking(page)]
    assert problems == []


def lacking(page: Page) -> list[str]:
    [title] = page.all("title")
    [description] = [e.get("content", "") for e in page.all("meta", name="description")]
    headings = page.all("h1")
    checks = {
        "no language": page.root.get("lang") == "en",
        "no doctype or encoding": len(page.all("meta", charset="utf-8")) == 1,
        "no title": len(words(title)) > len("PowerHouse"),
        "a title that does not name the site": words(title).endswith("PowerHouse"),
        "no description": len(description) > 20,
        f"{len(headings)} main headings": len(headings) == 1 and words(headings[0]) != "",
        "ids given twice": len(set(page.ids)) == len(page.ids),
        "not one main region": len(page.all("main")) == 1,
        "something left of a frame": "ph-slot" not in json.dumps([dict(e.attrib) for e in page.root.iter()]),
    }
    return [problem for problem, well in checks.items() if not well]


def test_the_skip_link_leads_to_the_heading(site: Site) -> None:
    for address, page in site.pages.items():
        if address == MISSING:
            continue
        link = page.one("a", class_="md-skip")
        assert link.attrib["href"] == f"#{page.one('h1').get('id')}", address


def test_titles_and_descriptions_of_entries(catalog: Catalog, site: Site) -> None:
    for kind in catalog.kinds:
        for entry in catalog.of(kind.name):
            page = site.pages[entry.url]
            assert words(page.one("title")) == f"{entry.heading} - PowerHouse"
            assert page.meta("og:title") == entry.heading
            assert page.meta("og:description") == page.meta("description")


def test_every_page_brings_a_picture_along_where_it_is_shared(catalog: Catalog, site: Site) -> None:
    shared = [page for page in site.pages.values() if page.address != MISSING]
    entries = {entry.url for kind in catalog.kinds for entry in catalog.of(kind.name)}
    for page in shared:
        picture = "assets/card.png" if page.address not in entries else f"{page.address}card.png"
        assert urljoin(site.base + page.address, page.meta("og:image")) == site.base + picture, page.address
        assert (site.folder / picture).is_file(), page.address
        assert page.meta("og:title"), page.address
        assert [meta.get("content") for meta in page.all("meta", name="twitter:card")] == ["summary_large_image"]


def test_every_tab_is_marked_on_the_pages_below_it(catalog: Catalog, site: Site) -> None:
    for kind in catalog.kinds:
        for address in (f"{kind.name}/", *(entry.url for entry in catalog.of(kind.name))):
            [tabs] = site.pages[address].all("ul", class_="ph-tabs")
            marked = [words(link) for link in tabs.iter("a") if link.get("aria-current")]
            assert marked == [kind.tab], address


def test_every_kind_has_a_tab(catalog: Catalog, site: Site) -> None:
    [tabs] = site.pages[""].all("ul", class_="ph-tabs")
    expected = ["Home", *dict.fromkeys(kind.tab for kind in catalog.kinds), "Timeline"]
    assert [words(link) for link in tabs.iter("a")] == expected


def test_what_is_written_by_hand_is_reached_from_every_page(root: Path, site: Site) -> None:
    """The guides by the page of one of them, all else by a link of its own."""
    by_hand = written_by_hand(root)
    guides = {address for address in by_hand if address.startswith(GUIDES)}
    assert GUIDES in guides
    for page in site.pages.values():
        always = {address for address in REFERENCE if not address.startswith(FIELDS)} | {FIELDS}
        missing = {address for address in (by_hand - guides) | always if site.base + address not in page.links}
        assert not missing, page.address
        near = {address for address in NEXT_TO_GUIDES if site.base + address in page.links}
        assert near, page.address
    for address in (*NEXT_TO_GUIDES, "", MISSING):
        assert site.base + GUIDES in site.pages[address].links, address
    for address in guides:
        assert {site.base + guide for guide in guides} <= site.pages[address].links, address


def test_a_door_of_the_missing_page_leads_where_its_name_says(site: Site) -> None:
    page = site.pages[MISSING]
    [doors] = page.all("ul", class_="ph-missing__doors")
    links = {words(link): link.attrib["href"] for link in doors.iter("a")}
    addresses = list(links.values())
    assert len(set(addresses)) == len(addresses), "two doors lead to one page"
    assert links["Guides"] == "/guides/"
    for name, href in links.items():
        heading = words(site.pages[href.removeprefix("/").removeprefix(".")].one("h1")).rstrip("¶").lower()
        assert name == "Home" or name.lower().split()[-1] in heading.split(), (name, heading)


def test_a_page_names_the_others_below_its_tab(catalog: Catalog, site: Site) -> None:
    """The tabs of the header lead to the first of them only."""
    by_tab: dict[str, list[str]] = {}
    for kind in catalog.kinds:
        by_tab.setdefault(kind.tab, []).append(f"{kind.name}/")
    by_tab["Models"] += [*sorted(NARROWER), COMPARE]
    by_tab["Will it run?"].insert(0, MEMORY)
    by_tab["Timeline"] = list(TIMELINE)
    by_tab["Learn"] = [PATH, *by_tab["Learn"], GUIDES]
    for tab, addresses in by_tab.items():
        for address in addresses:
            if address == GUIDES:
                continue
            views = site.pages[address].all("nav", class_="ph-views")
            if len(addresses) == 1:
                assert views == [], address
                continue
            [nav] = views
            assert nav.get("aria-label") == f"Pages under {tab}"
            references = [r for r in site.pages[address].references if r.element in list(nav)]
            assert [site.below(r.target) for r in references] == addresses, address
            marked = [site.below(r.target) for r in references if r.element.get("aria-current") == "page"]
            assert marked == [address]


def test_neighbours_follow_the_alphabet(catalog: Catalog, site: Site) -> None:
    for kind in catalog.kinds:
        entries = sorted(catalog.of(kind.name), key=lambda entry: entry.heading.casefold())
        for before, after in pairwise(entries):
            [forward] = [r.target for r in site.pages[before.url].references if r.element.get("rel") == "next"]
            [back] = [r.target for r in site.pages[after.url].references if r.element.get("rel") == "prev"]
            assert (forward, back) == (site.base + after.url, site.base + before.url)


def test_the_footer_bears_the_date_of_the_commit(site: Site) -> None:
    for page in site.pages.values():
        [footer] = page.all("footer", class_="ph-footer")
        [date] = footer.iter("time")
        assert (date.get("datetime"), words(date)) == ("2023-11-14", "14 Nov 2023"), page.address
