"""What the site serves to programs."""

from collections.abc import Iterator

from mkdocs.structure.files import Files
from mkdocs.utils.meta import get_data

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.exports import api, badges
from powerhouse_site.exports.feeds import feed_outputs
from powerhouse_site.exports.llms import EntryTexts, text_outputs
from powerhouse_site.exports.output import Output, Stamp
from powerhouse_site.exports.written import Written
from powerhouse_site.plugin.sources import Site


def outputs(site: Site, catalog: Catalog, texts: EntryTexts) -> Iterator[Output]:
    """Everything that programs read but for what is of a single entry; `texts` are the twins of all entries."""
    address = site.addresses.site
    stamp = Stamp(commit=site.commit, time=site.time)
    yield from api.list_outputs(catalog, catalog.kinds, site=address, stamp=stamp)
    yield from api.csv_outputs(catalog, catalog.kinds, site=address)
    yield from feed_outputs(catalog, site.history, site=address, stamp=stamp)
    yield from text_outputs(
        texts, site.pages, site.written, summary=site.summary or catalog.kinds[0].lead, site=address
    )


def entry_outputs(site: Site, catalog: Catalog, entry: Entry) -> Iterator[Output]:
    """What programs read of an entry but for its twin."""
    yield api.entry_output(entry, site.addresses.site)
    yield from badges.entry_outputs(catalog, entry)


def written_pages(files: Files) -> tuple[Written, ...]:
    """The pages of the documentation's folder."""
    found = (file for file in files.documentation_pages() if file.generated_by is None)
    return tuple(
        Written(source=file.src_uri, url=file.url.removeprefix("./"), text=get_data(file.content_string)[0])
        for file in found
    )
