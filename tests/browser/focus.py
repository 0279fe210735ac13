"""What has the focus, and whether a reader sees it."""

from dataclasses import dataclass

from playwright.sync_api import Page

ENOUGH = 0.7
"""The part of an element that has to be seen: a corner may be behind something, the middle may not."""

_READ = """async () => {
  // The search opens a moment after it has got the focus.
  if (document.activeElement.closest(".md-search")) await new Promise(done => setTimeout(done, 50));
  await Promise.allSettled(document.getAnimations().map(each => each.finished));
  const element = document.activeElement;
  if (!element || element === document.body) return null;

  // Material hides the radio buttons of the scheme and outlines the label beside them.
  const shown = element.matches(".md-option") ? element.nextElementSibling : element;
  const style = getComputedStyle(shown);

  // Of what is larger than the window the part inside it counts.
  const lines = [...shown.getClientRects()].map(line => ({
    left: line.width > innerWidth ? Math.max(line.left, 0) : line.left,
    right: line.width > innerWidth ? Math.min(line.right, innerWidth) : line.right,
    top: line.height > innerHeight / 2 ? Math.max(line.top, 0) : line.top,
    bottom: line.height > innerHeight / 2 ? Math.min(line.bottom, innerHeight) : line.bottom,
  })).filter(line => line.right > line.left && line.bottom > line.top);
  const seen = ([x, y]) => {
    const found = document.elementFromPoint(x, y); // null outside of the window
    if (found === null) return false;
    return shown.contains(found) || found.contains(shown) && !found.matches(".md-header, body, html");
  };
  const spots = lines.flatMap(line => [0.2, 0.5, 0.8].flatMap(part => [
    [line.left + (line.right - line.left) * part, (line.top + line.bottom) / 2],
    [(line.left + line.right) / 2, line.top + (line.bottom - line.top) * part],
  ]));
  return {
    label: `${element.tagName.toLowerCase()}.${element.className} ${JSON.stringify(
      (element.ariaLabel ?? element.textContent).trim().slice(0, 40))}`,
    path: [...(function* () { for (let e = element; e.parentElement; e = e.parentElement)
      yield [...e.parentElement.children].indexOf(e); })()].reverse().join("."),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
    seen: spots.filter(seen).length / Math.max(spots.length, 1),
  };
}"""


@dataclass(frozen=True)
class Focus:
    """The element that has the focus. `path` says where it is in the document."""

    label: str
    path: str
    outlined: bool
    seen: float

    @property
    def fault(self) -> str | None:
        """What a reader who looks for the focus would complain about."""
        if not self.outlined:
            return f"no outline: {self.label}"
        if self.seen < ENOUGH:
            return f"hidden ({self.seen:.0%} is seen): {self.label}"
        return None


def focus_of(page: Page) -> Focus | None:
    """What has the focus, if anything in the page has."""
    found = page.evaluate(_READ)
    return Focus(**found) if found else None


def walk(page: Page, key: str, most: int = 100) -> list[Focus]:
    """Press a key until the focus leaves the page, or long enough, and tell what had it on the way."""
    way: list[Focus] = []
    for _ in range(most):
        page.keyboard.press(key)
        now = focus_of(page)
        if now is None or (way and now.path == way[0].path):
            break
        way.append(now)
    return way
