"""`powerhouse format`: files in their canonical form."""

import dataclasses
import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from powerhouse_site.atomic import remove_leftovers, replace_file
from powerhouse_site.catalog import diagnostic_of
from powerhouse_site.cli.paths import catalog_option, check_paths, is_below, relative_name
from powerhouse_site.diagnostics import REPORTS, Diagnostic, Summary, sort_diagnostics
from powerhouse_site.formatting import FormattingError, format_text
from powerhouse_site.loading.folder import EntryFile, Stray, list_files
from powerhouse_site.loading.source import decode, read_bytes
from powerhouse_site.schema.kinds import KINDS


@click.command("format")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@catalog_option
@click.option("--check", is_flag=True, help="Write nothing; exit with status 1 where something would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change.")
@click.pass_context
def format_command(context: click.Context, paths: Sequence[Path], catalog: Path, check: bool, diff: bool) -> None:
    """Write files in their canonical form and print the names of those that change.

    PATH is a file or a folder below the catalog; without one, all entries are formatted. The form is the order of keys
    of the schema, one way of quoting and wrapping, and a first line that tells editors the schema. Values and comments
    stay what they are. A file that cannot be read is left alone and reported.
    """
    check_paths(paths, catalog)
    items = [item for item in list_files(catalog, KINDS) if is_below(item.path, paths)]
    writes = not check and not diff
    if writes:
        for folder in sorted({item.path.parent for item in items if isinstance(item, EntryFile)}):
            remove_leftovers(folder)
    changed, unchanged = 0, 0
    problems: list[Diagnostic] = []
    for item in items:
        outcome = _format(item)
        problems += outcome.problems
        changed += outcome.changes
        unchanged += not outcome.changes and not outcome.problems
        if outcome.changes:
            if writes:
                _write(item.path, outcome)
            click.echo(outcome.diff() if diff else outcome.name, nl=not diff)
    _report(problems, files=changed + unchanged)
    click.echo(f"{_count(changed)} {'formatted' if writes else 'would change'}, {unchanged} unchanged", err=True)
    context.exit(1 if problems or (check and changed) else 0)


@dataclass(frozen=True, kw_only=True)
class _Outcome:
    """The bytes of a file as they are and as they should be, or why that cannot be known."""

    name: str
    before: bytes = b""
    after: bytes = b""
    problems: Sequence[Diagnostic] = ()

    @property
    def changes(self) -> bool:
        return self.before != self.after

    def diff(self) -> str:
        """What would change as a unified diff, which `patch` and `git apply` read."""
        before, after = (list(_lines(data.decode("utf-8"))) for data in (self.before, self.after))
        parts = difflib.unified_diff(before, after, f"a/{self.name}", f"b/{self.name}")
        return "".join(part if part.endswith("\n") else f"{part}\n\\ No newline at end of file\n" for part in parts)


def _format(item: EntryFile | Stray) -> _Outcome:
    name = relative_name(item.path.as_posix())
    if isinstance(item, Stray):
        return _Outcome(name=name, problems=[diagnostic_of(item.path, None, item.finding)])
    data, findings = read_bytes(item.path)
    text, findings = (None, findings) if data is None else decode(data)
    if data is None or text is None:
        return _Outcome(name=name, problems=[diagnostic_of(item.path, None, finding) for finding in findings])
    try:
        formatted, findings = format_text(text.value, item.kind)
    except FormattingError as error:
        raise FormattingError(f"{name}: {error}; the file was left alone") from None
    if formatted is None:
        return _Outcome(name=name, problems=[diagnostic_of(item.path, text, finding) for finding in findings])
    return _Outcome(name=name, before=data, after=formatted.encode())


def _write(path: Path, outcome: _Outcome) -> None:
    try:
        replace_file(path, outcome.after)
    except OSError as error:
        raise click.ClickException(f"'{outcome.name}' cannot be written: {error.strerror}") from None


def _report(problems: Sequence[Diagnostic], files: int) -> None:
    """Print problems to standard error, since standard output holds names or a diff."""
    if not problems:
        return
    relative = [dataclasses.replace(d, file=relative_name(d.file)) for d in sort_diagnostics(problems)]
    broken = len({d.file for d in relative})
    click.echo(REPORTS["text"](relative, Summary.of(relative, files + broken)), nl=False, err=True)


def _lines(text: str) -> Iterator[str]:
    """The lines with their endings; only line feeds end one."""
    parts = text.split("\n")
    yield from (f"{part}\n" for part in parts[:-1])
    if parts[-1]:
        yield parts[-1]


def _count(number: int) -> str:
    return f"{number} file" if number == 1 else f"{number} files"
