"""The tools that run a model: those that lessons use with it, and the tables of others."""

from pathlib import Path

from powerhouse_site.pages.entry.runners import Runners
from tests.site.catalogs import Facts, course, entry, framework, load, model, tool, tutorial

FILES: dict[str, Facts | str] = {
    "models/m": model("M"),
    "models/other": model("Other"),
    "frameworks/f": framework("F"),
    "deployment-tools/b": tool("B"),
    "deployment-tools/a": tool("A", category="local-runtime"),
    "deployment-tools/chat": tool("Chat", category="chat-ui"),
    "courses/c": course("Course", uses_models=["m"], uses_tools=["f", "b", "chat"]),
    "tutorials/t": tutorial("Tutorial", uses_models=["m"], uses_tools=["b", "a"]),
    "tutorials/none": tutorial("None", uses_models=["other"]),
}


def test_tools_that_lessons_use_with_a_model_by_name(tmp_path: Path) -> None:
    """Frameworks do not run it, and neither does what only talks to an engine."""
    catalog = load(tmp_path, FILES)
    found = Runners(catalog).of(entry(catalog, "models/m"))
    assert [(runner.entry.id, sorted(lesson.id for lesson in runner.lessons)) for runner in found] == [
        ("a", ["t"]),
        ("b", ["c", "t"]),
    ]
    assert Runners(catalog).of(entry(catalog, "models/other")) == ()


def test_the_tables_of_others_are_counted(tmp_path: Path) -> None:
    found = Runners(load(tmp_path, FILES)).engines
    assert [(link.label, link.url, link.count) for link in found] == [
        ("inference engine", "deployment-tools/?category=inference-engine", "1"),
        ("local runtime", "deployment-tools/?category=local-runtime", "1"),
    ]
    assert Runners(load(tmp_path / "empty", {})).engines == ()
