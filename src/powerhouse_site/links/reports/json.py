"""A run for programs, and for the build of the site."""

import json

from powerhouse_site.diagnostics.reports.characters import encodable
from powerhouse_site.links.reports.report import Report
from powerhouse_site.links.state.moments import moment
from powerhouse_site.links.verdicts import Result

SCHEMA = 1
"""The version of the format; it changes where a name or a meaning does."""
_written = json.JSONEncoder(ensure_ascii=False).encode


def json_report(report: Report) -> str:
    """Render an object with `schema`, `summary` and `results`, a line each: in lines alone it is written quickly."""
    summary: dict[str, object] = {verdict.value: count for verdict, count in report.counts.items()}
    summary |= {"failing": report.failing, "elapsed_s": round(report.elapsed, 3), "offline": report.is_offline}
    rows = [f"    {_written(_result(result))}" for result in report.results]
    lines = [
        "{",
        f'  "schema": {SCHEMA},',
        f'  "summary": {_written(summary)},',
        f'  "notes": {_written(list(report.notes))},',
        '  "results": [',
        *([",\n".join(rows)] if rows else []),
        "  ]",
        "}",
    ]
    return encodable("\n".join(lines)) + "\n"


def _result(result: Result) -> dict[str, object]:
    outcome = result.outcome
    document: dict[str, object] = {
        "url": result.url,
        "verdict": outcome.verdict.value,
        "reason": outcome.reason.value,
        "status": outcome.status,
        "target": outcome.target,
        "failing": result.failing,
        "attempts": result.attempts,
        "elapsed_s": round(result.elapsed, 3),
        "checked_at": moment(result.checked_at),
        "cached": result.cached,
        "locations": [
            {"file": each.file, "line": each.line, "column": each.column, "field": each.field}
            for each in result.locations
        ],
    }
    if result.bad_runs:
        document |= {"bad_runs": result.bad_runs, "first_bad": moment(result.first_bad)}
    if outcome.detail:
        document["detail"] = outcome.detail
    if result.archived:
        document["archived"] = result.archived
    return document
