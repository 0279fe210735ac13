"""The commands by their names, each imported when it is wanted: all of them take longer than most of them run."""

import gc
from collections.abc import Mapping
from importlib import import_module

import click

MODULES: Mapping[str, str] = {
    "export": "export",
    "format": "format_command",
    "links": "links",
    "memory": "memory",
    "new": "new",
    "prerender": "prerender",
    "refresh": "refresh",
    "schema": "schema",
    "validate": "validate",
}
"""From the name of a command, which is that of its module too, to the name that it has there."""


class CommandGroup(click.Group):
    """A group of these commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the same in every context
        """Their names, sorted."""
        return sorted(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """The command of a name; None where there is none."""
        if cmd_name not in MODULES:
            return None
        command = getattr(import_module(f"{__package__}.{cmd_name}"), MODULES[cmd_name])
        assert isinstance(command, click.Command)  # noqa: S101 - tells the type
        gc.enable()
        return command
