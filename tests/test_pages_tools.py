"""Alternatives on the pages of frameworks and deployment tools."""

from pathlib import Path

from powerhouse_site.catalog import Catalog
from powerhouse_site.pages.entry.tools import OtherTool
from powerhouse_site.pages.entry.views import EntryView
from tests.site.catalogs import Facts, framework, load, page, tool


def shown(catalog: Catalog, name: str) -> EntryView:
    found = page(catalog, f"{name}/").view
    assert isinstance(found, EntryView)
    return found


def others(catalog: Catalog, name: str) -> list[OtherTool]:
    own = shown(catalog, name).own
    assert isinstance(own, tuple)
    return list(own)


def release(date: str) -> Facts:
    return {"package": {"registry": "pypi", "name": "x", "released": date}}


FILES: dict[str, Facts | str] = {
    "frameworks/a": framework("A", alternative_to=["ended", "old", "s"]),
    "frameworks/old": framework("Old", alternative_to=["a"], **release("2023")),
    "frameworks/ended": framework("Ended", **{**release("2026"), "status": "retired"}),
    "frameworks/new": framework("New", alternative_to=["a"], license="MIT", **release("2025-03")),
    "deployment-tools/s": tool("S"),
}


def test_they_are_shown_on_both_sides_once_the_newest_first_and_the_ended_last(tmp_path: Path) -> None:
    catalog = load(tmp_path, FILES)
    assert [other.entry.id for other in others(catalog, "frameworks/a")] == ["new", "old", "s", "ended"]
    for name in ("frameworks/old", "frameworks/new", "frameworks/ended", "deployment-tools/s"):
        assert [other.entry.id for other in others(catalog, name)] == ["a"]


def test_each_says_what_a_reader_compares(tmp_path: Path) -> None:
    catalog = load(tmp_path, FILES)
    told = [
        (other.entry.id, other.category, other.status.label, str(other.released or ""), other.license)
        for other in others(catalog, "frameworks/a")
    ]
    assert told == [
        ("new", "Fine-tuning", "Active", "2025-03", "MIT"),
        ("old", "Fine-tuning", "Active", "2023", ""),
        ("s", "Inference engine", "Active", "", ""),
        ("ended", "Fine-tuning", "Retired", "2026", ""),
    ]


def test_they_are_no_relations_beside(tmp_path: Path) -> None:
    catalog = load(tmp_path, FILES)
    for name in ("frameworks/a", "frameworks/old", "deployment-tools/s"):
        assert shown(catalog, name).relations == ()


def test_a_tool_alone_has_none(tmp_path: Path) -> None:
    assert others(load(tmp_path, {"frameworks/a": framework("A")}), "frameworks/a") == []
