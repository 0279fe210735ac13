"""Jobs that several processes do side by side."""

import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from powerhouse_site.plugin import crew
from powerhouse_site.plugin.crew import Crew, Job, Sort

log = logging.getLogger("mkdocs.plugins.powerhouse.crew")


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


def test_every_job_is_done_once_and_by_several(tmp_path: Path) -> None:
    made = crew_of(partial(tell, tmp_path, number) for number in range(200))
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


def test_jobs_that_do_not_go_alone_are_done_here_in_their_order(tmp_path: Path) -> None:
    done: list[int] = []
    made = Crew(3)
    for number in range(100):
        made.take(partial(done.append, number), Sort.WHOLE)
        made.take(partial(tell, tmp_path, number))
    made.finish()
    assert done == list(range(100))
    assert set(told(tmp_path)) == set(range(100))


def test_an_error_arrives_as_it_was_and_ends_the_helpers(tmp_path: Path) -> None:
    def fail() -> None:
        raise LookupError("no such page")

    made = crew_of([fail, *(partial(tell, tmp_path, number) for number in range(100))])
    with pytest.raises(LookupError, match="no such page") as raised:
        made.finish()
    assert raised.traceback[-1].name == "fail"
    assert multiprocessing.active_children() == []


def test_what_a_job_has_to_tell_is_told_here_and_once(caplog: pytest.LogCaptureFixture) -> None:
    def warn(number: int) -> None:
        time.sleep(0.005)
        if number % 10 == 0:
            log.warning("page %d is odd", number)

    with caplog.at_level(logging.WARNING):
        crew_of(partial(warn, number) for number in range(100)).finish()
    assert sorted(caplog.messages) == sorted(f"page {number} is odd" for number in range(0, 100, 10))


def test_a_helper_that_is_killed_is_missed() -> None:
    def die(number: int) -> None:
        time.sleep(0.002)
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)

    here = os.getpid()
    with pytest.raises(PluginError, match="ended with -9"):
        crew_of(partial(die, number) for number in range(200)).finish()


def test_new_helpers_take_the_place_of_old_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_LONG", 0.02)
    made = crew_of(partial(tell, tmp_path, number) for number in range(600))
    made.finish()
    done = told(tmp_path)
    assert set(done) == set(range(600))
    assert len(set(done.values())) > 3


def test_more_troubles_than_a_pipe_holds_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def warn() -> None:
        log.warning("odd")

    seen: list[logging.LogRecord] = []
    monkeypatch.setattr(log, "handlers", [handler := logging.Handler()])
    monkeypatch.setattr(handler, "emit", seen.append)
    made = crew_of([warn] * 40_000, cores=2)
    made.begin()
    made.finish()
    assert len(seen) == 40_000


def test_helpers_go_when_this_process_is_interrupted(tmp_path: Path) -> None:
    def stop(number: int) -> None:
        tell(tmp_path, number)
        if os.getpid() == here:
            raise KeyboardInterrupt

    here = os.getpid()
    with pytest.raises(KeyboardInterrupt):
        crew_of(partial(stop, number) for number in range(200)).finish()
    assert multiprocessing.active_children() == []
