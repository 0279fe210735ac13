"""Every behavior of the hostile server gets the verdict that is right, and nothing private is contacted."""

import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from powerhouse_site.links.settings import Politeness
from powerhouse_site.links.verdicts import Result
from tests.links.conftest import CLOSED, PUBLIC, SWAPPED, Net, make_net
from tests.links.hostile import CASES
from tests.links.hostile.case import Case
from tests.links.server import Apart, Behave

SLOWEST = 10 * 3.0
"""Seconds: many times the four attempts that an address gets at most by the limits of the tests."""


def behaviors() -> dict[str, Behave]:
    found: dict[str, Behave] = {}
    for case in CASES:
        found[case.host] = case.behave
        found.update(case.also)
    return found


def addresses() -> dict[str, list[str]]:
    special = {"closed": [CLOSED], "swapped": [SWAPPED], "mixed": ["10.0.0.1", PUBLIC, "::1"]}
    return {case.host: special.get(case.address, [case.address]) for case in CASES if case.address}


class Run:
    """One run over all cases."""

    def __init__(self, net: Net, method: str) -> None:
        self.net = net
        begun = time.monotonic()
        urls = [case.full_url for case in CASES]
        run = net.check(*urls, token="token-for-tests", workers=128, politeness=Politeness(delay=0.0, method=method))
        self.seconds = time.monotonic() - begun
        self.offline = run.is_offline
        self.requests = net.servers.requests()
        self.results: dict[str, Result] = {result.url: result for result in run.results}

    def asked(self, host: str) -> list[str]:
        """The methods and paths that a host was asked for."""
        return [f"{method} {path}" for name, method, path, _ in self.requests if name == host]


@pytest.fixture(scope="module", params=["head", "get"])
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    with pytest.MonkeyPatch.context() as patch:
        for net in make_net(tmp_path_factory.mktemp("authority"), behaviors(), patch):
            net.addresses.update(addresses())
            yield Run(net, request.param)


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 300
    assert len({case.name for case in CASES}) == len(CASES)
    assert len({case.full_url for case in CASES}) == len(CASES)


def wrong(case: Case, run: Run) -> Iterator[str]:
    """What is wrong with the result of a case."""
    outcome = run.results[case.full_url].outcome
    target = case.target.format(host=case.host) if case.target else None
    if outcome.verdict is not case.verdict or case.reason not in (None, outcome.reason) or outcome.target != target:
        yield f"{case.name}: {case.verdict}/{case.reason} -> {target} expected, {outcome} after {run.asked(case.host)}"
    if case.most is not None and len(run.asked(case.host)) > case.most:
        yield f"{case.name}: asked too often: {run.asked(case.host)}"
    times = [at for name, _, _, at in run.requests if name == case.host]
    if any(later - earlier < case.apart for earlier, later in pairwise(times)):
        yield f"{case.name}: asked too soon: {times}"


def test_every_verdict_is_right_and_nothing_private_is_contacted(run: Run) -> None:
    """One test, so that the one run is made by one process."""
    assert not run.offline
    assert [problem for case in CASES for problem in wrong(case, run)] == []
    assert {host for host, _ in run.net.connected} == {PUBLIC, CLOSED, SWAPPED}
    assert not [path for _, _, path, _ in run.requests if "secret" in path]
    assert [(r.url, r.elapsed, r.attempts) for r in run.results.values() if r.elapsed > SLOWEST] == []


MEASURED = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:])
print(os.wait4(process.pid, 0)[2].ru_maxrss)
"""
"""Runs a command and prints how much memory it took at most; a large process would count its own to that."""


def test_memory_stays_small(tmp_path: Path) -> None:
    """All bodies at once, in a process of their own."""
    large = [
        case for case in CASES if case.name.startswith(("body-", "bomb", "fragment-", "markup-", "large-", "chunks-"))
    ]
    table = {case.name: case.behave for case in large}
    servers = Apart({"*": lambda request: table[request.path.split("/")[1]](request)}, None)
    try:
        urls = [f"http://127.0.0.1:{servers.plain_port}/{case.name}/p#part" for case in large]
        (tmp_path / "urls.txt").write_text("\n".join(urls))
        command = [
            *(sys.executable, "-m", "powerhouse_site", "links", "--urls-from", "urls.txt", "--no-state"),
            *("--allow-private", "127.0.0.0/8", "--retries", "0", "--timeout", "6", "--per-host", "64", "--delay", "1"),
        ]
        measured = [sys.executable, "-c", MEASURED, *command, "--output", "out.txt"]
        done = subprocess.run(measured, check=True, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    finally:
        servers.close()
    assert (tmp_path / "out.txt").read_text().count("\n") > len(large)
    assert int(done.stdout) < 150 * 1024
