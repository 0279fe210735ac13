"""Diagnostics for programs."""

import json
from collections.abc import Sequence

from powerhouse_site.diagnostics.diagnostic import Diagnostic
from powerhouse_site.diagnostics.reports.characters import encodable
from powerhouse_site.diagnostics.summary import Summary


def json_report(diagnostics: Sequence[Diagnostic], summary: Summary) -> str:
    """Render an object with `problems` and `summary`."""
    document = {
        "problems": [_problem(d) for d in diagnostics],
        "summary": {"files": summary.files, "errors": summary.errors, "warnings": summary.warnings},
    }
    return encodable(json.dumps(document, indent=2, ensure_ascii=False)) + "\n"


def _problem(d: Diagnostic) -> dict[str, object]:
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
