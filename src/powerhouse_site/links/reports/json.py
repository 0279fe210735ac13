"""A run for programs, and for the build of the site."""

import json

from powerhouse_site.diagnostics.reports.characters import encodable
from powerhouse_site.links.reports.report import Report
from powerhouse_site.links.state.moments import moment
from powerhouse_site.links.verdicts import Location, Result

SCHEMA = 1
"""The version of the format; it changes where a name or a meaning does."""
_written = json.JSONEncoder(ensure_ascii=False).encode
_TRUTH = ("false", "true")


def json_report(report: Report) -> str:
    """Render an object with `schema`, `summary` and `results`, a line each: in lines alone it is written quickly."""
    summary: dict[str, object] = {verdict.value: count for verdict, count in report.counts.items()}
    summary |= {"failing": report.failing, "elapsed_s": round(report.elapsed, 3), "offline": report.is_offline}
    rows = [f"    {_row(result)}" for result in report.results]
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


def _row(result: Result) -> str:
    """A result on one line, put together here: there are many of them, and an encoder takes three times as long."""
    outcome = result.outcome
    parts = [
        f'"url": {_written(result.url)}',
        f'"verdict": "{outcome.verdict}"',
        f'"reason": "{outcome.reason}"',
        f'"status": {_or_null(outcome.status)}',
        f'"target": {_or_null(outcome.target)}',
        f'"failing": {_TRUTH[result.failing]}',
        f'"attempts": {result.attempts}',
        f'"elapsed_s": {round(result.elapsed, 3)}',
        f'"checked_at": {_or_null(moment(result.checked_at))}',
        f'"cached": {_TRUTH[result.cached]}',
        f'"locations": [{", ".join(map(_place, result.locations))}]',
    ]
    if result.bad_runs:
        parts += [f'"bad_runs": {result.bad_runs}', f'"first_bad": {_or_null(moment(result.first_bad))}']
    if outcome.detail:
        parts.append(f'"detail": {_written(outcome.detail)}')
    if result.archived:
        parts.append(f'"archived": {_written(result.archived)}')
    return f"{{{', '.join(parts)}}}"


def _place(place: Location) -> str:
    file, line, column, field = place
    return f'{{"file": {_written(file)}, "line": {line}, "column": {column}, "field": {_written(field)}}}'


def _or_null(value: str | int | None) -> str:
    return "null" if value is None else str(value) if isinstance(value, int) else _written(value)
