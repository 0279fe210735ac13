"""`powerhouse links`: whether every outbound address still leads anywhere."""

import gc
import os
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from powerhouse_site.atomic import replace_file
from powerhouse_site.cli.links_options import Options, link_options
from powerhouse_site.cli.links_output import Bar, print_report
from powerhouse_site.cli.paths import relative_name
from powerhouse_site.links.collect.found import Found, together
from powerhouse_site.links.collect.listed import in_list
from powerhouse_site.links.configuration import Configuration
from powerhouse_site.links.reports import renderer
from powerhouse_site.links.settings import Settings
from powerhouse_site.links.state.state import State, StateError, read_state, write_state
from powerhouse_site.links.state.sweep import Sweep, Sweeper
from powerhouse_site.links.transport.trust import Trust, TrustError
from powerhouse_site.links.verdicts import Result, Run, Sought

if TYPE_CHECKING:
    from powerhouse_site.links.reports.report import Report
    from powerhouse_site.links.transport.transport import Transport

_OFFLINE = 3
_INTERRUPTED = 130
_Pairs = list[tuple[Path, Found]]


@click.command()
@link_options
@click.pass_context
def links(context: click.Context, /, **values: Any) -> None:
    """Check every outbound address of the catalog, of docs/, and of a built site.

    Reports what is broken, what leads elsewhere for good, and what cannot be told. Only a definite 404 or 410 fails at
    once; everything else has to be bad for longer, which a state file keeps account of.

    Exit status: 0 nothing fails, 1 something fails, 2 the command could not do its work, 3 no network.
    """
    begun = time.monotonic()
    gc.disable()  # but for the run itself nothing that is made is waste
    context.call_on_close(gc.enable)
    options = Options(**values)
    inside = _inside(options)
    if options.internal:
        _report(options, Sweep(tuple(inside)), begun)
        context.exit(1 if inside else 0)
    chosen = options.configuration()
    found = _found(options)
    added = _added(options, found)
    if options.only_added:
        found = [(path, each) for path, each in found if added is not None and each.url in added]
    state_file = None if options.no_state else Path(options.state or chosen.state)
    sweep = _sweep(
        chosen, [each for _, each in found], state_file, added, options.report, complete=not options.is_partial
    )
    if options.fix and not sweep.is_interrupted:
        _fix(sweep.results)
    results = _with_copies(chosen, sweep.results) if options.wayback and not sweep.is_interrupted else sweep.results
    report = _report(options, sweep._replace(results=(*results, *inside)), begun)
    if sweep.is_interrupted:
        context.exit(_INTERRUPTED)
    if sweep.is_offline:
        click.echo("most hosts cannot be reached: is this machine offline? Nothing is said of any address.", err=True)
        context.exit(_OFFLINE)
    context.exit(1 if report.failing else 0)


def _report(options: Options, sweep: Sweep, begun: float) -> "Report":
    from powerhouse_site.links.reports.report import Report  # noqa: PLC0415 - what only the end needs

    elapsed = time.monotonic() - begun
    report = Report(results=sweep.results, elapsed=elapsed, notes=sweep.notes, is_offline=sweep.is_offline)
    print_report(options, report)
    return report


def _found(options: Options) -> _Pairs:
    listed = options.urls_from
    if listed is not None:
        place = Path(listed.name)
        try:
            return [(place, each) for each in in_list(listed.read(), relative_name(listed.name))]
        except UnicodeDecodeError:
            raise click.UsageError(f"'{listed.name}' is not UTF-8") from None
    from powerhouse_site.links.collect.texts import files, in_file  # noqa: PLC0415 - a list needs no parsers

    context = click.get_current_context()
    folders: list[Path | None] = []
    for name, folder in (("catalog", options.catalog), ("docs", options.docs)):
        if not folder.is_dir() and context.get_parameter_source(name) is not ParameterSource.DEFAULT:
            raise click.UsageError(f"there is no folder '{folder}'")
        folders.append(folder if folder.is_dir() else None)
    if not any(folders) and options.site is None:
        raise click.UsageError("there is no folder 'catalog' and no folder 'docs' here")
    return [
        (path.resolve(), each)
        for path in files(folders[0], folders[1], options.site)
        for each in in_file(path, relative_name(path.as_posix()))
    ]


def _added(options: Options, found: _Pairs) -> frozenset[str] | None:
    revision = options.revision
    if revision is None:
        if options.only_added:
            raise click.UsageError("--only-added needs --changed-since")
        return None
    if options.urls_from is not None:
        raise click.UsageError("--changed-since is about the files of a repository, not about a list of addresses")
    from powerhouse_site.links.added import added_urls  # noqa: PLC0415 - as above
    from powerhouse_site.revisions import RevisionError, changed_files, text_at  # noqa: PLC0415 - as above

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
    report: str,
    *,
    complete: bool,
) -> Sweep:
    state, problem = (State(), None) if state_file is None else read_state(state_file)
    if problem:
        click.echo(f"warning: {problem}", err=True)
    now = int(time.time())
    liars: set[str] = set()
    settings = chosen.settings()

    def check(waiting: Sequence[Sought]) -> Run:
        if not waiting:
            return Run(())
        trust = Trust(settings.ca_file)
        from powerhouse_site.links.check.checker import Checker  # noqa: PLC0415 - requests is slow to import
        from powerhouse_site.links.check.methods import HeadMemory  # noqa: PLC0415 - as above
        from powerhouse_site.links.check.probe import Prober  # noqa: PLC0415 - as above

        memory = HeadMemory(state.liars)
        prober = Prober(settings, _transport(settings, trust), memory, os.environ.get("GITHUB_TOKEN", ""))
        with Bar() as shown:

            def progress(done: int, total: int) -> None:
                if not gc.isenabled():  # what is loaded and planned by now stays, and is not looked through for waste
                    gc.freeze()
                    gc.enable()
                renderer(report)  # it is loaded while the answers are waited for
                shown.update(done, total)

            run = Checker(prober, progress=progress).check(waiting)
        gc.disable()
        liars.update(memory.found)
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
        click.echo(f"warning: {error}", err=True)


def _fix(results: Iterable[Result]) -> None:
    """Write the targets of permanent redirects into the files, and tell on standard error what was done."""
    from powerhouse_site.links.fix import edits_of, fix_text  # noqa: PLC0415 - as above

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
    from powerhouse_site.links.wayback import Archive  # noqa: PLC0415 - requests is slow to import

    settings = chosen.settings()
    return Archive(_transport(settings, Trust(settings.ca_file)), settings.limits).with_copies(results)


def _transport(settings: Settings, trust: Trust) -> "Transport":
    from powerhouse_site.links.transport.transport import Transport  # noqa: PLC0415 - as above

    try:
        return Transport(settings, trust=trust)
    except TrustError as error:
        raise click.UsageError(str(error)) from None


def _inside(options: Options) -> list[Result]:
    """What leads nowhere inside of a built site."""
    if options.site is None:
        if options.internal:
            raise click.UsageError("--internal needs --site")
        return []
    from powerhouse_site.links.built import BuiltSite  # noqa: PLC0415 - as above

    return list(BuiltSite(options.site, options.site_url.rstrip("/") + "/").problems())
