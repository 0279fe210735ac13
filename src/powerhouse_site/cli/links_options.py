"""What can be said to `powerhouse links` on the command line."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TextIO, TypeVar

import click

from powerhouse_site.links.configuration import Configuration, ConfigurationError, configuration, read_configuration
from powerhouse_site.links.reports import FORMATS
from powerhouse_site.links.settings import NOWHERE
from powerhouse_site.links.values import network

F = TypeVar("F", bound=Callable[..., Any])
_SETTINGS = (
    *("workers", "per_host", "delay", "budget", "connect_timeout", "read_timeout", "timeout", "retries"),
    *("fragments", "ca_file", "allow_private", "exclude_hosts"),
)
"""The options that stand for values of the configuration by the same names."""


class Options(NamedTuple):
    """What stands on the command line."""

    catalog: Path
    docs: Path
    site: Path | None
    site_url: str
    internal: bool
    urls_from: TextIO | None
    report: str
    output: Path | None
    also: tuple[tuple[str, Path], ...]
    config: Path | None
    state: Path | None
    no_state: bool
    revision: str | None
    only_added: bool
    fix: bool
    wayback: bool
    workers: int | None
    per_host: int | None
    delay: float | None
    budget: float | None
    connect_timeout: float | None
    read_timeout: float | None
    timeout: float | None
    retries: int | None
    fragments: bool | None
    allow_private: tuple[str, ...]
    ca_file: str | None
    exclude_hosts: tuple[str, ...]

    @property
    def is_partial(self) -> bool:
        """Whether not everything is checked that there is."""
        return self.urls_from is not None or self.only_added

    def configuration(self) -> Configuration:
        """The configuration, with these options in its place. Raises click.UsageError."""
        given = {name: getattr(self, name) for name in _SETTINGS}
        given = {name: value for name, value in given.items() if value not in (None, ())}
        file = self.config or Path("pyproject.toml")
        try:
            if self.config is None and not file.is_file():
                return configuration({}, "the options", **given)
            return read_configuration(file, **given)
        except ConfigurationError as error:
            raise click.UsageError(str(error)) from None


def _folder(**more: Any) -> click.Path:
    return click.Path(file_okay=False, path_type=Path, **more)


def _networks(_context: click.Context, _option: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    for value in values:
        try:
            network(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from None
    return tuple(values)


def _pairs(_context: click.Context, _option: click.Parameter, values: Sequence[str]) -> tuple[tuple[str, Path], ...]:
    pairs = [value.partition("=") for value in values]
    for name, _, file in pairs:
        if name not in FORMATS or not file:
            raise click.BadParameter(f"'{name}' is none of {', '.join(FORMATS)}, or no file is named")
    return tuple((name, Path(file)) for name, _, file in pairs)


_OPTIONS = (
    click.option(
        "--catalog", type=_folder(), default=Path("catalog"), show_default=True, help="The folder of the catalog."
    ),
    click.option("--docs", type=_folder(), default=Path("docs"), show_default=True, help="A folder of Markdown."),
    click.option("--site", type=_folder(exists=True), help="A folder of built pages, to check their links as well."),
    click.option("--site-url", default=NOWHERE, metavar="URL", envvar="SITE_URL", help="Where the site is published."),
    click.option("--internal", is_flag=True, help="With --site: check what needs no network, and nothing else."),
    click.option(
        "--urls-from", type=click.File(encoding="utf-8"), metavar="FILE|-", help="Check only these, one a line."
    ),
    click.option(
        "--format",
        "report",
        type=click.Choice(FORMATS),
        default="text",
        show_default=True,
        help="How to print the report.",
    ),
    click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the report to a file."),
    click.option("--also", multiple=True, metavar="FORMAT=FILE", callback=_pairs, help="Write it in a further format."),
    click.option(
        "--config",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Read [tool.powerhouse.links] from here.  [default: pyproject.toml]",
    ),
    click.option("--state", type=click.Path(dir_okay=False, path_type=Path), help="What earlier runs have found."),
    click.option("--no-state", is_flag=True, help="Know nothing of earlier runs and leave nothing to later ones."),
    click.option(
        "--changed-since", "revision", metavar="REV", help="Fail only for what is added since this git revision."
    ),
    click.option("--only-added", is_flag=True, help="With --changed-since: check nothing else."),
    click.option("--fix", is_flag=True, help="Write the targets of permanent redirects into the files."),
    click.option("--wayback", is_flag=True, help="Ask the Wayback Machine for copies of what is broken."),
    click.option("--workers", type=click.IntRange(1, 1024), help="As many requests at once."),
    click.option("--per-host", type=click.IntRange(1, 256), help="As many of them to one host."),
    click.option("--delay", type=click.FloatRange(0, 60_000), metavar="MS", help="Between two requests to one host."),
    click.option("--budget", type=click.FloatRange(0, min_open=True), metavar="SECONDS", help="For the whole run."),
    click.option("--connect-timeout", type=click.FloatRange(0, 3600, min_open=True), metavar="S", help="To connect."),
    click.option("--read-timeout", type=click.FloatRange(0, 3600, min_open=True), metavar="S", help="For a silence."),
    click.option(
        "--timeout", type=click.FloatRange(0, 3600, min_open=True), metavar="S", help="For an attempt in all."
    ),
    click.option("--retries", type=click.IntRange(0, 10), help="As many times is tried again what may be a hiccup."),
    click.option("--fragments/--no-fragments", default=None, help="Look for fragments in pages.  [default: fragments]"),
    click.option(
        "--allow-private",
        multiple=True,
        metavar="CIDR",
        callback=_networks,
        help="Addresses to contact although they are private.",
    ),
    click.option("--ca-file", type=click.Path(exists=True, dir_okay=False), help="Further certificates to trust."),
    click.option("--exclude-host", "exclude_hosts", multiple=True, metavar="HOST", help="Do not check a host."),
)


def link_options(command: F) -> F:
    """Give a command all options, in their order."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
