"""What is wrong, where it is, and how to mend it: diagnostics as values, and the formats they are printed in."""

from powerhouse_site.diagnostics.codes import CODES, Code, Severity
from powerhouse_site.diagnostics.diagnostic import Diagnostic, Span, sort_diagnostics
from powerhouse_site.diagnostics.reports import REPORTS, Report, Summary

__all__ = ["CODES", "REPORTS", "Code", "Diagnostic", "Report", "Severity", "Span", "Summary", "sort_diagnostics"]
