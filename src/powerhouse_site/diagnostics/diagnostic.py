"""One problem at one place."""

from collections.abc import Iterable
from dataclasses import dataclass

from powerhouse_site.diagnostics.code import Code, Severity


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A stretch of text; lines and columns count characters from 1, the end is exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagnostic:
    """A problem, its place, and the fix where one is known.

    `file` is the path as people and editors open it, relative to the working directory where possible.
    `field` is a dotted path such as `variants.0.parameters`, empty for a problem of the whole file.
    `excerpt` is the source line that `span` begins in, without its line ending; empty where there is none.
    """

    file: str
    span: Span
    code: Code
    message: str
    field: str = ""
    help: str | None = None
    excerpt: str = ""

    @property
    def severity(self) -> Severity:
        """The weight of the problem's code."""
        return self.code.severity


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Order by place, then by code and message, so that the same catalog always reports the same list."""
    return sorted(diagnostics, key=lambda d: (d.file, d.span, d.code.name, d.message))
