"""Diagnostics for people, and for editors that jump to `file:line:column`."""

import re
from collections.abc import Sequence

from powerhouse_site.diagnostics.diagnostic import Diagnostic
from powerhouse_site.diagnostics.reports.characters import printable
from powerhouse_site.diagnostics.summary import Summary

_WIDEST = 200
"""Of a longer source line only the part around the problem is shown."""


def text_report(diagnostics: Sequence[Diagnostic], summary: Summary) -> str:
    """Render one block a problem, then the sums."""
    return "\n\n".join([*map(text_block, diagnostics), str(summary)]) + "\n"


def text_block(d: Diagnostic) -> str:
    """One problem: its place and message, the source line with carets below the place, the advice."""
    place = f"{printable(d.file)}:{d.span.line}:{d.span.column}"
    lines = [f"{place}: {d.severity}[{d.code.name}]: {printable(d.message)}"]
    lines += [f"  {line}" for line in source_lines(d)]
    if d.help:
        lines.append(f"  help: {printable(d.help)}")
    return "\n".join(lines)


def source_lines(d: Diagnostic) -> list[str]:
    """The source line behind its number, and carets below the place; none where the problem is in no line."""
    if not d.excerpt:
        return []
    number = str(d.span.line)
    margin = " " * len(number)
    excerpt, start = _window(d)
    end = start + _caret_width(d, len(excerpt) - start)
    before, marked, after = map(_visible, (excerpt[:start], excerpt[start:end], excerpt[end:]))
    indent = re.sub(r"[^\t]", " ", before)
    return [f"{number} | {before}{marked}{after}", f"{margin} | {indent}{'^' * max(1, len(marked))}"]


def _visible(text: str) -> str:
    """The text with all but tabs that is not seen written as escapes."""
    return "\t".join(map(printable, text.split("\t")))


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
