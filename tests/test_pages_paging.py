"""Tables that are too long for one page."""

import json
from pathlib import Path

import pytest

from powerhouse_site.addresses import Addresses
from powerhouse_site.pages.page import Page
from powerhouse_site.pages.tables.pages import table_pages
from powerhouse_site.pages.tables.views import IndexView
from powerhouse_site.rendering import Renderer
from powerhouse_site.schema.kinds import KINDS
from tests.site.catalogs import accelerator, load

CARDS = next(kind for kind in KINDS if kind.name == "accelerators")


def pages(folder: Path, rows: int, limit: int) -> list[Page]:
    catalog = load(folder, {f"accelerators/c{n}": accelerator(f"C{n}", 100 - n) for n in range(rows)})
    return list(table_pages(catalog, CARDS, limit=limit))


def view(page: Page) -> IndexView:
    found = page.view
    assert isinstance(found, IndexView)
    return found


def ids(page: Page) -> list[str]:
    return [row.entry.id for section in view(page).sections for row in section.table.rows]


@pytest.mark.parametrize(("rows", "sizes"), [(0, [0]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])])
def test_each_row_stands_on_one_page_in_order(tmp_path: Path, rows: int, sizes: list[int]) -> None:
    found = pages(tmp_path, rows, limit=3)
    assert [len(ids(page)) for page in found] == sizes
    assert [id for page in found for id in ids(page)] == [f"c{n}" for n in range(rows)]
    assert [page.url for page in found] == ["accelerators/", "accelerators/page-2/", "accelerators/page-3/"][
        : len(found)
    ]


def test_only_the_first_page_is_in_the_navigation_and_in_search(tmp_path: Path) -> None:
    first, second = pages(tmp_path, 4, limit=3)
    assert first.nav_title == "Accelerators"
    assert first.search is not None
    assert (second.nav_title, second.search) == (None, None)
    assert second.title == "Accelerators, page 2"


def test_the_filters_of_a_page_are_those_of_all_and_its_data_its_own(tmp_path: Path) -> None:
    whole = view(pages(tmp_path / "a", 7, limit=9)[0]).sections[0].table
    parts = [view(page).sections[0].table for page in pages(tmp_path / "b", 7, limit=3)]
    assert [part.total for part in parts] == [7, 7, 7]
    read = [json.loads(part.data) for part in parts]
    everything = json.loads(whole.data)
    assert all(each["facets"] == everything["facets"] for each in read)
    joined = [[value for each in read for value in each["values"][at]] for at in range(len(everything["facets"]))]
    assert joined == everything["values"]


def test_a_page_names_all_pages_to_its_script(tmp_path: Path, root: Path) -> None:
    drawn = [Renderer(root / "templates", Addresses()).fragment(page) for page in pages(tmp_path, 4, limit=3)]
    assert 'data-total="4" data-page="1" data-pages="../accelerators/ ../accelerators/page-2/"' in drawn[0]
    assert 'data-page="2" data-pages="../../accelerators/ ../../accelerators/page-2/"' in drawn[1]
    assert "4 accelerators" in drawn[1]


def test_the_pages_lead_to_each_other_without_scripts(tmp_path: Path, root: Path) -> None:
    drawn = [Renderer(root / "templates", Addresses()).fragment(page) for page in pages(tmp_path, 4, limit=3)]
    assert 'href="../accelerators/page-2/"' in drawn[0]
    assert "Page 1 of 2." in drawn[0]
    assert 'href="../../accelerators/"' in drawn[1]
    assert '<a href="../../accelerators/page-2/" aria-current="page">' in drawn[1]


def test_a_table_that_is_short_enough_has_no_numbers(tmp_path: Path, root: Path) -> None:
    [page] = pages(tmp_path, 3, limit=3)
    assert "ph-pages" not in Renderer(root / "templates", Addresses()).fragment(page)
