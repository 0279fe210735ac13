"""`powerhouse new`: the file of a new entry."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from powerhouse_site.atomic import create_file, remove_leftovers
from powerhouse_site.catalog import load_catalog
from powerhouse_site.cli.paths import catalog_option, relative_name
from powerhouse_site.loading.suggestions import suggest
from powerhouse_site.scaffold import SettingError, id_problem, scaffold
from powerhouse_site.schema.kinds import KINDS, Kind


@click.command()
@click.argument("kind_name", metavar="KIND")
@click.argument("slug")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="FIELD=VALUE",
    help="The value of a field, such as name=Example or variants.0.parameters=7B. For lists give it several times, "
    "or put commas without spaces between the items.",
)
@catalog_option
def new(kind_name: str, slug: str, settings: Sequence[str], catalog: Path) -> None:
    """Write catalog/KIND/SLUG.yaml, an entry to fill in, and print its path.

    KIND is the name of a folder of the catalog and SLUG the id of the entry. The file has the required fields, each
    explained in a comment. Nothing that is there is ever overwritten.
    """
    kind = _kind(kind_name)
    folder = catalog / kind.name
    problem = id_problem(kind, slug, load_catalog(catalog), _names(folder))
    if problem:
        raise click.UsageError(problem)
    try:
        text = scaffold(kind, settings)
    except SettingError as error:
        raise click.BadParameter(str(error), param_hint="--set") from None
    path = folder / f"{slug}.yaml"
    _create(path, text)
    name = relative_name(path.as_posix())
    click.echo(name)
    click.echo(f"Fill it in, then run: powerhouse validate {name}", err=True)


def _kind(name: str) -> Kind:
    kinds = {kind.name: kind for kind in KINDS}
    if name not in kinds:
        word = suggest(name, kinds)
        advice = f"did you mean '{word}'?" if word else f"kinds are: {', '.join(kinds)}"
        raise click.UsageError(f"'{name}' is not a kind of entry; {advice}")
    return kinds[name]


def _names(folder: Path) -> list[str]:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise click.UsageError(f"'{folder}' is not a folder; symbolic links are not followed")
    try:
        return os.listdir(folder)  # noqa: PTH208 - the names are wanted
    except FileNotFoundError:
        return []
    except OSError as error:
        raise click.ClickException(f"'{folder}' cannot be read: {error.strerror}") from None


def _create(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
        remove_leftovers(path.parent)
        create_file(path, text.encode())
    except FileExistsError:
        raise click.UsageError(f"{path.as_posix()} is there already") from None
    except OSError as error:
        raise click.ClickException(f"'{path}' cannot be written: {error.strerror}") from None
