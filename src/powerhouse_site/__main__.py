"""`powerhouse`, or `python -m powerhouse_site`."""

import sys


def main() -> None:
    """Run the command line and exit with its status; an interrupt while it is loaded ends quietly too."""
    try:
        from powerhouse_site.cli import main as run  # noqa: PLC0415 - most of the time until there is a command

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
