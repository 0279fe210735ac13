"""Whether files are still what they were: their marks, by which one state of a file is told from another."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

Mark = tuple[int, ...]
"""The times, size and place on the disk of a file; empty for one that cannot be looked at."""


def mark_of(path: Path) -> Mark:
    """The mark of a file."""
    try:
        return _mark(path.lstat())
    except OSError:
        return ()


def marks_below(paths: Iterable[Path]) -> dict[str, Mark]:
    """The marks of files, and of all files in folders, by their paths."""
    found: dict[str, Mark] = {}
    for path in paths:
        if path.is_dir():
            found.update(_below(str(path)))
        else:
            found[str(path)] = mark_of(path)
    return found


def _below(folder: str) -> Iterator[tuple[str, Mark]]:
    """Folders that go while they are looked at have nothing in them."""
    try:
        with os.scandir(folder) as items:
            for item in items:
                if item.is_dir(follow_symlinks=False):
                    yield from _below(item.path)
                else:
                    yield item.path, _mark(item.stat(follow_symlinks=False))
    except OSError:
        return


def _mark(state: os.stat_result) -> Mark:
    return state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino
