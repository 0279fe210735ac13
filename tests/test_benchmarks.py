"""Figures beside their goals, and the run of all benchmarks."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks import __main__ as command
from benchmarks.figure import Figure


@pytest.mark.parametrize(
    ("value", "goal", "below", "holds"),
    [
        (1.0, 1, False, True),
        (1.0, 1, True, False),
        (0.99, 1, True, True),
        (1.01, 1, False, False),
        (9.0, None, True, True),
    ],
)
def test_a_figure_holds_up_to_its_goal(value: float, goal: float | None, below: bool, holds: bool) -> None:
    assert Figure(what="x", value=value, unit="s", goal=goal, below=below).holds is holds


def test_a_line_says_what_is_missed_and_beside_what() -> None:
    line = str(Figure(what="a build", value=3.456, unit="times", goal=3, beside="10 s against 3 s"))
    assert line == "MISSED a build: 3.46 times (goal: at most 3); 10 s against 3 s"
    assert str(Figure(what="memory", value=1234, unit="MB", goal=2000, below=True)) == (
        "ok     memory: 1,234 MB (goal: under 2000)"
    )


def test_an_unknown_benchmark_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["sites"]) == 2
    assert "'sites' is none" in capsys.readouterr().err


def figures(_root: Path, _place: Path) -> Iterator[Figure]:
    yield Figure(what="one", value=1, unit="s", goal=2)
    yield Figure(what="two", value=3, unit="s", goal=2)


def test_a_benchmark_fails_with_the_goal_that_it_misses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POWERHOUSE_BENCHMARKS", str(tmp_path))
    monkeypatch.setitem(sys.modules, "benchmarks.made", SimpleNamespace(figures=figures))
    assert command.main(["--one", "made"]) == 1
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["ok", "MISSED"]


@pytest.mark.parametrize("body", ["raise SystemExit(1)", "1 / 0", "import time; time.sleep(60)"])
def test_a_run_goes_on_after_a_failure_and_fails(
    body: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    bodies = {"site": body, "links": ""}
    monkeypatch.setattr(command, "LIMIT", 1)
    monkeypatch.setattr(command, "command_of", lambda name: [sys.executable, "-c", bodies[name]])
    assert command.main(list(bodies)) == 1
    assert capfd.readouterr().out.splitlines()[-1].endswith("missed: site")
