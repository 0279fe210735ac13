"""Commands in processes of their own, which begin without the half second that it takes to import them."""

import contextlib
import multiprocessing
import os
import signal
import sys
import time
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from types import FrameType

from powerhouse_site import atomic
from powerhouse_site.cli import main

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.forks", "powerhouse_site.cli.format", "powerhouse_site.cli.new"])


def start(folder: Path, *words: str, steps: int | None = None) -> ForkServerProcess:
    """Run `powerhouse WORDS` in a folder, silently; whoever starts it waits for its end or kills it.

    With `steps`, it is killed before that step of writing files: a call that opens, writes, moves or the like.
    """
    process = _CONTEXT.Process(target=_run, args=(folder, words, steps), daemon=True)
    process.start()
    return process


def duration_of(folder: Path, *words: str) -> float:
    """The seconds that a command takes."""
    process = start(folder, *words)
    begin = time.monotonic()
    process.join(60)
    assert process.exitcode is not None, f"{words} does not end"
    return time.monotonic() - begin


def _run(folder: Path, words: tuple[str, ...], steps: int | None) -> None:
    os.chdir(folder)
    sys.argv = ["powerhouse", *words]
    with (
        Path(os.devnull).open("w") as nothing,
        contextlib.redirect_stdout(nothing),
        contextlib.redirect_stderr(nothing),
    ):
        if steps is not None:
            _be_killed_after(steps)
        main()


def _be_killed_after(steps: int) -> None:
    left = steps

    def on_call(frame: FrameType, event: str, _: object) -> None:
        nonlocal left
        if event == "c_call" and frame.f_code.co_filename == atomic.__file__:
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(on_call)
