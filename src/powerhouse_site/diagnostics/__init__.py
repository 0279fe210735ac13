"""What is wrong, where it is, and how to mend it: diagnostics as values, and the formats they are printed in."""

from powerhouse_site.diagnostics.code import Code, Severity
from powerhouse_site.diagnostics.codes import CODES
from powerhouse_site.diagnostics.diagnostic import Diagnostic, Span, sort_diagnostics
from powerhouse_site.diagnostics.reports import REPORTS, Report
from powerhouse_site.diagnostics.summary import Summary

__all__ = ["CODES", "REPORTS", "Code", "Diagnostic", "Report", "Severity", "Span", "Summary", "sort_diagnostics"]
