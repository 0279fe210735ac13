"""The formats that a run is printed in, each imported when it is wanted."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from powerhouse_site.links.reports.report import Report

FORMATS = ("text", "json", "markdown", "junit", "sarif", "github")
"""Their names, as the command line knows them and as their modules are called."""


def renderer(name: str) -> "Callable[[Report], str]":
    """What renders a report in one of the formats, as a text that ends with a line ending."""
    found: Callable[[Report], str] = getattr(import_module(f"{__name__}.{name}"), f"{name}_report")
    return found


def rendered(name: str, report: "Report") -> str:
    """A report as a text in one of the formats."""
    return renderer(name)(report)
