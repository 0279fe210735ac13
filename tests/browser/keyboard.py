"""What a reader without a mouse does, and what they see of it."""

from typing import Literal

from playwright.sync_api import Locator

from tests.browser.reader import Reader

_STOPS = """() => [...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, iframe, [contenteditable], [tabindex]",
)].filter(each => each.tabIndex >= 0 && !each.disabled && each.checkVisibility()).length"""
"""How many elements of a page the focus can come to."""

_WHERE = """element => element === document.activeElement ? "here"
  : element.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING ? "before" : "after\""""
"""Where an element is, seen from the focus."""

_BETWEEN = """(element, [forward]) => {
  const from = document.activeElement, before = (one, other) =>
    Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  if (from === document.body && location.hash) return 0;
  const [first, last] = forward ? [from, element] : [element, from];
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter(each =>
    before(first, each) && before(each, last) && each.tabIndex >= 0 && !each.matches(":disabled, [type=radio]") &&
    !each.closest("[inert]") && each.checkVisibility({ visibilityProperty: true })).length;
}"""
"""How many elements the focus comes to for certain on its way to an element: that often nobody has to look."""


def tab_to(
    reader: Reader, target: Locator, key: Literal["Tab", "Shift+Tab"] | None = None, limit: int | None = None
) -> None:
    """Press Tab until `target` has the focus, or Shift+Tab where it stands before what has it.

    At most `limit` times, and never more often than it takes to go through the whole page.
    """
    stops = reader.page.evaluate(_STOPS) + 2  # the window itself, and the first one again
    element = target.element_handle()
    where = element.evaluate(_WHERE)
    if where == "here":
        return
    if key is None:
        key = "Shift+Tab" if where == "before" else "Tab"
    passed: int = element.evaluate(_BETWEEN, [key == "Tab"])
    for number in range(min(stops, limit or stops)):
        reader.press(key)
        if number >= passed and element.evaluate(_WHERE) == "here":
            return
    raise AssertionError(f"{key} does not lead to {target} within {stops} stops")
