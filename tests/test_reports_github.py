"""Diagnostics on GitHub: workflow commands and the step summary."""

import re

import pytest

from powerhouse_site.diagnostics import REPORTS, Diagnostic, Span, Summary
from powerhouse_site.diagnostics import codes as c
from powerhouse_site.diagnostics.reports.github import SHOWN, github_summary
from tests.conftest import Golden


def problem(number: int = 1, **changes: str) -> Diagnostic:
    parts = {"file": "catalog/models/pine.yaml", "message": "'licence' is not a field of a model"} | changes
    return Diagnostic(span=Span(number, 3, number, 9), code=c.UNKNOWN_FIELD, **parts)


def github(*diagnostics: Diagnostic) -> str:
    return REPORTS["github"](diagnostics, Summary.of(diagnostics, 2))


def summary(*diagnostics: Diagnostic) -> str:
    return github_summary(diagnostics, Summary.of(diagnostics, 2))


def test_a_problem_is_one_command() -> None:
    assert github(problem(7, help="did you mean 'license'?")) == (
        "::error file=catalog/models/pine.yaml,line=7,col=3,title=unknown-field::"
        "'licence' is not a field of a model%0Adid you mean 'license'?\n"
        "2 files checked, 1 error, 0 warnings\n"
    )


def test_a_warning_is_a_warning() -> None:
    twice = Diagnostic(file="a.yaml", span=Span(), code=c.DUPLICATE_NAME, message="twice")
    assert github(twice).startswith("::warning file=a.yaml,")


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("100 %", "100 %25"),
        ("a\nb", "a%0Ab"),
        ("a\r\n::error::b", "a%0D%0A::error::b"),
        ("%0A", "%250A"),
        ("\x1b[31mred\x9b", "\\x1b[31mred\\x9b"),
        ("a\u2028b\u202ec", "a\\u2028b\\u202ec"),
    ],
)
def test_a_message_stays_in_its_command(text: str, escaped: str) -> None:
    report = github(problem(message=text))
    assert report.splitlines()[0].endswith(f"title=unknown-field::{escaped}")
    assert len(report.splitlines()) == 2


def test_a_file_name_stays_a_property() -> None:
    line = github(problem(file="catalog/models/a,line=9::x%\n::error::.yaml")).splitlines()[0]
    assert line.startswith("::error file=catalog/models/a%2Cline=9%3A%3Ax%25%0A%3A%3Aerror%3A%3A.yaml,line=1,")


def test_the_step_summary_lists_what_github_does_not_show(golden: Golden) -> None:
    hostile = "| <img src=x onerror=alert(1)> `code` *b* [a](https://grove.org) @someone ![i](x) &amp; \\|"
    rest = [problem(100, message=hostile), problem(101, file="catalog/models/<b>|.yaml", help="did you mean 'x'?")]
    text = summary(*(problem(number) for number in range(1, SHOWN + 1)), *rest)
    golden.check("diagnostics/step-summary.md", text)
    rows = [line for line in text.splitlines() if line.startswith("| <code>")]
    assert len(rows) == 2
    for row in rows:
        assert row.count("|") == 4
        assert not re.search(r"[`*\[\]@!]", row), "Markdown could act on it"
        assert set(re.findall(r"<[^>]*>", row)) == {"<code>", "</code>"}


def test_errors_and_warnings_are_counted_apart() -> None:
    twice = Diagnostic(file="a.yaml", span=Span(), code=c.DUPLICATE_NAME, message="twice")
    assert "| place |" not in summary(*[problem(1)] * SHOWN, *[twice] * SHOWN)
    assert "| place |" in summary(*[twice] * (SHOWN + 1))


def test_a_sound_catalog_has_a_summary_too() -> None:
    assert summary() == "### Catalog\n\n2 files checked, no problems.\n\n"


def test_the_summary_stays_below_what_github_takes() -> None:
    text = summary(*[problem(message="|" * 300, help="*" * 80)] * 5000)
    assert len(text.encode()) < 4 * 1024 * 1024
    assert "more, which the log of the step lists" in text
