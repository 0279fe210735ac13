"""The filters of a table: what they offer, how many rows that gives, and what rows are found by."""

import json
from pathlib import Path

import pytest

from powerhouse_site.catalog import Catalog
from powerhouse_site.pages.cells.cell import UNBOUNDED, Owner
from powerhouse_site.pages.filters.facets import ChoiceFacet, RangeFacet
from powerhouse_site.pages.filters.found import found
from powerhouse_site.pages.filters.histograms import histogram
from powerhouse_site.pages.tables.table import Table, build_item_table, build_table
from powerhouse_site.pages.words import slug
from powerhouse_site.schema.described import filtered_fields
from powerhouse_site.schema.kinds import KINDS
from tests.site.catalogs import answer, course, license_, load, model, source, tool, variant

BY_NAME = {kind.name: kind for kind in KINDS}
FREE = {"licenses/free": license_("Free", commercial_use=answer("yes"), train_other_models=answer("no"))}
CLOSED = {"licenses/closed": license_("Closed", commercial_use=answer("no"))}


def table(catalog: Catalog, kind: str) -> Table:
    return build_table(catalog, BY_NAME[kind], catalog.of(kind), id="t", caption="T")


def choices(found: Table, key: str) -> ChoiceFacet:
    [facet] = [facet for facet in found.facets if facet.key == key]
    assert isinstance(facet, ChoiceFacet)
    return facet


def counts(found: Table, key: str) -> dict[str, int]:
    return {option.word.value: option.count for option in choices(found, key).options}


def numbers(found: Table, key: str) -> RangeFacet:
    [facet] = [facet for facet in found.facets if facet.key == key]
    assert isinstance(facet, RangeFacet)
    return facet


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_names_of_filters_in_addresses_are_told_apart(kind: object) -> None:
    for each in KINDS:
        keys = [filter.key or field.name.replace("_", "-") for field, filter in filtered_fields(each.facts)]
        taken = {"find", "sort", "cols", "view", "rows", "evidence", "h", "q"}
        assert len(set(keys)) == len(keys)
        assert not set(keys) & taken, each.name
        assert all(key == slug(key) for key in keys)


def test_the_language_of_a_course_is_a_filter_once_one_has_another(tmp_path: Path) -> None:
    english = {f"courses/{each}": course(each, spoken=["English"]) for each in ("one", "two")}
    assert "lang" not in [facet.key for facet in table(load(tmp_path / "a", english), "courses").facets]
    other = {"courses/three": course("three", spoken=["English", "French"])}
    assert counts(table(load(tmp_path / "b", english | other), "courses"), "lang") == {"english": 3, "french": 1}
    silent = {"courses/four": course("four")}
    assert counts(table(load(tmp_path / "c", english | silent), "courses"), "lang") == {"english": 2}


def test_a_family_is_counted_by_each_of_its_variants(tmp_path: Path) -> None:
    variants = [variant("a", license="free"), variant("b", license="closed"), variant("c", license="free")]
    files = {**FREE, **CLOSED, "models/one": model("One", variants=variants), "models/two": model("Two")}
    found = table(load(tmp_path, files), "models")
    assert counts(found, "use") == {"yes": 1, "no": 1, "unknown": 1}
    assert counts(found, "train") == {"no": 1, "unknown": 2}
    assert counts(found, "license") == {"closed": 1, "free": 1}
    order = [row.entry.id for row in found.rows]
    assert [len(row.units) for row in found.rows] == [3 if id == "one" else 1 for id in order]


def test_an_item_says_otherwise_than_its_family(tmp_path: Path) -> None:
    variants = [variant("a"), variant("b", inputs=["text", "image"])]
    files = {
        "models/one": model("One", inputs=["text"], variants=variants),
        "models/two": model("Two", inputs=["text"]),
    }
    facet = choices(table(load(tmp_path, files), "models"), "input")
    assert facet.every
    assert [option.word.label for option in facet.options] == ["Text", "Image"], "in the order of their definition"
    assert sorted(facet.values) == [(0,), (0,), (0, 1)]


def test_a_range_counts_in_its_unit_and_knows_what_has_no_limit(tmp_path: Path) -> None:
    variants = [variant("a", "70M", context_window=2048), variant("b", "6.74B", context_window="unbounded")]
    files = {"models/one": model("One", variants=variants), "models/two": model("Two", variants=[variant("c", "1.5T")])}
    found = table(load(tmp_path, files), "models")
    assert sorted(numbers(found, "params").values, key=float) == [0.07, 6.74, 1500]  # type: ignore[arg-type]
    context = numbers(found, "ctx")
    assert set(context.values) == {2048, UNBOUNDED, None}
    assert [(each.step.label, each.count) for each in context.steps] == [("8k", 1), ("32k", 1), ("128k", 1), ("1M", 1)]


def test_a_capability_has_three_states(tmp_path: Path) -> None:
    files = {
        "deployment-tools/a": tool("A", capabilities=["tpu"], capabilities_not_supported=["vulkan"]),
        "deployment-tools/b": tool("B"),
    }
    facet = choices(table(load(tmp_path, files), "deployment-tools"), "can")
    assert facet.every
    counted = {option.word.value: option.count for option in facet.all_options}
    assert (counted["tpu"], counted["no.tpu"], counted["unknown.tpu"]) == (1, 0, 1)
    assert (counted["vulkan"], counted["no.vulkan"], counted["unknown.vulkan"]) == (0, 1, 1)
    size = len(facet.options)
    assert all(len({position % size for position in unit}) == size == len(unit) for unit in facet.values)


def test_what_would_tell_no_rows_apart_is_not_offered(tmp_path: Path) -> None:
    found = table(load(tmp_path, {"courses/a": course("A"), "courses/b": course("B", price="free")}), "courses")
    assert [facet.key for facet in found.facets] == ["evidence"] or found.facets == ()


def test_many_words_are_folded_by_number(tmp_path: Path) -> None:
    makers = "AAABBBBCDEFGHIJ"
    files = {f"models/m{index}": model(f"M{index}", developer=maker) for index, maker in enumerate(makers)}
    facet = choices(table(load(tmp_path, files), "models"), "developer")
    assert [option.word.label for option in facet.options][:3] == ["B", "A", "C"]
    assert facet.shown == 6
    assert facet.plural == "developers"


def test_evidence_is_a_filter(tmp_path: Path) -> None:
    files = {
        "models/a": model("A", sources=[source("variants.parameters")]),
        "models/b": model("B", release_date="2024", sources=[source("variants.parameters")]),
        "models/c": model("C"),
    }
    assert counts(table(load(tmp_path, files), "models"), "evidence") == {"all": 1, "some": 1, "none": 1}


def test_the_data_of_the_script_is_whole(tmp_path: Path) -> None:
    variants = [variant("a", "1B", tuning="base"), variant("b", "2B", tuning="instruct")]
    files = {**FREE, "models/one": model("One", license="free", variants=variants), "models/two": model("<Two>&")}
    found = table(load(tmp_path, files), "models")
    data = json.loads(found.data)
    assert sum(data["units"]) == 3
    assert all(len(values) == 3 for values in data["values"])
    assert [facet["key"] for facet in data["facets"]] == [facet.key for facet in found.facets]
    [tuning] = [v for f, v in zip(data["facets"], data["values"], strict=True) if f["key"] == "tuning"]
    assert sorted(map(str, tuning)) == ["0", "1", "[]"]


def test_a_row_for_each_item(tmp_path: Path) -> None:
    variants = [variant("a", "1B", license="closed", checkpoint="https://example.org/a"), variant("b", "2B")]
    files = {**FREE, **CLOSED, "models/one": model("One", license="free", aliases=["Uno"], variants=variants)}
    found = build_item_table(load(tmp_path, files), BY_NAME["models"], id="t", caption="T")
    assert found.id == "t"
    assert [(row.heading, row.byline, row.also) for row in found.rows] == [
        ("a", "One, Maker", "One Uno"),
        ("b", "One, Maker", "One Uno"),
    ]
    index = [heading.key for heading in found.headings].index("license")
    assert [cell.text for row in found.rows if (cell := row.cells[index])] == ["Closed", "Free"]
    assert counts(found, "use") == {"yes": 1, "no": 1}
    assert found.plural == "variants"


def test_units_with_the_same_key_are_looked_at_once(tmp_path: Path) -> None:
    files = {f"models/{name}": model(name, developer=maker) for name, maker in (("a", "X"), ("b", "Y"), ("c", "X"))}
    rows = [row.units for row in table(load(tmp_path, files), "models").rows]
    asked: list[str] = []

    def tell(owner: Owner) -> str:
        asked.append(owner.entry.id)
        return owner.entry.facts.byline.lower()

    told = found([*rows, [*rows[0], *rows[1]]], lambda owner: owner.entry.facts.byline, tell)
    assert asked == ["a", "b"]
    assert (told.told, told.rows, list(told.places)) == (["x", "y"], [(0,), (1,), (0,), (0, 1)], [0, 1, 0, 0, 1])
    assert list(told.counted) == [(["x"], 2), (["y"], 1), (["x", "y"], 1)]


class TestHistogram:
    def test_numbers_are_counted_by_equal_parts_of_the_scale(self) -> None:
        found = histogram([1, 10, 100, 100], log=True)
        assert found is not None
        assert (found.low, found.high, sum(found.counts)) == (1, 100, 4)
        assert (found.counts[0], found.counts[12], found.counts[23]) == (1, 1, 2)
        assert (found.heights[0], found.heights[23], found.heights[1]) == (50, 100, 0)

    def test_few_whole_numbers_have_a_part_each(self) -> None:
        found = histogram([2019, 2021, 2021], whole=True)
        assert found is not None
        assert found.counts == (1, 0, 2)

    @pytest.mark.parametrize("numbers", [[], [5], [5, 5]])
    def test_one_number_is_no_scale(self, numbers: list[float]) -> None:
        assert histogram(numbers) is None

    def test_nought_has_no_place_on_a_scale_by_proportion(self) -> None:
        assert histogram([0, 5], log=True) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mistral AI", "mistral-ai"),
        ("Apache-2.0", "apache-2.0"),
        ("Éclair, Inc.", "eclair-inc."),
        ("智谱", "xe699bae8b0b1"),
    ],
)
def test_a_word_as_it_stands_in_addresses(text: str, expected: str) -> None:
    assert slug(text) == expected
