"""A run for people, and for editors that jump to `file:line:column`."""

from powerhouse_site.diagnostics.reports.characters import printable
from powerhouse_site.links.reports.report import Report, words


def text_report(report: Report) -> str:
    """Render two lines for each place of each address that is not well, then the sums."""
    lines: list[str] = []
    for place, result in report.places():
        outcome = result.outcome
        weight = "error" if result.failing else "warning" if outcome.verdict.is_bad else "note"
        where = f"{printable(place.file)}:{place.line}:{place.column}: " if place else ""
        lines.append(f"{where}{weight}[{outcome.verdict}/{outcome.reason}]: {printable(result.url)}")
        lines.append(f"  {printable(words(result))}")
        if result.bad_runs > 1:
            lines.append(f"  in {result.bad_runs} runs in a row")
        if result.archived:
            lines.append(f"  archived: {printable(result.archived)}")
    lines += [f"note: {printable(note)}" for note in report.notes]
    lines.append(report.closing())
    return "\n".join(lines) + "\n"
