"""Problems as the live preview shows them in the browser."""

import linecache
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import jinja2
from markupsafe import Markup

from powerhouse_site.diagnostics import Diagnostic
from powerhouse_site.diagnostics.reports.text import source_lines

_ONE = Markup("<li><p><b>{place}</b><br><strong>{label}</strong>: {message}</p>{source}{help}</li>")
_SOURCE = Markup('<pre tabindex="0">{}</pre>')
_HELP = Markup("<p>help: {}</p>")
_TEMPLATES = (".html", ".xml")


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What is wrong at one place of the catalog or of a template; `source` is the line with what marks the place."""

    place: str
    label: str
    message: str
    source: str = ""
    help: str = ""

    @classmethod
    def of_diagnostic(cls, d: Diagnostic) -> "Problem":
        """A problem of the catalog."""
        return cls(
            place=f"{d.file}:{d.span.line}:{d.span.column}",
            label=f"{d.severity}[{d.code.name}]",
            message=d.message,
            source="\n".join(source_lines(d)),
            help=d.help or "",
        )

    @classmethod
    def of_template(cls, error: Exception) -> "Problem":
        """What a template raised when it was read or drawn."""
        file, line = _template_place(error)
        text = linecache.getline(file, line).rstrip() if file else ""
        return cls(
            place=f"{as_typed(Path(file)).as_posix()}:{line}" if file else "templates",
            label="error[template]",
            message=str(error) or type(error).__name__,
            source=f"{line} | {text}" if text else "",
        )

    def __str__(self) -> str:
        lines = [f"{self.place}: {self.label}: {self.message}", *self.source.splitlines()]
        return "\n  ".join(lines)


def problem_list(problems: Iterable[Problem]) -> Markup:
    """A list of problems as HTML."""
    items = (
        _ONE.format(
            place=problem.place,
            label=problem.label,
            message=problem.message,
            source=_SOURCE.format(problem.source) if problem.source else "",
            help=_HELP.format(problem.help) if problem.help else "",
        )
        for problem in problems
    )
    return Markup('<ol class="ph-problems">{}</ol>').format(Markup("").join(items))


def as_typed(path: Path) -> Path:
    """The path as people would type it, so that it reads the same as from the command line."""
    here = Path.cwd()
    absolute = path.absolute()
    return absolute.relative_to(here) if absolute.is_relative_to(here) else path


def _template_place(error: Exception) -> tuple[str, int]:
    """The file and line of the innermost template behind an error; no file where there is none."""
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename:
        return error.filename, error.lineno
    linecache.checkcache()
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith(_TEMPLATES):
            return frame.filename, frame.lineno or 1
    return "", 1
