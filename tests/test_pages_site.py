"""All pages of a catalog: their addresses, their names in the navigation, what search holds of them."""

from pathlib import Path

import pytest

from powerhouse_site.pages.index_views import IndexView
from powerhouse_site.pages.page import Page
from powerhouse_site.pages.site import build_pages
from powerhouse_site.schema.kinds import KINDS
from tests.site.catalogs import Facts, accelerator, answer, license_, load, model, page

FILES: dict[str, Facts | str] = {
    "models/a": model("A", license="free", aliases=["First", "Alpha"], description="`A` is *good*."),
    "models/b": model("B"),
    "licenses/free": license_("Free License", spdx="Free-1.0", commercial_use=answer("yes")),
    "accelerators/card": accelerator(),
}


def test_pages_stand_in_the_order_of_the_navigation(tmp_path: Path) -> None:
    pages = build_pages(load(tmp_path, FILES))
    assert [found.url for found in pages] == [
        "",
        "models/",
        "models/commercial-use/",
        "models/research-use/",
        "models/a/",
        "models/b/",
        "licenses/",
        "licenses/free/",
        "accelerators/",
        "accelerators/card/",
    ]


def test_only_tables_and_home_are_in_the_navigation(tmp_path: Path) -> None:
    pages = build_pages(load(tmp_path, FILES))
    assert {found.url: found.nav_title for found in pages if found.nav_title} == {
        "": "Home",
        "models/": "Models",
        "models/commercial-use/": "Models for commercial use",
        "models/research-use/": "Models for research use",
        "licenses/": "Licenses",
        "accelerators/": "Accelerators",
    }
    assert {found.url for found in pages if found.entry} == {f"{name}/" for name in FILES}


def test_every_page_has_a_tab_of_its_kind(tmp_path: Path) -> None:
    tabs = {found.url.split("/")[0]: found.tab for found in build_pages(load(tmp_path, FILES))}
    assert tabs == {"": "Home", **{kind.name: kind.tab for kind in KINDS}}


def test_search_holds_one_short_record_of_each(tmp_path: Path) -> None:
    records = {found.url: found.search for found in build_pages(load(tmp_path, FILES))}
    assert records[""] is None
    for kind in KINDS:
        record = records[f"{kind.name}/"]
        assert record is not None
        assert (record.title, record.text) == (kind.title, kind.lead)
    model_record, license_record = records["models/a/"], records["licenses/free/"]
    assert model_record is not None
    assert license_record is not None
    assert (model_record.title, model_record.text) == ("A", "Model · Maker. A is good. Also known as First, Alpha.")
    assert (license_record.title, license_record.text) == (
        "Free-1.0",
        "License · Free License. What Free License says.",
    )


def test_descriptions_bear_no_marks(tmp_path: Path) -> None:
    assert page(load(tmp_path, FILES), "models/a/").description == "A is good."


def test_the_two_views_of_the_origin_part_the_models(tmp_path: Path) -> None:
    catalog = load(tmp_path, FILES)
    shown = {}
    for address in ("models/commercial-use/", "models/research-use/"):
        view = page(catalog, address).view
        assert isinstance(view, IndexView)
        assert [(link.url, link.count) for link in view.related] == [
            ("models/", "2"),
            ("models/commercial-use/", "1"),
            ("models/research-use/", "1"),
        ]
        for section in view.sections:
            shown[section.table.id] = ([row.entry.id for row in section.table.rows], section.headed)
    assert shown == {"commercial": (["a"], False), "research": ([], True), "not-established": (["b"], True)}


def test_other_kinds_have_no_views_beside_their_table(tmp_path: Path) -> None:
    view = page(load(tmp_path, FILES), "licenses/").view
    assert isinstance(view, IndexView)
    assert view.related == ()
    assert len(view.sections) == 1


@pytest.mark.parametrize(
    ("here", "there", "address"),
    [
        ("", "models/a/", "models/a/"),
        ("", "", "./"),
        ("models/", "", "../"),
        ("models/", "models/a/", "../models/a/"),
        ("models/a/", "licenses/free/", "../../licenses/free/"),
        ("models/a/", "", "../../"),
        ("models/a/", "catalog/models/a.yaml", "../../catalog/models/a.yaml"),
    ],
)
def test_links_are_relative(here: str, there: str, address: str) -> None:
    assert Page(url=here, title="", description="", template="", view=None).link_to(there) == address
