"""`powerhouse links`: whether every outbound address still leads anywhere."""

import os
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import click

from powerhouse_site.atomic import replace_file, write_file
from powerhouse_site.cli.paths import relative_name
from powerhouse_site.links.added import added_urls
from powerhouse_site.links.built import NOWHERE, BuiltSite
from powerhouse_site.links.collect.found import Found, together
from powerhouse_site.links.collect.listed import in_list
from powerhouse_site.links.collect.texts import files, in_file
from powerhouse_site.links.configuration import Configuration, ConfigurationError, configuration, read_configuration
from powerhouse_site.links.fix import edits_of, fix_text
from powerhouse_site.links.reports import REPORTS
from powerhouse_site.links.reports.report import Report
from powerhouse_site.links.state import State, StateError, read_state, write_state
from powerhouse_site.links.sweep import Sweep, Sweeper
from powerhouse_site.links.verdicts import Result, Run, Sought
from powerhouse_site.revisions import RevisionError, changed_files, text_at

_OFFLINE = 3
_INTERRUPTED = 130
_Pairs = list[tuple[Path, Found]]


@dataclass(frozen=True, kw_only=True)
class Options:
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


def _folder(**more: Any) -> click.Path:
    return click.Path(file_okay=False, path_type=Path, **more)


def _pairs(_context: click.Context, _option: click.Parameter, values: Sequence[str]) -> tuple[tuple[str, Path], ...]:
    pairs = [value.partition("=") for value in values]
    for name, _, file in pairs:
        if name not in REPORTS or not file:
            raise click.BadParameter(f"'{name}' is none of {', '.join(REPORTS)}, or no file is named")
    return tuple((name, Path(file)) for name, _, file in pairs)


@click.command()
@click.option(
    "--catalog", type=_folder(), default=Path("catalog"), show_default=True, help="The folder of the catalog."
)
@click.option("--docs", type=_folder(), default=Path("docs"), show_default=True, help="A folder of Markdown.")
@click.option("--site", type=_folder(exists=True), help="A folder of built pages, to check their links as well.")
@click.option("--site-url", default=NOWHERE, metavar="URL", envvar="SITE_URL", help="Where the site is published.")
@click.option("--internal", is_flag=True, help="With --site: check what needs no network, and nothing else.")
@click.option("--urls-from", type=click.File(encoding="utf-8"), metavar="FILE|-", help="Check only these, one a line.")
@click.option(
    "--format",
    "report",
    type=click.Choice(list(REPORTS)),
    default="text",
    show_default=True,
    help="How to print the report.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the report to a file.")
@click.option("--also", multiple=True, metavar="FORMAT=FILE", callback=_pairs, help="Write it in a further format.")
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read [tool.powerhouse.links] from here.  [default: pyproject.toml]",
)
@click.option("--state", type=click.Path(dir_okay=False, path_type=Path), help="What earlier runs have found.")
@click.option("--no-state", is_flag=True, help="Know nothing of earlier runs and leave nothing to later ones.")
@click.option("--changed-since", "revision", metavar="REV", help="Fail only for what is added since this git revision.")
@click.option("--only-added", is_flag=True, help="With --changed-since: check nothing else.")
@click.option("--fix", is_flag=True, help="Write the targets of permanent redirects into the files.")
@click.option("--wayback", is_flag=True, help="Ask the Wayback Machine for copies of what is broken.")
@click.option("--workers", type=click.IntRange(1, 1024), help="As many requests at once.")
@click.option("--per-host", type=click.IntRange(1, 256), help="As many of them to one host.")
@click.option("--delay", type=click.FloatRange(0, 60_000), metavar="MS", help="Between two requests to one host.")
@click.option("--budget", type=click.FloatRange(0, min_open=True), metavar="SECONDS", help="For the whole run.")
@click.option("--connect-timeout", type=click.FloatRange(0, 3600, min_open=True), metavar="S", help="To connect.")
@click.option("--read-timeout", type=click.FloatRange(0, 3600, min_open=True), metavar="S", help="For a silence.")
@click.option("--timeout", type=click.FloatRange(0, 3600, min_open=True), metavar="S", help="For an attempt in all.")
@click.option("--retries", type=click.IntRange(0, 10), help="As many times is tried again what may be a hiccup.")
@click.option("--fragments/--no-fragments", default=None, help="Look for fragments in pages.  [default: fragments]")
@click.option("--allow-private", multiple=True, metavar="CIDR", help="Addresses to contact although they are private.")
@click.option("--ca-file", type=click.Path(exists=True, dir_okay=False), help="Further certificates to trust.")
@click.option("--exclude-host", "exclude_hosts", multiple=True, metavar="HOST", help="Do not check a host.")
@click.pass_context
def links(context: click.Context, /, **values: Any) -> None:
    """Check every outbound address of the catalog, of docs/, and of a built site.

    Reports what is broken, what leads elsewhere for good, and what cannot be told. Only a definite 404 or 410 fails at
    once; everything else has to be bad for longer, which a state file keeps account of.

    Exit status: 0 nothing fails, 1 something fails, 2 the command could not do its work, 3 no network.
    """
    begun = time.monotonic()
    options = Options(**values)
    inside = _inside(options)
    if options.internal:
        _print_all(options, Report(results=inside, elapsed=time.monotonic() - begun))
        context.exit(1 if inside else 0)
    chosen = _configuration(options)
    found = _found(options)
    added = _added(options, found)
    if options.only_added:
        found = [(path, each) for path, each in found if added is not None and each.url in added]
    state_file = None if options.no_state else Path(options.state or chosen.state)
    sweep = _sweep(chosen, [each for _, each in found], state_file, added, complete=not _is_partial(options))
    if options.fix:
        _fix(sweep.results)
    results = _with_copies(chosen, sweep.results) if options.wayback and not sweep.is_interrupted else sweep.results
    report = Report(
        results=[*results, *inside], elapsed=time.monotonic() - begun, notes=sweep.notes, is_offline=sweep.is_offline
    )
    _print_all(options, report)
    if sweep.is_interrupted:
        context.exit(_INTERRUPTED)
    if sweep.is_offline:
        click.echo("most hosts cannot be reached: is this machine offline? Nothing is said of any address.", err=True)
        context.exit(_OFFLINE)
    context.exit(1 if report.failing else 0)


def _is_partial(options: "Options") -> bool:
    return options.urls_from is not None or options.only_added


def _configuration(options: "Options") -> Configuration:
    names = ("workers", "per_host", "delay", "budget", "connect_timeout", "read_timeout", "timeout", "retries")
    given = {
        name: getattr(options, name) for name in (*names, "fragments", "ca_file", "allow_private", "exclude_hosts")
    }
    given = {name: value for name, value in given.items() if value not in (None, ())}
    file = options.config or Path("pyproject.toml")
    try:
        if options.config is None and not file.is_file():
            return configuration({}, "the options", **given)
        return read_configuration(file, **given)
    except ConfigurationError as error:
        raise click.UsageError(str(error)) from None


def _found(options: "Options") -> _Pairs:
    listed = options.urls_from
    if listed is not None:
        try:
            return [(Path(listed.name), each) for each in in_list(listed.read(), relative_name(listed.name))]
        except UnicodeDecodeError:
            raise click.UsageError(f"'{listed.name}' is not UTF-8") from None
    folders: list[Path | None] = []
    for name, folder in (("catalog", options.catalog), ("docs", options.docs)):
        if not folder.is_dir() and click.get_current_context().get_parameter_source(name).name != "DEFAULT":  # type: ignore[union-attr]
            raise click.UsageError(f"there is no folder '{folder}'")
        folders.append(folder if folder.is_dir() else None)
    if not any(folders) and options.site is None:
        raise click.UsageError("there is no folder 'catalog' and no folder 'docs' here")
    return [
        (path.resolve(), each)
        for path in files(folders[0], folders[1], options.site)
        for each in in_file(path, relative_name(path.as_posix()))
    ]


def _added(options: "Options", found: _Pairs) -> frozenset[str] | None:
    revision = options.revision
    if revision is None:
        if options.only_added:
            raise click.UsageError("--only-added needs --changed-since")
        return None
    if options.urls_from is not None:
        raise click.UsageError("--changed-since is about the files of a repository, not about a list of addresses")
    try:
        changed: set[Path] = set()
        for folder in (options.catalog, options.docs):
            if folder.is_dir():
                changed |= changed_files(folder, revision)
        return added_urls(found, changed, lambda path: text_at(Path(), revision, path))
    except RevisionError as error:
        raise click.BadParameter(f"'{revision}': {error}", param_hint="--changed-since") from None


def _sweep(
    chosen: Configuration,
    found: Iterable[Found],
    state_file: Path | None,
    added: frozenset[str] | None,
    *,
    complete: bool,
) -> Sweep:
    state, problem = (State(), None) if state_file is None else read_state(state_file)
    if problem:
        click.echo(f"warning: {problem}", err=True)
    now = int(time.time())
    liars: list[str] = list(state.liars)
    settings = chosen.settings()

    def check(waiting: Iterable[Sought]) -> Run:
        from powerhouse_site.links.checker import Checker  # noqa: PLC0415 - requests is slow to import
        from powerhouse_site.links.probe import HeadMemory, Prober  # noqa: PLC0415
        from powerhouse_site.links.transport import Transport  # noqa: PLC0415

        memory = HeadMemory(liars)
        prober = Prober(settings, Transport(settings), memory, os.environ.get("GITHUB_TOKEN", ""))
        with _bar() as shown:
            run = Checker(prober, progress=shown.update).check(waiting)
        liars.extend(memory.liars)
        return run

    sought = together(found)
    sweeper = Sweeper(settings=settings, state=state, check=check, now=now, added=added, complete=complete)
    sweep = sweeper.sweep(sought)
    if state_file is not None and not sweep.is_offline:
        _save(state_file, sweep.fresh, liars, [one.url for one in sought], now)
    return sweep


def _save(file: Path, fresh: Sequence[Result], liars: Iterable[str], seen: Iterable[str], now: int) -> None:
    try:
        write_state(file, fresh, liars, seen, now)
    except StateError as error:
        raise click.ClickException(str(error)) from None


def _fix(results: Iterable[Result]) -> None:
    """Write the targets of permanent redirects into the files, and tell on standard error what was done."""
    for name, edits in sorted(edits_of(results).items()):
        file = Path(name)
        fixed = fix_text(file.read_bytes().decode("utf-8"), name, edits)
        if fixed.made:
            replace_file(file, fixed.text.encode("utf-8"))
        for edit in fixed.made:
            click.echo(f"{name}:{edit.location.line}: {edit.old} -> {edit.new}", err=True)
        for edit in fixed.refused:
            click.echo(f"{name}:{edit.location.line}: not fixed by itself: {edit.old} -> {edit.new}", err=True)


def _with_copies(chosen: Configuration, results: Iterable[Result]) -> list[Result]:
    from powerhouse_site.links.transport import Transport  # noqa: PLC0415 - requests is slow to import
    from powerhouse_site.links.wayback import Archive  # noqa: PLC0415

    settings = chosen.settings()
    return Archive(Transport(settings), settings.limits).with_copies(results)


class _Bar:
    """Progress on a terminal, and nothing elsewhere."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> "_Bar":
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)

    def update(self, done: int, total: int) -> None:
        """Show how far it is."""
        if self._shown:
            click.echo(f"\rChecking {done} of {total}", nl=False, err=True)


def _bar() -> _Bar:
    return _Bar()


def _inside(options: Options) -> list[Result]:
    """What leads nowhere inside of a built site."""
    if options.site is None:
        if options.internal:
            raise click.UsageError("--internal needs --site")
        return []
    return list(BuiltSite(options.site, options.site_url.rstrip("/") + "/").problems())


def _print_all(options: Options, report: Report) -> None:
    for name, file in options.also:
        _print(REPORTS[name](report), file)
    _print(REPORTS[options.report](report), options.output)
    if options.report == "github":
        _add_step_summary(report)


def _print(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    data = text.encode("utf-8", errors="backslashreplace")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        write_file(output, data)
    except OSError as error:
        raise click.ClickException(f"the report cannot be written to {output}: {error.strerror}") from None


def _add_step_summary(report: Report) -> None:
    """Add the report to the summary of a step on GitHub, where there is one."""
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if not file:
        return
    try:
        with Path(file).open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write("### Links\n\n" + REPORTS["markdown"](report))
    except OSError as error:
        click.echo(f"the step summary cannot be written to {file}: {error.strerror}", err=True)
