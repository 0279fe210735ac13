"""Every row and every chapter of the origin lives on, and whoever knows it finds each of them."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import yaml

from powerhouse_site.catalog import Catalog
from powerhouse_site.pages.reference.origin import CHAPTERS
from powerhouse_site.schema.facts import OriginTable
from tests.site.reading import Page, Site, words

ROWS = 109
"""The rows of all tables of the origin."""
COUNTS = {
    "research-models": 9,
    "commercial-models": 20,
    "frameworks": 13,
    "deployment-tools": 15,
    "courses": 18,
    "tutorials": 17,
    "codebases": 5,
}
WAYS: dict[str, tuple[str, ...]] = {
    "Prompt Engineering": ("All guides", "Prompt engineering"),
    "Fine Tuning": ("Fine-tuning",),
    "When to perform": ("All guides", "When to use which"),
    "Difference between Masked Language Model and Causal Language Model": ("All guides", "Masked and causal models"),
    "Open Source LLM Space for Research Use": ("For research use",),
    "Open Source LLM Space for Commercial Use": ("For commercial use",),
    "LLM Training Frameworks": ("Tools",),
    "Effective Deployment Strategies for Language Models": ("Tools", "Deployment tools"),
    "Courses about LLM": ("All courses",),
    "Tutorials about LLM": ("Learn", "Tutorials"),
    "Codebase Mastery: Building with Perfection with In-Depth Articles": ("All tutorials",),
    "What I am learning": ("All guides", "Working with models"),
}
"""The sections of the origin's table of contents, and the links that lead to each from home."""
OTHER_WAYS: dict[str, tuple[str, ...]] = {
    "Prompt Engineering": ("Learn", "Guides"),
    "Open Source LLM Space for Research Use": ("Models", "For research use"),
    "Open Source LLM Space for Commercial Use": ("Models", "For commercial use"),
    "LLM Training Frameworks": ("All frameworks",),
    "Effective Deployment Strategies for Language Models": ("All deployment tools",),
    "Courses about LLM": ("Learn", "Courses"),
    "What I am learning": ("Learn", "Guides"),
}
"""Further ways that a reader may take: by the tabs where those above begin with a door, and the reverse."""
Row = tuple[str, str]
"""A row: its table and its first cell."""


@dataclass(frozen=True)
class Origin:
    """What `origin_rows.yaml` says."""

    data: dict[str, Any]

    @cached_property
    def tables(self) -> dict[str, dict[str, Any]]:
        return {table["table"]: table for table in self.data["tables"]}

    @property
    def comparison(self) -> dict[str, Any]:
        found: dict[str, Any] = self.data["comparison"]
        return found

    @property
    def chapters(self) -> dict[str, dict[str, Any]]:
        return {chapter["title"]: chapter for chapter in self.data["chapters"]}

    @cached_property
    def rows(self) -> list[tuple[Row, list[str]]]:
        """Each row of a table of entries, with the entries that it must live on in, by `kind/id`."""
        return [((name, row["row"]), row["entries"]) for name, table in self.tables.items() for row in table["rows"]]


@pytest.fixture(scope="module")
def origin() -> Origin:
    """The rows and chapters of the origin."""
    return Origin(yaml.safe_load(Path(__file__).with_name("origin_rows.yaml").read_bytes()))


def named(catalog: Catalog) -> dict[str, Counter[Row]]:
    """The rows that each entry names, by `kind/id`, with how often it does."""
    return {
        f"{kind.name}/{entry.id}": Counter((row.table.value, row.row) for row in entry.facts.origin)
        for kind in catalog.kinds
        for entry in catalog.of(kind.name)
    }


class TestRows:
    def test_all_are_here(self, origin: Origin) -> None:
        assert {name: len(table["rows"]) for name, table in origin.tables.items()} == COUNTS
        assert sum(COUNTS.values()) + len(origin.comparison["rows"]) == ROWS
        assert {table.value: table.label for table in OriginTable} == {
            name: table["title"] for name, table in origin.tables.items()
        }

    def test_the_only_one_that_stood_there_twice_is_counted_twice(self, origin: Origin) -> None:
        counts = Counter(row for row, _ in origin.rows)
        assert {row: count for row, count in counts.items() if count > 1} == {("frameworks", "maxtext"): 2}

    def test_each_names_an_entry(self, origin: Origin, catalog: Catalog) -> None:
        for row, entries in origin.rows:
            assert entries, row
            assert len(set(entries)) == len(entries), row
            for name in entries:
                kind, _, id = name.partition("/")
                assert id in catalog.entries[kind], (row, name)

    def test_each_is_named_by_its_entries_as_often_as_it_stood_there(self, origin: Origin, catalog: Catalog) -> None:
        """And by no other entry; and no entry names a row that the origin did not have."""
        wanted: dict[str, Counter[Row]] = {}
        for row, entries in origin.rows:
            for name in entries:
                wanted.setdefault(name, Counter())[row] += 1
        found = {name: rows for name, rows in named(catalog).items() if rows}
        assert found == wanted

    def test_the_page_of_each_entry_is_there(self, origin: Origin, site: Site) -> None:
        for row, entries in origin.rows:
            assert [name for name in entries if f"{name}/" not in site.pages] == [], row

    def test_what_stands_in_another_table_today_is_told(self, origin: Origin, site: Site) -> None:
        """Every entry of a table of the origin stands in the table that took its place, but for those that are told."""
        for name, table in origin.tables.items():
            elsewhere: dict[str, str] = table.get("elsewhere", {})
            entries = {entry for row in table["rows"] for entry in row["entries"]}
            assert set(elsewhere) <= entries, name
            for entry in entries:
                place = elsewhere.get(entry, table["place"])
                assert f"{site.base}{entry}/" in site.pages[place].links, (name, entry, place)
                assert entry not in elsewhere or f"{site.base}{entry}/" not in site.pages[table["place"]].links, entry


class TestChapters:
    def test_all_are_here(self, origin: Origin) -> None:
        assert [(title, chapter["place"]) for title, chapter in origin.chapters.items()] == [
            (title, link.url) for title, link in CHAPTERS
        ]
        assert origin.comparison["title"] in origin.chapters
        assert set(WAYS) == set(origin.chapters) | {table["title"] for table in origin.tables.values()}

    def test_each_has_a_guide_of_at_least_its_length(self, origin: Origin, site: Site) -> None:
        for title, chapter in origin.chapters.items():
            text = words(site.pages[chapter["place"]].one("article"))
            assert len(text.split()) >= chapter["words"] > 50, title

    def test_each_guide_leads_into_the_catalog_and_to_sources(
        self, origin: Origin, catalog: Catalog, site: Site
    ) -> None:
        entries = {site.base + entry.url for kind in catalog.kinds for entry in catalog.of(kind.name)}
        for title, chapter in origin.chapters.items():
            page = site.pages[chapter["place"]]
            body = links(page, bodies(page))
            assert len(entries & body) >= 3, title
            assert len([target for target in body if not site.is_inside(target)]) >= 3, title


class TestComparison:
    def test_its_rows_are_those_of_the_table_of_the_guide(self, origin: Origin, site: Site) -> None:
        wanted = [row["label"].casefold() for row in origin.comparison["rows"]]
        assert len(set(wanted)) == 12
        page = site.pages[origin.comparison["place"]]
        found = [table for table in page.root.iter("table") if self.labels(table) == wanted]
        assert len(found) == 1, [self.labels(table) for table in page.root.iter("table")]

    def test_each_says_something_of_both_kinds(self, origin: Origin, site: Site) -> None:
        wanted = [row["label"].casefold() for row in origin.comparison["rows"]]
        page = site.pages[origin.comparison["place"]]
        [table] = [table for table in page.root.iter("table") if self.labels(table) == wanted]
        heads = [words(head).casefold() for head in table.iter("th")]
        assert [kind for kind in ("masked", "causal") if not any(kind in head for head in heads)] == []
        for row in rows_of(table):
            assert [bool(words(cell)) for cell in row] == [True, True, True], words(row)

    @staticmethod
    def labels(table: Element) -> list[str]:
        return [words(row[0]).casefold() for row in rows_of(table)]


class TestPage:
    """The page that tells where the origin lives on."""

    ADDRESS = "reference/origin/"

    def test_it_shows_each_row_with_a_link_to_each_of_its_entries(self, origin: Origin, site: Site) -> None:
        page = site.pages[self.ADDRESS]
        for table in origin.tables.values():
            wanted = Counter((plain(row["row"]), f"{entry}/") for row in table["rows"] for entry in row["entries"])
            assert Counter(self.pairs(site, page, table["title"])) == wanted, table["title"]

    def test_it_shows_each_chapter_with_a_link_to_its_guide(self, origin: Origin, site: Site) -> None:
        page = site.pages[self.ADDRESS]
        wanted = [(title, chapter["place"]) for title, chapter in origin.chapters.items()]
        assert self.pairs(site, page, "Chapters") == wanted

    def test_it_shows_nothing_else(self, origin: Origin, site: Site) -> None:
        headings = [words(heading) for heading in site.pages[self.ADDRESS].root.iter("h2")]
        assert headings == ["Chapters", *(table["title"] for table in origin.tables.values())]

    @staticmethod
    def pairs(site: Site, page: Page, heading: str) -> list[tuple[str, str]]:
        """The terms below a heading, each with the address that stands beside it."""
        [section] = [s for s in page.root.iter("section") if any(words(h) == heading for h in s.iter("h2"))]
        targets = {id(reference.element): site.below(reference.target) for reference in page.references}
        terms = [group for group in section.iter("div") if [child.tag for child in group] == ["dt", "dd"]]
        return [(words(term[0]), targets[id(link)]) for term in terms for link in term[1].iter("a")]


class TestWays:
    """Each section is at most two clicks from home."""

    @pytest.mark.parametrize("section", WAYS)
    def test_to_a_section(self, origin: Origin, site: Site, section: str) -> None:
        assert len(WAYS[section]) <= 2
        assert follow(site, WAYS[section]) == place(origin, section)

    @pytest.mark.parametrize("section", OTHER_WAYS)
    def test_by_another_way(self, origin: Origin, site: Site, section: str) -> None:
        assert len(OTHER_WAYS[section]) <= 2
        found = follow(site, OTHER_WAYS[section])
        assert found == place(origin, section) or site.base + place(origin, section) in site.pages[found].links

    def test_to_every_row(self, origin: Origin, catalog: Catalog, site: Site) -> None:
        page = TestPage.ADDRESS
        assert site.base + page in links(site.pages[""], bodies(site.pages[""]))
        for _, entries in origin.rows:
            for name in entries:
                kind, _, id = name.partition("/")
                heading = " ".join(catalog.get(kind, id).heading.split())
                assert f"{name}/" in ways(site, page, heading)


def rows_of(table: Element) -> list[Element]:
    body = table.find("tbody")
    assert body is not None
    return list(body)


def plain(text: str) -> str:
    """A text as it is read: without more than one space."""
    return " ".join(text.split())


def place(origin: Origin, section: str) -> str:
    """The address of the page that took the place of a section."""
    everything = [*origin.tables.values(), *origin.chapters.values()]
    [found] = [str(one["place"]) for one in everything if one["title"] == section]
    return found


def bodies(page: Page) -> list[Element]:
    return page.all("article")


def links(page: Page, parts: list[Element], text: str | None = None) -> set[str]:
    """Where the links within some elements lead, those of a text or all."""
    inside = {id(link) for part in parts for link in part.iter("a") if text is None or words(link) == text}
    return {reference.target for reference in page.references if id(reference.element) in inside}


def ways(site: Site, address: str, text: str) -> set[str]:
    """Where the links of a text lead: in the tabs, in the line below them, and in the body of the page."""
    page = site.pages[address]
    parts = [*page.all("ul", class_="ph-tabs"), *page.all("nav", class_="ph-views"), *bodies(page)]
    return {site.below(target) for target in links(page, parts, text)}


def follow(site: Site, path: tuple[str, ...] | list[str]) -> str:
    """The address that one comes to from home by links of these texts, each of which leads to one place only."""
    address = ""
    for text in path:
        found = ways(site, address, text)
        assert len(found) == 1, f"'{text}' on /{address} leads to {sorted(found) or 'nothing'}"
        [address] = found
    return address
