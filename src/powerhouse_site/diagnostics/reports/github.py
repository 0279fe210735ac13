"""Diagnostics as workflow commands, which GitHub shows beside the changed lines, and as a step summary.

Commands and their escapes: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

import html
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from powerhouse_site.diagnostics.code import Severity
from powerhouse_site.diagnostics.diagnostic import Diagnostic
from powerhouse_site.diagnostics.reports.characters import printable
from powerhouse_site.diagnostics.summary import Summary

SHOWN = 10
"""As many errors, and as many warnings, of one step does GitHub show beside the lines."""
_SUMMARY_ROWS = 1000
"""GitHub refuses a step summary of more than a megabyte."""


def github_report(diagnostics: Sequence[Diagnostic], summary: Summary) -> str:
    """Render one command a problem, then the sums."""
    return "\n".join([*map(_command, diagnostics), str(summary)]) + "\n"


def github_summary(diagnostics: Sequence[Diagnostic], summary: Summary) -> str:
    """Render the sums and, as a table, the problems that GitHub does not show: Markdown with all text made inert."""
    rest = list(_not_shown(diagnostics))
    lines = ["### Catalog", "", f"{summary}."]
    if rest:
        lines += ["", f"Beside the first {SHOWN} errors and {SHOWN} warnings, which stand at their lines:", ""]
        lines += ["| place | problem | help |", "| --- | --- | --- |", *map(_row, rest[:_SUMMARY_ROWS])]
    if len(rest) > _SUMMARY_ROWS:
        lines += ["", f"And {len(rest) - _SUMMARY_ROWS} more, which the log of the step lists."]
    return "\n".join(lines) + "\n\n"


def _command(d: Diagnostic) -> str:
    properties = {"file": d.file, "line": d.span.line, "col": d.span.column, "title": d.code.name}
    return workflow_command(d.severity, properties, f"{d.message}\n{d.help}" if d.help else d.message)


def workflow_command(level: str, properties: Mapping[str, object], message: str) -> str:
    """A command that shows a message: an error, a warning or a notice."""
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{level} {listed}::{_data(message)}"


def _data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return printable(escaped)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _not_shown(diagnostics: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    seen: Counter[Severity] = Counter()
    for d in diagnostics:
        seen[d.severity] += 1
        if seen[d.severity] > SHOWN:
            yield d


def _row(d: Diagnostic) -> str:
    place = f"{d.file}:{d.span.line}:{d.span.column}"
    problem = f"{d.severity}[{d.code.name}]: {d.message}"
    return f"| {table_cell(place)} | {table_cell(problem)} | {table_cell(d.help or '')} |"


def table_cell(text: str) -> str:
    """The text as code, in which Markdown does nothing; HTML and the bar that ends a cell are written as references."""
    plain = html.escape(printable(text)).replace("|", "&#124;")
    return f"<code>{''.join(_REFERENCES.get(character, character) for character in plain)}</code>" if text else ""


_REFERENCES = {character: f"&#{ord(character)};" for character in r"\`*_{}[]()~@!:/"}
"""Marks of Markdown, mentions and bare addresses, which would work inside an HTML element too."""
