"""The paths that a command is given, and how it names the files that it speaks of."""

from collections.abc import Sequence
from pathlib import Path

import click

catalog_option = click.option(
    "--catalog",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("catalog"),
    show_default=True,
    help="The folder of the catalog.",
)
"""The option of every command that reads a catalog."""


def check_paths(paths: Sequence[Path], catalog: Path) -> None:
    """Refuse paths that do not lie below the catalog."""
    root = catalog.resolve()
    for path in paths:
        if not path.resolve().is_relative_to(root):
            raise click.UsageError(f"'{path}' is not below the catalog folder '{catalog}'")


def is_below(file: Path, paths: Sequence[Path]) -> bool:
    """Whether `file` is one of `paths` or lies below one; without paths, every file does."""
    if not paths:
        return True
    places = (file.absolute(), resolved(file), file.resolve())
    wanted = [place for path in paths for place in (path.absolute(), path.resolve())]
    return any(place.is_relative_to(path) for place in places for path in wanted)


def resolved(file: Path) -> Path:
    """The place of the file, which may be a link itself."""
    return file.parent.resolve() / file.name


def relative_name(file: str) -> str:
    """The path of `file` from the working directory where it lies below it, else as it is."""
    path = Path(file).absolute()
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else file
