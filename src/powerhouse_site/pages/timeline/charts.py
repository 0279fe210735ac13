"""The three charts of marks: size over time, context over time, size against context."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from powerhouse_site.pages.timeline.labels import RIGHT, Box, Place, Wanted, place_labels, text_width
from powerhouse_site.pages.timeline.lines import CARD, CARDS, CardLine, parameters_held
from powerhouse_site.pages.timeline.releases import Release
from powerhouse_site.pages.timeline.scales import LogScale, Span, TimeScale
from powerhouse_site.pages.words import parameter_words, token_words

WIDTH, HEIGHT = 1392, 620
LEFT, TOP, RIGHT_EDGE, BOTTOM = 58, 34, 1334, 580
FRAME = Box(LEFT, TOP - 16, RIGHT_EDGE, BOTTOM)
UNBOUNDED_AT = TOP + 10
"""Where models without a limit of context stand: in a band above the scale."""
_BAND = 34
_MARK = 6
_TURN = 0.78
"""Marks right of this part of the width have the name that a pointer calls up on their left."""


@dataclass(frozen=True)
class Tick:
    """A line across a chart, with its words at the edge."""

    at: float
    words: str


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A release in a chart. `low` is the end of its stem, `span` the days that its date can mean, both relative to it.

    `place` is where its name stands; `labelled` says whether it always does, or only while a pointer or the focus is on
    the mark.
    """

    release: Release
    x: float
    y: float
    low: float | None = None
    span: tuple[float, float] | None = None
    place: Place = RIGHT
    labelled: bool = False


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A chart of marks. `across` says that the line of a card is horizontal. `undrawn` are releases without a place."""

    marks: tuple[Mark, ...]
    undrawn: tuple[Release, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    x_title: str
    y_title: str
    lines: tuple[CardLine, ...] = ()
    across: bool = True
    narrow: tuple[int, ...] = ()
    band: str = ""

    @property
    def line(self) -> CardLine | None:
        """The line that stands before a reader chooses one."""
        return next((line for line in self.lines if line.gb == CARD), None)

    @property
    def stems(self) -> dict[str, str]:
        """The stems of all marks with an answer, as the data of one path: they lie below every name."""
        found: dict[str, str] = {}
        for mark in self.marks:
            if mark.low is not None:
                use = mark.release.use
                found[use] = f"{found.get(use, '')}M{mark.x} {mark.y}v{mark.low}"
        return found

    @property
    def drawn_narrow(self) -> int:
        """How many releases stand in the years that are drawn narrower."""
        years = (mark.release.date.year for mark in self.marks if mark.release.date)
        return sum(year in self.narrow for year in years)


def size_over_time(releases: Sequence[Release]) -> Chart:
    """Each family at its largest size, with a stem down to its smallest."""
    drawn = [release for release in releases if release.date]
    if not drawn:
        return _empty(releases, "released", "parameters, logarithmic")
    time = _time(drawn)
    sizes = _sizes(drawn, BOTTOM, TOP)
    marks = [_dated(release, time, sizes.at(release.sizes.high), low=sizes.at(release.sizes.low)) for release in drawn]
    return _labelled(
        Chart(
            marks=tuple(marks),
            undrawn=_without(releases, drawn),
            x_ticks=_years(time),
            y_ticks=tuple(Tick(sizes.at(n), parameter_words(n)) for n in sizes.powers(10)),
            x_title="released",
            y_title="parameters, logarithmic",
            lines=_lines(sizes),
            narrow=_narrow(time),
        )
    )


def context_over_time(releases: Sequence[Release]) -> Chart:
    """Each family at its longest context, with a stem down to its shortest."""
    drawn = [release for release in releases if release.date and release.contexts]
    bounded = [n for release in drawn if release.contexts for n in release.contexts.values]
    if not bounded:
        return _empty(releases, "released", "tokens of context, logarithmic")
    time = _time(drawn)
    unbounded = any(release.contexts and release.contexts.unbounded for release in drawn)
    contexts = _contexts(bounded, BOTTOM, TOP + _BAND if unbounded else TOP)
    marks = []
    for release in drawn:
        found = release.contexts
        if found is None:
            continue
        high = UNBOUNDED_AT if found.unbounded else contexts.at(found.high)
        marks.append(_dated(release, time, high, low=contexts.at(found.low) if found.values else high))
    return _labelled(
        Chart(
            marks=tuple(marks),
            undrawn=_without(releases, drawn),
            x_ticks=_years(time),
            y_ticks=_context_ticks(contexts),
            x_title="released",
            y_title="tokens of context, logarithmic",
            narrow=_narrow(time),
            band="No limit" if unbounded else "",
        )
    )


def size_against_context(releases: Sequence[Release]) -> Chart:
    """Each family at its largest size and the context of that size."""
    drawn = [release for release in releases if release.context_of_largest]
    if not drawn:
        return _empty(releases, "parameters, logarithmic", "tokens of context, logarithmic")
    sizes = _sizes(drawn, LEFT, RIGHT_EDGE, of_largest=True)
    contexts = _contexts([release.context_of_largest or 1 for release in drawn], BOTTOM, TOP)
    marks = [
        Mark(release=release, x=sizes.at(release.sizes.high), y=contexts.at(release.context_of_largest or 1))
        for release in drawn
    ]
    return _labelled(
        Chart(
            marks=tuple(marks),
            undrawn=_without(releases, drawn),
            x_ticks=tuple(Tick(sizes.at(n), parameter_words(n)) for n in sizes.powers(10)),
            y_ticks=_context_ticks(contexts),
            x_title="parameters, logarithmic",
            y_title="tokens of context, logarithmic",
            lines=_lines(sizes),
            across=False,
        )
    )


def _empty(releases: Sequence[Release], x_title: str, y_title: str) -> Chart:
    return Chart(marks=(), undrawn=tuple(releases), x_ticks=(), y_ticks=(), x_title=x_title, y_title=y_title)


def _time(drawn: Sequence[Release]) -> TimeScale:
    return TimeScale.of([release.date for release in drawn if release.date], LEFT, RIGHT_EDGE)


def _sizes(drawn: Sequence[Release], start: float, end: float, *, of_largest: bool = False) -> LogScale:
    """A scale with some room on both sides."""
    low = min(release.sizes.high if of_largest else release.sizes.low for release in drawn)
    return LogScale(low * 0.8, max(release.sizes.high for release in drawn) * 1.6, start, end)


def _contexts(tokens: Sequence[int], start: float, end: float) -> LogScale:
    return LogScale(min(tokens) * 0.75, max(tokens) * 1.4, start, end)


def _context_ticks(scale: LogScale) -> tuple[Tick, ...]:
    return tuple(Tick(scale.at(2 * n), token_words(2 * n)) for n in scale.powers(4) if 2 * n <= scale.high)


def _lines(scale: LogScale) -> tuple[CardLine, ...]:
    """The lines of the cards that fill within the scale."""
    held = ((gb, parameters_held(gb)) for gb in CARDS)
    return tuple(CardLine(gb, scale.at(n)) for gb, n in held if scale.low < n < scale.high)


def _years(time: TimeScale) -> tuple[Tick, ...]:
    """Where each year begins; a narrow year after the first has two digits."""
    return tuple(
        Tick(time.at(Span.of_year(year).first), f"{year % 100:02}" if time.first < year < time.wide_from else str(year))
        for year in time.years
    )


def _narrow(time: TimeScale) -> tuple[int, ...]:
    return tuple(year for year in time.years if year < time.wide_from)


def _without(releases: Sequence[Release], drawn: Sequence[Release]) -> tuple[Release, ...]:
    places = {release.entry.id for release in drawn}
    return tuple(release for release in releases if release.entry.id not in places)


def _dated(release: Release, time: TimeScale, y: float, *, low: float) -> Mark:
    if release.date is None:
        raise TypeError(f"{release.entry.url} has no date")
    span = Span.of(release.date)
    x = time.middle(span)
    ends = (round(time.at(span.first) - x, 1), round(time.at(span.end) - x, 1))
    return Mark(
        release=release,
        x=x,
        y=y,
        low=round(low - y, 1) if low > y + _MARK else None,
        span=None if release.date.day else ends,
    )


def _labelled(chart: Chart) -> Chart:
    """Name marks where there is room: first those that most entries of the catalog name, of these the largest."""
    most = sorted(chart.marks, key=lambda m: (-m.release.named, -m.release.sizes.high, m.release.entry.id))
    wanted = [Wanted(mark.release.entry.heading, mark.x, mark.y) for mark in most]
    places = place_labels(wanted, _taken(chart), FRAME, _stems(chart))
    found = {m.release.entry.id: place for m, place in zip(most, places, strict=True)}
    marks = (_named(mark, found[mark.release.entry.id]) for mark in chart.marks)
    return replace(chart, marks=tuple(marks))


def _named(mark: Mark, place: Place | None) -> Mark:
    if place is not None:
        return replace(mark, place=place, labelled=True)
    turned = replace(RIGHT, dx=-RIGHT.dx, anchor="end")
    return replace(mark, place=turned if mark.x > LEFT + (RIGHT_EDGE - LEFT) * _TURN else RIGHT)


def _taken(chart: Chart) -> Iterator[Box]:
    """What no label may cover: marks, spans of dates, and the line with its words."""
    for mark in chart.marks:
        yield Box(mark.x - _MARK, mark.y - _MARK, mark.x + _MARK, mark.y + _MARK)
        if mark.span is not None:
            yield Box(mark.x + mark.span[0], mark.y - 2, mark.x + mark.span[1], mark.y + 2)
    if chart.band:
        yield Box(LEFT, TOP + _BAND - 2, RIGHT_EDGE, TOP + _BAND)
    if chart.line is not None:
        at, width = chart.line.at, text_width(chart.line.words)
        yield Box(LEFT, at - 18, LEFT + width + 8, at + 2) if chart.across else Box(at - 2, TOP, at + 2, BOTTOM)
        yield Box(LEFT, at - 2, RIGHT_EDGE, at + 2) if chart.across else Box(at, TOP - 16, at + width + 8, TOP + 2)


def _stems(chart: Chart) -> Iterator[Box]:
    for mark in chart.marks:
        if mark.low is not None:
            yield Box(mark.x - 1, mark.y, mark.x + 1, mark.y + mark.low)
