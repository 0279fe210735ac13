"""Long tables on numbered pages. Filters and order are those of one page."""

from collections.abc import Iterator
from dataclasses import replace

from powerhouse_site.pages.tables import Table

ROWS_OF_A_PAGE = 2000


def split(table: Table, limit: int = ROWS_OF_A_PAGE) -> Iterator[Table]:
    """The table as pages of at most `limit` rows, at least one."""
    pages = max(1, -(-len(table.rows) // limit))
    for number in range(pages):
        yield replace(table, rows=table.rows[number * limit : (number + 1) * limit])
