"""Markdown: texts that are escaped, links, lists and tables."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from powerhouse_site.prose import prose_markdown

NAME = "index.md"
"""The name of a twin, which stands beside its page."""
_SPECIAL = re.compile(r"[\\`*_\[\]<>|#~]|&(?=#?[0-9A-Za-z]+;)")
_BRACKET = re.compile(r"[()<>\\]")


@dataclass(frozen=True)
class Twin:
    """How the addresses of a twin are written, from those below the site's root."""

    to: Callable[[str], str]

    def page(self, url: str) -> str:
        """The twin of a page."""
        return self.to(f"{url}{NAME}")


@lru_cache(2048)
def escaped(text: str) -> str:
    """Text that Markdown shows as it is, in one line. The same labels and values stand in many twins."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))


def prose(text: str) -> str:
    """Free text with its inline Markdown, in one line and without HTML."""
    return prose_markdown(text)


def link(text: str, address: str) -> str:
    """A link. Addresses of the catalog hold no blanks; brackets in them are escaped."""
    safe = _BRACKET.sub(lambda found: f"%{ord(found[0]):02X}", address)
    return f"[{escaped(text)}]({safe})"


def section(title: str, lines: Iterable[str], *, numbered: bool = False) -> str:
    """A list under a heading; nothing where there are no lines."""
    items = "".join(f"{f'{number}.' if numbered else '-'} {line}\n" for number, line in enumerate(lines, start=1))
    return f"## {title}\n\n{items}" if items else ""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are escaped."""
    lines = [list(map(escaped, heads)), ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
