"""The page of a table: a sentence, and one or more tables with their filters."""

from dataclasses import dataclass

from powerhouse_site.pages.page import PageLink
from powerhouse_site.pages.tables.table import Table


@dataclass(frozen=True, kw_only=True)
class Section:
    """A table, under a heading of its own where the page has several."""

    table: Table
    note: str = ""
    headed: bool = False


@dataclass(frozen=True, kw_only=True)
class Switch:
    """Links between two ways to look at the same: one of them is `current`."""

    label: str
    links: tuple[PageLink, ...]
    current: int


@dataclass(frozen=True, kw_only=True)
class IndexView:
    """What the page of a table shows. `folder` is its address below that of its kind, empty for the whole kind.

    `pages` are all pages that its rows stand on, of which this is the one with that `number`.
    """

    lead: str
    sections: tuple[Section, ...]
    folder: str = ""
    switch: Switch | None = None
    pages: tuple[PageLink, ...] = ()
    number: int = 1
