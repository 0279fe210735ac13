"""Diagnostics as text for people and editors, and as JSON for programs."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from powerhouse_site.diagnostics.codes import Severity
from powerhouse_site.diagnostics.diagnostic import Diagnostic


@dataclass(frozen=True, kw_only=True)
class Summary:
    """How many files were read and what was found in them."""

    files: int
    errors: int
    warnings: int

    @classmethod
    def of(cls, diagnostics: Sequence[Diagnostic], files: int) -> "Summary":
        """Count `diagnostics` by severity."""
        errors = sum(d.severity is Severity.ERROR for d in diagnostics)
        return cls(files=files, errors=errors, warnings=len(diagnostics) - errors)


Report = Callable[[Sequence[Diagnostic], Summary], str]


def text_report(diagnostics: Sequence[Diagnostic], summary: Summary) -> str:
    """Render one block a problem, then the sums."""
    return "\n\n".join([*map(_text_block, diagnostics), _text_summary(summary)]) + "\n"


def json_report(diagnostics: Sequence[Diagnostic], summary: Summary) -> str:
    """Render an object with `problems` and `summary`."""
    document = {
        "problems": [_json_problem(d) for d in diagnostics],
        "summary": {"files": summary.files, "errors": summary.errors, "warnings": summary.warnings},
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


REPORTS: dict[str, Report] = {"text": text_report, "json": json_report}


def _text_block(d: Diagnostic) -> str:
    lines = [f"{d.file}:{d.span.line}:{d.span.column}: {d.severity}[{d.code.name}]: {d.message}"]
    if d.excerpt:
        number = str(d.span.line)
        margin = " " * len(number)
        before = d.excerpt[: d.span.column - 1]
        indent = "".join("\t" if character == "\t" else " " for character in before)
        lines.append(f"  {number} | {d.excerpt}")
        lines.append(f"  {margin} | {indent}{'^' * _caret_width(d)}")
    if d.help:
        lines.append(f"  help: {d.help}")
    return "\n".join(lines)


def _caret_width(d: Diagnostic) -> int:
    rest = len(d.excerpt) - d.span.column + 1
    wanted = d.span.end_column - d.span.column if d.span.end_line == d.span.line else rest
    return max(1, min(wanted, rest))


def _text_summary(summary: Summary) -> str:
    files = _count(summary.files, "file")
    if not summary.errors and not summary.warnings:
        return f"{files} checked, no problems"
    return f"{files} checked, {_count(summary.errors, 'error')}, {_count(summary.warnings, 'warning')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _json_problem(d: Diagnostic) -> dict[str, object]:
    problem: dict[str, object] = {
        "file": d.file,
        "line": d.span.line,
        "column": d.span.column,
        "end_line": d.span.end_line,
        "end_column": d.span.end_column,
        "severity": d.severity.value,
        "code": d.code.name,
        "field": d.field,
        "message": d.message,
    }
    if d.help:
        problem["help"] = d.help
    return problem
