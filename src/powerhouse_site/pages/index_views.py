"""The page of a table: a sentence, and one or more tables with their filters."""

from dataclasses import dataclass

from powerhouse_site.pages.tables import Table


@dataclass(frozen=True, kw_only=True)
class Section:
    """A table, under a heading of its own where the page has several."""

    table: Table
    note: str = ""
    headed: bool = False


@dataclass(frozen=True, kw_only=True)
class IndexView:
    """What the page of a table shows. `folder` is its address below that of its kind, empty for the whole kind."""

    lead: str
    sections: tuple[Section, ...]
    folder: str = ""
