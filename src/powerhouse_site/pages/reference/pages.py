"""The pages for contributors that are made from the code: fields, problems, and where the origin lives on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from powerhouse_site.catalog import Catalog
from powerhouse_site.diagnostics import CODES, Code
from powerhouse_site.pages.page import Page, SearchRecord
from powerhouse_site.pages.reference.fields import FieldsView, fields_view
from powerhouse_site.pages.reference.origin import origin_view


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
    description = "The fields of each kind of entry: what each takes and what it holds."
    yield replace(_page("kinds", "Fields", description, partial(_kinds_view, catalog)), url="reference/fields/")
    for kind in catalog.kinds:
        title, description = f"Fields of {kind.plural}", f"Every field of {kind.one}: what it takes and holds."
        page = _page("fields", title, description, partial(fields_view, kind, catalog.kinds))
        yield replace(page, url=f"reference/fields/{kind.name}/", nav_title=None)
    title = "Problems and how to mend them"
    description = "Every problem that the checks report: why it is one, a wrong example and the right one."
    yield replace(_page("problems", title, description, ProblemsView), nav_title="Problems")
    title = "Where the origin lives on"
    description = "Every row and every chapter of the list of 2023 that this catalog grew out of, and where it is now."
    yield replace(_page("origin", title, description, partial(origin_view, catalog)), nav_title="Origin")


def _kinds_view(catalog: Catalog) -> KindsView:
    return KindsView(fields=tuple(fields_view(kind, catalog.kinds) for kind in catalog.kinds))


def _page(name: str, title: str, description: str, gather: Callable[[], object]) -> Page:
    return Page(
        url=f"reference/{name}/",
        title=title,
        template=f"reference/{name}.html",
        gather=gather,
        describe=lambda: description,
        tab="Contribute",
        nav_title=title,
        record=lambda: SearchRecord(title=title, text=description),
    )
