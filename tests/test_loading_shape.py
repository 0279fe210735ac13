"""Documents against the schema: every problem once, at its place and under its path."""

import pytest

from powerhouse_site.loading.parsing import parse
from powerhouse_site.loading.shape import check_shape
from powerhouse_site.schema.kinds import Kind
from powerhouse_site.schema.licenses import License
from powerhouse_site.schema.models import Model
from tests.texts import ACCELERATORS, LICENSE, LICENSES, MINIMAL, MODEL, MODELS, findings, summary


@pytest.mark.parametrize("kind", MINIMAL, ids=lambda kind: kind.name)
def test_smallest_entries_are_read_as_facts_of_their_kind(kind: Kind) -> None:
    document, _ = parse(MINIMAL[kind])
    assert document is not None
    facts, found = check_shape(document, kind)
    assert found == []
    assert type(facts) is kind.facts


@pytest.mark.parametrize("kind", MINIMAL, ids=lambda kind: kind.name)
def test_each_required_field_is_missed(kind: Kind) -> None:
    lines = MINIMAL[kind].splitlines(keepends=True)
    top_level = [line for line in lines if line[0] not in " -" and not line.startswith("variants")]
    for line in top_level:
        name = line.partition(":")[0]
        (finding,) = findings(MINIMAL[kind].replace(line, ""), kind)
        assert (finding.code.name, finding.path) == ("missing-field", (name,))
        assert finding.message.endswith(
            f"'{name}' is missing from {'an' if kind is ACCELERATORS else 'a'} {kind.singular}"
        )
        assert (finding.help or "").startswith(f"add '{name}': ")


@pytest.mark.parametrize("text", ["- name: Pine\n", "Pine\n", "7\n", "[]\n"])
def test_an_entry_is_a_mapping(text: str) -> None:
    (finding,) = findings(text)
    assert finding.code.name == "wrong-type"
    assert finding.message.startswith("an entry is a mapping of fields, this is ")


def test_unknown_fields_are_reported_at_their_keys_at_every_depth() -> None:
    text = (
        MODEL + "    colour: green\n    shape:\n      attention:\n        kind: hybrid\n        heads: 8\nwood: soft\n"
    )
    assert summary(findings(text)) == [
        ("unknown-field", 7, 5, "variants.0.colour"),
        ("unknown-field", 11, 9, "variants.0.shape.attention.heads"),
        ("unknown-field", 12, 1, "wood"),
    ]


def test_a_misspelt_key_swallows_the_missing_field_that_it_causes() -> None:
    text = MODEL.replace("developer:", "devloper:").replace("parameters:", "paramters:")
    assert [(f.code.name, f.help) for f in findings(text)] == [
        ("unknown-field", "did you mean 'developer'?"),
        ("unknown-field", "did you mean 'parameters'?"),
    ]


def test_a_field_under_the_name_that_it_has_elsewhere_is_known() -> None:
    text = (
        MODEL.replace("developer:", "organization:")
        .replace("parameters:", "params:")
        .replace("name: Pine\n", "title: Pine\n")
    )
    assert [(f.code.name, f.help) for f in findings(text)] == [
        ("unknown-field", "did you mean 'name'?"),
        ("unknown-field", "did you mean 'developer'?"),
        ("unknown-field", "did you mean 'parameters'?"),
    ]
    assert [f.code.name for f in findings(MODEL + "organization: Grove\n")] == ["unknown-field"]


def test_a_misspelt_key_swallows_no_other_missing_field() -> None:
    text = MODEL.replace("developer: Grove\n", "") + "  - nmae: Pine 13B\n"
    assert summary(findings(text)) == [
        ("missing-field", 1, 1, "developer"),
        ("missing-field", 6, 5, "variants.1.parameters"),
        ("unknown-field", 6, 5, "variants.1.nmae"),
    ]


def test_a_second_spelling_of_a_field_is_sent_to_the_first() -> None:
    (finding,) = findings(MODEL.replace("developer: Grove", "developer: Grove\ndeveloppers: Grove"))
    assert finding.help == "'developer' is there already, in line 3; keep one of the two"


def test_where_nothing_is_near_the_fields_are_listed_in_canonical_order() -> None:
    (finding,) = findings(LICENSE + "colour: green\n", LICENSES)
    assert (finding.help or "").startswith("its fields are: name, aliases, former_ids, description, spdx, ")
    assert (finding.help or "").endswith("links, notes, origin, corrections, sources")


def test_a_refused_scalar_is_reported_once() -> None:
    text = MODEL.replace("Grove", "no").replace("name: Pine\n", "name: 012\n")
    assert summary(findings(text + "    context_window: 4_096\n    tuning:\n")) == [
        ("ambiguous-scalar", 1, 7, "name"),
        ("ambiguous-scalar", 3, 12, "developer"),
        ("ambiguous-scalar", 7, 21, "variants.0.context_window"),
        ("empty-value", 8, 12, "variants.0.tuning"),
    ]


def test_a_list_with_broken_items_is_not_called_short() -> None:
    text = MODEL.partition("variants:")[0] + "variants:\n  - name: Pine 7B\n    parameters: much\n"
    assert summary(findings(text)) == [("invalid-value", 6, 17, "variants.0.parameters")]


def test_each_item_of_a_list_is_checked() -> None:
    text = MODEL + "aliases: [Pinus, 5, '', ' x']\n"
    assert summary(findings(text)) == [
        ("wrong-type", 7, 18, "aliases.1"),
        ("invalid-value", 7, 21, "aliases.2"),
        ("invalid-value", 7, 25, "aliases.3"),
    ]


@pytest.mark.parametrize("value", ["fast", "true", "[1]", "{a: 1}"])
def test_a_field_of_several_types_is_reported_once_under_its_own_name(value: str) -> None:
    text = MINIMAL[ACCELERATORS] + f"bandwidth_gb_s: {value}\n"
    assert summary(findings(text, ACCELERATORS)) == [("wrong-type", 7, 17, "bandwidth_gb_s")]


def test_types_are_not_converted() -> None:
    text = MODEL + (
        "    context_window: '4096'\n"
        "    shape:\n      layers: '32'\n      hidden_size: 4096.5\n      tied_embeddings: 1\n"
    )
    assert summary(findings(text)) == [
        ("invalid-value", 7, 21, "variants.0.context_window"),
        ("wrong-type", 9, 15, "variants.0.shape.layers"),
        ("wrong-type", 10, 20, "variants.0.shape.hidden_size"),
        ("wrong-type", 11, 24, "variants.0.shape.tied_embeddings"),
    ]


def test_a_conditional_answer_without_condition_is_reported_at_the_answer() -> None:
    text = LICENSE + "commercial_use:\n  answer: conditional\n"
    (finding,) = findings(text, LICENSES)
    assert (finding.span.line, finding.path) == (7, ("commercial_use",))
    assert finding.message == "'commercial_use': with conditions, but none is told"
    assert finding.help == "add 'condition', one sentence"


def test_facts_hold_what_the_file_says() -> None:
    text = MODEL + "    context_window: unbounded\nrelease_date: 2023-07\ninputs: [text, image]\n"
    document, _ = parse(text)
    assert document is not None
    facts, _ = check_shape(document, MODELS)
    assert isinstance(facts, Model)
    assert (facts.name, facts.developer, str(facts.release_date)) == ("Pine", "Grove", "2023-07")
    assert [word.value for word in facts.inputs] == ["text", "image"]
    assert (facts.variants[0].parameters, facts.variants[0].context_window) == (7_000_000_000, "unbounded")
    assert facts.license is None


def test_answers_of_a_license_are_words_of_their_question() -> None:
    document, _ = parse(LICENSE + "commercial_use: {answer: 'yes'}\nattribution: {answer: not-required}\n")
    assert document is not None
    facts, _ = check_shape(document, LICENSES)
    assert isinstance(facts, License)
    assert facts.commercial_use is not None
    assert facts.attribution is not None
    assert (facts.commercial_use.answer.label, facts.attribution.answer.label) == ("Yes", "Not required")


def test_conditions_are_missed_along_with_all_other_problems() -> None:
    text = LICENSE + "commercial_use: {answer: conditional}\nredistribution: {answer: conditional}\ncolour: green\n"
    assert [f.code.name for f in findings(text, LICENSES)] == ["invalid-value", "invalid-value", "unknown-field"]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (MODEL + "context_window: 4096\n", "it is a field of 'variants': write it there, indented"),
        (MODEL + "layers: 4\n", "it is a field of 'variants.shape' or"),
        (MODEL + "    release_date: 2023\n", "it is a field of a model: write it in column 1"),
        (MODEL + "memory_gb: 24\n", "its fields are: name, aliases,"),
    ],
)
def test_a_field_in_the_wrong_place_is_told_the_right_one(text: str, advice: str) -> None:
    (finding,) = findings(text)
    assert finding.help is not None
    assert finding.help.startswith(advice)
