"""Diagnostics as text for people and editors, and as JSON for programs."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from powerhouse_site.diagnostics.codes import Severity
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


Report = Callable[[Sequence[Diagnostic], Summary], str]


def text_report(diagnostics: Sequence[Diagnostic], summary: Summary) -> str:
    """Render one block a problem, then the sums."""
    return "\n\n".join([*map(_text_block, diagnostics), _text_summary(summary)]) + "\n"


def json_report(diagnostics: Sequence[Diagnostic], summary: Summary) -> str:
    """Render an object with `problems` and `summary`."""
    document = {
        "problems": [_json_problem(d) for d in diagnostics],
        "summary": {"files": summary.files, "errors": summary.errors, "warnings": summary.warnings},
    }
    text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    return _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


REPORTS: dict[str, Report] = {"text": text_report, "json": json_report}
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Stands for a byte of a file name that is not UTF-8, and cannot be printed as it is."""
_WIDEST = 200
"""Of a longer source line only the part around the problem is shown."""


def _text_block(d: Diagnostic) -> str:
    place = f"{_printable(d.file)}:{d.span.line}:{d.span.column}"
    lines = [f"{place}: {d.severity}[{d.code.name}]: {_printable(d.message)}"]
    if d.excerpt:
        number = str(d.span.line)
        margin = " " * len(number)
        excerpt, start = _window(d)
        indent = "".join("\t" if character == "\t" else " " for character in excerpt[:start])
        lines.append(f"  {number} | {excerpt}")
        lines.append(f"  {margin} | {indent}{'^' * _caret_width(d, len(excerpt) - start)}")
    if d.help:
        lines.append(f"  help: {_printable(d.help)}")
    return "\n".join(lines)


def _window(d: Diagnostic) -> tuple[str, int]:
    """The source line, cut to the part around the problem where it is too long, and where the problem begins in it."""
    start = d.span.column - 1
    if len(d.excerpt) <= _WIDEST:
        return d.excerpt, start
    first = max(0, start - _WIDEST // 2)
    left = "…" if first else ""
    right = "…" if first + _WIDEST < len(d.excerpt) else ""
    return left + d.excerpt[first : first + _WIDEST] + right, start - first + len(left)


def _caret_width(d: Diagnostic, rest: int) -> int:
    wanted = d.span.end_column - d.span.column if d.span.end_line == d.span.line else rest
    return max(1, min(wanted, rest))


def _printable(text: str) -> str:
    """The text on one line, without characters that a terminal would act on: they are written as escapes."""
    return "".join(x if x.isprintable() else x.encode("unicode_escape").decode("ascii") for x in text)


def _text_summary(summary: Summary) -> str:
    files = _count(summary.files, "file")
    if not summary.errors and not summary.warnings:
        return f"{files} checked, no problems"
    return f"{files} checked, {_count(summary.errors, 'error')}, {_count(summary.warnings, 'warning')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _json_problem(d: Diagnostic) -> dict[str, object]:
    problem: dict[str, object] = {
        "file": d.file,
        "line": d.span.line,
        "column": d.span.column,
        "end_line": d.span.end_line,
        "end_column": d.span.end_column,
        "severity": d.severity.value,
        "code": d.code.name,
        "field": d.field,
        "message": d.message,
    }
    if d.help:
        problem["help"] = d.help
    return problem
