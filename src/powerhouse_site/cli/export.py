"""`powerhouse export`: the data that the site serves, as files."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from powerhouse_site.addresses import Addresses
from powerhouse_site.atomic import write_file
from powerhouse_site.catalog import load_catalog
from powerhouse_site.cli.paths import catalog_option
from powerhouse_site.clock import commit_time, today
from powerhouse_site.diagnostics import Summary
from powerhouse_site.diagnostics.reports.text import text_report
from powerhouse_site.exports.api import FOLDER, csv_outputs, json_outputs
from powerhouse_site.exports.output import Output, Stamp
from powerhouse_site.revisions import head
from powerhouse_site.schema.kinds import KINDS

_BY_NAME = {kind.name: kind for kind in KINDS}


@click.command(epilog=f"Kinds: {', '.join(_BY_NAME)}.")
@click.argument("kinds", nargs=-1, type=click.Choice(list(_BY_NAME)), metavar="[KIND ...]")
@click.option(
    "--format", "format_", type=click.Choice(["json", "csv"]), required=True, help="JSON with its schemas, or tables."
)
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    required=True,
    help="The folder to write into.",
)
@catalog_option
@click.pass_context
def export(context: click.Context, kinds: Sequence[str], format_: str, output: Path, catalog: Path) -> None:
    """Write the files that the site serves under /api/v1/.

    Without KIND, all of them, with the index, the OpenAPI description and the schemas.
    """
    loaded = load_catalog(catalog, today=today(os.environ))
    if loaded.failed:
        click.echo(
            text_report(loaded.diagnostics, Summary.of(loaded.diagnostics, len(loaded.files))), err=True, nl=False
        )
        click.echo("Nothing was written.", err=True)
        context.exit(1)
    site = Addresses.from_environment(os.environ).site
    chosen = tuple(kind for kind in KINDS if kind.name in kinds or not kinds)
    if format_ == "csv":
        outputs = list(csv_outputs(loaded.catalog, chosen, site=site))
    else:
        stamp = Stamp(commit=head(catalog), time=commit_time(catalog, os.environ))
        outputs = list(json_outputs(loaded.catalog, chosen, site=site, stamp=stamp))
    for one in outputs:
        _write(output, one)
    click.echo(f"{len(outputs)} files in '{output}'")


def _write(folder: Path, output: Output) -> None:
    """Put a file below `folder` as it stands below `/api/v1/`."""
    path = folder / output.path.removeprefix(f"{FOLDER}/")
    try:
        write_file(path, output.text().encode())
    except OSError as error:
        raise click.ClickException(f"'{path}' cannot be written: {error.strerror}") from error
