"""Diagnostics as SARIF, read back by two programs that know the format."""

import json
from pathlib import Path
from typing import Any

import pytest
from sarif import loader
from sarif_pydantic import Sarif

from powerhouse_site.diagnostics import CODES, REPORTS, Diagnostic, Span, Summary
from powerhouse_site.diagnostics import codes as c
from tests.conftest import Golden

PROBLEMS = (
    Diagnostic(
        file="catalog/models/pine 1é.yaml",
        span=Span(7, 1, 7, 8),
        code=c.UNKNOWN_FIELD,
        message="'licence' is not a field of a model",
        field="licence",
        help="did you mean 'license'?",
        excerpt="licence: mit",
    ),
    Diagnostic(file="catalog/licenses/mit.yaml", span=Span(3, 7, 4, 2), code=c.DUPLICATE_NAME, message="given twice"),
)


@pytest.fixture
def text() -> str:
    return REPORTS["sarif"](PROBLEMS, Summary.of(PROBLEMS, files=2))


@pytest.fixture
def run(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)["runs"][0]
    return found


def test_results(run: dict[str, Any], golden: Golden) -> None:
    golden.check("diagnostics/sarif-results.json", json.dumps(run["results"], indent=2, ensure_ascii=False) + "\n")


def test_what_the_standard_requires_is_there(text: str, run: dict[str, Any]) -> None:
    log = json.loads(text)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["name"] == "powerhouse"
    assert all(invocation["executionSuccessful"] for invocation in run["invocations"])


def test_every_code_is_a_rule_that_results_refer_to(run: dict[str, Any]) -> None:
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(CODES)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    for rule in rules:
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["fullDescription"]["text"] == CODES[rule["id"]].why
        assert rule["defaultConfiguration"]["level"] == CODES[rule["id"]].severity


def test_sarif_tools_reads_it(text: str, tmp_path: Path) -> None:
    file = tmp_path / "found.sarif"
    file.write_text(text, encoding="utf-8")
    data = loader.load_sarif_file(str(file))
    assert data.get_distinct_tool_names() == ["powerhouse"]
    assert data.get_report().get_issue_count_for_severity("error") == 1
    records = [(r["Location"], r["Line"], r["Severity"], r["Code"]) for r in data.get_records()]
    assert sorted(records) == [
        ("catalog/licenses/mit.yaml", 3, "warning", "duplicate-name"),
        ("catalog/models/pine%201%C3%A9.yaml", 7, "error", "unknown-field"),
    ]


def test_a_model_of_the_format_reads_it(text: str) -> None:
    log = Sarif.model_validate_json(text)
    assert [result.rule_id for result in log.runs[0].results or []] == ["unknown-field", "duplicate-name"]


def test_no_problem_is_an_empty_list_of_results() -> None:
    assert json.loads(REPORTS["sarif"]((), Summary.of((), files=1)))["runs"][0]["results"] == []
