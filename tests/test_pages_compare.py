"""Entries side by side: which rows they have, what stands in them, and the files that the page is made from."""

import json
from pathlib import Path
from typing import Any

import pytest

from powerhouse_site.catalog import Catalog
from powerhouse_site.pages.compare.comparisons import Comparison, comparisons
from powerhouse_site.pages.compare.page import compare_link
from powerhouse_site.pages.memory.sizes import Sizes
from powerhouse_site.schema.annotations import Better
from powerhouse_site.schema.described import compared_fields
from powerhouse_site.schema.kinds import KINDS
from tests.site.catalogs import (
    Facts,
    accelerator,
    answer,
    entry,
    framework,
    license_,
    load,
    model,
    page,
    source,
    variant,
)

SHAPE = {"layers": 32, "attention": {"kind": "grouped-query", "kv_heads": 8}}
FILES: dict[str, Facts | str] = {
    "models/free": model(
        "Free",
        developer="One",
        license="free",
        experts="dense",
        release_date="2025-03",
        inputs=["text", "image"],
        variants=[
            variant("Free 1B", "1B", context_window=4096, shape=SHAPE),
            variant("Free 7B", "7B", license="bound", inputs=["text"]),
        ],
        sources=[source("license")],
    ),
    "models/mixed": model(
        "Mixed",
        experts="mixture",
        former_ids=["mixed-old"],
        derived_from=["free"],
        variants=[variant("Mixed 30B", "30B", active_parameters="3B"), variant("Free 7B", "7B")],
    ),
    "licenses/free": license_(
        "Free License", spdx="0BSD", commercial_use=answer("yes"), sources=[source("commercial_use")]
    ),
    "licenses/bound": license_(
        "Bound License", commercial_use=answer("conditional", "Up to 700 *million* users.", clause="2")
    ),
    "frameworks/loom": framework(
        "Loom",
        license="0BSD AND (MIT OR Zlib)",
        status="archived",
        capabilities=["lora"],
        capabilities_not_supported=["dpo"],
        package={"registry": "pypi", "name": "loom", "released": "2024-05-06"},
        sources=[source("capabilities.lora")],
    ),
    "frameworks/spool": framework("Spool", built_on=["loom"]),
    "accelerators/card": accelerator(),
}


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return load(tmp_path, FILES)


@pytest.fixture
def found(catalog: Catalog) -> dict[str, Comparison]:
    return {each.name: each for each in comparisons(catalog, Sizes(catalog))}


def cell(comparison: Comparison, id: str, label: str) -> Any:
    """What stands in a row, as the page gets it."""
    [side] = [side for side in comparison.sides() if side.id == id]
    [index] = [index for index, row in enumerate(comparison.rows) if row.label == label]
    found = side.cells[index]
    return found.data if found is not None else None


def test_kinds_are_compared_whose_fields_say_so(found: dict[str, Comparison]) -> None:
    assert list(found) == ["models", "variants", "licenses", "frameworks", "deployment-tools"]
    assert (found["variants"].one, found["variants"].url) == ("variant", "models/variants/")


def test_every_row_has_a_key_of_its_own_and_sections_stand_together(found: dict[str, Comparison]) -> None:
    for comparison in found.values():
        keys = [row.key for row in comparison.rows]
        assert len(set(keys)) == len(keys), comparison.name
        sections = [row.section for row in comparison.rows]
        met = list(dict.fromkeys(sections))
        assert sections == sorted(sections, key=met.index), comparison.name
        assert met[-1] == "Evidence"


def test_only_active_parameters_are_plainly_better_when_they_are_fewer() -> None:
    better = {
        (kind.name, field.path, mark.better)
        for kind in KINDS
        for items in {"", kind.items}
        for field, mark in compared_fields(kind.facts, items)
        if mark.better
    }
    assert better == {("models", "variants.active_parameters", Better.LESS)}


def test_answers_come_from_the_license_with_its_condition_clause_and_sources(found: dict[str, Comparison]) -> None:
    bound = cell(found["variants"], "free-7b", "Commercial use")
    assert bound["sign"] == "pill conditional"
    assert bound["words"] == [["With conditions", "", 1]]
    assert bound["note"] == "Up to 700 million users. §2"
    free = cell(found["variants"], "free-1b", "Commercial use")
    assert free == {"words": "Yes", "sign": "pill yes", "cites": (1,), "base": "licenses/free/"}
    family = cell(found["models"], "free", "Commercial use")
    assert family == {**free, "note": "differs by variant"}
    assert cell(found["models"], "mixed", "Commercial use") == {"words": "Not established", "sign": "pill unknown"}


def test_an_item_says_what_is_its_own_and_else_what_its_entry_says(found: dict[str, Comparison]) -> None:
    variants = found["variants"]
    assert cell(variants, "free-1b", "Input")["words"] == ["Text", ", ", "Image"]
    assert cell(variants, "free-7b", "Input") == "Text"
    assert cell(variants, "free-7b", "License")["words"] == [["Bound License", "licenses/bound/"]]
    assert cell(variants, "free-1b", "License")["words"] == [["0BSD", "licenses/free/"]]
    assert cell(variants, "free-1b", "Layers") == "32"
    assert cell(variants, "free-1b", "KV heads") == "8"
    assert cell(variants, "free-7b", "Layers") is None


def test_all_of_a_dense_model_is_active(found: dict[str, Comparison]) -> None:
    assert cell(found["variants"], "free-1b", "Active")["number"] == 10**9
    assert cell(found["variants"], "free-1b", "Active")["words"] == [["1 B, all of them", "", 1]]
    assert cell(found["variants"], "mixed-30b", "Active")["number"] == 3 * 10**9
    assert cell(found["variants"], "mixed.free-7b", "Active") is None, "of a mixture nobody knows it unless it is said"


def test_what_is_not_known_is_apart_from_what_is_none(found: dict[str, Comparison]) -> None:
    assert cell(found["models"], "free", "Context")["words"] == [["4,096", "", 1]]
    assert cell(found["models"], "mixed", "Context") is None
    assert cell(found["models"], "free", "Built on") == "None named"
    assert cell(found["models"], "mixed", "Built on") == {"words": [["Free", "models/free/"]]}
    assert cell(found["licenses"], "free", "Share-alike") == {"words": "Not established", "sign": "pill unknown"}
    assert cell(found["licenses"], "free", "Governing law") is None


def test_capabilities_are_rows_of_their_own(found: dict[str, Comparison]) -> None:
    frameworks = found["frameworks"]
    assert cell(frameworks, "loom", "LoRA") == {"words": "Yes", "sign": "sign yes", "cites": (1,)}
    assert cell(frameworks, "loom", "DPO") == {"words": "No", "sign": "sign no"}
    assert cell(frameworks, "loom", "QLoRA") == {"words": "Not evidenced", "sign": "sign unknown"}
    assert {row.section for row in frameworks.rows} > {"Adapters", "Preferences", "Parallel"}


def test_expressions_dates_and_evidence(found: dict[str, Comparison]) -> None:
    words = cell(found["frameworks"], "loom", "License")["words"]
    assert words[0] == ["0BSD", "licenses/free/", 1]
    assert "".join(run if isinstance(run, str) else run[0] for run in words) == "0BSD AND (MIT OR Zlib)"
    assert cell(found["frameworks"], "loom", "Last release")["plain"] == "2024-05-06"
    assert cell(found["models"], "free", "Sources")["words"] == [["1", "models/free/#evidence"]]
    assert cell(found["models"], "free", "Last checked") == {"words": "2 Jan 2026", "plain": "2026-01-02"}
    assert cell(found["models"], "mixed", "Last checked") is None


def test_ids_names_and_sizes_are_told_apart(found: dict[str, Comparison]) -> None:
    sides = {side.id: side for side in found["variants"].sides()}
    assert {id: side.name for id, side in sides.items()} == {
        "free-1b": "Free 1B",
        "free-7b": "Free 7B (Free)",
        "mixed-30b": "Mixed 30B",
        "mixed.free-7b": "Free 7B (Mixed)",
    }
    assert sides["free-1b"].sizes == ("free-1b",)
    assert sides["free-1b"].by == "Free · Mar 2025"
    assert sides["free-1b"].url == "models/free/#variants"
    families = {side.id: side for side in found["models"].sides()}
    assert families["free"].sizes == ("free-1b", "free-7b")
    assert families["mixed"].former == ("mixed-old",)
    assert {side.id: side.ended for side in found["frameworks"].sides()} == {"loom": True, "spool": False}


def test_rows_of_tables_go_by_the_same_ids(catalog: Catalog, found: dict[str, Comparison]) -> None:
    for comparison in found.values():
        [section] = page(catalog, comparison.url).view.sections  # type: ignore[attr-defined]
        assert section.table.compared == comparison.name
        assert {row.id for row in section.table.rows} == {side.id for side in comparison.sides()}
    assert page(catalog, "accelerators/").view.sections[0].table.compared == ""  # type: ignore[attr-defined]


def test_the_files_hold_equal_cells_once(catalog: Catalog, found: dict[str, Comparison]) -> None:
    files = page(catalog, "compare/").files
    assert set(files) == {"names.json", *(each.file for each in found.values())}
    assert json.loads(files["names.json"]())["models"] == [["free", "Free"], ["mixed", "Mixed"]]
    for comparison in found.values():
        data = json.loads(files[comparison.file]())
        texts = [json.dumps(each) for each in data["cells"]]
        assert len(set(texts)) == len(texts)
        for side, read in zip(comparison.sides(), data["sides"], strict=True):
            assert len(read["cells"]) == len(data["rows"])
            plain = json.loads(json.dumps([each.data if each else None for each in side.cells]))
            assert [data["cells"][position] for position in read["cells"]] == plain


def test_an_entry_leads_to_itself_beside_others_of_its_kind(catalog: Catalog) -> None:
    free, mixed = entry(catalog, "models/free"), entry(catalog, "models/mixed")
    assert compare_link(free, [mixed, entry(catalog, "licenses/free")]) == "compare/?models=free,mixed"
    assert compare_link(free, [mixed] * 9).count(",") == 4
    assert compare_link(entry(catalog, "accelerators/card"), []) == ""
    assert page(catalog, "licenses/free/").view.compare == "compare/?licenses=free"  # type: ignore[attr-defined]
