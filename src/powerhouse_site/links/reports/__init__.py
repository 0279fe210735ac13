"""The formats that a run is printed in, by the name that the command line knows them by."""

from collections.abc import Callable

from powerhouse_site.links.reports.github import github_report
from powerhouse_site.links.reports.json import json_report
from powerhouse_site.links.reports.junit import junit_report
from powerhouse_site.links.reports.markdown import markdown_report
from powerhouse_site.links.reports.report import Report
from powerhouse_site.links.reports.sarif import sarif_report
from powerhouse_site.links.reports.text import text_report

REPORTS: dict[str, Callable[[Report], str]] = {
    "text": text_report,
    "json": json_report,
    "markdown": markdown_report,
    "junit": junit_report,
    "sarif": sarif_report,
    "github": github_report,
}
"""From a report to a text that ends with a line ending."""
