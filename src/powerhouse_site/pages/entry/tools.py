"""What only frameworks and deployment tools have: others that do the same job, with what a reader compares first."""

from dataclasses import dataclass

from powerhouse_site.entries import Entry
from powerhouse_site.pages.cells.cell import Owner
from powerhouse_site.pages.named import named_by, naming
from powerhouse_site.pages.newest import date_of, newest_first
from powerhouse_site.pages.words import date_words
from powerhouse_site.schema.tools import Tool, ToolStatus
from powerhouse_site.schema.values import PartialDate

ALTERNATIVES = "alternative_to"


@dataclass(frozen=True, kw_only=True)
class OtherTool:
    """A tool that does the same job."""

    entry: Entry
    category: str
    status: ToolStatus
    released: PartialDate | None
    license: str


def standing(tool: Tool) -> str:
    """Whether it is alive, in a few words: `Active · 3 Nov 2026`."""
    return " · ".join((tool.status.label, *([date_words(tool.last_release)] if tool.last_release else [])))


def other_tools(owner: Owner) -> tuple[OtherTool, ...]:
    """The alternatives that a tool names and those that name it, the newest first and what has ended last."""
    found = [*named_by(owner.catalog, owner.entry, ALTERNATIVES), *naming(owner.catalog, owner.entry, ALTERNATIVES)]
    once = {entry.url: entry for entry in found}
    in_order = sorted(newest_first(once.values()), key=lambda entry: entry.facts.ended)
    return tuple(_other(entry, entry.facts) for entry in in_order if isinstance(entry.facts, Tool))


def _other(entry: Entry, tool: Tool) -> OtherTool:
    category = getattr(tool, "category", None)
    return OtherTool(
        entry=entry,
        category=category.label if category is not None else "",
        status=tool.status,
        released=date_of(entry),
        license=tool.license or "",
    )
