"""The navigation of the site, as it stands in `mkdocs.yml`."""

from collections.abc import Sequence

from powerhouse_site.pages.page import Page

NavigationItem = dict[str, str | list[dict[str, str]]]


def navigation(pages: Sequence[Page], written: Sequence[NavigationItem]) -> list[NavigationItem]:
    """The pages that have a name there, under their tabs, then the hand-written ones, then the reference.

    Those of one title are one tab; a tab with a single page is that page.
    """
    tabs: dict[str, list[dict[str, str]]] = {}
    named = [page for page in pages if page.nav_title is not None]
    for page in named:
        if not page.is_reference:
            tabs.setdefault(page.tab, []).append({str(page.nav_title): f"{page.url}index.md"})
    for item in written:
        for title, children in item.items():
            tabs.setdefault(title, []).extend([{title: children}] if isinstance(children, str) else children)
    for page in named:
        if page.is_reference:
            tabs.setdefault(page.tab, []).append({str(page.nav_title): f"{page.url}index.md"})
    return [{tab: next(iter(items[0].values())) if len(items) == 1 else list(items)} for tab, items in tabs.items()]
