"""The data of the built site: the command writes the same files, and the examples of the reference run against them."""

import functools
import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.site.building import EPOCH, environment, run
from tests.site.reading import Site

EXAMPLE = "https://example.org/powerhouse/"


class Open(SimpleHTTPRequestHandler):
    """Serves files as hosts do that let scripts of other sites read them."""

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    """Where the built site is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Open, directory=str(site.folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="module")
def examples(root: Path, address: str) -> dict[str, str]:
    """The examples of the reference by their heading, asking the built site."""
    page = (root / "docs" / "reference" / "data.md").read_text(encoding="utf-8")
    found = re.findall(r"^### (.+?)\n.*?^```\w+\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert [heading for heading, _ in found] == ["Python", "JavaScript", "curl", "Spreadsheet"]
    assert all(EXAMPLE in text for _, text in found)
    return {heading: text.replace(EXAMPLE, address) for heading, text in found}


def test_the_command_writes_what_the_site_serves(root: Path, site: Site, tmp_path: Path) -> None:
    for format_ in ("json", "csv"):
        words = ("powerhouse_site", "export", "--format", format_, "--output", str(tmp_path))
        done = run(root, *words, SOURCE_DATE_EPOCH=EPOCH)
        assert done.returncode == 0, done.stdout
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    served = {name.removeprefix("api/v1/") for name in site.files if name.startswith("api/v1/")}
    assert written == served
    assert [n for n in written if (tmp_path / n).read_bytes() != (site.folder / "api/v1" / n).read_bytes()] == []


def test_the_python_example_runs(examples: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", examples["Python"]],
        capture_output=True,
        encoding="utf-8",
        env=environment(PYTHONIOENCODING="utf-8"),
        timeout=60,
        check=True,
    )
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert len(rows) == 10
    assert all(len(row) == 3 for row in rows)
    assert [row[2] for row in rows] == sorted((row[2] for row in rows), reverse=True)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_curl_example_runs(examples: dict[str, str]) -> None:
    done = subprocess.run(
        ["sh", "-ec", examples["curl"]], capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    assert done.stdout == '  "date": "2023-11-14T22:13:20Z",\n  "license": "llama-2",\n'


def test_the_spreadsheet_example_leads_to_a_table(examples: dict[str, str], address: str, site: Site) -> None:
    formula = re.fullmatch(r'=IMPORTDATA\("(.+)"\)\n', examples["Spreadsheet"])
    assert formula
    file = site.folder / formula[1].removeprefix(address)
    assert file.read_text(encoding="utf-8").startswith("id,kind,url,page,name,")


def test_nothing_is_null_or_empty(site: Site) -> None:
    """What is not known is absent."""

    def hollow(value: object) -> Iterator[object]:
        if value is None or value in ("", {}):
            yield value
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from hollow(inner)

    for name in site.files:
        if re.fullmatch(r"api/v1/[a-z-]+/[^/]+\.json", name) and "/schema/" not in name:
            assert not list(hollow(json.loads((site.folder / name).read_bytes()))), name
