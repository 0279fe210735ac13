"""A run for programs, and for the build of the site."""

import datetime
import json

from powerhouse_site.diagnostics.reports.characters import encodable
from powerhouse_site.links.reports.report import Report
from powerhouse_site.links.verdicts import Result

SCHEMA = 1
"""The version of the format; it changes where a name or a meaning does."""


def json_report(report: Report) -> str:
    """Render an object with `schema`, `summary` and `results`."""
    summary: dict[str, object] = {verdict.value: count for verdict, count in report.counts.items()}
    summary |= {"failing": report.failing, "elapsed_s": round(report.elapsed, 3), "offline": report.is_offline}
    document = {
        "schema": SCHEMA,
        "summary": summary,
        "notes": list(report.notes),
        "results": [_result(result) for result in report.results],
    }
    return encodable(json.dumps(document, indent=2, ensure_ascii=False)) + "\n"


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


def moment(seconds: int | None) -> str | None:
    """A time in the form of ISO 8601, in UTC; None for none."""
    if not seconds:
        return None
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
