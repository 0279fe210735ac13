"""A run as workflow commands, which GitHub shows beside the lines."""

from powerhouse_site.diagnostics.reports.github import workflow_command
from powerhouse_site.links.reports.report import Report, words


def github_report(report: Report) -> str:
    """Render one command for each place of each address that is not well, then the sums."""
    lines: list[str] = []
    for place, result in report.places():
        outcome = result.outcome
        level = "error" if result.failing else "warning" if outcome.verdict.is_bad else "notice"
        where: dict[str, object] = {"file": place.file, "line": place.line, "col": place.column} if place else {}
        lines.append(workflow_command(level, where | {"title": str(outcome.reason)}, f"{result.url}: {words(result)}"))
    lines += [workflow_command("warning", {"title": "links"}, note) for note in report.notes]
    return "\n".join([*lines, report.closing()]) + "\n"
