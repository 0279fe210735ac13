"""What the page of an entry gathers."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

import pytest

from powerhouse_site.catalog import Catalog
from powerhouse_site.pages.cells.cell import owner_of
from powerhouse_site.pages.entry.licenses import FIRST_QUESTIONS, Answered, answered
from powerhouse_site.pages.entry.lineage import LINEAGE_FIELDS
from powerhouse_site.pages.entry.models import ModelView
from powerhouse_site.pages.entry.parts import Parts
from powerhouse_site.pages.entry.tools import ALTERNATIVES
from powerhouse_site.pages.entry.views import SHARED_FIELDS, EntryView, Shown, entry_view
from powerhouse_site.schema.described import described_fields
from powerhouse_site.schema.kinds import KINDS, Kind
from powerhouse_site.schema.licenses import QUESTIONS
from tests.site.catalogs import (
    MAKERS,
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
    tool,
    variant,
)

LLAMA_SHAPE = {
    "layers": 32,
    "tied_embeddings": False,
    "attention": {"kind": "grouped-query", "query_heads": 32, "kv_heads": 8},
}
RELEASED: Facts = {"package": {"registry": "npm", "name": "server", "version": "2", "released": "2024-05"}}
DUTIES = ("attribution", "share_alike", "naming_duty")
LINK = {"title": "A page", "url": "https://example.org/a-page"}
TOOL: Facts = {
    **RELEASED,
    "status_note": "Since May.",
    "succeeded_by": ["other"],
    "successor": {"title": "Elsewhere", "url": "https://example.org/elsewhere"},
    "repository": "https://example.org/code",
    "homepage": "https://example.org/home",
    "documentation": "https://example.org/docs",
    "license": "MIT",
    "license_note": "The code.",
    "language": "Rust",
    "hardware": ["cpu"],
    "hardware_not_supported": ["tpu"],
    "built_on": ["other"],
    "integrates_with": ["other"],
    "alternative_to": ["other"],
}
LEARNING: Facts = {
    "authors": ["One"],
    "level": "beginner",
    "level_basis": "stated",
    "length": {"hours": 2, "parts": 3, "unit": "talks", "pace": "one a day"},
    "price": "free",
    "year": "2024",
    "year_basis": "Printed there.",
    "topics": ["rag"],
    "spoken": ["English"],
    "prerequisites": "None.",
    "prerequisites_basis": "inferred",
    "certificate": False,
    "code": "https://example.org/code",
    "status_note": "Seen.",
    "uses_models": ["other"],
    "uses_tools": ["other"],
    "material": "slides",
}
WHOLE: dict[str, Facts] = {
    "models": {
        "release_date": "2023",
        "architecture": "hybrid",
        "experts": "dense",
        "inputs": ["text"],
        "outputs": ["text"],
        "languages": ["English"],
        "license": "other",
        "additional_terms": ["more"],
        "license_note": "Weights.",
        "derived_from": ["other"],
        "superseded_by": "other",
        "paper": {**LINK, "url": "https://example.org/paper"},
        "announcement": LINK,
        "code": {**LINK, "url": "https://example.org/code"},
        "weights": [{**LINK, "url": "https://example.org/weights"}],
        "demo": {**LINK, "url": "https://example.org/demo"},
        "context_note": "Measured.",
    },
    "accelerators": {"bandwidth_gb_s": 100},
    "licenses": {
        "spdx": "Whole-1.0",
        "steward": "Someone",
        "version": "1",
        "osi_approved": False,
        "governing_law": "California",
        **{question: {"answer": "no"} for question in QUESTIONS if question not in DUTIES},
        **{question: {"answer": "required"} for question in DUTIES},
    },
    "frameworks": {
        **TOOL,
        "backends": ["torch"],
        "capabilities": ["lora"],
        "capabilities_not_supported": ["dpo"],
    },
    "deployment-tools": {
        **TOOL,
        "interfaces": ["cli"],
        "capabilities": ["streaming"],
        "capabilities_not_supported": ["vulkan"],
        "weight_formats": ["gguf"],
        "weight_formats_not_supported": ["mlx"],
        "quantizations": ["four bits"],
    },
    "courses": LEARNING,
    "tutorials": {**LEARNING, "institution": "Institute"},
}
"""What an entry of each kind says where it says everything."""
OTHERS: dict[str, Facts | str] = {
    "models/other": model("Other"),
    "licenses/other": license_("Other"),
    "licenses/more": license_("More"),
    "frameworks/other": framework("Other"),
}
TOLD = {
    "models": ("context_note", "license_note", "variants", *LINEAGE_FIELDS),
    "licenses": QUESTIONS,
    "frameworks": (ALTERNATIVES,),
    "deployment-tools": (ALTERNATIVES,),
}
"""What the template of a kind tells in a place of its own."""


def view(catalog: Catalog, name: str) -> EntryView:
    return entry_view(owner_of(catalog, entry(catalog, name)), None, None)


def labels(shown: Sequence[Shown]) -> list[str]:
    return [one.field.label for one in shown]


def relations(catalog: Catalog, name: str) -> dict[str, list[str]]:
    return {relation.label: [e.id for e in relation.entries] for relation in view(catalog, name).relations}


def model_view(catalog: Catalog, name: str) -> ModelView:
    found = page(catalog, f"{name}/").view
    assert isinstance(found, EntryView)
    assert isinstance(found.own, ModelView)
    return found.own


def texts(parts: Parts) -> dict[str, list[str | None]]:
    """The texts of each column by its label."""
    return {
        column.label: [cell.text if (cell := row.cells[index]) else None for row in parts.rows]
        for index, column in enumerate(parts.columns)
    }


class TestRelations:
    FILES: ClassVar[dict[str, Facts | str]] = {
        "models/base": model("Base", superseded_by="next"),
        "models/next": model("Next", license="free"),
        "models/tuned": model("Tuned", derived_from=["base"], license="free"),
        "models/mixed": model(
            "Mixed",
            derived_from=["base"],
            additional_terms=["free"],
            variants=[variant("A", license="free"), variant("B", derived_from=["base", "tuned"])],
        ),
        "licenses/free": license_("Free"),
    }

    def test_they_are_shown_on_both_sides(self, tmp_path: Path) -> None:
        catalog = load(tmp_path, self.FILES)
        assert relations(catalog, "models/tuned") == {"Built on": ["base"], "Built on it": ["mixed"]}
        assert relations(catalog, "models/next") == {"Takes the place of": ["base"]}

    def test_one_entry_is_named_once_however_often_it_refers(self, tmp_path: Path) -> None:
        catalog = load(tmp_path, self.FILES)
        assert relations(catalog, "models/base") == {"Next": ["next"], "Built on it": ["mixed", "tuned"]}
        assert {k: sorted(v) for k, v in relations(catalog, "licenses/free").items()} == {
            "Used by": ["mixed", "next", "tuned"]
        }

    def test_entries_of_another_kind_are_details_and_those_of_its_own_are_not(self, tmp_path: Path) -> None:
        catalog = load(tmp_path, self.FILES)
        details = labels(view(catalog, "models/mixed").details)
        assert "Further terms" in details
        assert "Built on" not in details

    def test_relations_under_one_label_are_merged_both_ways(self, tmp_path: Path) -> None:
        """Whichever of two alternatives names the other, each has the other once."""
        files: dict[str, Facts | str] = {
            "frameworks/a": framework("A", alternative_to=["b", "s"]),
            "frameworks/b": framework("B", alternative_to=["a"]),
            "frameworks/c": framework("C", alternative_to=["a"]),
            "deployment-tools/s": tool("S"),
        }
        catalog = load(tmp_path, files)
        assert relations(catalog, "frameworks/a") == {"Alternatives": ["b", "s", "c"]}
        assert relations(catalog, "frameworks/b") == {"Alternatives": ["a"]}
        assert relations(catalog, "frameworks/c") == {"Alternatives": ["a"]}
        assert relations(catalog, "deployment-tools/s") == {"Alternatives": ["a"]}

    def test_what_is_told_elsewhere_is_left_out_on_both_sides(self, tmp_path: Path) -> None:
        catalog = load(tmp_path, self.FILES)
        for name in ("models/base", "models/next", "models/tuned"):
            found = page(catalog, f"{name}/").view
            assert isinstance(found, EntryView)
            assert found.relations == ()

    def test_tools_that_are_not_active_say_so(self, tmp_path: Path) -> None:
        files: dict[str, Facts | str] = {
            "frameworks/a": framework("A", built_on=["b", "c"]),
            "frameworks/b": framework("B", status="archived"),
            "frameworks/c": framework("C"),
        }
        [found] = view(load(tmp_path, files), "frameworks/a").relations
        assert [(e.id, note) for e, note in found.noted] == [("b", "archived"), ("c", "")]

    def test_tools_of_the_other_kind_are_relations_too(self, tmp_path: Path) -> None:
        files: dict[str, Facts | str] = {
            "frameworks/a": framework("A", built_on=["b", "s"], integrates_with=["s"], succeeded_by=["b"]),
            "frameworks/b": framework("B"),
            "deployment-tools/s": tool("S"),
        }
        catalog = load(tmp_path, files)
        assert relations(catalog, "frameworks/a") == {
            "Successor": ["b"],
            "Built on": ["b", "s"],
            "Works with": ["s"],
        }
        assert relations(catalog, "frameworks/b") == {"Takes the place of": ["a"], "Built on it": ["a"]}
        assert relations(catalog, "deployment-tools/s") == {"Built on it": ["a"], "Works with it": ["a"]}
        assert "Built on" not in labels(view(catalog, "frameworks/a").details)

    def test_a_license_names_models_and_code_apart(self, tmp_path: Path) -> None:
        files: dict[str, Facts | str] = {
            "licenses/own": license_("Own", spdx="X11"),
            "licenses/other": license_("Other", spdx="Zlib"),
            "models/m": model("M", license="own"),
            "frameworks/f": framework("F", license="(X11 OR Zlib) AND X11"),
            "deployment-tools/d": tool("D", license="ISC"),
        }
        catalog = load(tmp_path, files)
        assert relations(catalog, "licenses/own") == {"Used by": ["m"], "Code under it": ["f"]}
        assert relations(catalog, "licenses/other") == {"Code under it": ["f"]}

    def test_an_entry_alone_has_none(self, tmp_path: Path) -> None:
        assert relations(load(tmp_path, {"models/a": model("A")}), "models/a") == {}


class TestLinks:
    def test_every_address_is_given_once_and_further_ones_last(self, tmp_path: Path) -> None:
        paper = {"title": "The paper", "url": "https://example.org/paper"}
        files: dict[str, Facts | str] = {
            "models/a": model(
                paper=paper,
                announcement={"title": "The same, announced", "url": "https://example.org/paper"},
                code={"title": "Code", "url": "https://example.org/code"},
                weights=[{"title": "Hub", "url": "https://example.org/hub"}],
                links=[{"title": "More", "url": "https://example.org/more"}, paper],
            )
        }
        found = [(label, link.title) for label, link in view(load(tmp_path, files), "models/a").links]
        assert found == [
            ("Paper", "The paper"),
            ("Code", "Code"),
            ("Weights", "Hub"),
            ("Further links", "More"),
        ]

    def test_checkpoints_are_no_links_of_the_rail(self, tmp_path: Path) -> None:
        files: dict[str, Facts | str] = {"models/a": model(variants=[variant(checkpoint="https://example.org/hub")])}
        assert view(load(tmp_path, files), "models/a").links == ()


class TestFacts:
    def test_columns_are_the_strip_and_other_fields_the_details(self, tmp_path: Path) -> None:
        files: dict[str, Facts | str] = {
            "models/a": model(
                release_date="2023", languages=["English"], aliases=["B"], notes=["A note."], inputs=["text"]
            )
        }
        found = view(load(tmp_path, files), "models/a")
        assert labels(found.strip) == ["Released", "License", "Parameters"]
        assert labels(found.details) == ["Developer", "Input", "Languages"]

    def test_a_license_has_answers_instead_of_the_strip_and_all_else_as_details(self, tmp_path: Path) -> None:
        files: dict[str, Facts | str] = {"licenses/a": license_(spdx="A-1.0", commercial_use=answer("yes"))}
        found = page(load(tmp_path, files), "licenses/a/").view
        assert isinstance(found, EntryView)
        assert found.strip == ()
        assert labels(found.details) == ["SPDX", "Text", "Family", "Text read"]

    def test_columns_that_sort_nothing_are_details(self, tmp_path: Path) -> None:
        """A strip of chips would be as long as the details."""
        files: dict[str, Facts | str] = {
            "deployment-tools/a": tool(
                interfaces=["cli"], capabilities=["streaming"], hardware=["cpu"], license="MIT", **RELEASED
            )
        }
        found = view(load(tmp_path, files), "deployment-tools/a")
        assert labels(found.strip) == ["Category", "License", "Status", "Last release"]
        assert labels(found.details) == ["Maker", "Package", "Hardware", "Interfaces", "Capabilities"]

    @pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
    def test_every_value_is_somewhere_on_the_page(self, tmp_path: Path, kind: Kind) -> None:
        """In the strip, the details, the relations or the links, or in what the template of its kind tells."""
        facts = {**MAKERS[kind.name](), **WHOLE[kind.name]}
        catalog = load(tmp_path, {**OTHERS, f"{kind.name}/whole": facts})
        found = page(catalog, f"{kind.name}/whole/").view
        assert isinstance(found, EntryView)
        fields = {field.name: field.label for field in described_fields(kind.facts) if "." not in field.path}
        given = {name: label for name, label in fields.items() if name in kind.facts.model_fields}
        assert set(given) - set(facts) - SHARED_FIELDS == set(), "a field was left out of the example"
        told = {*labels(found.strip), *labels(found.details), *(label for label, _ in found.links)}
        told |= {relation.label for relation in found.relations}
        elsewhere = {*SHARED_FIELDS, "name", "title", *TOLD.get(kind.name, ())}
        assert {name for name, label in given.items() if label not in told} - elsewhere == set()
        assert len(labels(found.strip) + labels(found.details)) == len({*labels(found.strip), *labels(found.details)})

    def test_unknown_values_are_left_out(self, tmp_path: Path) -> None:
        found = view(load(tmp_path, {"accelerators/a": accelerator()}), "accelerators/a")
        assert labels(found.strip) == ["Vendor", "Class", "Memory", "Availability"]
        assert found.details == ()


class TestCorrections:
    def test_they_bear_the_label_of_the_field_and_the_number_of_the_source(self, tmp_path: Path) -> None:
        correction = {"origin": "2022", "now": "2023", "reason": "Because."}
        corrections: list[Facts] = [
            {"field": "release_date", **correction, "evidence": "https://example.org/two"},
            {"field": "variants.context_window", **correction, "evidence": "https://example.org/elsewhere"},
            {"field": "name", **correction},
        ]
        sources = [source("name"), source("release_date", url="https://example.org/two")]
        files: dict[str, Facts | str] = {"models/a": model(corrections=corrections, sources=sources)}
        found = view(load(tmp_path, files), "models/a").corrections
        assert [(c.label, c.cite) for c in found] == [("Released", 2), ("Context", None), ("Model", None)]


class TestVariants:
    def test_each_is_a_row_with_a_column_for_what_any_of_them_tells(self, tmp_path: Path) -> None:
        variants = [
            variant("A 7B", "6.74B", context_window=4096, tuning="base", checkpoint="https://example.org/a"),
            variant("A 13B", "13B", note="Half of it."),
        ]
        found = model_view(load(tmp_path, {"models/a": model(variants=variants)}), "models/a").variants
        assert texts(found) == {
            "Parameters": ["6.74 B", "13 B"],
            "Context": ["4,096", None],
            "Tuning": ["Base", None],
        }
        assert [(row.names, row.url, row.note) for row in found.rows] == [
            (("A 7B",), "https://example.org/a", None),
            (("A 13B",), None, "Half of it."),
        ]

    def test_variants_alike_stay_apart(self, tmp_path: Path) -> None:
        """Each is a checkpoint of its own."""
        found = model_view(load(tmp_path, {"models/a": model(variants=[variant("A"), variant("B")])}), "models/a")
        assert [row.names for row in found.variants.rows] == [("A",), ("B",)]

    def test_an_unbounded_context_is_a_word(self, tmp_path: Path) -> None:
        variants = [variant("A", context_window="unbounded")]
        found = model_view(load(tmp_path, {"models/a": model(variants=variants)}), "models/a").variants
        assert texts(found)["Context"] == ["Unbounded"]

    def test_columns_of_numbers_are_numeric(self, tmp_path: Path) -> None:
        variants = [variant("A", context_window=2048, tuning="base"), variant("B")]
        found = model_view(load(tmp_path, {"models/a": model(variants=variants)}), "models/a").variants
        numeric = {column.label: found.numeric[index] for index, column in enumerate(found.columns)}
        assert numeric == {"Parameters": True, "Context": True, "Tuning": False}

    def test_other_licenses_of_variants_are_references(self, tmp_path: Path) -> None:
        files: dict[str, Facts | str] = {
            "models/a": model(variants=[variant("A", license="free"), variant("B")]),
            "licenses/free": license_("Free"),
        }
        found = model_view(load(tmp_path, files), "models/a").variants
        assert texts(found)["License"] == ["Free", None]


class TestShapes:
    def test_equal_ones_are_drawn_once_under_all_names(self, tmp_path: Path) -> None:
        variants = [
            variant("A", shape=LLAMA_SHAPE),
            variant("B", shape={**LLAMA_SHAPE, "layers": 40}),
            variant("A Chat", shape=LLAMA_SHAPE),
            variant("C"),
        ]
        found = model_view(load(tmp_path, {"models/a": model(variants=variants)}), "models/a").shapes
        assert [row.names for row in found.rows] == [("A", "A Chat"), ("B",)]
        assert texts(found) == {
            "Layers": ["32", "40"],
            "Tied embeddings": ["No", "No"],
            "Attention": ["Grouped-query", "Grouped-query"],
            "Query heads": ["32", "32"],
            "KV heads": ["8", "8"],
        }

    def test_ones_that_differ_by_an_absent_value_stay_apart(self, tmp_path: Path) -> None:
        variants = [variant("A", shape={"layers": 32}), variant("B", shape={"layers": 32, "hidden_size": 4096})]
        found = model_view(load(tmp_path, {"models/a": model(variants=variants)}), "models/a").shapes
        assert [row.names for row in found.rows] == [("A",), ("B",)]

    def test_without_any_there_is_no_row(self, tmp_path: Path) -> None:
        assert model_view(load(tmp_path, {"models/a": model()}), "models/a").shapes.rows == ()


class TestTerms:
    LICENSES: ClassVar[dict[str, Facts | str]] = {
        "licenses/free": license_("Free", commercial_use=answer("yes", clause="1")),
        "licenses/closed": license_("Closed", commercial_use=answer("no")),
    }

    def view(self, folder: Path, **facts: Any) -> ModelView:
        return model_view(load(folder, {**self.LICENSES, "models/a": model(**facts)}), "models/a")

    def test_one_license_covers_all_variants(self, tmp_path: Path) -> None:
        found = self.view(tmp_path, license="free")
        assert [(term.license.id, term.variants) for term in found.terms] == [("free", ())]
        assert (found.commercial_use, found.unlicensed) == ("yes", ())

    def test_variants_under_another_license_are_named(self, tmp_path: Path) -> None:
        found = self.view(tmp_path, license="free", variants=[variant("A"), variant("B", license="closed")])
        assert [(term.license.id, term.variants) for term in found.terms] == [("free", ("A",)), ("closed", ("B",))]

    def test_variants_without_a_license_are_named(self, tmp_path: Path) -> None:
        found = self.view(tmp_path, variants=[variant("A"), variant("B", license="closed")])
        assert found.unlicensed == ("A",)
        assert found.commercial_use == "no"
        alone = self.view(tmp_path)
        assert (alone.terms, alone.unlicensed, alone.commercial_use) == ((), ("Tiny 1B",), "unknown")

    def test_further_terms_are_shown_with_the_license(self, tmp_path: Path) -> None:
        found = self.view(tmp_path, license="free", additional_terms=["closed"])
        assert [term.license.id for term in found.terms] == ["free", "closed"]
        assert found.commercial_use == "no"

    def test_a_model_shows_the_first_questions_of_its_license(self, tmp_path: Path) -> None:
        [term] = self.view(tmp_path, license="free").terms
        assert term.answers[0].label == "Commercial use"
        assert len(term.answers) == len(FIRST_QUESTIONS) == 5


class TestAnswers:
    def rows(self, folder: Path, **facts: Any) -> dict[str, Answered]:
        catalog = load(folder, {"licenses/a": license_(**facts)})
        found = answered(entry(catalog, "licenses/a"))
        return dict(zip(QUESTIONS, found, strict=True))

    def test_every_question_is_answered_or_not_established(self, tmp_path: Path) -> None:
        rows = self.rows(tmp_path, redistribution=answer("no"))
        assert rows["redistribution"].pill.words == "No"
        assert {row.pill.words for name, row in rows.items() if name != "redistribution"} == {"Not established"}
        assert all(row.question.endswith("?") for row in rows.values())

    def test_answers_cite_their_own_sources(self, tmp_path: Path) -> None:
        sources = [source("commercial_use"), source("redistribution")]
        rows = self.rows(tmp_path, commercial_use=answer("yes"), attribution=answer("required"), sources=sources)
        assert (rows["commercial_use"].cites, rows["commercial_use"].verified) == ((1,), True)
        assert (rows["attribution"].cites, rows["attribution"].verified) == ((), False)
        assert (rows["modification"].cites, rows["modification"].verified) == ((), False)


@pytest.mark.parametrize(("kind", "maker"), MAKERS.items(), ids=list(MAKERS))
def test_neighbours_are_those_of_the_alphabet(tmp_path: Path, kind: str, maker: Callable[..., Facts]) -> None:
    names = {"x": "Beta", "y-": "alpha", "z": "Gamma"}
    catalog = load(tmp_path, {f"{kind}/{id.rstrip('-')}": maker(name) for id, name in names.items()})
    views = {id: page(catalog, f"{kind}/{id}/").view for id in ("x", "y", "z")}
    around = {
        id: (found.previous and found.previous.id, found.next and found.next.id)
        for id, found in views.items()
        if isinstance(found, EntryView)
    }
    assert around == {"y": (None, "x"), "x": ("y", "z"), "z": ("x", None)}
