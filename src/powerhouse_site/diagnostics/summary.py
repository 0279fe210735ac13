"""The sums of a check."""

from collections.abc import Sequence
from dataclasses import dataclass

from powerhouse_site.diagnostics.code import Severity
from powerhouse_site.diagnostics.diagnostic import Diagnostic


@dataclass(frozen=True, kw_only=True)
class Summary:
    """How many files were read and what was found in them."""

    files: int
    errors: int
    warnings: int

    @classmethod
    def of(cls, diagnostics: Sequence[Diagnostic], files: int) -> "Summary":
        """Count `diagnostics` by severity."""
        errors = sum(d.severity is Severity.ERROR for d in diagnostics)
        return cls(files=files, errors=errors, warnings=len(diagnostics) - errors)

    def __str__(self) -> str:
        """The sums in words."""
        files = _count(self.files, "file")
        if not self.errors and not self.warnings:
            return f"{files} checked, no problems"
        return f"{files} checked, {_count(self.errors, 'error')}, {_count(self.warnings, 'warning')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
