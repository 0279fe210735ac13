"""An address in a text."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from powerhouse_site.links.verdicts import Location, Sought


class Found(NamedTuple):
    """An address as it is written, and where."""

    url: str
    location: Location


def together(found: Iterable[Found]) -> list[Sought]:
    """Each address once, in the order of the alphabet, with all its places in the order of files and lines."""
    places: dict[str, list[Location]] = defaultdict(list)
    for each in found:
        places[each.url].append(each.location)
    return [Sought(url=url, locations=_sorted(places[url])) for url in sorted(places)]


def _sorted(places: Sequence[Location]) -> tuple[Location, ...]:
    return tuple(places) if len(places) == 1 else tuple(sorted(set(places), key=_order))


def _order(place: Location) -> tuple[str, int, int, str]:
    return place.file, place.line, place.column, place.field


def is_web_address(text: str) -> bool:
    """Whether a text means to be an address of the web."""
    return text[:8].lower().startswith(("https://", "http://")) and not any(c.isspace() for c in text)


class Lines:
    """The lines of a text, to find where in them something stands."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")

    def find(self, wanted: str, line: int, column: int = 1, last: int | None = None) -> tuple[int, int] | None:
        """The first place from `line` and `column` on, both from 1, at which `wanted` stands and ends."""
        stop = min(last or len(self._lines), len(self._lines))
        for number in range(line, stop + 1):
            start = column - 1 if number == line else 0
            text = self._lines[number - 1]
            at = text.find(wanted, start)
            while at >= 0 and _goes_on(text, at + len(wanted)):
                at = text.find(wanted, at + 1)
            if at >= 0:
                return number, at + 1
        return None


def _goes_on(text: str, index: int) -> bool:
    """Whether an address goes on at an index, so that what stands before is only its beginning."""
    return index < len(text) and (text[index].isalnum() or text[index] in "/?#&=%_~+-")
