"""The timeline: scales, labels, and what the charts make of models."""

import datetime
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powerhouse_site.catalog import load_catalog
from powerhouse_site.pages.timeline.charts import (
    BOTTOM,
    FRAME,
    LEFT,
    RIGHT_EDGE,
    TOP,
    UNBOUNDED_AT,
    Chart,
    context_over_time,
    size_against_context,
    size_over_time,
)
from powerhouse_site.pages.timeline.labels import Box, Wanted, place_labels, text_width
from powerhouse_site.pages.timeline.lines import CARD, CardLine, parameters_held
from powerhouse_site.pages.timeline.openness import USES, openness
from powerhouse_site.pages.timeline.releases import Release, releases_of
from powerhouse_site.pages.timeline.scales import NARROW, LogScale, Span, TimeScale
from powerhouse_site.pages.timeline.views import ChartView, timeline_pages
from powerhouse_site.schema.values import PartialDate
from tests.site.catalogs import Facts, answer, license_, load, model, variant

DAYS = [PartialDate.parse(text) for text in ("2019-02-14", "2022-05", "2022-11-30", "2023", "2024-05-17")]


def releases(folder: Path, files: dict[str, Facts | str]) -> tuple[Release, ...]:
    return releases_of(load(folder, files))


@pytest.fixture(scope="module")
def real(root: Path) -> tuple[Release, ...]:
    return releases_of(load_catalog(root / "catalog").catalog)


@pytest.mark.parametrize(
    ("date", "first", "end"),
    [
        ("2024-02-29", (2024, 2, 29), (2024, 3, 1)),
        ("2023-12-31", (2023, 12, 31), (2024, 1, 1)),
        ("2024-02", (2024, 2, 1), (2024, 3, 1)),
        ("2023-12", (2023, 12, 1), (2024, 1, 1)),
        ("2023", (2023, 1, 1), (2024, 1, 1)),
    ],
)
def test_a_date_spans_the_days_that_it_can_mean(
    date: str, first: tuple[int, int, int], end: tuple[int, int, int]
) -> None:
    assert Span.of(PartialDate.parse(date)) == Span(datetime.date(*first), datetime.date(*end))


def test_a_log_scale_gives_equal_steps_to_equal_proportions() -> None:
    scale = LogScale(1, 1000, 100, 400)
    assert [scale.at(n) for n in (1, 10, 100, 1000)] == [100, 200, 300, 400]
    assert (scale.at(0.1), scale.at(5000)) == (100, 400)
    assert LogScale(8, 1200, 0, 1).powers(10) == (10, 100, 1000)
    assert LogScale(1, 1000, 0, 1).powers(10) == (1, 10, 100, 1000)


def test_time_ends_with_the_quarter_of_the_last_date() -> None:
    ends = {
        "2024-05-17": datetime.date(2024, 7, 1),
        "2024-12-31": datetime.date(2025, 1, 1),
        "2024": datetime.date(2025, 1, 1),
        "2024-03": datetime.date(2024, 4, 1),
    }
    for text, end in ends.items():
        scale = TimeScale.of([PartialDate.parse("2023"), PartialDate.parse(text)], 0, 100)
        assert scale.until == end
        assert scale.at(end) == 100
        assert scale.years[-1] == 2024


def test_first_years_with_few_releases_are_narrower() -> None:
    many = [PartialDate.parse(f"2023-{month:02}-05") for month in range(1, 13)] * 10
    scale = TimeScale.of([*DAYS[:1], *DAYS[2:3], *many], 0, 1000)
    assert scale.wide_from == 2023
    widths = [scale.at(datetime.date(y + 1, 1, 1)) - scale.at(datetime.date(y, 1, 1)) for y in (2019, 2022, 2023)]
    assert widths[0] == pytest.approx(NARROW * widths[2], abs=0.2)
    assert widths[1] == pytest.approx(widths[0], abs=0.2)
    assert TimeScale.of(DAYS, 0, 1000).wide_from == 2019, "five releases in all are not few"


@given(st.lists(st.dates(datetime.date(2015, 1, 1), datetime.date(2030, 12, 31)), min_size=2, max_size=40))
def test_later_days_stand_further_right(days: list[datetime.date]) -> None:
    dates = [PartialDate(day.year, day.month, day.day) for day in days]
    scale = TimeScale.of(dates, LEFT, RIGHT_EDGE)
    places = [scale.at(day) for day in sorted(days)]
    assert places == sorted(places)
    assert places[0] >= LEFT
    assert places[-1] <= RIGHT_EDGE


@given(
    st.lists(
        st.tuples(st.integers(0, 300), st.integers(0, 200), st.text("aimW 宀", min_size=1, max_size=9)), max_size=30
    )
)
def test_no_label_covers_a_mark_or_another_label(points: list[tuple[int, int, str]]) -> None:
    wanted = [Wanted(text, x, y) for x, y, text in points]
    marks = [Box(x - 6, y - 6, x + 6, y + 6) for x, y, _ in points]
    frame = Box(0, 0, 300, 200)
    places = place_labels(wanted, marks, frame)
    boxes = [
        place.box(each.x, each.y, text_width(each.text))
        for each, place in zip(wanted, places, strict=True)
        if place is not None
    ]
    assert all(frame.holds(box) for box in boxes)
    assert not any(a.overlaps(b) for a, b in combinations(boxes, 2))
    assert not any(box.overlaps(mark) for box in boxes for mark in marks)


def test_a_lone_label_stands_right_and_the_first_chooses_first() -> None:
    frame = Box(0, 0, 200, 100)
    [place] = place_labels([Wanted("One", 50, 50)], [Box(44, 44, 56, 56)], frame)
    assert place is not None
    assert (place.dx > 0, place.anchor) == (True, "start")
    [edge] = place_labels([Wanted("One", 195, 50)], [], frame)
    assert edge is not None
    assert edge.anchor == "end"
    both = place_labels([Wanted("Same", 50, 50)] * 30, [Box(44, 44, 56, 56)], frame)
    assert both[0] == place
    assert both[-1] is None


def test_a_label_crosses_a_thin_line_only_where_nothing_else_is_free() -> None:
    mark, wanted = Box(44, 44, 56, 56), [Wanted("One", 50, 50)]
    right = Box(62, 0, 64, 100)
    [aside] = place_labels(wanted, [mark], Box(0, 0, 200, 100), [right])
    assert aside is not None
    assert aside.anchor == "end"
    [over] = place_labels(wanted, [mark], Box(42, 40, 200, 60), [right])
    assert over is not None
    assert over.anchor == "start"
    assert place_labels(wanted, [mark, right], Box(42, 40, 200, 60)) == [None]


def test_the_line_counts_weights_and_overhead() -> None:
    """Of 24 GiB, 5 % of the weights are overhead; 4.8944 bits a weight."""
    held = parameters_held(24)
    assert held == pytest.approx(24 * 2**30 / 1.05 * 8 / 4.8944, rel=1e-6)
    assert CardLine(24, 0).words == "24 GB holds the weights of up to 40 B at Q4_K_M"
    assert parameters_held(8) == pytest.approx(7.5 * 2**30 * 8 / 4.8944, rel=1e-6), "at least half a GiB of overhead"


FILES: dict[str, Facts | str] = {
    "licenses/free": license_("Free", commercial_use=answer("yes")),
    "licenses/shut": license_("Shut", commercial_use=answer("no")),
    "models/day": model(
        "Day",
        license="free",
        release_date="2024-05-17",
        variants=[variant("S", "1B"), variant("L", "100B", license="shut")],
    ),
    "models/month": model("Month", license="shut", release_date="2024-06", variants=[variant(context_window=4096)]),
    "models/year": model("Year", release_date="2023", variants=[variant(context_window="unbounded")]),
    "models/undated": model("Undated", license="free", variants=[variant(context_window=8192)]),
}


def test_size_over_time_places_dates_as_far_as_they_are_known(tmp_path: Path) -> None:
    chart = size_over_time(releases(tmp_path, FILES))
    marks = {mark.release.entry.id: mark for mark in chart.marks}
    assert list(marks) == ["month", "day", "year"]
    assert [release.entry.id for release in chart.undrawn] == ["undated"]
    day, month, year = marks["day"], marks["month"], marks["year"]
    assert day.span is None
    assert day.low is not None
    assert day.low > 100, "a stem from 100 B down to 1 B"
    assert month.low is None
    assert month.span is not None
    assert year.span is not None
    assert year.span[1] - year.span[0] > 5 * (month.span[1] - month.span[0])
    assert year.x + year.span[0] == LEFT
    assert TOP <= day.y < month.y <= BOTTOM
    assert [mark.release.use for mark in (day, month, year)] == ["yes", "no", "unknown"], "the freest variants answer"
    assert chart.line is not None
    assert chart.line.gb == CARD


def test_contexts_without_a_limit_stand_above_the_scale(tmp_path: Path) -> None:
    found = releases(tmp_path, FILES)
    chart = context_over_time(found)
    marks = {mark.release.entry.id: mark for mark in chart.marks}
    assert marks["year"].y == UNBOUNDED_AT
    assert chart.band
    assert {release.entry.id for release in chart.undrawn} == {"day", "undated"}
    words = {release.entry.id: release.context_words for release in found}
    assert words == {"day": "not established", "month": "4k", "year": "unbounded", "undated": "8k"}
    both = size_against_context(found)
    assert {mark.release.entry.id for mark in both.marks} == {"month", "undated"}
    assert not both.across


def test_names_say_everything(tmp_path: Path) -> None:
    [month, *_] = releases(tmp_path, FILES)
    assert month.name == "Month, Maker, Jun 2024, 1 B parameters, context 4k, commercial use: no"


@pytest.mark.parametrize("draw", [size_over_time, context_over_time, size_against_context])
def test_nothing_to_draw_is_an_empty_chart(tmp_path: Path, draw: object) -> None:
    assert callable(draw)
    assert draw(()).marks == ()
    undated = releases(tmp_path, {"models/undated": model("Undated")})
    assert draw(undated).undrawn == undated


def test_the_years_are_counted_by_answer(tmp_path: Path) -> None:
    found = openness(releases(tmp_path, FILES))
    assert [column.year for column in found.columns] == [2023, 2024]
    assert [[part.number for part in column.parts] for column in found.columns] == [[0, 0, 0, 1], [1, 0, 1, 0]]
    for column in found.columns:
        assert [part.use for part in column.parts] == list(USES)
        assert sum(part.height for part in column.parts) == pytest.approx(BOTTOM - TOP, abs=0.2)
        assert column.parts[-1].top == pytest.approx(TOP, abs=0.2)
    assert [release.entry.id for release in found.undated] == ["undated"]


@pytest.mark.parametrize("draw", [size_over_time, context_over_time, size_against_context])
def test_in_the_real_catalog_no_label_covers_anything(real: tuple[Release, ...], draw: object) -> None:
    assert callable(draw)
    chart: Chart = draw(real)
    labelled = [mark for mark in chart.marks if mark.labelled]
    boxes = {m.release.entry.id: m.place.box(m.x, m.y, text_width(m.release.entry.heading)) for m in labelled}
    assert len(boxes) > 20
    assert all(FRAME.holds(box) for box in boxes.values())
    assert not any(a.overlaps(b) for a, b in combinations(boxes.values(), 2))
    for mark in chart.marks:
        covered = Box(mark.x - 5, mark.y - 5, mark.x + 5, mark.y + 5)
        assert not any(box.overlaps(covered) for box in boxes.values())
    assert {m.release.entry.id for m in chart.marks} | {r.entry.id for r in chart.undrawn} == {r.entry.id for r in real}


def test_of_very_many_models_the_newest_are_drawn(tmp_path: Path) -> None:
    files: dict[str, Facts | str] = {f"models/m{n}": model(f"M{n}", release_date=str(2010 + n)) for n in range(9)}
    page = next(timeline_pages(load(tmp_path, files), most=5))
    assert isinstance(page.view, ChartView)
    assert [release.entry.id for release in page.view.releases] == ["m8", "m7", "m6", "m5", "m4"]
    assert page.view.left_out == 4
