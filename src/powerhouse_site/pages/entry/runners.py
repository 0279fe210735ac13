"""Tools that run a model, as far as the catalog knows, and where to look for others."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.pages.entry.lessons import lessons_with
from powerhouse_site.pages.filters.narrowed import narrowed
from powerhouse_site.pages.page import PageLink
from powerhouse_site.schema.deployment_tools import DeploymentTool, ToolCategory

_RUNNING = (ToolCategory.ENGINE, ToolCategory.LOCAL)
"""Categories of tools that load the weights of a model themselves."""


@dataclass(frozen=True, kw_only=True)
class Runner:
    """A tool, and the courses and tutorials that use it together with the model."""

    entry: Entry
    lessons: tuple[Entry, ...]


class Runners:
    """The tools that run the models of a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @cached_property
    def engines(self) -> tuple[PageLink, ...]:
        """The tables of tools that run models, by category."""
        doors = ((category.label.lower(), "category", category.value) for category in _RUNNING)
        return narrowed(self._catalog, "deployment-tools", *doors)

    def of(self, model: Entry) -> tuple[Runner, ...]:
        """The tools that a course or tutorial uses together with the model, by name."""
        found: dict[str, tuple[Entry, list[Entry]]] = {}
        for tool, lesson in self._pairs(model):
            found.setdefault(tool.id, (tool, []))[1].append(lesson)
        ordered = sorted(found.values(), key=lambda pair: pair[0].heading.casefold())
        return tuple(Runner(entry=tool, lessons=tuple(lessons)) for tool, lessons in ordered)

    def _pairs(self, model: Entry) -> Iterator[tuple[Entry, Entry]]:
        for lesson in lessons_with(self._catalog, model):
            for tool in lesson.tools:
                if isinstance(tool.facts, DeploymentTool) and tool.facts.category in _RUNNING:
                    yield tool, lesson.entry
