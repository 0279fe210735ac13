"""Last releases from a package index on this machine, and what they change."""

import datetime
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from powerhouse_site.cli import commands
from powerhouse_site.refresh.edits import EditError, set_texts
from powerhouse_site.refresh.releases import Release, last_of_npm, last_of_simple
from powerhouse_site.schema.kinds import KINDS
from tests.texts import FRAMEWORK, MODEL, TOOL, write_catalog

FRAMEWORKS = next(kind for kind in KINDS if kind.name == "frameworks")
LOOM = (
    FRAMEWORK
    + """\
# what it is installed from
package: {registry: pypi, name: loom, version: 1.0.0, released: 2024-01}  # old
sources:
  - url: https://pypi.org/project/loom/
    checked: 2024-02-01
    supports: [package.released]
"""
)


def file(name: str, time: str | None, **more: Any) -> dict[str, Any]:
    return {"filename": name, **({"upload-time": time} if time else {}), **more}


PAGE = {
    "files": [
        file("loom-1.0.0.tar.gz", "2024-01-05T10:00:00Z"),
        file("loom-1.10.0-py3-none-any.whl", "2026-03-02T01:00:00Z"),
        file("loom-1.10.0.tar.gz", "2026-03-01T23:30:00-05:00"),
        file("loom-1.9.0.tar.gz", "2026-03-09T10:00:00Z"),
        file("loom-2.0.0rc1.tar.gz", "2026-04-01T10:00:00Z"),
        file("loom-1.11.0.tar.gz", "2026-05-01T10:00:00Z", yanked="broken"),
        file("loom-1.12.0.tar.gz", None),
        file("loom.exe", "2026-06-01T10:00:00Z"),
        file("loom-banana.tar.gz", "2026-06-01T10:00:00Z"),
    ]
}


class Index(ThreadingHTTPServer):
    """An index that answers with a status and a body for each path."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, tuple[int, bytes]] = {}
        self.accepted: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/simple"


class _Handler(BaseHTTPRequestHandler):
    server: Index

    def do_GET(self) -> None:
        self.server.accepted.append(self.headers["Accept"])
        status, body = self.server.answers.get(self.path, (404, b""))
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def index() -> Iterator[Index]:
    with Index() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    monkeypatch.chdir(tmp_path)
    return write_catalog(tmp_path / "catalog", {"frameworks/loom.yaml": LOOM, "models/pine.yaml": MODEL})


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, ["refresh", *words])


def test_the_last_final_release_by_version_and_the_day_of_its_first_file() -> None:
    assert last_of_simple(PAGE) == Release(version="1.10.0", day=datetime.date(2026, 3, 2))


@pytest.mark.parametrize(
    "page", [{}, {"files": []}, {"files": [file("loom-1.0.tar.gz", None)]}, {"files": [{"filename": 3}]}]
)
def test_a_page_without_upload_times_tells_no_release(page: dict[str, Any]) -> None:
    assert last_of_simple(page) is None


def test_npm_names_the_latest_release() -> None:
    times = {
        "created": "2023-01-01T00:00:00.000Z",
        "1.2.0": "2026-02-03T04:05:06.789Z",
        "2.0.0": "2026-05-01T00:00:00Z",
    }
    document = {"dist-tags": {"latest": "1.2.0", "next": "2.0.0"}, "time": times}
    assert last_of_npm(document) == Release(version="1.2.0", day=datetime.date(2026, 2, 3))
    assert last_of_npm({"dist-tags": {"latest": "3.0.0"}, "time": times}) is None
    assert last_of_npm({"time": 3}) is None


def test_a_new_release_is_written_and_everything_else_stays(root: Path, index: Index) -> None:
    index.answers["/simple/loom/"] = (200, json.dumps(PAGE).encode())
    result = run("--index", index.address)
    assert (result.exit_code, result.stdout) == (
        0,
        "catalog/frameworks/loom.yaml: 1.0.0 (2024-01) -> 1.10.0 (2026-03-02)\n",
    )
    assert result.stderr == "1 packages, 1 changed, 0 without an answer\n"
    text = (root / "frameworks" / "loom.yaml").read_text(encoding="utf-8")
    today = datetime.datetime.now(datetime.UTC).date()
    assert text.startswith("# yaml-language-server: ")
    assert text.count("yaml-language-server") == 1
    for part in ("# what it is installed from\n", "version: 1.10.0\n", "released: 2026-03-02\n", "# old"):
        assert part in text
    assert f"checked: {today}\n" in text or f"checked: {today - datetime.timedelta(days=1)}\n" in text
    assert index.accepted == ["application/vnd.pypi.simple.v1+json"]
    again = run("--index", index.address)
    assert (again.exit_code, again.stdout) == (0, ""), "a second run changes nothing"


def test_other_kinds_are_not_asked_for(root: Path, index: Index) -> None:
    result = run("deployment-tools", "--index", index.address)
    assert (result.exit_code, index.accepted) == (0, [])
    assert run("models", "--index", index.address).exit_code == 2


def test_without_network_nothing_is_changed(root: Path) -> None:
    before = (root / "frameworks" / "loom.yaml").read_bytes()
    result = run("--index", "http://127.0.0.1:9/simple")
    assert result.exit_code == 2
    assert "the package index cannot be reached; nothing was changed" in result.stderr
    assert (root / "frameworks" / "loom.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (404, b"", "the index has no such package"),
        (500, b"", "the index answered with status 500"),
        (200, b"<html>", "the index does not answer in JSON"),
        (200, b"[]", "the index does not answer in JSON"),
        (200, b"{}", "no final release whose day the index tells"),
        (200, b"\xff\xfe", "the index does not answer in JSON"),
    ],
)
def test_an_index_without_an_answer_is_told_and_the_others_go_on(
    root: Path, index: Index, status: int, body: bytes, reason: str
) -> None:
    write_catalog(root, {"deployment-tools/thread.yaml": TOOL + "package: {registry: pypi, name: thread}\n"})
    index.answers |= {"/simple/loom/": (status, body), "/simple/thread/": (200, json.dumps(PAGE).encode())}
    result = run("--index", index.address)
    assert result.exit_code == 1
    assert f"catalog/frameworks/loom.yaml: loom: {reason}\n" in result.stderr
    assert result.stdout == "catalog/deployment-tools/thread.yaml: no version (no date) -> 1.10.0 (2026-03-02)\n"


def test_a_name_of_a_package_stays_one_part_of_the_address(root: Path, index: Index) -> None:
    write_catalog(root, {"frameworks/loom.yaml": FRAMEWORK + "package: {registry: pypi, name: ../../x?y#z}\n"})
    run("--index", index.address)
    assert "no such package" in run("--index", index.address).stderr


def test_values_at_paths_that_are_not_there_are_refused() -> None:
    for path in (("nothing", "version"), ("name", "version"), ("sources", 7, "checked")):
        with pytest.raises(EditError):
            set_texts(LOOM, FRAMEWORKS, {path: "1"})
    with pytest.raises(EditError):
        set_texts("name: [", FRAMEWORKS, {("name",): "1"})
