"""`powerhouse`, or `python -m powerhouse_site`."""

import gc
import sys


def main() -> None:
    """Run the command line and exit with its status; an interrupt while it is loaded ends quietly too."""
    gc.disable()  # until a command is loaded: none of it is waste, and to look for some takes a tenth of the time
    try:
        from powerhouse_site.cli import main as run  # noqa: PLC0415 - most of the time until there is a command

        run()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        gc.freeze()  # what is left goes with the process: nobody need look through it for waste


if __name__ == "__main__":
    main()
