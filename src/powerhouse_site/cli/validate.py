"""`powerhouse validate`: every problem in every file at once."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import click

from powerhouse_site.catalog import load_catalog
from powerhouse_site.diagnostics import REPORTS, Summary


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@click.option(
    "--catalog",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("catalog"),
    show_default=True,
    help="The folder of the catalog.",
)
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@click.option(
    "--format",
    "report",
    type=click.Choice(list(REPORTS)),
    default="text",
    show_default=True,
    help="How to print the problems.",
)
@click.pass_context
def validate(context: click.Context, paths: Sequence[Path], catalog: Path, strict: bool, report: str) -> None:
    """Check the catalog and print every problem at its line and column.

    PATH is a file or a folder below the catalog; only its problems are printed. Checks that need the whole catalog,
    such as references, use it all the same.
    """
    _check_paths(paths, catalog)
    loaded = load_catalog(catalog)
    chosen = [d for d in loaded.diagnostics if _is_below(Path(d.file), paths)]
    files = sum(_is_below(file, paths) for file in loaded.files)
    summary = Summary.of(chosen, files)
    relative = [dataclasses.replace(d, file=_relative(d.file)) for d in chosen]
    click.echo(REPORTS[report](relative, summary), nl=False)
    context.exit(1 if summary.errors or (strict and summary.warnings) else 0)


def _check_paths(paths: Sequence[Path], catalog: Path) -> None:
    root = catalog.resolve()
    for path in paths:
        if not path.resolve().is_relative_to(root):
            raise click.UsageError(f"'{path}' is not below the catalog folder '{catalog}'")


def _is_below(file: Path, paths: Sequence[Path]) -> bool:
    if not paths:
        return True
    places = (file.absolute(), file.parent.resolve() / file.name, file.resolve())
    wanted = [place for path in paths for place in (path.absolute(), path.resolve())]
    return any(place.is_relative_to(path) for place in places for path in wanted)


def _relative(file: str) -> str:
    path = Path(file).absolute()
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else file
