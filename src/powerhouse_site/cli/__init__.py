"""The command line: `powerhouse COMMAND`."""

import io
import sys

import click

from powerhouse_site import __version__
from powerhouse_site.cli.group import CommandGroup

INTERNAL_ERROR = 3
INTERRUPTED = 130


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="powerhouse")
def commands() -> None:
    """Work with the PowerHouse catalog.

    Exit status: 0 all well, 1 problems were found, 2 the command could not do its work, 3 internal error.
    """


def main() -> None:
    """Run the command line and exit with its status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a character gets its escape
            stream.reconfigure(errors="backslashreplace")
    try:
        sys.exit(commands.main(standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    except Exception as error:  # noqa: BLE001 - the outer edge: no traceback reaches a user
        click.echo(f"powerhouse: internal error: {type(error).__name__}: {error}", err=True)
        click.echo(
            "This is a fault of powerhouse, not of your files. Please report it with the command you ran.", err=True
        )
        sys.exit(INTERNAL_ERROR)
