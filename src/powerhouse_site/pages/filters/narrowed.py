"""Links to tables that a filter narrows down, with as many rows as the filter counts."""

from powerhouse_site.catalog import Catalog
from powerhouse_site.pages.cells.cell import owner_of
from powerhouse_site.pages.filters.facets import choice_facet
from powerhouse_site.pages.page import PageLink


def narrowed(catalog: Catalog, name: str, *doors: tuple[str, str, str]) -> tuple[PageLink, ...]:
    """Links to the table of a kind: for each label, key of a filter and word of it. Those that have rows.

    The entries of the kind are rows, so it is none whose items can be filtered one by one.
    """
    kind = next(kind for kind in catalog.kinds if kind.name == name)
    units = [(owner_of(catalog, entry),) for entry in catalog.of(name)]
    facets = (choice_facet(kind, units, key) for key in dict.fromkeys(key for _, key, _ in doors))
    counts = {(facet.key, option.word.value): option.count for facet in facets if facet for option in facet.options}
    return tuple(
        PageLink(label=label, url=f"{name}/?{key}={word}", count=f"{counts[key, word]:,}")
        for label, key, word in doors
        if counts.get((key, word))
    )
