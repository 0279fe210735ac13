"""Long tables on numbered pages. Filters and order are those of one page."""

from dataclasses import replace

from powerhouse_site.pages.tables import Table

ROWS_OF_A_PAGE = 2000


def pages_of(rows: int, limit: int = ROWS_OF_A_PAGE) -> int:
    """On how many pages of at most `limit` rows a table stands: at least one."""
    return max(1, -(-rows // limit))


def part_of(table: Table, number: int, limit: int = ROWS_OF_A_PAGE) -> Table:
    """The part of a table that stands on the page with a number, counted from 0."""
    return replace(table, rows=table.rows[number * limit : (number + 1) * limit])
