"""Work that several processes do side by side, as forks of this one: they know all that it knows."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

_AT_ONCE = 50
"""Items whose results are handed back together."""

Item = TypeVar("Item")
Result = TypeVar("Result")


def cores() -> int:
    """The processors that this process may use; one where it must not be forked: beside threads, and not on Linux."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity and threading.active_count() == 1 else 1


def spread(work: Callable[[Item], Result], items: Sequence[Item], processes: int) -> Iterator[Result]:
    """The results of `work`, in the order of the items. They must be values that can be pickled.

    Where a process fails, for want of memory or by an error in `work`, this one does what is left of its part.
    """
    context = multiprocessing.get_context("fork")
    parts = [items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE)]
    helpers, results = [], []
    try:
        for number in range(processes):
            told, telling = context.Pipe(duplex=False)
            helper = context.Process(target=_do, args=(work, parts[number::processes], telling), daemon=True)
            helper.start()
            telling.close()  # else its end would not be noticed here
            helpers.append(helper)
            results.append(told)
        for number, part in enumerate(parts):
            try:
                found = results[number % processes].recv()
            except (EOFError, OSError):  # it has ended, the second in the middle of what it had to tell
                found = list(map(work, part))
            yield from found
    finally:
        for helper in helpers:
            helper.kill()
            helper.join()
        for told in results:
            told.close()


def _do(
    work: Callable[[Item], Result], parts: Sequence[Sequence[Item]], telling: "Connection[list[Result], None]"
) -> None:
    """What a helper does. It ends without a word where it is interrupted or fails."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    for part in parts:
        try:
            found = list(map(work, part))
        except Exception:  # noqa: BLE001 - the process that it helps does this part again and can tell of it
            return
        telling.send(found)
