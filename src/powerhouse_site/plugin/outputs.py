"""What the site serves to programs."""

from collections.abc import Iterator

from powerhouse_site.exports.api import csv_outputs, json_outputs
from powerhouse_site.exports.feeds import feed_outputs
from powerhouse_site.exports.output import Output, Stamp
from powerhouse_site.plugin.sources import Site


def outputs(site: Site) -> Iterator[Output]:
    """Everything that programs read, nothing where no catalog could be read."""
    catalog, address = site.catalog, site.addresses.site
    if catalog is not None:
        stamp = Stamp(commit=site.commit, time=site.time)
        yield from json_outputs(catalog, catalog.kinds, site=address, stamp=stamp)
        yield from csv_outputs(catalog, catalog.kinds, site=address)
        yield from feed_outputs(catalog, site.history, site=address, stamp=stamp)
