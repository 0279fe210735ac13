"""The pages of the timeline: one for each chart, with the same data as a table."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from powerhouse_site.catalog import Catalog
from powerhouse_site.pages.page import Page, SearchRecord
from powerhouse_site.pages.pills import Pill, pill_of_use
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
    releases = releases_of(catalog)
    drawn = releases[:most]
    left_out = len(releases) - len(drawn)

    def view(chart: Chart, lead: str, *, newest_first: bool = True) -> ChartView:
        return ChartView(lead=lead, chart=chart, releases=drawn, left_out=left_out, newest_first=newest_first)

    lead = "Each mark is a family at its largest size; the stem reaches down to its smallest."
    yield _page("", "Timeline: size over time", "Size over time", view(size_over_time(drawn), lead))
    lead = "Each mark is a family at its longest context; the stem reaches down to its shortest."
    yield _page("context/", "Context over time", "Context over time", view(context_over_time(drawn), lead))
    lead = "Each mark is a family at its largest size and the context of that size."
    chart = size_against_context(drawn)
    title = "Size against context"
    yield _page("size-and-context/", title, title, view(chart, lead, newest_first=False))
    yield _openness(releases)


def _openness(releases: Sequence[Release]) -> Page:
    lead = "Of the families that came out in a year, how many may be used commercially. Not legal advice."
    view = OpennessView(lead=lead, openness=openness(releases), uses=tuple((use, pill_of_use(use)) for use in USES))
    return _page("licenses/", "License openness over the years", "License openness", view)


def _page(folder: str, title: str, name: str, view: ChartView | OpennessView) -> Page:
    return Page(
        url=f"{URL}{folder}",
        title=title,
        description=view.lead,
        template="timeline/openness.html" if isinstance(view, OpennessView) else "timeline/chart.html",
        view=view,
        tab=TAB,
        nav_title=name,
        search=SearchRecord(title=title, text=f"{name}. {view.lead}" if name != title else view.lead),
    )
