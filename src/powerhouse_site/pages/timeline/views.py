"""The pages of the timeline: one for each chart, with the same data as a table."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from powerhouse_site.catalog import Catalog
from powerhouse_site.pages.cells.pills import Pill, pill_of_use
from powerhouse_site.pages.page import Page, SearchRecord
from powerhouse_site.pages.timeline.charts import (
    Chart,
    context_over_time,
    size_against_context,
    size_over_time,
)
from powerhouse_site.pages.timeline.openness import USES, Openness, openness
from powerhouse_site.pages.timeline.releases import MOST, Release, releases_of

URL = "timeline/"
TAB = "Timeline"


@dataclass(frozen=True, kw_only=True)
class ChartView:
    """A page with a chart of marks. `left_out` models are older than what is drawn."""

    lead: str
    chart: Chart
    releases: tuple[Release, ...]
    left_out: int
    newest_first: bool = True

    @property
    def counts(self) -> tuple[tuple[str, Pill, int], ...]:
        """How many marks have each answer to commercial use."""
        found = Counter(mark.release.use for mark in self.chart.marks)
        return tuple((use, pill_of_use(use), found[use]) for use in USES)


@dataclass(frozen=True, kw_only=True)
class OpennessView:
    """The page with the columns of the years."""

    lead: str
    openness: Openness
    uses: tuple[tuple[str, Pill], ...]


def timeline_pages(catalog: Catalog, most: int = MOST) -> Iterator[Page]:
    """The four pages, as far as there are models to draw."""

    @cache
    def releases() -> tuple[Release, ...]:
        return releases_of(catalog)

    def view(draw: Callable[[Sequence[Release]], Chart], lead: str, *, newest_first: bool = True) -> ChartView:
        drawn = releases()[:most]
        left_out = len(releases()) - len(drawn)
        return ChartView(lead=lead, chart=draw(drawn), releases=drawn, left_out=left_out, newest_first=newest_first)

    lead = "Each mark is a family at its largest size; the stem reaches down to its smallest."
    yield _page("", "Timeline: size over time", "Size over time", lead, partial(view, size_over_time, lead))
    lead = "Each mark is a family at its longest context; the stem reaches down to its shortest."
    yield _page("context/", "Context over time", "Context over time", lead, partial(view, context_over_time, lead))
    lead = "Each mark is a family at its largest size and the context of that size."
    title = "Size against context"
    made = partial(view, size_against_context, lead, newest_first=False)
    yield _page("size-and-context/", title, title, lead, made)
    lead = "Of the families that came out in a year, how many may be used commercially. Not legal advice."
    title, made_openness = "License openness over the years", lambda: _openness(lead, releases())
    page = _page("licenses/", title, "License openness", lead, made_openness)
    yield replace(page, template="timeline/openness.html")


def _openness(lead: str, releases: Sequence[Release]) -> OpennessView:
    return OpennessView(lead=lead, openness=openness(releases), uses=tuple((use, pill_of_use(use)) for use in USES))


def _page(folder: str, title: str, name: str, lead: str, gather: Callable[[], object]) -> Page:
    return Page(
        url=f"{URL}{folder}",
        title=title,
        template="timeline/chart.html",
        gather=gather,
        describe=lambda: lead,
        tab=TAB,
        nav_title=name,
        record=lambda: SearchRecord(title=title, text=f"{name}. {lead}" if name != title else lead),
    )
