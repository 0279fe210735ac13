"""The facts of each kind, and what follows from them."""

from typing import Any

import pytest
from pydantic import ValidationError

from powerhouse_site.schema.accelerators import Accelerator
from powerhouse_site.schema.facts import Facts, Link, field_order, required_fields
from powerhouse_site.schema.kinds import KINDS, Kind
from powerhouse_site.schema.licenses import QUESTIONS, License
from powerhouse_site.schema.models import Model, Range

MODEL: dict[str, Any] = {"name": "Pine", "description": "A family.", "developer": "Grove"}
LICENSE: dict[str, Any] = {
    "name": "Grove License",
    "description": "A license.",
    "text": "https://grove.org/license",
    "category": "community",
    "reading": "full-text",
}


def model(*variants: dict[str, Any], **fields: Any) -> Model:
    chosen = variants or ({},)
    numbered = [{"name": f"Pine {n}", "parameters": "7B"} | variant for n, variant in enumerate(chosen)]
    return Model.model_validate(MODEL | {"variants": numbered} | fields)


def license_(**fields: Any) -> License:
    return License.model_validate(LICENSE | fields)


def test_facts_cannot_be_changed() -> None:
    facts = model()
    with pytest.raises(ValidationError):
        facts.name = "Fir"
    with pytest.raises(ValidationError):
        facts.variants[0].parameters = 1
    assert isinstance(facts.variants, tuple)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_canonical_order_begins_with_the_name_and_ends_with_the_evidence(kind: Kind) -> None:
    order = list(field_order(kind.facts))
    assert sorted(order) == sorted(kind.facts.model_fields)
    assert order[:4] == [order[0], "aliases", "former_ids", "description"]
    assert order[0] in ("name", "title")
    assert not {"name", "title"} <= set(order), "what it goes by would be said twice"
    assert order[-5:] == ["links", "notes", "origin", "corrections", "sources"]


def test_nested_fields_keep_their_order() -> None:
    assert field_order(Link) == ("title", "url")


@pytest.mark.parametrize(
    ("facts", "names"),
    [
        (Model, ["name", "description", "developer", "variants"]),
        (License, ["name", "description", "text", "category", "reading"]),
        (Accelerator, ["name", "description", "vendor", "category", "memory_gb", "availability"]),
    ],
)
def test_required_fields(facts: type[Facts], names: list[str]) -> None:
    assert required_fields(facts) == names


def test_parameter_range_spans_the_sizes_of_the_variants() -> None:
    sizes = model({"parameters": "70B"}, {"parameters": "7B"}, {"parameters": "7B"}, {"parameters": "13B"})
    assert sizes.parameter_range == Range(7 * 10**9, 70 * 10**9, (7 * 10**9, 13 * 10**9, 70 * 10**9))


def test_context_range_leaves_out_what_is_not_known() -> None:
    assert model({"context_window": 8192}, {}, {"context_window": 2048}).context_range == Range(
        2048, 8192, (2048, 8192)
    )
    assert model({}, {}).context_range is None


def test_context_range_knows_that_a_variant_has_no_limit() -> None:
    both = model({"context_window": "unbounded"}, {"context_window": 8192}).context_range
    assert both == Range(8192, 8192, (8192,), unbounded=True)
    alone = model({"context_window": "unbounded"}).context_range
    assert alone is not None
    assert (alone.values, alone.unbounded) == ((), True)


def test_checkpoints_are_the_pages_of_the_family_then_those_of_its_variants() -> None:
    weights = [{"title": "All", "url": "https://grove.org/all"}]
    found = model({"checkpoint": "https://grove.org/0"}, {}, {"checkpoint": "https://grove.org/2"}, weights=weights)
    assert [(link.title, link.url) for link in found.checkpoints] == [
        ("All", "https://grove.org/all"),
        ("Pine 0", "https://grove.org/0"),
        ("Pine 2", "https://grove.org/2"),
    ]


def test_publication_is_the_paper_or_else_the_announcement() -> None:
    paper = {"title": "Paper", "url": "https://grove.org/paper"}
    post = {"title": "Post", "url": "https://grove.org/post"}
    assert model(paper=paper, announcement=post).publication == Link(**paper)
    assert model(announcement=post).publication == Link(**post)
    assert model().publication is None


def test_a_family_has_at_least_one_variant() -> None:
    with pytest.raises(ValidationError):
        model(variants=[])


def test_a_license_goes_by_its_identifier_or_else_by_its_title() -> None:
    assert (license_(spdx="Grove-1.0").heading, license_(spdx="Grove-1.0").byline) == ("Grove-1.0", "Grove License")
    assert license_().heading == "Grove License"


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q != "use_restrictions"])
def test_a_conditional_answer_tells_its_condition(question: str) -> None:
    with pytest.raises(ValidationError, match="with conditions, but none is told"):
        license_(**{question: {"answer": "conditional"}})
    told = license_(**{question: {"answer": "conditional", "condition": "Ask first."}})
    assert getattr(told, question).condition == "Ask first."


def test_every_question_is_a_field_that_may_stay_without_an_answer() -> None:
    facts = license_()
    assert [getattr(facts, question) for question in QUESTIONS] == [None] * len(QUESTIONS)


@pytest.mark.parametrize("bandwidth", [float("nan"), float("inf"), 0, -1.5, 1_000_001])
def test_bandwidth_is_a_number_within_bounds(bandwidth: float) -> None:
    card = {"name": "A1", "description": "A card.", "vendor": "Grove", "category": "desktop"} | {
        "availability": "released",
        "memory_gb": 24,
    }
    assert Accelerator.model_validate(card | {"bandwidth_gb_s": 1008.5}).bandwidth_gb_s == 1008.5
    with pytest.raises(ValidationError):
        Accelerator.model_validate(card | {"bandwidth_gb_s": bandwidth})
