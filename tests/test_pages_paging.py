"""Tables that are too long for one page."""

from pathlib import Path

import pytest

from powerhouse_site.addresses import Addresses
from powerhouse_site.pages.index_views import IndexView
from powerhouse_site.pages.page import Page
from powerhouse_site.pages.table_pages import table_pages
from powerhouse_site.rendering import Renderer
from powerhouse_site.schema.kinds import KINDS
from tests.site.catalogs import accelerator, load

CARDS = next(kind for kind in KINDS if kind.name == "accelerators")


def pages(folder: Path, rows: int, limit: int) -> list[Page]:
    catalog = load(folder, {f"accelerators/c{n}": accelerator(f"C{n}", 100 - n) for n in range(rows)})
    return list(table_pages(catalog, CARDS, limit=limit))


def ids(page: Page) -> list[str]:
    assert isinstance(page.view, IndexView)
    return [row.entry.id for section in page.view.sections for row in section.table.rows]


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


def test_the_pages_lead_to_each_other_without_scripts(tmp_path: Path, root: Path) -> None:
    drawn = [Renderer(root / "templates", Addresses()).fragment(page) for page in pages(tmp_path, 4, limit=3)]
    assert 'href="../accelerators/page-2/"' in drawn[0]
    assert "Page 1 of 2." in drawn[0]
    assert 'href="../../accelerators/"' in drawn[1]
    assert '<a href="../../accelerators/page-2/" aria-current="page">' in drawn[1]


def test_a_table_that_is_short_enough_has_no_numbers(tmp_path: Path, root: Path) -> None:
    [page] = pages(tmp_path, 3, limit=3)
    assert "ph-pages" not in Renderer(root / "templates", Addresses()).fragment(page)
