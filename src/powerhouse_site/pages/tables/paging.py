"""Long tables on numbered pages. Their script fetches the others when a reader filters or sorts."""

from dataclasses import replace

from powerhouse_site.pages.tables.table import Table

ROWS_OF_A_PAGE = 2000


def pages_of(rows: int, limit: int = ROWS_OF_A_PAGE) -> int:
    """On how many pages of at most `limit` rows a table stands: at least one."""
    return max(1, -(-rows // limit))


def part_of(table: Table, number: int, limit: int = ROWS_OF_A_PAGE) -> Table:
    """The part of a table that stands on the page with a number, counted from 0; the table itself where it is short."""
    if len(table.rows) <= limit:
        return table
    start = number * limit
    return replace(table, rows=table.rows[start : start + limit], whole=table, start=start)
