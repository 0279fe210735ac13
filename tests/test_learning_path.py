"""The learning path: one file beside the folders, checked like an entry and drawn as a page."""

from pathlib import Path

import pytest

from powerhouse_site.catalog import Loaded
from powerhouse_site.formatting import format_text
from powerhouse_site.pages.learn import learn_view
from powerhouse_site.pages.site import build_pages
from powerhouse_site.schema.kinds import LEARNING_PATH
from tests.texts import load, places

COURSE = """\
title: Knots
description: A course for examples.
provider: Grove
url: https://grove.org/knots
format: course
level: beginner
price: free
status: available
"""
TUTORIAL = """\
title: Ties
description: A tutorial for examples.
url: https://grove.org/ties
format: article
status: available
"""
PATH = """\
description: For whoever ties.
stages:
  - id: start
    title: First knots
    reason: They hold everything else.
    steps:
      - entry: knots
        why: Short and clear.
  - id: more
    title: Ties
    reason: Knots alone are not enough.
    after: [start]
    steps:
      - entry: ties
        why: It goes further.
"""


def read(root: Path, path: str, **changes: str) -> Loaded:
    files: dict[str, str | bytes] = {
        "courses/knots.yaml": changes.get("course", COURSE),
        "tutorials/ties.yaml": TUTORIAL,
        "learning-path.yaml": path,
    }
    return load(root, files)


def problems(root: Path, path: str, **changes: str) -> list[tuple[str, str, str | None]]:
    loaded = read(root, path, **changes)
    return [
        (place.rpartition("yaml:")[2], d.message, d.help)
        for place, d in zip(places(loaded.diagnostics, root), loaded.diagnostics, strict=True)
    ]


def test_a_sound_path_is_read(tmp_path: Path) -> None:
    loaded = read(tmp_path, PATH)
    assert loaded.diagnostics == []
    assert loaded.catalog.path is not None
    assert [stage.id for stage in loaded.catalog.path.stages] == ["start", "more"]
    assert len(loaded.files) == 3
    assert "learning-path" not in loaded.catalog.entries


def test_a_stage_leads_to_all_on_its_topics(tmp_path: Path) -> None:
    topics = "    title: Ties\n    topics: [agents, rag, safety-security]\n"
    course = f"{COURSE}topics: [rag, agents]\n"
    catalog = read(tmp_path, PATH.replace("    title: Ties\n", topics), course=course).catalog
    assert catalog.path is not None
    first, second = learn_view(catalog, catalog.path).stages
    assert first.shelves == ()
    shelves = {shelf.topic.label: [(link.label, link.url) for link in shelf.links] for shelf in second.shelves}
    assert shelves == {
        "Agents": [("1 course", "courses/?topics=agents")],
        "Retrieval": [("1 course", "courses/?topics=rag")],
    }, "a topic with nothing on it has no shelf"


def test_a_broken_path_is_none_and_is_told(tmp_path: Path) -> None:
    loaded = read(tmp_path, PATH.replace("title: Ties", "titel: Ties"))
    assert loaded.catalog.path is None
    assert [(d.message, d.help) for d in loaded.diagnostics] == [
        ("'titel' is not a field of a stage", "did you mean 'title'?")
    ]


ONCE = "name each once"
MISTAKES = {
    ("entry: ties", "entry: tie"): (
        "14:16 dead-reference",
        "'tie' is not the id of an entry in courses or tutorials",
        "did you mean 'ties'?",
    ),
    ("entry: ties", "entry: knots"): ("14:16 invalid-value", "'knots' stands on the path already, in line 7", ONCE),
    ("id: more", "id: start"): ("9:9 invalid-value", "'start' stands on the path already, in line 3", ONCE),
    ("[start]", "[strat]"): (
        "12:13 dead-reference",
        "'strat' is not the id of an earlier stage",
        "did you mean 'start'?",
    ),
    ("[start]", "[more]"): (
        "12:13 dead-reference",
        "'more' is not the id of an earlier stage",
        "name the id of a stage that stands above this one",
    ),
}


@pytest.mark.parametrize("change", MISTAKES)
def test_mistakes_are_told_at_their_place(tmp_path: Path, change: tuple[str, str]) -> None:
    told = problems(tmp_path, PATH.replace(*change))
    assert MISTAKES[change] in told
    assert len(told) == (2 if change[1] == "id: start" else 1)


def test_a_step_that_has_ended_is_refused(tmp_path: Path) -> None:
    told = problems(tmp_path, PATH, course=COURSE.replace("available", "retired"))
    message = "'knots' is retired, and a step has to be one that can be taken"
    assert told == [("7:16 invalid-value", message, "choose another one")]


@pytest.mark.parametrize(
    "text", ["stages: 1\n", "stages:\n  - steps: [a]\n    after: b\n", "[]\n", "stages: [{id: [1]}]\n"]
)
def test_whatever_stands_there_is_told_and_never_raises(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).failed


def test_its_line_for_editors_names_its_schema() -> None:
    text, _ = format_text(PATH, LEARNING_PATH)
    assert text is not None
    assert text.startswith("# yaml-language-server: $schema=../docs/api/v1/schema/learning-path.json\ndescription:")


def test_it_is_a_page_before_the_courses(tmp_path: Path) -> None:
    loaded = read(tmp_path, PATH)
    urls = [page.url for page in build_pages(loaded.catalog)]
    assert urls.index("learn/") == urls.index("courses/") - 1
    without = load(tmp_path / "other", {"courses/knots.yaml": COURSE})
    assert "learn/" not in [page.url for page in build_pages(without.catalog)]


def test_the_page_shows_the_stages_in_order(tmp_path: Path) -> None:
    catalog = read(tmp_path, PATH).catalog
    assert catalog.path is not None
    view = learn_view(catalog, catalog.path)
    assert [(s.number, s.stage.title, [link.label for link in s.after]) for s in view.stages] == [
        (1, "First knots", []),
        (2, "Ties", ["First knots"]),
    ]
    [[knots], [ties]] = [stage.steps for stage in view.stages]
    assert (knots.entry.url, knots.format.label, knots.is_free) == ("courses/knots/", "Course", True)
    assert (ties.entry.url, ties.format.label, ties.is_free) == ("tutorials/ties/", "Article", False)
    assert [level.value for level in view.levels] == ["beginner"]
    assert (view.steps, view.courses, view.tutorials) == (2, 1, 1)
