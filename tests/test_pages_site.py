"""All pages of a catalog: their addresses, their names in the navigation, what search holds of them."""

from pathlib import Path

import pytest

from powerhouse_site.pages.page import Page
from powerhouse_site.pages.site import build_pages
from powerhouse_site.pages.tables.views import IndexView
from powerhouse_site.schema.kinds import KINDS
from tests.site.catalogs import (
    Facts,
    accelerator,
    answer,
    course,
    framework,
    license_,
    load,
    model,
    page,
    tool,
    tutorial,
)

FILES: dict[str, Facts | str] = {
    "models/a": model("A", license="free", aliases=["First", "Alpha"], description="`A` is *good*."),
    "models/b": model("B"),
    "licenses/free": license_("Free License", spdx="0BSD", commercial_use=answer("yes")),
    "accelerators/card": accelerator(),
    "frameworks/trainer": framework(aliases=["Old Trainer"]),
    "deployment-tools/server": tool(),
    "courses/course": course(),
    "tutorials/tutorial": tutorial(authors=["One", "Other"], institution="Institute"),
}
ENTRIES = {f"{name}/" for name in FILES}


def test_pages_stand_in_the_order_of_the_navigation(tmp_path: Path) -> None:
    pages = build_pages(load(tmp_path, FILES))
    assert [found.url for found in pages] == [
        "",
        "models/",
        "models/commercial-use/",
        "models/research-use/",
        "models/variants/",
        "models/a/",
        "models/b/",
        "compare/",
        "memory/",
        "accelerators/",
        "accelerators/card/",
        "licenses/",
        "licenses/free/",
        "frameworks/",
        "frameworks/trainer/",
        "deployment-tools/",
        "deployment-tools/server/",
        "courses/",
        "courses/course/",
        "tutorials/",
        "tutorials/tutorial/",
        "timeline/",
        "timeline/context/",
        "timeline/size-and-context/",
        "timeline/licenses/",
        "status/",
        "changes/",
        "reference/fields/",
        *(f"reference/fields/{kind.name}/" for kind in KINDS),
        "reference/problems/",
        "reference/origin/",
    ]


def test_only_home_tables_and_the_reference_are_in_the_navigation(tmp_path: Path) -> None:
    pages = build_pages(load(tmp_path, FILES))
    assert {found.url: found.nav_title for found in pages if found.nav_title} == {
        "": "Home",
        "models/": "All models",
        "models/commercial-use/": "For commercial use",
        "models/research-use/": "For research use",
        "models/variants/": "Variants",
        "compare/": "Compare",
        "memory/": "Will it run?",
        "accelerators/": "Accelerators",
        "licenses/": "Licenses",
        "frameworks/": "Frameworks",
        "deployment-tools/": "Deployment tools",
        "courses/": "Courses",
        "tutorials/": "Tutorials",
        "timeline/": "Size over time",
        "timeline/context/": "Context over time",
        "timeline/size-and-context/": "Size against context",
        "timeline/licenses/": "License openness",
        "status/": "Status",
        "changes/": "What changed",
        "reference/fields/": "Fields",
        "reference/problems/": "Problems",
        "reference/origin/": "Origin",
    }
    assert {found.url for found in pages if found.entry} == {f"{name}/" for name in FILES}


def test_every_page_has_a_tab_of_its_kind(tmp_path: Path) -> None:
    tabs: dict[str, set[str]] = {}
    for found in build_pages(load(tmp_path, FILES)):
        tabs.setdefault(found.url.split("/")[0], set()).add(found.tab)
    expected = {
        "": "Home",
        "compare": "Models",
        "memory": "Will it run?",
        **{kind.name: kind.tab for kind in KINDS},
        "timeline": "Timeline",
        "reference": "Contribute",
        "status": "Contribute",
        "changes": "Contribute",
    }
    assert tabs == {folder: {tab} for folder, tab in expected.items()}


def test_titles_say_more_than_names_in_the_navigation(tmp_path: Path) -> None:
    titles = {found.url: found.title for found in build_pages(load(tmp_path, FILES))}
    assert titles["models/"] == "Models"
    assert titles["models/commercial-use/"] == "Models for commercial use"
    assert titles["models/research-use/"] == "Models for research use"


def test_search_holds_one_short_record_of_each(tmp_path: Path) -> None:
    records = {found.url: found.search for found in build_pages(load(tmp_path, FILES))}
    assert records[""] is None
    for kind in KINDS:
        record = records[f"{kind.name}/"]
        assert record is not None
        assert (record.title, record.text) == (kind.title, kind.lead)
    assert {url: (record.title, record.text) for url, record in records.items() if record and url in ENTRIES} == {
        "models/a/": ("A", "Model · Maker. A is good. Also known as First, Alpha."),
        "models/b/": ("B", "Model · Maker. What B is."),
        "accelerators/card/": ("Card", "Accelerator. What Card is."),
        "licenses/free/": ("0BSD", "License · Free License. What Free License says."),
        "frameworks/trainer/": ("Trainer", "Framework · Maker. What Trainer does. Also known as Old Trainer."),
        "deployment-tools/server/": ("Server", "Deployment tool · Maker. What Server does."),
        "courses/course/": ("Course", "Course · School. What Course teaches."),
        "tutorials/tutorial/": ("Tutorial", "Tutorial · One, Other. What Tutorial shows."),
    }


def test_descriptions_bear_no_marks(tmp_path: Path) -> None:
    assert page(load(tmp_path, FILES), "models/a/").description == "A is good."


def test_the_two_views_of_the_origin_part_the_models(tmp_path: Path) -> None:
    catalog = load(tmp_path, FILES)
    shown = {}
    for address in ("models/commercial-use/", "models/research-use/"):
        view = page(catalog, address).view
        assert isinstance(view, IndexView)
        for section in view.sections:
            shown[section.table.id] = ([row.entry.id for row in section.table.rows], section.headed)
    assert shown == {"commercial": (["a"], False), "research": ([], True), "not-established": (["b"], True)}


def test_other_kinds_have_one_table(tmp_path: Path) -> None:
    catalog = load(tmp_path, FILES)
    for kind in KINDS:
        view = page(catalog, f"{kind.name}/").view
        assert isinstance(view, IndexView)
        [section] = view.sections
        assert (section.table.caption, section.headed, section.note) == (kind.title, False, "")
        assert len(section.table.rows) == len(catalog.of(kind.name))
        below = [
            found.url for found in build_pages(catalog) if found.url.startswith(f"{kind.name}/") and not found.entry
        ]
        assert (len(below) > 1) is (kind.name == "models"), below


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
    assert Page(url=here, title="", template="", gather=lambda: None, describe=str).link_to(there) == address
