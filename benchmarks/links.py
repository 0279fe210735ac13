"""`powerhouse links` against lychee over the same addresses of this machine, with the same politeness to each host.

Both ask each host at most four times at once and 100 ms apart, 64 at once in all, and know nothing of earlier runs:

    powerhouse links --urls-from urls.txt --no-state --format json --allow-private 127.0.0.0/8 --ca-file authority.pem \
        --workers 64 --per-host 4 --delay 100
    lychee --no-progress --format json --max-concurrency 64 --host-concurrency 4 --host-request-interval 100ms \
        --insecure urls.txt

lychee has no option for a certificate to trust, so it checks none. What is the same, as the server sees it: a host is
asked every 100 ms at the median (one gap in a hundred is below 95 ms with ours, and below 97 ms with lychee: both make
up for what was late, ours by 5 ms at most), 64 requests at once at most, over one connection to each host. Nothing is
redirected or tried again, since all answers are 200. What is not the same: lychee asks with GET, we ask with HEAD, and
with GET for one page of each host with 20 addresses or more.

What no client gets under: 2,000 answers after 100 ms, 64 at once, take 3.1 s; 100 requests to a host 100 ms apart take
9.9 s and the last answer. On top of that comes the start of our process (Python, TLS, requests), which is told apart.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.link_server import addresses
from benchmarks.process import Command

_ROUNDS = 3
_POLITE = {"workers": "64", "per_host": "4", "delay": "100"}
_FEW_MEGABYTES = 100
_SECONDS = 3


@dataclass(frozen=True, order=True)
class Cost:
    """What one run took: seconds on the clock, seconds of all processors, and megabytes at most."""

    wall: float
    cpu: float
    memory: float


@contextmanager
def server(delay: float, hosts: int, folder: Path | None = None) -> Iterator[int]:
    """A server in a process of its own; its port."""
    words = [sys.executable, "-m", "benchmarks.link_server", str(delay), str(hosts), str(folder or "")]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()


def measured(command: Command, folder: Path, count: int, good: Callable[[str], int]) -> Cost:
    """Run a command by itself; all addresses must be good."""
    _raise_limit()
    with (folder / "out").open("w+") as out:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        found = good(out.read())
    if process.returncode or found != count:
        raise RuntimeError(f"{command[0]}: status {process.returncode}, {found} of {count} addresses are good")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def ours(*more: str) -> Command:
    """Our command."""
    options = [f"--{name.replace('_', '-')}={value}" for name, value in _POLITE.items()]
    return [
        *(sys.executable, "-m", "powerhouse_site", "links", "--urls-from", "urls.txt", "--format", "json"),
        *("--allow-private", "127.0.0.0/8", *options, *more),
    ]


def lychee() -> Command:
    """Its command."""
    return [
        *(str(Path(sys.executable).with_name("lychee")), "--no-progress", "--format", "json", "--insecure"),
        *("--max-concurrency", _POLITE["workers"], "--host-concurrency", _POLITE["per_host"]),
        *("--host-request-interval", f"{_POLITE['delay']}ms", "urls.txt"),
    ]


def good_of_ours(text: str) -> int:
    """How many addresses our report finds good."""
    return int(json.loads(text)["summary"]["ok"])


def good_of_lychee(text: str) -> int:
    """How many addresses the report of lychee finds good."""
    return int(json.loads(text)["successful"])


def figures(_root: Path, _place: Path) -> Iterator[Figure]:
    """All figures."""
    yield from _side_by_side("HTTPS", 2000, 250, 0.1, secure=True)
    yield from _side_by_side("HTTP", 5000, 50, 0.05, secure=False)
    yield from _second_run(10_000)


def _side_by_side(name: str, urls: int, hosts: int, delay: float, *, secure: bool) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with server(delay, hosts, folder if secure else None) as port:
            _write(folder, port, urls, hosts, "https" if secure else "http")
            more = ["--no-state", *(["--ca-file", "authority.pem"] if secure else [])]
            start = min(_start(folder) for _ in range(_ROUNDS))
            runs = [
                (
                    measured(ours(*more), folder, urls, good_of_ours),
                    measured(lychee(), folder, urls, good_of_lychee),
                )
                for _ in range(_ROUNDS)
            ]
    mine, theirs = (sorted(each)[len(each) // 2] for each in zip(*runs, strict=True))
    memory = max(cost.memory for cost, _ in runs)
    yield Figure(
        what=f"links over {name}, {urls:,} addresses on {hosts} hosts after {delay * 1000:.0f} ms, to lychee",
        value=mine.wall / theirs.wall,
        unit="times",
        goal=1,
        beside=f"{mine.wall:.2f} s against {theirs.wall:.2f} s; processor {mine.cpu:.2f} s against {theirs.cpu:.2f} s; "
        f"{start:.2f} s of ours is the start",
    )
    yield Figure(
        what="memory of that",
        value=memory,
        unit="MB",
        goal=_FEW_MEGABYTES,
        below=True,
        beside=f"lychee {max(cost.memory for _, cost in runs):.0f} MB",
    )


def _start(folder: Path) -> float:
    """The seconds of a run that asks nobody: its one address is private."""
    (folder / "one.txt").write_text("http://10.0.0.1/\n", encoding="ascii")
    command = [word.replace("urls.txt", "one.txt") for word in ours("--no-state")]
    return measured(command, folder, 1, lambda text: int(json.loads(text)["summary"]["blocked"])).wall


def _second_run(count: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as place, server(0.0, 250) as port:
        folder = Path(place)
        _write(folder, port, count, 250, "http")
        command = [*ours("--state", "state.json"), "--delay=1"]
        first = measured(command, folder, count, good_of_ours)
        second = measured(command, folder, count, good_of_ours)
    yield Figure(
        what=f"links, {count:,} addresses with state, second run",
        value=second.wall,
        unit="s",
        goal=_SECONDS,
        below=True,
        beside=f"{second.wall / first.wall:.2f} times the first run ({first.wall:.2f} s); {second.memory:.0f} MB",
    )


def _write(folder: Path, port: int, urls: int, hosts: int, scheme: str) -> None:
    places = addresses(hosts)
    lines = [f"{scheme}://{places[number % hosts]}:{port}/page/{number}" for number in range(urls)]
    (folder / "urls.txt").write_text("\n".join(lines) + "\n", encoding="ascii")


def _raise_limit() -> None:
    """Let the commands have as many open connections as the system allows."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
