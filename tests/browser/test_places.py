"""Every sort of page, at every width, light and dark: nothing runs over the edge, and axe-core finds nothing.

Nor does anything go wrong behind it: no error, no refusal of the content security policy, no request to another host.
"""

from collections import defaultdict
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.geometry import overflow
from tests.browser.looks import PHONE, WIDE, seen
from tests.browser.places import MORE_PLACES, PLACES, TOURS
from tests.browser.reader import Reader

WIDTHS = (320, 390, 768, 1024, 1440, 1920)
LIGHT, SLATE = "default", "slate"
"""What the theme calls the schemes."""
REACHED = """() => [...document.querySelectorAll("pre > code")]
  .every(code => code.scrollWidth <= code.clientWidth || code.tabIndex === 0)"""
"""The theme lets the keyboard reach code that is wider than its place, a moment after it has become so."""


class Looking:
    """Someone who looks at one page after another, and writes down what is wrong."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.found: list[str] = []
        self.known: defaultdict[tuple[str, int, bool], list[str]] = defaultdict(list)

    def at_edges(self, place: str, widths: tuple[int, ...]) -> None:
        for width in widths:
            self._widen(width)
            self.found += [f"{place} at {width}: {each}" for each in overflow(self.reader.page)]

    def with_axe(self, place: str, scheme: str, width: int, *, whole: bool = False, others: bool = True) -> None:
        wear(self.reader.page, scheme)
        self._widen(width)
        known = self.known[scheme, width, others]
        violated = violations(self.reader.page, whole=whole, others=others, known=known)
        self.found += [f"{place}, {scheme}, {width}:\n{each}" for each in violated]

    def _widen(self, width: int) -> None:
        self.reader.page.set_viewport_size({"width": width, "height": 900})
        self.reader.settle()
        self.reader.page.wait_for_function(REACHED)


def wear(page: Page, scheme: str) -> None:
    """Change to a scheme by the button that readers change it with."""
    body = page.locator("body")
    if body.get_attribute("data-md-color-scheme") != scheme:
        page.locator("[data-md-component=palette] button").click()
        expect(body).to_have_attribute("data-md-color-scheme", scheme)


@seen(WIDE)
@pytest.mark.parametrize("tour", TOURS, ids=lambda tour: tour[0])
def test_nothing_is_wrong_with_a_page(readers: Callable[..., Reader], tour: list[str]) -> None:
    """Some places are made of the same parts as others; one look at each scheme is enough for those."""
    looking = Looking(readers(reduced_motion="reduce"))  # so that nothing is on its way from one place to another
    for place in tour:
        looking.reader.open(PLACES[place], 404 if place == "missing" else 200)
        if place in MORE_PLACES:
            looking.at_edges(place, (min(WIDTHS), max(WIDTHS)))
            looking.with_axe(place, LIGHT, WIDE.width, whole=True)
            looking.with_axe(place, SLATE, PHONE.width)
        else:
            looking.at_edges(place, WIDTHS)
            looking.with_axe(place, LIGHT, WIDE.width, whole=True)
            looking.with_axe(place, LIGHT, PHONE.width)
            looking.with_axe(place, SLATE, PHONE.width, others=False)
            looking.with_axe(place, SLATE, WIDE.width, others=False)
    assert not looking.found, "\n".join(looking.found)
