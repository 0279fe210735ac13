"""The formats that a run is printed in, each imported when it is wanted."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from powerhouse_site.links.reports.report import Report

FORMATS = ("text", "json", "markdown", "junit", "sarif", "github")
"""Their names, as the command line knows them and as their modules are called."""


def rendered(name: str, report: "Report") -> str:
    """A report as a text in one of the formats, which ends with a line ending."""
    module = import_module(f"{__name__}.{name}")
    return str(getattr(module, f"{name}_report")(report))
