"""Where things stand in the window, in pixels."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page


@dataclass(frozen=True)
class Box:
    """A rectangle in the window."""

    left: float
    top: float
    right: float
    bottom: float


def box(target: Locator) -> Box:
    """The box of an element that is drawn."""
    found = target.bounding_box()
    assert found, f"{target} is not drawn"
    return Box(found["x"], found["y"], found["x"] + found["width"], found["y"] + found["height"])


def header_bottom(page: Page) -> float:
    """Where the header ends, which stays at the top of the window."""
    return box(page.locator(".md-header")).bottom


def check_below_header(page: Page, target: Locator) -> None:
    """An element can be read: it stands in the window and not behind the header."""
    height = page.viewport_size["height"] if page.viewport_size else 0
    place = box(target)
    assert header_bottom(page) <= place.top < height, f"{target} stands at {place.top} in a window of {height}"


_ON_TOP = """element => {
  const at = element.getBoundingClientRect();
  const found = document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2);
  return element.contains(found);
}"""


def is_on_top(target: Locator) -> bool:
    """Nothing else is drawn over the middle of an element."""
    return bool(target.evaluate(_ON_TOP))


def covered(targets: Locator) -> list[str]:
    """The texts of those elements that something else is drawn over, each once it has been scrolled to."""
    found: list[str] = targets.evaluate_all(
        f"""elements => elements.filter(element => {{
          element.scrollIntoView({{ block: "nearest", behavior: "instant" }});
          return !({_ON_TOP})(element);
        }}).map(element => element.textContent.trim())"""
    )
    return found


_OVER = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= innerWidth && document.body.scrollWidth <= innerWidth) return [];
  const over = [...document.body.querySelectorAll("*")].filter(each => each.getBoundingClientRect().right > room + 1);
  return [`${document.documentElement.scrollWidth} of ${innerWidth} px`,
    ...over.slice(0, 8).map(each => each.outerHTML.slice(0, 120))];
}"""


def overflow(page: Page) -> list[str]:
    """How far the page runs over the edge of the window, and what of it does; nothing where it does not."""
    found: list[str] = page.evaluate(_OVER)
    return found
