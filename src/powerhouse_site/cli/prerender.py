"""`powerhouse prerender`: the site as a plain documentation folder."""

import os
from collections.abc import Iterator
from pathlib import Path

import click
import yaml

from powerhouse_site.addresses import Addresses
from powerhouse_site.atomic import write_file
from powerhouse_site.catalog import load_catalog
from powerhouse_site.cli.paths import catalog_option
from powerhouse_site.clock import commit_time, today
from powerhouse_site.diagnostics import Summary
from powerhouse_site.diagnostics.reports.text import text_report
from powerhouse_site.exports.output import Stamp
from powerhouse_site.exports.written import Written
from powerhouse_site.history.history import read_history
from powerhouse_site.linking import LinkError, Scripts
from powerhouse_site.pages.site import build_pages
from powerhouse_site.prerender.folder import plain_data, plain_files
from powerhouse_site.prerender.settings import plain_settings
from powerhouse_site.rendering import Renderer
from powerhouse_site.revisions import head

_SETTINGS, _TEMPLATES, _DOCS = Path("mkdocs.yml"), Path("templates"), Path("docs")


@click.command()
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    required=True,
    help="The folder to write into; empty or not there yet.",
)
@catalog_option
@click.pass_context
def prerender(context: click.Context, output: Path, catalog: Path) -> None:
    """Write all pages of the site as a plain documentation folder.

    It has an mkdocs.yml of its own and needs no plugin and no template, so any generator that reads both builds it.
    """
    if output.is_dir() and any(output.iterdir()):
        raise click.UsageError(f"'{output}' is not empty")
    for needed in (_SETTINGS, _TEMPLATES, _DOCS):
        if not needed.exists():
            raise click.UsageError(f"there is no '{needed}' here: run it from the root of the repository")
    loaded = load_catalog(catalog, today=today(os.environ))
    if loaded.failed:
        report = text_report(loaded.diagnostics, Summary.of(loaded.diagnostics, len(loaded.files)))
        click.echo(report, err=True, nl=False)
        click.echo("Nothing was written.", err=True)
        context.exit(1)
    addresses = Addresses.from_environment(os.environ)
    history = read_history(catalog, loaded.catalog)
    pages = build_pages(loaded.catalog, history)
    try:
        settings = plain_settings(_SETTINGS.read_text(encoding="utf-8"), pages, site=addresses.site)
    except (ValueError, yaml.YAMLError) as error:
        raise click.ClickException(f"'{_SETTINGS}' cannot be used: {error}") from error
    written = list(_written())
    ours = {f"{page.url}index.md" for page in pages}
    stamp = Stamp(commit=head(catalog), time=commit_time(catalog, os.environ))
    scripts = _scripts()
    files = {name: path.read_bytes for name, path in _static() if name not in scripts.names}
    files |= {name: text.encode for name, text in scripts.chunks.items()}
    renderer = Renderer(_TEMPLATES, addresses, scripts=scripts, twins=False)
    for one in (
        *plain_files(loaded.catalog, pages, written, renderer),
        *plain_data(loaded.catalog, history, site=addresses.site, stamp=stamp),
    ):
        files[one.path] = lambda text=one.text: text().encode()  # type: ignore[misc] # bound now
    for entry in (entry for kind in loaded.catalog.kinds for entry in loaded.catalog.of(kind.name)):
        files[entry.source] = entry.file.read_bytes
    try:
        write_file(output / "mkdocs.yml", settings.encode())
        for path, read in sorted(files.items()):
            write_file(output / "docs" / path, read())
    except OSError as error:
        raise click.ClickException(f"'{error.filename}' cannot be written: {error.strerror}") from error
    click.echo(f"{len(ours) + len(written)} pages in '{output}'")


def _written() -> Iterator[Written]:
    for path in sorted(_DOCS.rglob("*.md")):
        source = path.relative_to(_DOCS)
        folder = source.parent if source.stem == "index" else source.with_suffix("")
        url = "" if folder == Path() else f"{folder.as_posix()}/"
        yield Written(source=source.as_posix(), url=url, text=path.read_text(encoding="utf-8"))


def _scripts() -> Scripts:
    try:
        return Scripts.below(_DOCS)
    except LinkError as error:
        raise click.ClickException(f"the scripts cannot be linked: {error}") from error


def _static() -> Iterator[tuple[str, Path]]:
    """The files of the documentation that are no pages, by their names below its folder."""
    for path in sorted(_DOCS.rglob("*")):
        if path.is_file() and path.suffix != ".md":
            yield path.relative_to(_DOCS).as_posix(), path
