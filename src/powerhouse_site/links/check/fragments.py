"""Which part of an address names a place in a page."""

import re

_NO_PLACE = re.compile(r"(?:t|page|xywh|track|zoom|view|nameddest|search)=.*", re.IGNORECASE)


def checked_fragment(fragment: str) -> str:
    """The part of a fragment that names a place in the page; empty where there is none to look for.

    Texts to highlight, routes of scripts, the top of the page and places in media are none.
    """
    name = fragment.partition(":~:")[0]
    is_none = name.lower() in ("", "top") or name.startswith(("!", "/")) or _NO_PLACE.fullmatch(name)
    return "" if is_none else name
