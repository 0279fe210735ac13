"""Pages that are written by hand: what is done to the HTML that Markdown makes of them."""

import re

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)


def scrolled_tables(html: str) -> str:
    """Tables in places of their own, which scroll where there is no room.

    The theme would put those without a class into such places when its script runs, and what stands below would move.
    """
    return _TABLE.sub(_scrolled, html)


def _scrolled(table: re.Match[str]) -> str:
    inner = table[0].replace("<table>", '<table class="ph-written__table">', 1)
    return f'<div class="ph-written" role="group" aria-label="Table" tabindex="0">{inner}</div>'
