"""How far `powerhouse links` is, and what it has found."""

import errno
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from powerhouse_site.atomic import write_file
from powerhouse_site.cli.links_options import Options
from powerhouse_site.links.reports import rendered

if TYPE_CHECKING:
    from powerhouse_site.links.reports.report import Report


class Bar:
    """Progress on a terminal, and nothing elsewhere."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> "Bar":
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)

    def update(self, done: int, total: int) -> None:
        """Show how far it is."""
        if self._shown:
            click.echo(f"\rChecking {done} of {total}", nl=False, err=True)


def print_report(options: Options, report: "Report") -> None:
    """Print a report in all the formats that are asked for."""
    for name, file in options.also:
        _print(rendered(name, report), file)
    _print(rendered(options.report, report), options.output)
    if options.report == "github":
        _add_step_summary(report)


def _print(text: str, output: Path | None) -> None:
    try:
        if output is None:
            click.echo(text, nl=False)
        else:
            write_file(output, text.encode("utf-8", errors="backslashreplace"))
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        place = output or "the standard output"
        raise click.ClickException(f"the report cannot be written to {place}: {error.strerror}") from None


def _add_step_summary(report: "Report") -> None:
    """Add the report to the summary of a step on GitHub, where there is one."""
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if not file:
        return
    try:
        with Path(file).open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write("### Links\n\n" + rendered("markdown", report))
    except OSError as error:
        click.echo(f"the step summary cannot be written to {file}: {error.strerror}", err=True)
