"""`powerhouse refresh`: last releases from the package indexes, as changes to review."""

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import click

from powerhouse_site.atomic import replace_file
from powerhouse_site.catalog import load_catalog
from powerhouse_site.cli.paths import catalog_option, relative_name
from powerhouse_site.clock import today
from powerhouse_site.entries import Entry
from powerhouse_site.loading.source import read
from powerhouse_site.refresh.changes import change_of
from powerhouse_site.refresh.edits import EditError, set_texts
from powerhouse_site.refresh.releases import Release
from powerhouse_site.schema.kinds import KINDS
from powerhouse_site.schema.tools import Package, Registry, Tool

if TYPE_CHECKING:
    from powerhouse_site.refresh.index import Indexes

_PACKAGED = [kind.name for kind in KINDS if issubclass(kind.facts, Tool)]
_AT_ONCE = 8
"""As many packages are asked for at the same time."""


class _NoNetwork(click.ClickException):
    """The command could not do its work."""

    exit_code = 2


@click.command(epilog=f"Kinds with packages: {', '.join(_PACKAGED)}.")
@click.argument("kinds", nargs=-1, type=click.Choice(_PACKAGED), metavar="[KIND]...")
@catalog_option
@click.option(
    "--index",
    metavar="URL",
    help="The package index to ask for Python packages, instead of the one that pip is set up for.",
)
@click.pass_context
def refresh(context: click.Context, kinds: Sequence[str], catalog: Path, index: str | None) -> None:
    """Ask package indexes for last releases and write them into the entries, as changes to review.

    Version, date and the day on which the index was asked are written; everything else stays. Packages of npm are
    asked for where npm is installed. Without network nothing is changed.
    """
    from powerhouse_site.refresh.index import Indexes, NoAnswerError, npm_registry, pypi_index  # noqa: PLC0415 - slow

    entries = list(_packaged(catalog, kinds or _PACKAGED))
    needs_npm = any(package.registry is Registry.NPM for _, _, package in entries)
    indexes = Indexes(pypi=index or pypi_index(), npm=npm_registry() if needs_npm else "")
    if not indexes.pypi.startswith(("https://", "http://")):
        raise click.UsageError("no package index is known; name one with --index")
    changed, failed = 0, 0
    for (entry, tool, package), answer in zip(entries, _ask(indexes, entries), strict=True):
        name = relative_name(entry.file.as_posix())
        try:
            words = _write(entry, tool, answer.result())
        except (NoAnswerError, EditError) as error:
            click.echo(f"{name}: {package.name}: {error}", err=True)
            failed += 1
            continue
        if words:
            changed += 1
            click.echo(f"{name}: {words}")
    click.echo(f"{len(entries)} packages, {changed} changed, {failed} without an answer", err=True)
    context.exit(1 if failed else 0)


def _packaged(catalog: Path, kinds: Sequence[str]) -> Iterator[tuple[Entry, Tool, Package]]:
    loaded = load_catalog(catalog).catalog
    for kind in kinds:
        for entry in loaded.of(kind):
            if isinstance(entry.facts, Tool) and entry.facts.package is not None:
                yield entry, entry.facts, entry.facts.package


def _ask(indexes: "Indexes", entries: Sequence[tuple[Entry, Tool, Package]]) -> list[Future[Release]]:
    """Ask for all packages before anything is written; a bar on a terminal shows how far it is."""
    import requests  # noqa: PLC0415 - slow to import, and no other command needs it

    from powerhouse_site.refresh.index import UnreachableError  # noqa: PLC0415 - it imports requests

    answers: list[Future[Release]] = []
    with requests.Session() as session, ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting = [pool.submit(indexes.last_release, package, session) for _, _, package in entries]
        hidden = not sys.stderr.isatty()
        with click.progressbar(waiting, label="Asking", file=sys.stderr, hidden=hidden) as shown:
            for answer in shown:
                answers.append(answer)
                if isinstance(answer.exception(), UnreachableError):
                    pool.shutdown(cancel_futures=True)
                    raise _NoNetwork("the package index cannot be reached; nothing was changed")
    return answers


def _write(entry: Entry, tool: Tool, release: Release) -> str:
    """Bring the file of an entry up to a release; what changed in words, empty for nothing."""
    change = change_of(tool, release, today(os.environ))
    text, _ = read(entry.file)
    if change is None or text is None:
        return ""
    replace_file(entry.file, set_texts(text.value, entry.kind, change.values).encode())
    return change.words
