"""The page of a table: a sentence, and one or more tables with their filters."""

from dataclasses import dataclass

from powerhouse_site.pages.page import PageLink
from powerhouse_site.pages.tables import Table


@dataclass(frozen=True, kw_only=True)
class Section:
    """A table, under a heading of its own where the page has several."""

    table: Table
    note: str = ""
    headed: bool = False


@dataclass(frozen=True, kw_only=True)
class IndexView:
    """What the page of a table shows. `related` are other views of the same entries, this one included."""

    lead: str
    sections: tuple[Section, ...]
    related: tuple[PageLink, ...] = ()
