"""Nothing runs over the edge of the window, however wide it is."""

from collections.abc import Callable

import pytest

from tests.browser.looks import WIDE, seen
from tests.browser.places import MORE_PLACES, PLACES, TOURS
from tests.browser.reader import Reader

WIDTHS = (320, 390, 768, 1024, 1440, 1920)

_OVER = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= innerWidth && document.body.scrollWidth <= innerWidth) return [];
  const over = [...document.body.querySelectorAll("*")].filter(each => each.getBoundingClientRect().right > room + 1);
  return [`${document.documentElement.scrollWidth} of ${innerWidth} px`,
    ...over.slice(0, 8).map(each => each.outerHTML.slice(0, 120))];
}"""


@seen(WIDE)
@pytest.mark.parametrize("tour", TOURS, ids=lambda tour: tour[0])
def test_nothing_overflows(readers: Callable[..., Reader], tour: list[str]) -> None:
    reader = readers(reduced_motion="reduce")  # so that nothing is on its way from one place to another
    found: list[str] = []
    for place in tour:
        page = reader.open(PLACES[place], 404 if place == "missing" else 200)
        for width in (min(WIDTHS), max(WIDTHS)) if place in MORE_PLACES else WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            reader.settle()
            found += [f"{place} at {width}: {each}" for each in page.evaluate(_OVER)]
    assert not found, "\n".join(found)
