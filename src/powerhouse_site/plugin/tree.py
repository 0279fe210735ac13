"""The pages of the catalog as files and navigation of MkDocs."""

from collections.abc import Iterator, Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from powerhouse_site.json_schema import schema_text
from powerhouse_site.pages.page import Page
from powerhouse_site.plugin.frames import EntryFile
from powerhouse_site.plugin.sources import Site, source_of
from powerhouse_site.schema.kinds import FORMATS

NavigationItem = dict[str, str | list[dict[str, str]]]


def navigation(pages: Sequence[Page], written: Sequence[NavigationItem]) -> list[NavigationItem]:
    """The pages that have a name there, under their tabs, then the hand-written ones, then the reference.

    Those of one title are one tab; a tab with a single page is that page.
    """
    tabs: dict[str, list[dict[str, str]]] = {}
    named = [page for page in pages if page.nav_title is not None]
    for page in named:
        if not page.is_reference:
            tabs.setdefault(page.tab, []).append({str(page.nav_title): source_of(page)})
    for item in written:
        for title, children in item.items():
            tabs.setdefault(title, []).extend([{title: children}] if isinstance(children, str) else children)
    for page in named:
        if page.is_reference:
            tabs.setdefault(page.tab, []).append({str(page.nav_title): source_of(page)})
    return [{tab: next(iter(items[0].values())) if len(items) == 1 else list(items)} for tab, items in tabs.items()]


def files(site: Site, config: MkDocsConfig) -> Iterator[File]:
    """An empty Markdown file for each page that MkDocs renders; a page, the YAML and redirects for each entry; schemas.

    The schemas stand in the documentation folder as well, for editors; these are those of the code that builds.
    """
    for one in FORMATS:
        yield File.generated(config, one.schema, content=schema_text(one))
    for page in site.pages:
        file_type = File if page.entry is None else EntryFile
        inclusion = InclusionLevel.NOT_IN_NAV if page.nav_title is None else InclusionLevel.INCLUDED
        yield file_type.generated(config, source_of(page), content="", inclusion=inclusion)
        if page.data is not None:
            yield File.generated(config, f"{page.url}data.json", content=page.data)
        if page.entry is not None and page.entry.file.is_file():  # in the preview it may be gone by now
            yield File.generated(config, page.entry.source, abs_src_path=str(page.entry.file.absolute()))
            for former in page.entry.facts.former_ids:
                content = site.renderer.redirect(page.entry)
                yield File.generated(config, f"{page.entry.kind.name}/{former}/index.html", content=content)
