"""The pages for contributors that are made from the code: fields, problems, and where the origin lives on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from powerhouse_site.catalog import Catalog
from powerhouse_site.diagnostics import CODES, Code
from powerhouse_site.pages.field_reference import FieldsView, fields_view
from powerhouse_site.pages.origin import origin_view
from powerhouse_site.pages.page import Page, SearchRecord


@dataclass(frozen=True, kw_only=True)
class KindsView:
    """Everything that the page shows that leads to the fields of each kind."""

    fields: tuple[FieldsView, ...]


@dataclass(frozen=True, kw_only=True)
class ProblemsView:
    """Everything that the page about problems shows."""

    codes: tuple[Code, ...] = tuple(CODES.values())


def reference_pages(catalog: Catalog) -> Iterator[Page]:
    """The reference, in the order of the navigation."""
    fields = [fields_view(kind, catalog.kinds) for kind in catalog.kinds]
    description = "The fields of each kind of entry: what each takes and what it holds."
    yield replace(_page("kinds", "Fields", description, KindsView(fields=tuple(fields))), url="reference/fields/")
    for view in fields:
        title, description = (
            f"Fields of {view.kind.plural}",
            f"Every field of {view.kind.one}: what it takes and holds.",
        )
        page = _page("fields", title, description, view)
        yield replace(page, url=f"reference/fields/{view.kind.name}/", nav_title=None)
    title = "Problems and how to mend them"
    description = "Every problem that the checks report: why it is one, a wrong example and the right one."
    yield replace(_page("problems", title, description, ProblemsView()), nav_title="Problems")
    title = "Where the origin lives on"
    description = "Every row and every chapter of the list of 2023 that this catalog grew out of, and where it is now."
    yield replace(_page("origin", title, description, origin_view(catalog)), nav_title="Origin")


def _page(name: str, title: str, description: str, view: object) -> Page:
    return Page(
        url=f"reference/{name}/",
        title=title,
        description=description,
        template=f"reference/{name}.html",
        view=view,
        tab="Contribute",
        nav_title=title,
        search=SearchRecord(title=title, text=description),
    )
