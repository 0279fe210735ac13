"""Memory in tables: the unit that stands for a row, the filter by what fits, and the data for the script."""

import json
from pathlib import Path

import pytest

from powerhouse_site.pages.memory.choices import DEFAULT_GB
from powerhouse_site.pages.memory.rows import NeedCell, TableMemory
from powerhouse_site.pages.memory.sizes import Sizes, name_within
from powerhouse_site.pages.tables.table import Table, build_item_table, build_table, with_memory
from powerhouse_site.schema.kinds import KINDS
from tests.memory_catalog import catalog as real_catalog
from tests.site.catalogs import Facts, load, model, variant

MODELS = next(kind for kind in KINDS if kind.name == "models")
SHAPE: Facts = {"layers": 32, "attention": {"kind": "grouped-query", "kv_heads": 8, "head_dim": 128}}
SMALL = variant("Pine 8B", "8B", shape=SHAPE, context_window=131_072)
MIDDLE = variant("Pine-13B", "13B", shape=SHAPE, context_window=131_072)
LARGE = variant("Large 70B", "70B", shape=SHAPE, context_window=131_072)
SECRET = variant("Secret 8B", "8B", context_window=131_072)
HIDDEN = variant("Hidden 70B", "70B")


def tables(folder: Path, *variants: Facts) -> tuple[Table, Table]:
    """One row for each family, and one for each variant."""
    catalog = load(folder, {"models/pine": model("Pine", variants=list(variants))})
    memory = TableMemory(catalog, Sizes(catalog))
    families = build_table(catalog, MODELS, catalog.of("models"), id="t", caption="T")
    items = build_item_table(catalog, MODELS, id="t", caption="T")
    return with_memory(families, memory), with_memory(items, memory)


def needs(table: Table) -> list[NeedCell]:
    at = [heading.key for heading in table.headings].index("memory")
    return [cell.value for row in table.rows if (cell := row.cells[at])]


@pytest.mark.parametrize(
    ("variants", "name", "outcome"),
    [
        ((SMALL, MIDDLE, LARGE), "13B", "fits"),
        ((SECRET, SMALL), "8B", "fits"),
        ((LARGE, SECRET), "Secret 8B", "may"),
        ((HIDDEN, LARGE), "Hidden 70B", "over"),
    ],
)
def test_the_largest_that_fits_stands_for_a_family(
    tmp_path: Path, variants: tuple[Facts, ...], name: str, outcome: str
) -> None:
    """Without one the smallest that may, then the smallest."""
    [cell] = needs(tables(tmp_path, *variants)[0])
    assert (cell.name, cell.measure.outcome) == (name, outcome)


def test_what_is_not_known_says_what_is_missing(tmp_path: Path) -> None:
    [cell] = needs(tables(tmp_path, SECRET)[0])
    assert cell.measure.needs.startswith("≥ ")
    assert cell.measure.why == "KV cache not known without its shape"


def test_a_variant_is_not_named_twice(tmp_path: Path) -> None:
    assert [cell.name for cell in needs(tables(tmp_path, SMALL, LARGE)[1])] == [None, None]


def test_the_filter_counts_rows_and_knows_units(tmp_path: Path) -> None:
    families, items = tables(tmp_path, SMALL, SECRET, LARGE)
    assert [option.count for option in families.facets[0].options] == [1, 1]  # type: ignore[union-attr]
    assert families.facets[0].values == ((0,), (1,), ())
    by_name = {row.heading: value for row, value in zip(items.rows, items.facets[0].values, strict=True)}
    assert by_name == {"Pine 8B": (0,), "Secret 8B": (1,), "Large 70B": ()}


def test_each_unit_has_its_place_among_the_sizes(tmp_path: Path) -> None:
    chat = {**SMALL, "name": "Pine 8B Chat"}
    families, _ = tables(tmp_path, SMALL, LARGE, chat)
    assert json.loads(families.data)["sizes"] == [0, 1, 0]


def test_variants_with_one_name_are_told_apart(tmp_path: Path) -> None:
    _, items = tables(tmp_path, SMALL, {**LARGE, "name": "Pine 8B"})
    assert sorted(cell.measure.outcome for cell in needs(items)) == ["fits", "over"]


def test_sizes_that_fit_are_told_by_their_parameters(tmp_path: Path) -> None:
    families, _ = tables(tmp_path, SMALL, SECRET, MIDDLE, LARGE)
    assert families.memory is not None
    assert families.memory.fitting(families.rows[0].units) == {8_000_000_000, 13_000_000_000}


@pytest.mark.parametrize(
    ("name", "family", "rest"),
    [
        ("Llama 2 70B", "Llama 2", "70B"),
        ("Qwen3-8B", "Qwen3", "8B"),
        ("Llama 3.1 8B", "Llama 3", "Llama 3.1 8B"),
        ("RWKV", "rwkv", ""),
        ("Coati 7B", "ColossalChat", "Coati 7B"),
    ],
)
def test_a_size_is_named_within_its_family(name: str, family: str, rest: str) -> None:
    assert name_within(name, family) == rest


def test_the_real_catalog_has_every_outcome() -> None:
    catalog = real_catalog()
    memory = TableMemory(catalog, Sizes(catalog))
    table = with_memory(build_item_table(catalog, MODELS, id="t", caption="T"), memory)
    outcomes = [cell.measure.outcome for cell in needs(table)]
    assert min(outcomes.count(word) for word in ("fits", "may", "over")) > 5
    assert DEFAULT_GB == 24
