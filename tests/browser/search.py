"""The search in the header."""

from playwright.sync_api import Page, expect

_SEEN = """seen => seen ===
  document.querySelector(".md-search__output").checkVisibility({ opacityProperty: true, visibilityProperty: true })"""


class Search:
    """Its parts on a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._open = page.locator("#__search")
        self.field = page.get_by_role("dialog", name="Search").get_by_role("textbox")
        self.button = page.locator(".ph-search-open")
        self.results = page.locator(".md-search-result")
        self.links = self.results.get_by_role("link")
        self.titles = self.links.locator("h1")

    def open_by_mouse(self) -> None:
        """Click what a reader sees of it: on phones a button, else the field."""
        if self.button.is_visible():
            self.button.click()
        else:
            self.field.click()

    def check_open(self) -> None:
        """The field has the focus and what is found can be seen."""
        expect(self._open).to_be_checked()
        expect(self.field).to_be_focused()
        self._page.wait_for_function(_SEEN, arg=True)

    def check_closed(self) -> None:
        """Nothing of it covers the page."""
        expect(self._open).not_to_be_checked()
        self._page.wait_for_function(_SEEN, arg=False)
