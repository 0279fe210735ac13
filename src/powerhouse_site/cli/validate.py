"""`powerhouse validate`: every problem in every file at once."""

import dataclasses
import os
from collections.abc import Sequence
from pathlib import Path

import click

from powerhouse_site.catalog import load_catalog
from powerhouse_site.cli.paths import catalog_option, check_paths, is_below, relative_name, resolved
from powerhouse_site.clock import today
from powerhouse_site.diagnostics import REPORTS, Diagnostic, Summary
from powerhouse_site.diagnostics.reports.github import github_summary
from powerhouse_site.revisions import RevisionError, changed_files


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@catalog_option
@click.option(
    "--strict",
    is_flag=True,
    help="Let warnings count as errors, and warn of facts last checked over a year ago and of tools gone quiet.",
)
@click.option(
    "--changed-since",
    "revision",
    metavar="REV",
    help="Put the problems of files first that differ from this git revision.",
)
@click.option(
    "--format",
    "report",
    type=click.Choice(list(REPORTS)),
    default="text",
    show_default=True,
    help="How to print the problems: for people, for programs, as annotations on GitHub, or as SARIF 2.1.0.",
)
@click.pass_context
def validate(
    context: click.Context, paths: Sequence[Path], catalog: Path, strict: bool, revision: str | None, report: str
) -> None:
    """Check the catalog and print every problem at its line and column.

    PATH is a file or a folder below the catalog; only its problems are printed. Checks that need the whole catalog,
    such as references, use it all the same.

    With --format github, the sums and the problems that GitHub does not show beside the lines are added to the step
    summary, where GITHUB_STEP_SUMMARY names its file.
    """
    check_paths(paths, catalog)
    changed = _changed(catalog, revision) if revision is not None else frozenset[Path]()
    loaded = load_catalog(catalog, today=today(os.environ), with_upkeep=strict)
    chosen = [d for d in loaded.diagnostics if is_below(Path(d.file), paths)]
    chosen.sort(key=lambda d: resolved(Path(d.file)) not in changed)
    files = sum(is_below(file, paths) for file in loaded.files)
    summary = Summary.of(chosen, files)
    relative = [dataclasses.replace(d, file=relative_name(d.file)) for d in chosen]
    click.echo(REPORTS[report](relative, summary), nl=False)
    if report == "github":
        _add_step_summary(relative, summary)
    context.exit(1 if summary.errors or (strict and summary.warnings) else 0)


def _changed(catalog: Path, revision: str) -> frozenset[Path]:
    try:
        return changed_files(catalog, revision)
    except RevisionError as error:
        raise click.BadParameter(f"'{revision}': {error}", param_hint="--changed-since") from None


def _add_step_summary(diagnostics: Sequence[Diagnostic], summary: Summary) -> None:
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if not file:
        return
    try:
        with Path(file).open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(github_summary(diagnostics, summary))
    except OSError as error:
        click.echo(f"the step summary cannot be written to {file}: {error.strerror}", err=True)
