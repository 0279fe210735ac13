"""The formats that diagnostics are printed in, by the name that the command line knows them by."""

from collections.abc import Callable, Sequence

from powerhouse_site.diagnostics.diagnostic import Diagnostic
from powerhouse_site.diagnostics.reports.github import github_report
from powerhouse_site.diagnostics.reports.json import json_report
from powerhouse_site.diagnostics.reports.sarif import sarif_report
from powerhouse_site.diagnostics.reports.text import text_report
from powerhouse_site.diagnostics.summary import Summary

Report = Callable[[Sequence[Diagnostic], Summary], str]

REPORTS: dict[str, Report] = {
    "text": text_report,
    "json": json_report,
    "github": github_report,
    "sarif": sarif_report,
}
