"""What the site serves to programs."""

from collections.abc import Iterator

from mkdocs.structure.files import Files
from mkdocs.utils.meta import get_data

from powerhouse_site.exports.api import csv_outputs, json_outputs
from powerhouse_site.exports.badges import badge_outputs
from powerhouse_site.exports.feeds import feed_outputs
from powerhouse_site.exports.llms import text_outputs
from powerhouse_site.exports.output import Output, Stamp
from powerhouse_site.exports.written import Written
from powerhouse_site.plugin.sources import Site


def outputs(site: Site) -> Iterator[Output]:
    """Everything that programs read, nothing where no catalog could be read."""
    catalog, address = site.catalog, site.addresses.site
    if catalog is not None:
        stamp = Stamp(commit=site.commit, time=site.time)
        yield from json_outputs(catalog, catalog.kinds, site=address, stamp=stamp)
        yield from csv_outputs(catalog, catalog.kinds, site=address)
        yield from feed_outputs(catalog, site.history, site=address, stamp=stamp)
        yield from text_outputs(
            catalog, site.pages, site.written, summary=site.summary or catalog.kinds[0].lead, site=address
        )
        yield from badge_outputs(catalog)


def written_pages(files: Files) -> tuple[Written, ...]:
    """The pages of the documentation's folder."""
    found = (file for file in files.documentation_pages() if file.generated_by is None)
    return tuple(
        Written(source=file.src_uri, url=file.url.removeprefix("./"), text=get_data(file.content_string)[0])
        for file in found
    )
