"""A build by several processes: the same files as by one, the same errors and warnings, and nothing that goes on."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.site.building import environment
from tests.site.small import small

pytestmark = pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="processes are forked on Linux only")
BUILD = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from mkdocs.__main__ import cli
from powerhouse_site.plugin import crew, plugin
cores = int(sys.argv.pop(1))
crew.FEWEST, plugin.cores = 1, lambda: cores
cli()
"""
"""A build by so many processes. A shell hands on to what runs in its background that interrupts are to be ignored."""


def command(cores: int, target: Path) -> list[str]:
    return [sys.executable, "-c", BUILD, str(cores), "build", "--strict", "--site-dir", str(target)]


def build(repository: Path, cores: int, target: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(cores, target),
        cwd=repository,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.fixture
def repository(root: Path, tmp_path: Path) -> Path:
    return small(root, tmp_path / "repository")


def files(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def test_several_processes_make_what_one_makes(repository: Path, tmp_path: Path) -> None:
    one, several = build(repository, 1, tmp_path / "one"), build(repository, 3, tmp_path / "several")
    assert one.returncode == several.returncode == 0, several.stdout
    assert files(tmp_path / "one") == files(tmp_path / "several")


def test_a_mistake_in_a_template_ends_the_build_with_the_same_words(repository: Path, tmp_path: Path) -> None:
    (repository / "templates/tutorials/entry.html").write_text("{{ nobody.knows }}", encoding="utf-8")
    one, several = build(repository, 1, tmp_path / "one"), build(repository, 3, tmp_path / "several")
    assert one.returncode == several.returncode == 1
    last = "jinja2.exceptions.UndefinedError: 'nobody' is undefined"
    assert one.stdout.splitlines()[-1] == several.stdout.splitlines()[-1] == last
    assert several.stdout.count("Traceback") == 1


def test_an_interrupted_build_leaves_nothing_running(repository: Path, tmp_path: Path) -> None:
    template = repository / "templates/entry.html"
    text = template.read_text(encoding="utf-8")  # the first entry of a kind is drawn before there are helpers
    slow = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    template.write_text(f"{{% if view.entry.id == 'old' %}}{slow}{{% endif %}}{text}", encoding="utf-8")
    helpers: list[int] = []
    with subprocess.Popen(command(3, tmp_path / "site"), cwd=repository, env=environment()) as process:
        try:
            helpers = started_by(process.pid)
            process.send_signal(signal.SIGINT)
            assert process.wait(30) != 0
            ended(helpers)
        finally:
            process.kill()
            for helper in filter(goes_on, helpers):  # the test has failed; none of them would ever end
                os.kill(helper, signal.SIGKILL)


def started_by(process: int) -> list[int]:
    """The helpers of a build, once all are there; those that found nothing to do may have gone."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if children(process):
            time.sleep(0.3)
            if found := children(process):
                return found
        time.sleep(0.05)
    raise AssertionError("the build has no helpers")


def children(process: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()]


def ended(processes: list[int]) -> None:
    end = time.monotonic() + 30
    while any(map(goes_on, processes)):
        assert time.monotonic() < end, "helpers go on after an interrupt"
        time.sleep(0.05)


def goes_on(process: int) -> bool:
    """Whether a process runs; one that has ended may stand there until somebody asks how."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
