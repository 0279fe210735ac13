"""Commands in processes of their own, which begin without the half second that it takes to import them."""

import contextlib
import multiprocessing
import os
import sys
import time
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from powerhouse_site.cli import main

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.forks", "powerhouse_site.cli.format", "powerhouse_site.cli.new"])


def start(folder: Path, *words: str) -> ForkServerProcess:
    """Run `powerhouse WORDS` in a folder, silently; whoever starts it waits for its end or kills it."""
    process = _CONTEXT.Process(target=_run, args=(folder, words), daemon=True)
    process.start()
    return process


def duration_of(folder: Path, *words: str) -> float:
    """The seconds that a command takes."""
    process = start(folder, *words)
    begin = time.monotonic()
    process.join(60)
    assert process.exitcode is not None, f"{words} does not end"
    return time.monotonic() - begin


def _run(folder: Path, words: tuple[str, ...]) -> None:
    os.chdir(folder)
    sys.argv = ["powerhouse", *words]
    with Path(os.devnull).open("w") as nothing, contextlib.redirect_stdout(nothing), contextlib.redirect_stderr(nothing):
        main()
