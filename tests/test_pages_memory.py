"""Memory on pages: sizes, the measured bar, the page "Will it run?", and the panels of an entry."""

import json
from pathlib import Path
from typing import Any

import pytest

from powerhouse_site.catalog import Catalog
from powerhouse_site.memory import FORMATS, GIB, Estimate, Load, Unknown, coefficients_of, estimate
from powerhouse_site.memory.coefficients import evaluate
from powerhouse_site.pages.memory.choices import DEFAULT_GB
from powerhouse_site.pages.memory.data import memory_data
from powerhouse_site.pages.memory.measures import LINE, TRACK, gib_words, measure
from powerhouse_site.pages.memory.page import ROWS_SHOWN, memory_view
from powerhouse_site.pages.memory.panel import MemoryPanels
from powerhouse_site.pages.memory.rows import TableMemory
from powerhouse_site.pages.memory.sizes import Sizes
from tests.memory_catalog import catalog as real_catalog
from tests.memory_catalog import every_variant
from tests.site.catalogs import Facts, accelerator, answer, entry, license_, load, model, page, variant

SHAPE: Facts = {"layers": 32, "attention": {"kind": "grouped-query", "kv_heads": 8, "head_dim": 128}}
SMALL = variant("Small 8B", "8B", shape=SHAPE, context_window=131_072)
LARGE = variant("Large 70B", "70B", shape={**SHAPE, "layers": 80}, context_window=4096)
SHAPELESS = variant("Secret 8B", "8B")


@pytest.fixture(scope="module")
def sizes() -> Sizes:
    """Those of the real catalog."""
    return Sizes(real_catalog())


@pytest.fixture(scope="module")
def data(sizes: Sizes) -> dict[str, Any]:
    """What the page of the real catalog fetches."""
    found: dict[str, Any] = json.loads(memory_data(real_catalog(), sizes).text)
    return found


def family(folder: Path, *variants: Facts, **more: Facts | str) -> Catalog:
    return load(folder, {"models/pine": model("Pine", variants=list(variants)), **more})


def needs(folder: Path, one: Facts = SMALL, context: int | None = None) -> Estimate:
    [size] = Sizes(family(folder, one)).all
    return estimate(size.model, size.variants[0], FORMATS["q4_k_m"], Load(context=context))


class TestSizes:
    def test_variants_with_the_same_numbers_are_one_size(self, tmp_path: Path) -> None:
        chat = {**SMALL, "name": "Small 8B Chat"}
        found = Sizes(family(tmp_path, SMALL, LARGE, chat)).all
        assert [(size.id, size.heading, size.also) for size in found] == [
            ("small-8b", "Small 8B", ("Small 8B Chat",)),
            ("large-70b", "Large 70B", ()),
        ]
        assert found[0].coefficients == coefficients_of(found[0].model, found[0].variants[0])

    def test_another_answer_to_commercial_use_is_another_size(self, tmp_path: Path) -> None:
        free = license_("Free", commercial_use=answer("yes"))
        open_ = {**SMALL, "name": "Open 8B", "license": "free"}
        found = Sizes(family(tmp_path, SMALL, open_, **{"licenses/free": free})).all
        assert [(size.heading, size.use) for size in found] == [("Small 8B", "unknown"), ("Open 8B", "yes")]

    def test_every_size_has_a_word_of_its_own(self, tmp_path: Path) -> None:
        files: dict[str, Facts | str] = {
            "models/a": model(
                "A",
                variants=[variant("One 1B", "1B"), variant("one 1b", "2B"), variant("零", "3B"), variant("Own", "4B")],
            ),
            "models/b": model("B", variants=[variant("One-1B", "1B"), variant("一", "2B"), variant("A", "3B")]),
        }
        ids = [size.id for size in Sizes(load(tmp_path, files)).all]
        assert ids == ["one-1b", "a.one-1b", "a", "a.own", "b.one-1b", "b", "b.a"]

    def test_all_variants_of_the_catalog_are_in_one_size(self, sizes: Sizes) -> None:
        names = [(size.entry.id, each.name) for size in sizes.all for each in size.variants]
        assert sorted(names) == sorted((id, each.name) for id, _, each in every_variant())
        assert len({size.id for size in sizes.all}) == len(sizes.all)

    def test_notes_say_what_is_missing(self, tmp_path: Path) -> None:
        secret, short = Sizes(family(tmp_path, SHAPELESS, LARGE)).all
        assert secret.notes(FORMATS["fp8"], 8192) == (
            "KV cache not known without its shape",
            "weights by the plain average",
        )
        assert "4,096 tokens, its whole context" in short.notes(FORMATS["fp8"], 4096)
        assert "8,192 tokens" not in " ".join(secret.notes(FORMATS["fp8"], 8192))

    def test_a_family_published_in_one_format_says_so_of_the_others(self, sizes: Sizes) -> None:
        [size, *_] = sizes.of(real_catalog().get("models", "gpt-oss"))
        assert "published in MXFP4 (as in gpt-oss) only" in size.notes(FORMATS["q4_k_m"], 8192)
        assert not any("published" in note for note in size.notes(FORMATS["mxfp4"], 8192))


class TestMeasures:
    @pytest.mark.parametrize(
        ("bytes", "words"),
        [
            (0, "0.0 GiB"),
            (1, "under 0.1 GiB"),
            (GIB, "1.0 GiB"),
            (GIB // 4, "0.3 GiB"),
            (GIB + 3 * GIB // 4, "1.8 GiB"),
            (2345 * GIB, "2,345.0 GiB"),
        ],
    )
    def test_gib_words(self, bytes: int, words: str) -> None:
        assert gib_words(bytes) == words

    def test_what_fits_ends_before_the_line(self, tmp_path: Path) -> None:
        found = measure(needs(tmp_path), 24 * GIB)
        assert (found.outcome, found.needs, found.words) == ("fits", "6.1 GiB", "Fits, 17.9 GiB free")
        assert [bar.part for bar in found.bars] == ["weights", "cache", "overhead"]
        assert [bar.x for bar in found.bars] == pytest.approx([0, *(b.x + b.width for b in found.bars[:2])], abs=0.02)
        assert sum(bar.width for bar in found.bars) == pytest.approx(6.1 / 24 * LINE, abs=0.2)

    def test_to_the_byte(self, tmp_path: Path) -> None:
        one = needs(tmp_path)
        assert not isinstance(one.total, Unknown)
        assert measure(one, one.total).words == "Fits, 0.0 GiB free"
        assert measure(one, one.total - 1).words == "under 0.1 GiB over"

    @pytest.mark.parametrize(("gib", "end"), [(5, None), (1, TRACK)])
    def test_what_is_over_is_cut_at_the_end_of_the_track(self, tmp_path: Path, gib: int, end: int | None) -> None:
        found = measure(needs(tmp_path), gib * GIB)
        last = found.bars[-1]
        assert (found.outcome, last.part, last.x) == ("over", "over", LINE)
        assert max(bar.x + bar.width for bar in found.bars[:-1]) == LINE
        assert last.x + last.width <= TRACK
        assert end is None or last.x + last.width == end

    def test_what_is_not_known_stays_open_up_to_the_line(self, tmp_path: Path) -> None:
        found = measure(needs(tmp_path, SHAPELESS), 24 * GIB)
        assert (found.outcome, found.needs, found.words) == ("may", "≥ 5.1 GiB", "May fit")
        assert [bar.part for bar in found.bars] == ["weights", "overhead", "open"]
        assert found.bars[-1].x + found.bars[-1].width == LINE
        assert measure(needs(tmp_path, SHAPELESS), 4 * GIB).words == "At least 1.1 GiB over"

    def test_a_context_that_nobody_knows_may_not_be_as_long_as_asked(self, tmp_path: Path) -> None:
        """The bytes are known, and whether it reads so many tokens is not."""
        limitless = {key: value for key, value in SMALL.items() if key != "context_window"}
        found = measure(needs(tmp_path, limitless, context=32_768), 24 * GIB)
        assert (found.outcome, found.words, found.needs) == ("may", "May fit", "9.1 GiB")
        assert found.why == "its longest context is not established"
        assert [bar.part for bar in found.bars] == ["weights", "cache", "overhead"]
        assert measure(needs(tmp_path / "b", limitless), 24 * GIB).outcome == "fits", "as long as it reads"
        unbounded = {**SMALL, "context_window": "unbounded"}
        assert measure(needs(tmp_path / "c", unbounded, context=32_768), 24 * GIB).outcome == "fits"

    def test_beyond_its_context_nothing_is_drawn(self, tmp_path: Path) -> None:
        found = measure(needs(tmp_path, LARGE, 8192), 9999 * GIB)
        assert (found.outcome, found.words, found.bars) == ("beyond", "Beyond its context of 4,096", ())


class TestPage:
    def test_groups_hold_what_is_near_what_fits_and_what_may(self, tmp_path: Path) -> None:
        near = variant("Near 40B", "40B", shape=SHAPE)
        view = memory_view(_memory(family(tmp_path, SMALL, LARGE, SHAPELESS, near)))
        assert [(group.title, [row.size.heading for row in group.rows]) for group in view.groups] == [
            ("Just over the line", ["Near 40B"]),
            ("Fits", ["Small 8B"]),
            ("May fit", ["Secret 8B"]),
        ]
        assert (view.fit, view.not_fit, view.may, view.without_cache, view.sizes) == (1, 2, 1, 1, 4)

    def test_the_largest_come_first_and_the_rest_is_counted(self, sizes: Sizes) -> None:
        view = memory_view(TableMemory(real_catalog(), sizes))
        [fits] = [group for group in view.groups if group.title == "Fits"]
        totals = [row.total for row in fits.rows]
        assert len(totals) == ROWS_SHOWN < fits.count == view.fit
        assert totals == sorted(totals, reverse=True)
        assert view.fit + view.not_fit + view.may == view.sizes

    def test_what_is_not_known_is_never_among_what_fits(self, sizes: Sizes) -> None:
        for group in memory_view(TableMemory(real_catalog(), sizes)).groups:
            for row in group.rows:
                unknown = row.size.coefficients.parts is None
                assert unknown or group.title != "May fit"
                assert not (unknown and group.title == "Fits")
                assert not unknown or row.notes[0].startswith("KV cache not known without")

    def test_an_empty_catalog_has_the_page(self, tmp_path: Path) -> None:
        view = memory_view(_memory(load(tmp_path, {})))
        assert (view.groups, view.fit, view.sizes, view.cards) == ((), 0, 0, ())

    def test_it_stands_behind_the_models(self, tmp_path: Path) -> None:
        found = page(family(tmp_path, SMALL), "memory/")
        assert (found.tab, found.nav_title, found.title) == ("Will it run?",) * 3
        assert found.data is not None

    def test_cards_stand_by_class_the_least_memory_first(self, tmp_path: Path) -> None:
        files: dict[str, Facts | str] = {
            "accelerators/big": accelerator("Big", 32),
            "accelerators/small": accelerator("Small", 8),
            "accelerators/shared": accelerator("Shared", 16, category="unified"),
        }
        view = memory_view(_memory(load(tmp_path, files)))
        assert [(group.category.value, [e.id for e, _ in group.cards]) for group in view.cards] == [
            ("desktop", ["small", "big"]),
            ("unified", ["shared"]),
        ]


class TestData:
    def test_it_gives_what_the_package_works_out(self, sizes: Sizes, data: dict[str, Any]) -> None:
        formats = {format["id"]: format for format in data["formats"]}
        loads = (Load(), Load(context=32_768, batch=4, kv_bits=8, cards=2))
        points = 0
        for size, numbers in zip(sizes.all, data["sizes"], strict=True):
            for load_ in loads:
                for id in ("q4_k_m", "int4", "mxfp4"):
                    one = estimate(size.model, size.variants[-1], FORMATS[id], load_)
                    found = evaluate(numbers, formats[id], load_)
                    known = None if isinstance(one.total, Unknown) else one.total
                    assert (found.weights, found.total) == (one.weights, known)
                    points += 1
        assert points > 3000

    def test_it_names_what_it_holds(self, data: dict[str, Any]) -> None:
        [card] = [card for card in data["cards"] if card["id"] == "apple-m1"]
        assert card["unified"]
        assert card["usable"] == card["gb"] * GIB * 3 // 4
        assert len(data["cards"]) == len(real_catalog().of("accelerators"))
        for size in data["sizes"]:
            assert data["families"][size["family"]][0] in real_catalog().entries["models"]

    def test_it_stays_small(self, sizes: Sizes) -> None:
        """It is fetched by the page alone; a fourth of a megabyte, about 25 KB compressed, is enough for it."""
        assert len(memory_data(real_catalog(), sizes).text.encode()) < 260_000


class TestPanels:
    def panels(self, folder: Path, *variants: Facts, **cards: Facts) -> list[Any]:
        files = {f"accelerators/{id}": facts for id, facts in cards.items()}
        catalog = family(folder, *variants, **files)
        return list(MemoryPanels(catalog, Sizes(catalog)).of(entry(catalog, "models/pine")))

    def test_each_size_has_three_formats_against_one_line(self, tmp_path: Path) -> None:
        [small, large] = self.panels(tmp_path, SMALL, {**SMALL, "name": "Small 8B Chat"}, LARGE)
        assert (small.names, small.url) == (("Small 8B", "Small 8B Chat"), "memory/?model=small-8b")
        assert [row.format for row in small.rows] == ["Q4_K_M", "Q8_0", "16 bit"]
        assert [(row.weights, row.cache, row.overhead) for row in small.rows] == [
            ("4.6 GiB", "1.0 GiB", "0.5 GiB"),
            ("7.9 GiB", "1.0 GiB", "0.5 GiB"),
            ("14.9 GiB", "1.0 GiB", "0.7 GiB"),
        ]
        assert [row.measure.outcome for row in (*small.rows, *large.rows)] == ["fits"] * 3 + ["over"] * 3
        assert large.tokens == 4096

    def test_the_smallest_card_that_can_be_had(self, tmp_path: Path) -> None:
        [panel] = self.panels(
            tmp_path,
            SMALL,
            **{
                "shared": accelerator("Shared", 8, category="unified"),
                "shared-too": accelerator("Shared too", 16, category="unified"),
                "twelve": accelerator("Twelve", 12),
                "announced": accelerator("Announced", 7, availability="announced"),
            },
        )
        assert [row.holder for row in panel.rows] == ["12 GB", "12 GB", "none alone"]

    def test_a_card_comes_before_unified_memory(self, tmp_path: Path) -> None:
        cards = {"shared": accelerator("Shared", 16, category="unified"), "large": accelerator("Large", 80)}
        [panel] = self.panels(tmp_path, SMALL, **cards)
        assert [row.holder for row in panel.rows] == ["80 GB"] * 3

    def test_unified_memory_counts_by_what_it_offers(self, tmp_path: Path) -> None:
        [panel] = self.panels(tmp_path, SMALL, shared=accelerator("Shared", 24, category="unified"))
        assert [row.holder for row in panel.rows] == ["24 GB unified"] * 3

    def test_an_unknown_cache_is_named(self, tmp_path: Path) -> None:
        [panel] = self.panels(tmp_path, SHAPELESS, card=accelerator("Card", 24))
        assert [(row.cache, row.holder) for row in panel.rows] == [(None, "24 GB or more")] * 3
        assert panel.notes[0] == "KV cache not known without its shape"

    def test_families_stay_small(self, sizes: Sizes) -> None:
        panels = MemoryPanels(real_catalog(), sizes)
        assert max(len(panels.of(one)) for one in real_catalog().of("models")) <= 12


def _memory(catalog: Catalog) -> TableMemory:
    return TableMemory(catalog, Sizes(catalog))


def test_the_line_is_that_of_the_page(tmp_path: Path) -> None:
    """Page and panels speak of one card."""
    catalog = family(tmp_path, SMALL)
    sizes = Sizes(catalog)
    [panel] = MemoryPanels(catalog, sizes).of(entry(catalog, "models/pine"))
    [group] = memory_view(TableMemory(catalog, sizes)).groups
    assert group.rows[0].measure == panel.rows[0].measure == measure(needs(tmp_path), DEFAULT_GB * GIB)
