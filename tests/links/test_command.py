"""`powerhouse links` as people run it, against a server on this machine."""

import json
import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from click.testing import Result as Ran

from powerhouse_site.__main__ import main
from powerhouse_site.cli import commands
from powerhouse_site.links.reports import FORMATS
from tests.git import commit, new_repository
from tests.links.server import Behave, Request, Server

QUICK = (
    *("--allow-private", "127.0.0.0/8", "--delay", "0", "--retries", "0"),
    *("--connect-timeout", "60", "--read-timeout", "60", "--timeout", "120"),
)
"""Nothing waits but where a test says so; the limits are far off, since machines that run tests have other work too."""
ENTRY = """\
# an entry
name: Pine
description: See [its page]({base}/good) and `{base}/code`.
announcement:
  url: {base}/moved#part  # keep this
sources:
  - url: "{base}/gone"
    note: also at [here]({base}/moved) and [there]({base}/moved)
  - url: {base}/good
corrections:
  - field: license
    origin: {base}/quoted
"""
PAGE = """\
# A page

A [link]({base}/good), <{base}/auto> and ![an image]({base}/image.png).
`{base}/code`, and [a definition][d]. <a href="{base}/html">HTML</a>

    {base}/block

[d]: {base}/moved "Title"
"""


class Local:
    """A server whose answers are set by path, and a repository to check."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paths: dict[str, Behave] = {}
        self.server = Server({"*": self._answer})
        self.base = f"http://127.0.0.1:{self.server.port}"

    def _answer(self, request: Request) -> None:
        behave = self.paths.get(request.path)
        if behave is None:
            request.page()
        else:
            behave(request)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("{base}", self.base), encoding="utf-8")
        return path

    def listed(self, *paths: str) -> str:
        return str(self.write("urls.txt", "\n".join(f"{self.base}{path}" for path in paths)))

    def run(self, *options: str, stdin: str | None = None) -> Ran:
        return CliRunner().invoke(commands, ["links", *QUICK, *options], input=stdin)

    def results(self, *options: str) -> dict[str, dict[str, Any]]:
        """The results by address without the base, with the exit status under an empty name."""
        ran = self.run("--format", "json", *options)
        assert ran.exit_code in (0, 1), ran.output
        document = json.loads(ran.stdout)
        found = {each["url"].removeprefix(self.base): each for each in document["results"]}
        return {**found, "": {"status": ran.exit_code, **document["summary"]}}

    def asked(self) -> list[str]:
        return [f"{method} {path}" for _, method, path, _ in self.server.requests]

    def forget(self) -> None:
        self.server.requests.clear()


def gone(request: Request) -> None:
    request.send(404, "no")


def sick(request: Request) -> None:
    request.send(503, "no")


def moved(to: str = "/new") -> Behave:
    return lambda request: request.redirect(to)


@pytest.fixture
def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Local]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    found = Local(tmp_path)
    yield found
    found.server.close()


@pytest.fixture
def repository(local: Local) -> Local:
    """With an entry, a page, two that are gone and moved."""
    local.write("catalog/models/pine.yaml", ENTRY)
    local.write("docs/page.md", PAGE)
    local.paths |= {"/gone": gone, "/moved": moved(), "/new": lambda r: r.page(body='<p id="part">')}
    return local


class TestWhereLinksStand:
    def test_in_the_catalog_and_in_markdown(self, repository: Local) -> None:
        found = repository.results("--no-state")
        places = {
            url: [(p["file"], p["line"], p["column"], p["field"]) for p in result["locations"]]
            for url, result in found.items()
            if url
        }
        entry, page = "catalog/models/pine.yaml", "docs/page.md"
        assert {url: [(file, line, field) for file, line, _, field in each] for url, each in places.items()} == {
            "/good": [(entry, 3, "description"), (entry, 9, "sources.1.url"), (page, 3, "link")],
            "/moved#part": [(entry, 5, "announcement.url")],
            "/gone": [(entry, 7, "sources.0.url")],
            "/moved": [(entry, 8, "sources.0.note"), (entry, 8, "sources.0.note"), (page, 8, "link")],
            "/auto": [(page, 3, "link")],
            "/image.png": [(page, 3, "image")],
            "/html": [(page, 4, "a.href")],
        }
        for url, each in places.items():
            for file, line, column, _ in each:
                text = (repository.folder / file).read_text(encoding="utf-8").split("\n")[line - 1]
                assert text[column - 1 :].startswith(repository.base + url), (file, line, column)

    def test_in_built_pages(self, local: Local) -> None:
        local.write("site/a/index.html", '<p>\n<a class=x href="{base}/a?b=1&amp;c=2">x</a> <img src={base}/i.png>')
        found = local.results("--no-state", "--site", "site")
        assert {url: (r["locations"][0]["line"], r["locations"][0]["field"]) for url, r in found.items() if url} == {
            "/a?b=1&c=2": (2, "a.href"),
            "/i.png": (2, "img.src"),
        }

    def test_what_leads_nowhere_inside_of_a_built_site_needs_no_network(self, local: Local) -> None:
        local.write("site/index.html", '<a href="none/">x</a> <a href="{base}/a">y</a>')
        ran = local.run("--internal", "--site", "site")
        assert ran.exit_code == 1
        assert "site/index.html:1:1: error[broken/missing-file]: none/" in ran.stdout
        assert local.asked() == []
        assert set(local.results("--no-state", "--site", "site")) == {"", "none/", "/a"}

    def test_in_a_list(self, local: Local) -> None:
        local.write("urls.txt", "\ufeff# a comment\n\n  {base}/a  \n{base}/a\n{base}/b#x\n")
        found = local.results("--no-state", "--urls-from", "urls.txt")
        assert [p["line"] for p in found["/a"]["locations"]] == [3, 4]
        ran = local.run("--no-state", "--urls-from", "-", stdin=f"{local.base}/c\n")
        assert ran.exit_code == 0
        assert "1 address checked: 1 ok; none failing" in ran.stdout

    def test_an_address_is_asked_once_whatever_its_fragments(self, local: Local) -> None:
        local.paths["/a"] = lambda r: r.page(body="<p id=x>")
        found = local.results("--no-state", "--urls-from", local.listed("/a", "/a#x", "/a#y", "/a#top"))
        assert {url: r["verdict"] for url, r in found.items() if url} == {
            "/a": "ok",
            "/a#x": "ok",
            "/a#y": "broken",
            "/a#top": "ok",
        }
        assert local.asked().count("GET /a") == 2, "once, and once more for what is missing"

    def test_no_fragments(self, local: Local) -> None:
        found = local.results("--no-state", "--no-fragments", "--urls-from", local.listed("/a#none"))
        assert found["/a#none"]["verdict"] == "ok"


class TestWhatFails:
    def test_what_is_gone_fails_at_once(self, local: Local) -> None:
        local.paths |= {"/gone": gone, "/sick": sick, "/taken": lambda r: r.send(410)}
        found = local.results("--urls-from", local.listed("/gone", "/sick", "/taken", "/fine"))
        assert {url for url, r in found.items() if r["failing"] and url} == {"/gone", "/taken"}
        assert found[""] == found[""] | {"status": 1, "failing": 2, "broken": 2, "uncertain": 1, "ok": 1}

    def test_what_is_broken_otherwise_fails_the_second_time_in_a_row(self, local: Local) -> None:
        local.paths["/odd"] = lambda r: r.send(400)
        listed = local.listed("/odd")
        states = [local.results("--urls-from", listed)[""]["status"] for _ in range(3)]
        assert states == [0, 1, 1]
        local.paths.clear()
        assert local.results("--urls-from", listed)[""]["status"] == 0
        local.paths["/odd"] = lambda r: r.send(400)
        assert local.results("--urls-from", listed, "--state", "other.json")[""]["status"] == 0

    def test_what_is_uncertain_fails_after_five_runs_over_a_week(self, local: Local) -> None:
        local.paths["/sick"] = sick
        listed, state = local.listed("/sick"), local.folder / ".cache/links.json"
        assert [local.results("--urls-from", listed)[""]["status"] for _ in range(5)] == [0] * 5
        document = json.loads(state.read_text())
        entry = document["urls"][f"{local.base}/sick"]
        assert entry["bad_runs"] == 5
        entry["first_bad"] = "2020-01-01T00:00:00Z"
        state.write_text(json.dumps(document))
        found = local.results("--urls-from", listed)
        assert (found[""]["status"], found["/sick"]["bad_runs"], found["/sick"]["failing"]) == (1, 6, True)
        entry["bad_runs"] = 2
        state.write_text(json.dumps(document))
        assert local.results("--urls-from", listed)[""]["status"] == 0

    def test_only_what_a_change_adds(self, repository: Local, monkeypatch: pytest.MonkeyPatch) -> None:
        folder = new_repository(repository.folder / "repo", monkeypatch)
        for name in ("catalog", "docs"):
            (repository.folder / name).rename(folder / name)
        monkeypatch.chdir(folder)
        commit(folder, "old")
        repository.paths |= {"/gone-too": gone, "/auto": gone}
        old = repository.results("--no-state", "--changed-since", "HEAD")
        assert (old[""]["status"], old["/gone"]["verdict"], old["/gone"]["failing"]) == (0, "broken", False)
        page = folder / "docs/page.md"
        page.rename(folder / "docs/renamed.md")
        (folder / "docs/new.md").write_text(f"[x]({repository.base}/gone-too) [y]({repository.base}/gone)")
        new = repository.results("--no-state", "--changed-since", "HEAD")
        assert {url for url, r in new.items() if r["failing"] and url} == {"/gone-too"}
        assert new[""]["status"] == 1
        only = repository.results("--no-state", "--changed-since", "HEAD", "--only-added")
        assert set(only) == {"", "/gone-too"}
        assert repository.run("--changed-since", "nothing").exit_code == 2


class TestState:
    def test_what_is_good_is_not_asked_again(self, local: Local) -> None:
        local.paths["/gone"] = gone
        listed = local.listed("/a", "/gone")
        local.results("--urls-from", listed)
        before = (local.folder / ".cache/links.json").read_text()
        assert list(json.loads(before)["urls"]) == sorted(json.loads(before)["urls"])
        local.forget()
        found = local.results("--urls-from", listed)
        assert (found["/a"]["cached"], found["/gone"]["cached"]) == (True, False)
        assert {path.split()[1] for path in local.asked()} == {"/gone"}

    @pytest.mark.parametrize(
        "damage",
        [
            *(b"", b"{", b"[]", b"\xff\xfe\x00", b'{"schema": 0}', b'{"schema": 1, "urls": 3}'),
            *(
                b'{"schema": 1, "urls": {"x": {"verdict": "ok", "reason": "ok", "time": %s}}}' % t
                for t in (b"1e999", b"1e18")
            ),
        ],
    )
    def test_a_damaged_file_is_told_and_written_anew(self, local: Local, damage: bytes) -> None:
        state = local.folder / "state.json"
        state.write_bytes(damage)
        ran = local.run("--state", "state.json", "--urls-from", local.listed("/a"))
        assert ran.exit_code == 0
        assert "warning: the state in state.json" in ran.stderr
        assert list(json.loads(state.read_text())["urls"]) == [f"{local.base}/a"]

    def test_what_is_no_file_gets_no_lock_beside_it(self, local: Local) -> None:
        ran = local.run("--state", "/dev/null", "--urls-from", local.listed("/a"))
        assert (ran.exit_code, ran.stderr) == (0, "")
        assert not Path("/dev/null.lock").exists()

    def test_a_file_of_a_newer_version_stays_as_it_is(self, local: Local) -> None:
        state = local.write("state.json", '{"schema": 2, "addresses": []}')
        ran = local.run("--state", "state.json", "--urls-from", local.listed("/a"))
        assert ran.exit_code == 0
        assert ran.stderr.count("newer version") == 2
        assert state.read_text() == '{"schema": 2, "addresses": []}'

    def test_a_clock_that_was_wrong_is_outlived(self, local: Local) -> None:
        known = {"verdict": "broken", "reason": "refused", "time": "2999-01-01T00:00:00Z", "bad_runs": 1}
        document = {"schema": 1, "urls": {f"{local.base}/a": {**known, "first_bad": "2999-01-01T00:00:00Z"}}}
        state = local.write("state.json", json.dumps(document))
        local.paths["/a"] = sick
        assert local.results("--state", "state.json", "--urls-from", local.listed("/a"))["/a"]["bad_runs"] == 2
        entry = json.loads(state.read_text())["urls"][f"{local.base}/a"]
        assert [entry[name][:4] < "2999" for name in ("time", "first_bad")] == [True, True]

    def test_two_runs_at_once_lose_nothing(self, local: Local) -> None:
        lists = [str(local.write(f"{n}.txt", "\n".join(f"{{base}}/{n}/{i}" for i in range(30)))) for n in range(4)]
        with ThreadPoolExecutor() as pool:
            done = list(pool.map(lambda name: process(local, "--urls-from", name).wait(60), lists))
        assert done == [0] * 4
        assert len(json.loads((local.folder / ".cache/links.json").read_text())["urls"]) == 120

    def test_killed_at_any_moment_it_leaves_a_whole_file(self, local: Local) -> None:
        listed = local.listed(*(f"/{n}" for n in range(200)))
        state = local.folder / ".cache/links.json"
        local.run("--urls-from", listed)
        for number in range(6):
            local.write("more.txt", "\n".join(f"{{base}}/{number}/{n}" for n in range(50)))
            running = process(local, "--urls-from", "more.txt")
            time.sleep(0.6 + number * 0.15)
            running.kill()
            running.wait()
            assert len(json.loads(state.read_text())["urls"]) >= 200
        assert local.results("--urls-from", listed)[""]["status"] == 0
        assert [path.name for path in state.parent.iterdir() if path.suffix == ".tmp"] == []

    def test_an_interrupt_ends_with_130_and_keeps_what_is_known(self, local: Local) -> None:
        local.paths["/slow"] = lambda r: r.hang(60)
        listed = local.listed("/a", "/slow")
        # A shell hands on to what runs in its background that interrupts are to be ignored.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        running = process(local, "--urls-from", listed, "--workers", "1")
        signal.signal(signal.SIGINT, before)
        while "HEAD /slow" not in local.asked():  # the one worker is done with the other address
            assert running.poll() is None
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 130
        assert list(json.loads((local.folder / ".cache/links.json").read_text())["urls"]) == [f"{local.base}/a"]


def test_an_interrupt_while_it_is_loaded_ends_with_130_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("powerhouse_site.cli.main", interrupted)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_behind_the_standard_output_is_told(local: Local) -> None:
    with Path("/dev/full").open("w") as full:
        command = [
            sys.executable,
            "-m",
            "powerhouse_site",
            "links",
            *QUICK,
            "--no-state",
            "--urls-from",
            local.listed("/a"),
        ]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=local.folder)
    assert done.returncode == 2
    assert "cannot be written to the standard output" in done.stderr


def process(local: Local, *options: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "powerhouse_site", "links", *QUICK, *options]
    environment = {name: value for name, value in os.environ.items() if name != "GITHUB_TOKEN"}
    return subprocess.Popen(
        command, cwd=local.folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


class TestOffline:
    def test_without_network_there_are_no_verdicts(self, local: Local) -> None:
        state = local.write(".cache/links.json", '{"schema": 1, "urls": {}}')
        listed = local.write("urls.txt", "\n".join(f"http://127.0.1.{n}:1/" for n in range(1, 31)))
        ran = local.run("--format", "json", "--urls-from", str(listed))
        assert ran.exit_code == 3
        document = json.loads(ran.stdout)
        assert (document["results"], document["summary"]["offline"]) == ([], True)
        assert state.read_text() == '{"schema": 1, "urls": {}}'
        assert "offline" in ran.stderr
        assert document["notes"] == []

    def test_some_dead_hosts_are_no_lack_of_network(self, local: Local) -> None:
        dead = [f"http://127.0.1.{n}:1/" for n in range(1, 19)]
        listed = local.write("urls.txt", "\n".join([*dead, f"{local.base}/a"]))
        assert local.run("--no-state", "--urls-from", str(listed)).exit_code == 0


class TestConfiguration:
    def test_exclusions_have_a_reason_and_an_end(self, local: Local) -> None:
        local.write(
            "pyproject.toml",
            """
            [tool.powerhouse.links]
            exclude_hosts = ["127.0.0.9."]
            [[tool.powerhouse.links.exclusions]]
            pattern = "/wall"
            reason = "keeps robots out"
            expires = 2999-01-01
            [[tool.powerhouse.links.exclusions]]
            pattern = "/old"
            reason = "was broken"
            expires = "2020-01-01"
            [[tool.powerhouse.links.exclusions]]
            pattern = "/nowhere"
            reason = "fits nothing"
            expires = 2999-01-01
            """,
        )
        local.paths |= {"/wall": gone, "/old": gone}
        local.write("docs/page.md", "[a]({base}/wall) [b]({base}/old) [c](http://127.0.0.9:1/)")
        ran = local.run("--no-state", "--format", "json")
        document = json.loads(ran.stdout)
        found = {each["url"].removeprefix(local.base): each for each in document["results"]}
        assert (found["/wall"]["verdict"], found["/wall"]["detail"]) == ("skipped", "keeps robots out")
        assert found["/old"]["failing"]
        assert found["http://127.0.0.9:1/"]["reason"] == "excluded"
        assert len(document["notes"]) == 2
        assert "'/old' has expired on 2020-01-01" in document["notes"][0]
        assert "'/nowhere' fits no address" in document["notes"][1]
        assert not [path for path in local.asked() if "/wall" in path]

    @pytest.mark.parametrize(
        "table",
        [
            "worker = 3",
            "workers = 0",
            "workers = 'many'",
            "exclusions = [{pattern = 'x', expires = 2999-01-01}]",
            "exclusions = [{pattern = 'x', reason = 'y'}]",
            "exclusions = [{pattern = '(', reason = 'y', expires = 2999-01-01}]",
            "ca_file = 3",
            "hosts = {'a.org' = {per_hst = 1}}",
            "budget = nan",
            "= 3",
        ],
    )
    def test_mistakes_are_told(self, local: Local, table: str) -> None:
        local.write("pyproject.toml", f"[tool.powerhouse.links]\n{table}\n")
        ran = local.run("--urls-from", local.listed("/a"))
        assert ran.exit_code == 2
        assert "pyproject.toml" in ran.output
        assert local.asked() == []

    def test_options_win(self, local: Local) -> None:
        local.write("other.toml", "[tool.powerhouse.links]\nfragments = true\nretries = 0\n")
        found = local.results(
            "--config", "other.toml", "--no-state", "--no-fragments", "--urls-from", local.listed("/a#x")
        )
        assert found["/a#x"]["verdict"] == "ok"

    def test_a_budget_ends_the_run(self, local: Local) -> None:
        local.paths["/slow"] = lambda r: r.hang(30)
        listed = local.listed("/a", *(f"/slow?{n}" for n in range(9)), "/slow")
        local.paths |= {f"/slow?{n}": (lambda r: r.hang(30)) for n in range(9)}
        begun = time.monotonic()
        found = local.results("--no-state", "--budget", "1", "--urls-from", listed)
        assert time.monotonic() - begun < 30
        assert {r["reason"] for url, r in found.items() if url and r["verdict"] == "skipped"} == {"budget"}
        ran = local.run("--no-state", "--budget", "0.5", "--urls-from", local.listed("/slow"))
        assert "note: 1 address was not checked, since the time for the run was over" in ran.stdout

    def test_private_addresses_are_only_contacted_where_allowed(self, local: Local) -> None:
        ran = CliRunner().invoke(
            commands, ["links", "--no-state", "--format", "json", "--urls-from", local.listed("/a")]
        )
        assert json.loads(ran.stdout)["results"][0]["verdict"] == "blocked"
        assert local.asked() == []

    def test_the_environment_names_no_proxy(self, local: Local, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "https_proxy"):
            monkeypatch.setenv(name, "http://127.0.0.1:1")
        netrc = local.write(".netrc", "machine 127.0.0.1 login someone password secret\n")
        monkeypatch.setenv("NETRC", str(netrc))
        assert local.results("--no-state", "--urls-from", local.listed("/a"))["/a"]["verdict"] == "ok"
        assert not [headers for _, headers in local.server.headers if "authorization" in headers]


class TestFix:
    def test_new_addresses_are_written_and_all_else_stays(self, repository: Local) -> None:
        entry, page = repository.folder / "catalog/models/pine.yaml", repository.folder / "docs/page.md"
        before = entry.read_text(), page.read_text()
        ran = repository.run("--no-state", "--fix")
        assert ran.exit_code == 1, "what is gone still fails"
        assert entry.read_text() == before[0].replace("/moved", "/new")
        assert page.read_text() == before[1].replace("/moved", "/new")
        assert f"catalog/models/pine.yaml:5: {repository.base}/moved#part -> {repository.base}/new#part" in ran.stderr
        assert "moved" not in "".join(repository.results("--no-state"))

    def test_nothing_is_written_that_would_say_something_else(self, local: Local) -> None:
        local.paths |= {"/moved": moved("/new(1"), "/temporary": lambda r: r.redirect("/new", 302)}
        page = local.write("docs/page.md", "[a]({base}/moved) [b]({base}/temporary)\n")
        before = page.read_text()
        ran = local.run("--no-state", "--fix")
        assert page.read_text() == before
        assert "not fixed by itself" in ran.stderr


class TestReports:
    @pytest.fixture
    def reports(self, repository: Local) -> Callable[[str], str]:
        def report(name: str) -> str:
            text: str = repository.run("--no-state", "--format", name).stdout
            return text

        return report

    def test_text_stands_at_file_line_and_column(self, reports: Callable[[str], str]) -> None:
        text = reports("text")
        assert "catalog/models/pine.yaml:7:11: error[broken/not-found]: " in text
        assert "catalog/models/pine.yaml:5:8: note[redirected/permanent-redirect]: " in text
        assert text.endswith("1 failing\n")

    def test_github(self, repository: Local, reports: Callable[[str], str], monkeypatch: pytest.MonkeyPatch) -> None:
        summary = repository.folder / "summary.md"
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
        assert "::error file=catalog/models/pine.yaml,line=7,col=11,title=not-found::" in reports("github")
        assert "### Failing" in summary.read_text()

    def test_junit(self, reports: Callable[[str], str]) -> None:
        [suite] = ET.fromstring(reports("junit"))
        assert suite.get("failures") == "1"
        assert len([case for case in suite if case.find("failure") is not None]) == 1

    def test_sarif(self, reports: Callable[[str], str]) -> None:
        run = json.loads(reports("sarif"))["runs"][0]
        assert {result["level"] for result in run["results"]} == {"error", "note"}
        assert all(run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])

    def test_markdown(self, reports: Callable[[str], str]) -> None:
        text = reports("markdown")
        assert text.index("### Failing") < text.index("### Moved for good")
        assert "http://" not in text, "no address may become a link by itself"

    def test_json_has_the_shape_that_is_promised(self, reports: Callable[[str], str]) -> None:
        text, number, whole = {"type": "string"}, {"type": "number"}, {"type": "integer"}
        place = {"file": text, "line": whole, "column": whole, "field": text}
        result = {
            "url": text,
            "verdict": text,
            "reason": text,
            "status": {"type": ["integer", "null"]},
            "target": {"type": ["string", "null"]},
            "failing": {"type": "boolean"},
            "attempts": whole,
            "elapsed_s": number,
            "checked_at": text,
            "cached": {"type": "boolean"},
            "locations": {"type": "array", "items": {"properties": place, "required": list(place)}},
        }
        names = ("ok", "redirected", "broken", "uncertain", "timeout", "blocked", "skipped", "failing")
        summary = {**dict.fromkeys(names, whole), "elapsed_s": number}
        shape = {
            "properties": {
                "schema": {"const": 1},
                "summary": {"properties": summary, "required": list(summary)},
                "results": {"minItems": 5, "items": {"properties": result, "required": list(result)}},
            },
            "required": ["schema", "summary", "results"],
        }
        jsonschema.validate(json.loads(reports("json")), shape)

    def test_several_at_once_and_in_files(self, repository: Local) -> None:
        ran = repository.run("--no-state", "--format", "json", "--output", "out/a.json", "--also", "markdown=out/b.md")
        assert ran.stdout == ""
        assert json.loads((repository.folder / "out/a.json").read_text())["schema"] == 1
        assert "### Failing" in (repository.folder / "out/b.md").read_text()

    @pytest.mark.parametrize("name", FORMATS)
    def test_each_can_take_every_address(self, local: Local, name: str) -> None:
        bad = ["http://a b/", "http://[/", "ftp://x/", "http://x/\x1b[31m", "http://]]>&<b>@someone|`", "\ud800"]
        listed = local.folder / "urls.txt"
        listed.write_bytes("\n".join(bad[:-1]).encode())
        ran = local.run("--no-state", "--format", name, "--urls-from", str(listed))
        assert ran.exit_code == 0, ran.output
        assert "\x1b" not in ran.stdout
        if name == "junit":
            ET.fromstring(ran.stdout)


def test_usage(local: Local) -> None:
    calls: Sequence[Sequence[str]] = [
        ["--urls-from", "missing.txt"],
        ["--only-added"],
        ["--internal"],
        ["--format", "html"],
        ["--workers", "0"],
        ["--also", "html=x"],
        ["--catalog", "missing"],
        ["--allow-private", "nonsense", "--urls-from", local.listed("/a")],
        ["--ca-file", local.listed("/a"), "--urls-from", local.listed("/a")],
        [],
    ]
    for call in calls:
        assert local.run(*call).exit_code == 2, call
