"""The example catalogs: valid ones have no problem, invalid ones have exactly the problems that were looked at once."""

import datetime
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from powerhouse_site.catalog import load_catalog
from powerhouse_site.cli import commands
from powerhouse_site.diagnostics import CODES, Severity
from powerhouse_site.schema.models import Model
from tests.conftest import Golden
from tests.texts import MODEL, write_catalog

EXAMPLES = Path(__file__).parent / "examples"
VALID = sorted(path.name for path in (EXAMPLES / "valid").iterdir() if path.is_dir())
INVALID = sorted(path.name for path in (EXAMPLES / "invalid").iterdir() if path.is_dir())


def report(catalog: str, *options: str, status: int) -> str:
    """What `powerhouse validate` prints for a catalog folder."""
    result = CliRunner().invoke(commands, ["validate", "--catalog", catalog, *options])
    assert result.exit_code == status, result.output
    return result.stdout


@pytest.mark.parametrize("name", VALID)
def test_valid_examples_are_read_whole_and_without_a_problem(name: str) -> None:
    loaded = load_catalog(EXAMPLES / "valid" / name)
    files = list((EXAMPLES / "valid" / name).glob("*/*.yaml"))
    assert [d.message for d in loaded.diagnostics] == []
    assert len(files) > 0
    assert sum(len(entries) for entries in loaded.catalog.entries.values()) == len(files)


@pytest.mark.parametrize("name", INVALID)
def test_invalid_examples_are_reported_as_expected(name: str, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES / "invalid")
    golden.check(f"examples/{name}.txt", report(name, status=1))


@pytest.mark.parametrize("name", INVALID)
def test_text_and_json_tell_the_same_problems(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES / "invalid")
    problems = json.loads(report(name, "--format", "json", status=1))["problems"]
    heads = [f"{p['file']}:{p['line']}:{p['column']}: {p['severity']}[{p['code']}]: {p['message']}" for p in problems]
    lines = report(name, status=1).splitlines()
    assert [line for line in lines if ": error[" in line or ": warning[" in line] == heads


def test_the_invalid_examples_cover_every_code(tmp_path: Path) -> None:
    too_large = write_catalog(tmp_path, {"models/pine.yaml": MODEL + "#" * 256 * 1024})
    roots = [too_large, *(EXAMPLES / "invalid" / name for name in INVALID)]
    today = datetime.date(2026, 6, 1)
    loaded = [load_catalog(root, today=today, with_upkeep=True) for root in roots]
    found = {d.code.name for catalog in loaded for d in catalog.diagnostics}
    assert found == set(CODES)


def test_every_quoted_or_precise_date_is_read_alike() -> None:
    entries = load_catalog(EXAMPLES / "valid" / "dates").catalog.of("models")
    assert {entry.id: str(entry.facts.release_date) for entry in entries if isinstance(entry.facts, Model)} == {
        "day": "2023-07-18",
        "day-quoted": "2023-07-18",
        "leap-day": "2024-02-29",
        "month": "2023-07",
        "month-quoted": "2023-07",
        "year": "2023",
        "year-quoted": "2023",
    }


def test_byte_order_marks_and_windows_line_ends_leave_no_trace() -> None:
    models = load_catalog(EXAMPLES / "valid" / "texts").catalog.entries["models"]
    plain = models["no-last-line-end"].facts.model_dump(exclude={"name", "variants"})
    for name in ("mark", "windows", "mark-and-windows", "comments"):
        assert models[name].facts.model_dump(exclude={"name", "variants"}) == plain
    assert models["windows"].heading == "Windows line ends"
    assert models["unicode"].heading == "悟道 · Ёлка · שלום · 🌲"


def test_one_mistake_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES / "invalid")
    loaded = load_catalog(Path("five-mistakes"))
    places = [(d.file, d.span.line, d.span.column, d.code.name, d.field) for d in loaded.diagnostics]
    file = "five-mistakes/models/planted.yaml"
    assert places == [
        (file, 5, 1, "unknown-field", "licence_note"),
        (file, 6, 10, "dead-reference", "license"),
        (file, 7, 15, "invalid-date", "release_date"),
        (file, 10, 17, "wrong-type", "variants.0.parameters"),
        (file, 11, 5, "missing-field", "variants.1.parameters"),
    ]
    assert all(d.severity is Severity.ERROR for d in loaded.diagnostics)


def test_the_five_mistakes_as_json_have_every_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES / "invalid")
    document = json.loads(report("five-mistakes", "--format", "json", status=1))
    assert document["summary"] == {"files": 2, "errors": 5, "warnings": 0}
    assert document["problems"][3] == {
        "file": "five-mistakes/models/planted.yaml",
        "line": 10,
        "column": 17,
        "end_line": 10,
        "end_column": 21,
        "severity": "error",
        "code": "wrong-type",
        "field": "variants.0.parameters",
        "message": "'parameters' takes a number of parameters, found a list",
        "help": "write 7B, 124M or 1.5T",
    }
    assert "help" not in document["problems"][2]
    assert [p["end_column"] for p in document["problems"]] == [13, 18, 25, 21, 6]
