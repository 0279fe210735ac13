"""Work that several processes do side by side."""

import multiprocessing
import os
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from powerhouse_site.forks import cores, spread

pytestmark = pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="processes are forked on Linux only")


def doubled(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 1000])
def test_results_come_in_the_order_of_the_items(count: int) -> None:
    found = list(spread(doubled, range(count), 3))
    assert [number for number, _ in found] == [2 * number for number in range(count)]
    assert os.getpid() not in {process for _, process in found}
    assert len({process for _, process in found}) == min(3, -(-count // 50))
    assert multiprocessing.active_children() == []


def test_this_process_does_what_others_fail_at() -> None:
    here = os.getpid()

    def failing(number: int) -> int:
        if os.getpid() != here and number == 120:
            raise MemoryError
        if os.getpid() != here and number == 210:
            os._exit(9)
        return number

    assert list(spread(failing, range(600), 2)) == list(range(600))


def test_one_that_ends_in_the_middle_of_a_word_is_helped() -> None:
    """What the second has to tell has no room in a pipe, and nobody listens to it yet when it ends."""
    here = os.getpid()

    def telling(number: int) -> str:
        if os.getpid() != here and number == 50:
            threading.Timer(0.1, os._exit, [9]).start()
        return f"{number} " * 50_000

    found = []
    for text in spread(telling, range(100), 2):
        time.sleep(0.01)
        found.append(text)
    assert found == [f"{number} " * 50_000 for number in range(100)]


def test_an_error_arrives_as_it_was() -> None:
    def failing(number: int) -> int:
        if number == 70:
            raise LookupError("no such file")
        return number

    with pytest.raises(LookupError, match="no such file"):
        list(spread(failing, range(600), 2))
    assert multiprocessing.active_children() == []


def test_helpers_go_when_nobody_wants_more() -> None:
    def slow(number: int) -> int:
        time.sleep(0.001)
        return number

    results: Iterator[int] = spread(slow, range(100_000), 2)
    with closing(results):  # type: ignore[type-var] # it is a generator
        assert next(results) == 0
    assert multiprocessing.active_children() == []


def test_no_fork_beside_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert cores() == len(os.sched_getaffinity(0))
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert cores() == 1
