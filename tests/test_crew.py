"""Jobs that several processes do side by side."""

import logging
import os
import signal
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from powerhouse_site.plugin import crew
from powerhouse_site.plugin.crew import Crew, Job

log = logging.getLogger("mkdocs.plugins.powerhouse.crew")
PATIENCE = 20


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "FEWEST", 1)
    if not hasattr(os, "sched_getaffinity"):
        pytest.skip("processes are forked on Linux only")


def crew_of(jobs: Iterable[Job], cores: int = 3) -> Crew:
    made = Crew(cores)
    for job in jobs:
        made.take(job)
    return made


def tell(folder: Path, number: int) -> None:
    """Write down who did a job, and let others have their turn."""
    with (folder / f"{number}").open("x", encoding="utf-8") as file:
        file.write(f"{os.getpid()}")
    time.sleep(0.005)


def told(folder: Path) -> dict[int, int]:
    return {int(file.name): int(file.read_text(encoding="utf-8")) for file in folder.iterdir()}


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_every_job_is_done_once_and_by_several(tmp_path: Path) -> None:
    made = crew_of(partial(tell, tmp_path, number) for number in range(200))
    made.begin()
    wait_for(lambda: any(tmp_path.iterdir()))  # the helpers do not wait for this process
    made.finish()
    done = told(tmp_path)
    assert set(done) == set(range(200))
    assert len(set(done.values())) > 1


@pytest.mark.parametrize(("cores", "fewest"), [(1, 1), (3, 201)])
def test_few_jobs_and_those_of_one_processor_are_done_here_at_once(
    cores: int, fewest: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "FEWEST", fewest)
    made = crew_of((partial(tell, tmp_path, number) for number in range(20)), cores)
    made.begin()
    assert told(tmp_path) == dict.fromkeys(range(20), os.getpid())
    made.finish()


def test_a_series_is_done_by_one_in_its_order(tmp_path: Path) -> None:
    def add(name: str, number: int) -> None:
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()} {number}\n")

    made = Crew(3)
    for number in range(100):
        for name in ("one", "two"):
            made.take(partial(add, name, number), name)
    made.finish()
    for name in ("one", "two"):
        lines = [line.split() for line in (tmp_path / name).read_text(encoding="utf-8").splitlines()]
        assert [int(number) for _, number in lines] == list(range(100))
        assert len({process for process, _ in lines}) == 1


def test_an_error_arrives_as_it_was_and_ends_the_helpers(tmp_path: Path) -> None:
    def fail() -> None:
        raise LookupError("no such page")

    made = crew_of([fail, *(partial(tell, tmp_path, number) for number in range(100))])
    made.begin()
    helpers = list(made._helpers)
    with pytest.raises(LookupError, match="no such page") as raised:
        made.finish()
    assert raised.traceback[-1].name == "fail"
    assert not any(helper.is_alive() for helper in helpers)


def test_what_a_job_has_to_tell_is_told_here_and_once(caplog: pytest.LogCaptureFixture) -> None:
    def warn(number: int) -> None:
        time.sleep(0.005)
        if number % 10 == 0:
            log.warning("page %d is odd", number)

    with caplog.at_level(logging.WARNING):
        crew_of(partial(warn, number) for number in range(100)).finish()
    assert sorted(caplog.messages) == sorted(f"page {number} is odd" for number in range(0, 100, 10))


def test_a_helper_that_is_killed_is_missed(tmp_path: Path) -> None:
    def die(number: int) -> None:
        if number == 0 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)

    here = os.getpid()
    made = crew_of(partial(die, number) for number in range(100))
    made.begin()
    wait_for(lambda: not all(helper.is_alive() for helper in made._helpers))
    with pytest.raises(PluginError, match="ended with -9"):
        made.finish()


def test_helpers_go_when_they_are_told_to_leave() -> None:
    made = crew_of([partial(time.sleep, PATIENCE)] * 60)
    made.begin()
    helpers = list(made._helpers)
    assert all(helper.is_alive() for helper in helpers)
    made.leave()
    assert not any(helper.is_alive() for helper in helpers)
    made.leave()
