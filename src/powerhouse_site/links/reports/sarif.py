"""A run in the Static Analysis Results Interchange Format, version 2.1.0."""

from powerhouse_site import __version__
from powerhouse_site.diagnostics.reports.sarif import artifact_uri, sarif_log
from powerhouse_site.links.reports.report import REASONS, Report, words
from powerhouse_site.links.verdicts import Location, Reason, Result


def sarif_report(report: Report) -> str:
    """Render a log whose rules are the reasons and whose results are the places of addresses that are not well."""
    places = list(report.places())
    told = sorted({result.outcome.reason for _, result in places})
    driver = {"name": "powerhouse links", "version": __version__, "rules": [_rule(reason) for reason in told]}
    results = [_result(place, result, told.index(result.outcome.reason)) for place, result in places]
    counts = {verdict.value: count for verdict, count in report.counts.items()}
    return sarif_log(driver, results, {"summary": counts, "failing": report.failing, "notes": list(report.notes)})


def _rule(reason: Reason) -> dict[str, object]:
    name = "".join(part.capitalize() for part in reason.value.split("-"))
    return {"id": reason.value, "name": name, "shortDescription": {"text": f"{REASONS[reason].capitalize()}."}}


def _result(place: Location | None, result: Result, index: int) -> dict[str, object]:
    outcome = result.outcome
    level = "error" if result.failing else "warning" if outcome.verdict.is_bad else "note"
    found: dict[str, object] = {
        "ruleId": outcome.reason.value,
        "ruleIndex": index,
        "level": level,
        "message": {"text": f"{result.url}: {words(result)}"},
        "properties": {"url": result.url, "verdict": outcome.verdict.value, "field": place.field if place else ""},
    }
    if place is not None:
        region = {"startLine": place.line, "startColumn": place.column, "endColumn": place.column + len(result.url)}
        physical = {"artifactLocation": {"uri": artifact_uri(place.file)}, "region": region}
        found["locations"] = [{"physicalLocation": physical}]
    return found
