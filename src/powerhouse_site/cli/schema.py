"""`powerhouse schema`: the JSON Schema of each kind."""

from pathlib import Path

import click

from powerhouse_site.atomic import write_file
from powerhouse_site.json_schema import json_schema, schema_text, written
from powerhouse_site.schema.kinds import FORMATS

_BY_NAME = {kind.name: kind for kind in FORMATS}


@click.command(epilog=f"Kinds: {', '.join(_BY_NAME)}.")
@click.argument("kind", required=False, type=click.Choice(list(_BY_NAME)), metavar="[KIND]")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write one file a kind, named KIND.json, into this folder.",
)
def schema(kind: str | None, output: Path | None) -> None:
    """Print the JSON Schema (draft 2020-12) of the entries of KIND.

    Without KIND, print one object that holds the schema of every kind by its name.
    """
    chosen = FORMATS if kind is None else (_BY_NAME[kind],)
    if output is not None:
        for one in chosen:
            _write(output / f"{one.name}.json", schema_text(one))
    elif kind is not None:
        click.echo(schema_text(_BY_NAME[kind]), nl=False)
    else:
        click.echo(written({one.name: json_schema(one) for one in FORMATS}), nl=False)


def _write(path: Path, text: str) -> None:
    """Put `text` at `path` whole, and tell where."""
    try:
        write_file(path, text.encode())
    except OSError as error:
        raise click.ClickException(f"'{path}' cannot be written: {error.strerror}") from error
    click.echo(str(path))
