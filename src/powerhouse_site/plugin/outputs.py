"""What the site serves to programs, as files of MkDocs that are drawn when they are copied."""

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from powerhouse_site.exports.api import csv_outputs, json_outputs
from powerhouse_site.exports.feeds import feed_outputs
from powerhouse_site.exports.output import Output, Stamp
from powerhouse_site.plugin.sources import Site


class OutputFile(File):
    """A file that is drawn when MkDocs copies it, and then forgotten."""

    output: Output | None = None

    def copy_file(self, dirty: bool = False) -> None:
        """Draw the file and write it, unless there is nothing to draw."""
        if self.output is None:
            return
        self.content_bytes = self.output.draw().encode()
        super().copy_file(dirty)
        self.content_bytes = b""


def output_files(site: Site, stamp: Stamp, config: MkDocsConfig, *, preview: bool) -> Iterator[File]:
    """A file for everything that programs read. Markdown is served as it is, so MkDocs must not take it for a page.

    In the live preview the files are known, so that links to them are in order, and not written, which saves time.
    """
    for output in _outputs(site, stamp):
        is_markdown = output.path.endswith(".md")
        file = OutputFile.generated(config, f"{output.path}.txt" if is_markdown else output.path, content=b"")
        file.dest_uri = output.path
        if isinstance(file, OutputFile) and not preview:
            file.output = output
        yield file


def _outputs(site: Site, stamp: Stamp) -> Iterator[Output]:
    catalog, address = site.catalog, site.addresses.site
    if catalog is not None:
        yield from json_outputs(catalog, catalog.kinds, site=address, stamp=stamp)
        yield from csv_outputs(catalog, catalog.kinds, site=address)
        yield from feed_outputs(catalog, site.history, site=address, stamp=stamp)
