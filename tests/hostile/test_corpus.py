"""Every file of the corpus gets the right answer: the code, the line, the words, and nothing else."""

import os
import re
from functools import cached_property
from pathlib import Path

import pytest

from powerhouse_site.diagnostics import REPORTS
from powerhouse_site.diagnostics.codes import CODES
from tests.hostile.corpus import PLACES, ROWS, Answer, path_of, validate, write
from tests.hostile.folders import Place
from tests.hostile.inputs import LIBRARY_WORDS, our_words
from tests.hostile.rows import Row

GOOD = "models/row-good.yaml"
ALL = [pytest.param(group, row, id=f"{group}-{row.id}") for group, rows in ROWS.items() for row in rows]
TOGETHER = [place for place in PLACES if not place.alone]


class Answers:
    """What was said of each group, each asked once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, Answer] = {}

    def of(self, group: str) -> Answer:
        if group not in self._known:
            self._known[group] = validate(write(self._folder / group, ROWS[group]), "--format", "json")
        return self._known[group]

    @cached_property
    def of_places(self) -> Answer:
        folder = write(self._folder / "places", [])
        for place in TOGETHER:
            place.make(folder / "catalog")
        return validate(folder, "--format", "json")


@pytest.fixture(scope="session")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    return Answers(tmp_path_factory.mktemp("corpus"))


@pytest.mark.parametrize("group", ROWS)
def test_a_folder_of_them_is_a_problem_like_any_other(answers: Answers, group: str) -> None:
    assert_whole(answers.of(group))


def assert_whole(answer: Answer, status: int = 1) -> None:
    assert answer.status == status, answer.errors
    assert answer.errors == ""
    assert "Traceback" not in answer.output
    assert answer.problems or not status


@pytest.mark.parametrize(("group", "row"), ALL)
def test_it_gets_the_right_answer(answers: Answers, group: str, row: Row) -> None:
    problems = answers.of(group).of(path_of(row))
    assert sorted((p["code"], p["line"]) for p in problems) == sorted(row.problems), problems[:5]
    assert all(p["severity"] == CODES[p["code"]].severity for p in problems)
    if row.marks is not None:
        assert marked(row, problems[0]) == row.marks
    if row.help is not None:
        assert problems[0]["help"] == row.help


def marked(row: Row, problem: dict[str, int]) -> str:
    line = row.data.decode().split("\n")[problem["line"] - 1]
    assert problem["end_line"] == problem["line"]
    return line[problem["column"] - 1 : problem["end_column"] - 1]


@pytest.mark.parametrize("group", ROWS)
def test_no_message_speaks_of_a_library(answers: Answers, group: str) -> None:
    for problem in answers.of(group).problems:
        for text in (problem["message"], problem.get("help", "a")):
            assert re.search(r"\w", text)
            assert not LIBRARY_WORDS.search(our_words(text)), problem
            assert len(text) < 1000, problem


@pytest.mark.parametrize("report", [name for name in REPORTS if name != "json"])
def test_other_reports_take_the_worst_of_them(answers: Answers, report: str) -> None:
    for group in ("bytes", "texts", "addresses"):
        answer = validate(answers.of(group).folder, "--format", report)
        assert (answer.status, answer.errors) == (1, "")
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]", answer.output)


@pytest.mark.parametrize("place", TOGETHER, ids=lambda place: place.id)
def test_a_place_gets_the_right_answer(answers: Answers, place: Place) -> None:
    if place.id == "unreadable" and os.geteuid() == 0:
        pytest.skip("the superuser reads every file")
    assert_place(answers.of_places, place)


def assert_place(answer: Answer, place: Place) -> None:
    top = place.named.split("/")[0]
    problems = answer.of(place.named) or answer.of("/".join(place.named.split("/")[:2])) or answer.of(top)
    assert [p["code"] for p in problems] == ([place.code] if place.code else [])
    if place.help is not None:
        assert problems[0]["help"] == place.help


def test_places_are_a_problem_like_any_other(answers: Answers) -> None:
    assert_whole(answers.of_places)
    assert {p["severity"] for p in answers.of_places.problems} == {"error"}


@pytest.mark.parametrize("place", [place for place in PLACES if place.alone], ids=lambda place: place.id)
def test_a_place_alone_gets_the_right_answer(tmp_path: Path, place: Place) -> None:
    (tmp_path / "catalog").mkdir()
    place.make(tmp_path / "catalog")
    answer = validate(tmp_path, "--format", "json")
    assert_whole(answer, 1 if place.code else 0)
    assert_place(answer, place)
    assert len(answer.problems) == bool(place.code)
