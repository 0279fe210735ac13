"""What a reader without a mouse does, and what they see of it."""

from playwright.sync_api import Locator

from tests.browser.reader import Reader


def tab_to(reader: Reader, target: Locator, key: str = "Tab", limit: int = 60) -> None:
    """Press Tab until `target` has the focus."""
    for _ in range(limit):
        reader.press(key)
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{limit} times {key} do not lead to {target}")
