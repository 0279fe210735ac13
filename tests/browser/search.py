"""The search in the header."""

from playwright.sync_api import Page


class Search:
    """Its parts on a page."""

    def __init__(self, page: Page) -> None:
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
