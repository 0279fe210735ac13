"""Courses and tutorials on the pages of what they use, and on the learning path."""

from pathlib import Path

from powerhouse_site.pages.entry.lessons import lessons_with, place_on_path
from powerhouse_site.pages.entry.views import EntryView
from tests.site.catalogs import Facts, course, entry, framework, load, model, page, tool, tutorial

FILES: dict[str, Facts | str] = {
    "models/m": model("M"),
    "frameworks/f": framework("F"),
    "deployment-tools/t": tool("T"),
    "courses/c": course("Course", uses_models=["m"], uses_tools=["f", "t"], level="beginner", year="2023"),
    "courses/gone": course("Gone", uses_models=["m"], year="2026", status="retired"),
    "tutorials/t": tutorial("Tutorial", uses_models=["m"], year="2024-02"),
    "tutorials/other": tutorial("Other", uses_tools=["f"]),
}


def test_the_newest_come_first_and_what_has_ended_last(tmp_path: Path) -> None:
    catalog = load(tmp_path, FILES)
    found = lessons_with(catalog, entry(catalog, "models/m"))
    assert [(lesson.entry.url, lesson.words) for lesson in found] == [
        ("tutorials/t/", "Tutorial, Feb 2024"),
        ("courses/c/", "Course, beginner, 2023"),
        ("courses/gone/", "Course, 2026, retired"),
    ]


def test_entries_of_one_id_but_two_kinds_stay_apart(tmp_path: Path) -> None:
    files: dict[str, Facts | str] = {
        "frameworks/a": framework("A"),
        "courses/same": course("Course", uses_tools=["a"]),
        "tutorials/same": tutorial("Tutorial", uses_tools=["a"]),
    }
    catalog = load(tmp_path, files)
    found = lessons_with(catalog, entry(catalog, "frameworks/a"))
    assert [lesson.entry.url for lesson in found] == ["courses/same/", "tutorials/same/"]


def test_a_lesson_names_the_tools_beside_the_entry(tmp_path: Path) -> None:
    catalog = load(tmp_path, FILES)
    tools = {
        name: [[tool.id for tool in lesson.tools] for lesson in lessons_with(catalog, entry(catalog, name))]
        for name in ("models/m", "frameworks/f", "deployment-tools/t")
    }
    assert tools == {"models/m": [[], ["f", "t"], []], "frameworks/f": [["t"], []], "deployment-tools/t": [["f"]]}


def test_a_stage_names_its_courses_and_they_name_it(tmp_path: Path) -> None:
    stages = [
        {"id": "first", "title": "First", "reason": "R.", "steps": [{"entry": "other", "why": "Start here."}]},
        {"id": "second", "title": "Second", "reason": "R.", "steps": [{"entry": "c", "why": "Go on."}]},
    ]
    path: Facts = {"description": "D.", "stages": stages}
    catalog = load(tmp_path, {**FILES, "learning-path": path})
    place = place_on_path(catalog, entry(catalog, "tutorials/other"))
    assert place is not None
    assert (place.number, place.stages, place.title, place.url, place.why) == (
        1,
        2,
        "First",
        "learn/#first",
        "Start here.",
    )
    named = [place_on_path(catalog, entry(catalog, name)) is not None for name in ("courses/c", "tutorials/t")]
    assert named == [True, False]
    shown = page(catalog, "courses/c/").view
    assert isinstance(shown, EntryView)
    assert shown.own == place_on_path(catalog, entry(catalog, "courses/c"))


def test_without_a_path_there_is_no_place_on_it(tmp_path: Path) -> None:
    catalog = load(tmp_path, FILES)
    assert place_on_path(catalog, entry(catalog, "courses/c")) is None
