"""What a build works from: the pages of a catalog, or the problems that keep it from having any."""

import datetime
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from powerhouse_site.addresses import Addresses
from powerhouse_site.catalog import Catalog, load_catalog
from powerhouse_site.clock import today
from powerhouse_site.diagnostics import Summary
from powerhouse_site.diagnostics.reports.text import text_report
from powerhouse_site.exports.written import Written
from powerhouse_site.files import load_files
from powerhouse_site.history.history import LEFT_OUT, History, read_history
from powerhouse_site.linking import Scripts
from powerhouse_site.pages.health.links import NO_REPORT, LinkHealth, LinkReportError, read_link_report
from powerhouse_site.pages.page import Page
from powerhouse_site.pages.site import build_pages
from powerhouse_site.plugin.kept import Kept
from powerhouse_site.plugin.preview import PreviewRenderer
from powerhouse_site.plugin.problems import Problem, as_typed
from powerhouse_site.rendering import Renderer
from powerhouse_site.schema.kinds import KINDS

_STORE = Path(".cache/powerhouse/history.json")
"""Where a build leaves for the next one what it found in the history."""

log: logging.LoggerAdapter[logging.Logger] = get_plugin_logger("powerhouse")


@dataclass(frozen=True, kw_only=True)
class Site:
    """The pages of a catalog and what draws them.

    `commit` is what it was made from, `time` is that of the commit, in seconds since 1970. `problems` are those of a
    catalog that could not be read, shown in the live preview above the pages of the last one that could; `catalog` is
    that one. `written` are the pages that were written by hand, `summary` is what the site says of itself.
    """

    pages: tuple[Page, ...]
    renderer: Renderer
    addresses: Addresses
    commit: str | None = None
    time: int | None = None
    problems: tuple[Problem, ...] = ()
    catalog: Catalog | None = None
    history: History = LEFT_OUT
    written: tuple[Written, ...] = ()
    summary: str = ""

    @property
    def has_catalog(self) -> bool:
        """Whether any catalog could be read so far."""
        return self.catalog is not None

    @property
    def date(self) -> datetime.date | None:
        """The day of the commit, in UTC."""
        return None if self.time is None else datetime.datetime.fromtimestamp(self.time, datetime.UTC).date()

    @cached_property
    def by_source(self) -> Mapping[str, Page]:
        """The pages that MkDocs renders itself, by the name of the Markdown file that stands for each."""
        return {source_of(page): page for page in self.pages if page.entry is None}


@dataclass(frozen=True)
class Previous:
    """What a rebuild of the live preview goes on from: the site of the build before, and what was kept for this one."""

    site: Site
    kept: Kept


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """The folders of catalog and templates, the scripts, and the report of the last check of links, if there is one."""

    catalog: Path
    templates: Path
    scripts: Scripts
    link_report: Path | None = None


def source_of(page: Page) -> str:
    """The name of the file in `docs/` that MkDocs takes `page` for."""
    return f"{page.url}index.html" if page.entry else f"{page.url}index.md"


EMPTY = Site(pages=(), renderer=Renderer(Path(), Addresses()), addresses=Addresses())


def read_site(inputs: Inputs, addresses: Addresses, time: int | None, *, previous: Previous | None) -> Site:
    """Make the site of the catalog in a folder.

    Raises PluginError with all diagnostics where the catalog has errors, unless `previous` is given, as it is in the
    live preview: then its pages stay, or those of an empty catalog, and the problems are shown above them.
    """
    catalog, templates = inputs.catalog, inputs.templates
    if not catalog.is_dir():
        raise PluginError(f"there is no folder '{catalog}': set the plugin's option 'catalog'")
    loaded = load_catalog(
        as_typed(catalog),
        today=today(os.environ),
        load=previous.kept.load if previous else load_files,
    )
    report = text_report(loaded.diagnostics, Summary.of(loaded.diagnostics, len(loaded.files)))
    links = _link_health(inputs.link_report)
    if previous:
        renderer: Renderer = PreviewRenderer(templates, addresses, previous.kept, links, scripts=inputs.scripts)
    else:
        renderer = Renderer(templates, addresses, links=links, scripts=inputs.scripts)
    if loaded.failed and previous is None:
        raise PluginError(f"the catalog has errors\n\n{report}")
    if loaded.failed and previous is not None:
        log.error("the catalog has errors; the last pages without any are shown\n\n%s", report)
        last = previous.site
        pages = last.pages if last.has_catalog else build_pages(Catalog(KINDS, {kind.name: {} for kind in KINDS}))
        problems = tuple(map(Problem.of_diagnostic, loaded.diagnostics))
        return replace(last, pages=pages, renderer=renderer, addresses=addresses, time=time, problems=problems)
    if loaded.diagnostics:
        log.warning("the catalog has warnings\n\n%s", report)
    history = LEFT_OUT if previous else read_history(catalog, loaded.catalog, catalog.parent / _STORE)
    return Site(
        pages=build_pages(loaded.catalog, history),
        renderer=renderer,
        addresses=addresses,
        time=time,
        catalog=loaded.catalog,
        history=history,
    )


def _link_health(report: Path | None) -> LinkHealth:
    """What the last check of links has found; a report that cannot be read is told and left out."""
    if report is None:
        return NO_REPORT
    try:
        return read_link_report(report)
    except LinkReportError as error:
        log.warning("the link report cannot be read, so no link is marked: %s", error)
        return NO_REPORT
