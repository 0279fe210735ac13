"""Diagnostics and the formats they are printed in."""

import dataclasses
import json
from typing import Any

import pytest

from powerhouse_site.diagnostics import CODES, REPORTS, Diagnostic, Severity, Span, Summary, sort_diagnostics
from powerhouse_site.diagnostics import codes as c
from tests.conftest import Golden

PLACE = Span(7, 1, 7, 8)
PLAIN = Diagnostic(
    file="catalog/models/llama-2.yaml",
    span=PLACE,
    code=c.UNKNOWN_FIELD,
    message="'licence' is not a field of a model",
)


def diagnostic(span: Span = PLACE, **changes: Any) -> Diagnostic:
    """A diagnostic that differs from PLAIN in a few parts."""
    return dataclasses.replace(PLAIN, span=span, **changes)


def text(*diagnostics: Diagnostic) -> str:
    return REPORTS["text"](diagnostics, Summary.of(diagnostics, files=1))


def caret_line(span: Span, excerpt: str) -> str:
    return text(diagnostic(span, excerpt=excerpt)).splitlines()[2]


def test_text_is_the_block_of_the_contract() -> None:
    found = diagnostic(excerpt="licence: llama-2-community", help="did you mean 'license'?")
    assert text(found) == (
        "catalog/models/llama-2.yaml:7:1: error[unknown-field]: 'licence' is not a field of a model\n"
        "  7 | licence: llama-2-community\n"
        "    | ^^^^^^^\n"
        "  help: did you mean 'license'?\n"
        "\n"
        "1 file checked, 1 error, 0 warnings\n"
    )


def test_text_without_excerpt_and_help_is_one_line() -> None:
    assert text(diagnostic()).split("\n\n")[0].count("\n") == 0


def test_margin_is_as_wide_as_the_line_number() -> None:
    assert caret_line(Span(1234, 3, 1234, 5), "a bc d") == "       |   ^^"


def test_caret_line_repeats_tabs_so_that_carets_stand_below_their_text() -> None:
    assert caret_line(Span(1, 3, 1, 5), "\t\tab") == "    | \t\t^^"


def test_caret_of_a_value_over_several_lines_ends_with_the_first() -> None:
    assert caret_line(Span(1, 4, 3, 2), "a: |-") == "    |    ^^"


def test_caret_at_the_end_of_a_line_is_one_wide() -> None:
    assert caret_line(Span(1, 3, 1, 3), "a:") == "    |   ^"


def test_long_lines_are_cut_around_the_problem() -> None:
    excerpt = "x" * 5000 + "here" + "y" * 5000
    shown, caret = text(diagnostic(Span(1, 5001, 1, 5005), excerpt=excerpt)).splitlines()[1:3]
    assert len(shown) < 250
    assert shown.startswith("  1 | …x")
    assert shown.endswith("y…")
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "here"


def test_lines_of_the_usual_length_are_shown_whole() -> None:
    assert text(diagnostic(Span(1, 200, 1, 201), excerpt="x" * 200)).splitlines()[1] == f"  1 | {'x' * 200}"


def test_beginning_of_a_long_line_is_shown_from_its_first_character() -> None:
    shown, caret = text(diagnostic(Span(1, 1, 1, 5), excerpt="here" + "y" * 5000)).splitlines()[1:3]
    assert shown.startswith("  1 | here")
    assert caret == "    | ^^^^"


def test_caret_never_runs_beyond_the_shown_part_of_a_long_line() -> None:
    shown, caret = text(diagnostic(Span(1, 1, 1, 9000), excerpt="x" * 9000)).splitlines()[1:3]
    assert len(caret) <= len(shown)


def test_characters_that_a_terminal_would_act_on_are_escaped() -> None:
    found = diagnostic(file="models/a\x1b[2J\n.yaml", message="'\u202eb' is\r wrong", help="\x07")
    report = text(found)
    assert report.splitlines()[0] == ("models/a\\x1b[2J\\n.yaml:7:1: error[unknown-field]: '\\u202eb' is\\r wrong")
    assert report.splitlines()[1] == "  help: \\x07"


def test_readable_letters_of_all_scripts_stay_as_they_are() -> None:
    assert "'悟道 Ёлка é' …" in text(diagnostic(message="'悟道 Ёлка é' …"))


@pytest.mark.parametrize("format", REPORTS)
def test_file_names_that_are_not_utf8_can_be_printed(format: str) -> None:
    found = diagnostic(file="models/caf\udce9.yaml", message="'caf\udce9' is not an id")
    assert "caf" in REPORTS[format]([found], Summary.of([found], 1)).encode().decode()


def test_json_keeps_every_character_of_a_file_name() -> None:
    found = diagnostic(file="models/caf\udce9 \x1b 悟.yaml")
    report = REPORTS["json"]([found], Summary.of([found], 1))
    assert json.loads(report)["problems"][0]["file"] == found.file
    assert "悟" in report


def test_json_has_the_keys_of_the_contract_and_help_only_where_there_is_advice() -> None:
    plain = diagnostic()
    advised = diagnostic(Span(8, 2, 9, 4), help="do this", code=c.DUPLICATE_NAME)
    document = json.loads(REPORTS["json"]([plain, advised], Summary.of([plain, advised], 3)))
    assert document["summary"] == {"files": 3, "errors": 1, "warnings": 1}
    first, second = document["problems"]
    keys = ["file", "line", "column", "end_line", "end_column", "severity", "code", "field", "message"]
    assert list(first) == keys
    assert list(second) == [*keys, "help"]
    assert (second["line"], second["column"], second["end_line"], second["end_column"]) == (8, 2, 9, 4)
    assert (second["severity"], second["code"], second["help"]) == ("warning", "duplicate-name", "do this")


@pytest.mark.parametrize(
    ("errors", "warnings", "files", "line"),
    [
        (0, 0, 0, "0 files checked, no problems"),
        (0, 0, 1, "1 file checked, no problems"),
        (1, 0, 2, "2 files checked, 1 error, 0 warnings"),
        (2, 1, 1, "1 file checked, 2 errors, 1 warning"),
        (0, 2, 9, "9 files checked, 0 errors, 2 warnings"),
    ],
)
def test_summary_counts_by_severity(errors: int, warnings: int, files: int, line: str) -> None:
    found = [diagnostic()] * errors + [diagnostic(code=c.DUPLICATE_NAME)] * warnings
    assert REPORTS["text"](found, Summary.of(found, files)).splitlines()[-1] == line


def test_order_is_by_file_then_place_then_code_then_message() -> None:
    ordered = [
        diagnostic(Span(9, 9, 9, 9), file="a.yaml"),
        diagnostic(Span(2, 8, 2, 9), file="b.yaml"),
        diagnostic(Span(2, 10, 2, 11), file="b.yaml", code=c.MISSING_FIELD, message="b"),
        diagnostic(Span(2, 10, 2, 11), file="b.yaml", code=c.UNKNOWN_FIELD, message="a"),
        diagnostic(Span(2, 10, 2, 11), file="b.yaml", code=c.UNKNOWN_FIELD, message="b"),
        diagnostic(Span(10, 1, 10, 2), file="b.yaml"),
    ]
    assert sort_diagnostics(reversed(ordered)) == ordered


def test_codes_are_stable(golden: Golden) -> None:
    lines = [f"{name}: {code.severity}\n" for name, code in sorted(CODES.items())]
    golden.check("diagnostics/codes.txt", "".join(lines))


def test_only_what_may_be_right_after_all_is_a_warning() -> None:
    warnings = [name for name, code in CODES.items() if code.severity is Severity.WARNING]
    assert warnings == ["duplicate-name", "duplicate-address", "repeated-item", "stale-fact", "stale-status"]
