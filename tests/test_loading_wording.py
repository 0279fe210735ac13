"""What contributors get to read about a value that is wrong."""

import pytest

from powerhouse_site.loading.wording import describe, shorten
from powerhouse_site.schema.kinds import Kind
from tests.texts import ACCELERATOR, ACCELERATORS, LICENSE, LICENSES, MODEL, MODELS, findings

QUOTE_NOT = "write it without quotes and units"
ITEMS = "write each item on a line of its own, after '- '"
FIELDS = "write its fields on lines of their own, indented below it"
COUNT = "write 7B, 124M or 1.5T"
CONTEXT = "write tokens as a whole number, such as 4096, or unbounded"
SLUG = "an id is lower-case letters and digits, joined by single '-' or '.'"
FORM = "has characters or a form that are not allowed here"


def told(added: str, kind: Kind = MODELS) -> tuple[str, str, str | None]:
    base = {MODELS: MODEL, LICENSES: LICENSE, ACCELERATORS: ACCELERATOR}[kind]
    (finding,) = findings(base + added, kind)
    return finding.code.name, finding.message, finding.help


@pytest.mark.parametrize(
    ("added", "message", "advice"),
    [
        ("aliases: [5]", "'aliases' takes text, found a whole number (5)", 'quote it: "5"'),
        ("aliases: [2.0]", "'aliases' takes text, found a number (2.0)", 'quote it: "2.0"'),
        ("aliases: [true]", "'aliases' takes text, found true", 'quote it: "true"'),
        ("aliases: [[a]]", "'aliases' takes text, found a list", None),
        ("aliases: Pinus", "'aliases' takes a list, found text ('Pinus')", ITEMS),
        ("aliases: {a: b}", "'aliases' takes a list, found a mapping", ITEMS),
        ("demo: Pine", "'demo' takes a mapping of fields, found text ('Pine')", FIELDS),
        ("demo: [Pine]", "'demo' takes a mapping of fields, found a list", FIELDS),
        (f"demo: {'x' * 41}", "'demo' takes a mapping of fields, found text", FIELDS),
        (
            "release_date: 2023.7",
            "'release_date' takes a date, found a number (2023.7)",
            "write 2023-07-18, 2023-07 or 2023",
        ),
        ("release_date: [2023]", "'release_date' takes a date, found a list", "write 2023-07-18, 2023-07 or 2023"),
        ("    active_parameters: [7B]", "'active_parameters' takes a number of parameters, found a list", COUNT),
        ("    active_parameters: true", "'active_parameters' takes a number of parameters, found true", COUNT),
        (
            "    context_window: {a: 1}",
            "'context_window' takes a number of tokens, or unbounded, found a mapping",
            CONTEXT,
        ),
        ("    shape: {layers: '32'}", "'layers' takes a whole number, found text ('32')", QUOTE_NOT),
        ("    shape: {layers: 1.5}", "'layers' takes a whole number, found a number (1.5)", None),
        ("    shape: {tied_embeddings: 'no'}", "'tied_embeddings' takes true or false, found text ('no')", QUOTE_NOT),
        ("experts: 5", "'experts' takes a word, found a whole number (5)", "one of: dense, mixture, both"),
    ],
)
def test_wrong_types(added: str, message: str, advice: str | None) -> None:
    assert told(added) == ("wrong-type", message, advice)


@pytest.mark.parametrize(
    ("added", "message", "advice"),
    [
        ("aliases: ['']", "'aliases': the text is empty", "write it, or leave the field out if it is not known"),
        ("aliases: ['x ']", "'aliases': the text begins or ends with a space", "remove it"),
        (f"aliases: ['{'x' * 141}']", "'aliases': the text has 141 characters; at most 140 are allowed", None),
        (f"license_note: {'x' * 1001}", "'license_note': the text has 1001 characters; at most 1000 are allowed", None),
        (f"aliases: [{'a, ' * 201}]", "'aliases': the list has 201 items; at most 200 are allowed", None),
        (
            "sources: [{url: 'https://grove.org', checked: 2026-01-02, supports: []}]",
            "'supports': the list is empty",
            None,
        ),
        ("former_ids: [Old Pine]", f"'former_ids': 'Old Pine' {FORM}", "did you mean 'old-pine'?"),
        ("former_ids: ['--']", f"'former_ids': '--' {FORM}", SLUG),
        ("    active_parameters: 7b", "'active_parameters': '7b' is not a number of parameters", COUNT),
        ("    active_parameters: 7.5", "'active_parameters': 7.5 is not a number of parameters", COUNT),
        ("    active_parameters: 7", "'active_parameters': 7 is out of range: 1K to 1000T", None),
        ("    context_window: 8k", "'context_window': '8k' is not a context window", CONTEXT),
        ("    context_window: -1", "'context_window': -1 is not a context window", CONTEXT),
        ("    shape: {layers: 0}", "'layers': 0 must be at least 1", None),
        ("    shape: {layers: 2000000000000}", "'layers': 2000000000000 must be at most 1000000000000", None),
    ],
)
def test_broken_rules(added: str, message: str, advice: str | None) -> None:
    assert told(added) == ("invalid-value", message, advice)


def test_bounds_of_numbers_and_patterns_of_other_kinds() -> None:
    assert told("bandwidth_gb_s: 0", ACCELERATORS)[1] == "'bandwidth_gb_s': 0 must be more than 0"
    assert told("bandwidth_gb_s: 2000000.5", ACCELERATORS)[1] == "'bandwidth_gb_s': 2000000.5 must be at most 1000000"
    assert told("spdx: Grove 1", LICENSES)[1:] == (
        "'spdx': 'Grove 1' is not an SPDX identifier",
        "write letters, digits, '.', '+' and '-', such as Apache-2.0",
    )
    answer = f"attribution: {{answer: required, condition: '{'x' * 301}'}}"
    assert told(answer, LICENSES)[1] == "'condition': the text has 301 characters; at most 300 are allowed"


@pytest.mark.parametrize(
    ("added", "message", "advice"),
    [
        ("architecture: decoder", "'decoder' is not a value of 'architecture'", None),
        (
            "architecture: decoder_only",
            "'decoder_only' is not a value of 'architecture'",
            "did you mean 'decoder-only'?",
        ),
        ("architecture: Hybrid", "'Hybrid' is not a value of 'architecture'", "did you mean 'hybrid'?"),
        ("inputs: [texts]", "'texts' is not a value of 'inputs'", "did you mean 'text'?"),
        ("experts: moe", "'moe' is not a value of 'experts'", "one of: dense, mixture, both"),
        ("experts: ''", "'' is not a value of 'experts'", "one of: dense, mixture, both"),
    ],
)
def test_words_outside_a_closed_list(added: str, message: str, advice: str | None) -> None:
    listed = "one of: decoder-only, encoder-decoder, recurrent, state-space, hybrid"
    assert told(added) == ("invalid-choice", message, advice or listed)


@pytest.mark.parametrize(
    ("date", "message", "advice"),
    [
        ("2023-02-30", "'2023-02-30' is not a day of the calendar", None),
        ("2023-13", "'2023-13' is not a day of the calendar", None),
        ("2023-7-1", "'2023-7-1' is not a date", "write 2023-07-18, 2023-07 or 2023"),
        ("yesterday", "'yesterday' is not a date", "write 2023-07-18, 2023-07 or 2023"),
        ("1949", "'1949' is before 1950", None),
    ],
)
def test_impossible_dates(date: str, message: str, advice: str | None) -> None:
    assert told(f"release_date: {date}") == ("invalid-date", f"'release_date': {message}", advice)


@pytest.mark.parametrize(
    "added",
    [
        "    active_parameters: " + "x" * 100_000,
        "release_date: " + "x" * 100_000,
        "architecture: " + "x" * 100_000,
        "superseded_by: " + "X" * 80,
        "demo: {title: a, url: " + "x" * 1999 + "}",
    ],
    ids=lambda added: added.split(":")[0].strip(),
)
def test_long_values_are_not_repeated_whole(added: str) -> None:
    _, message, _ = told(added)
    assert len(message) < 250
    assert "…" in message
    assert message.count("'") % 2 == 0


def test_describe_names_the_kind_and_shows_short_values() -> None:
    assert describe("7B") == "text ('7B')"
    assert describe(7) == "a whole number (7)"
    assert describe(False) == "false"
    assert describe({}) == "a mapping"
    assert describe("x" * 41) == "text"


def test_shorten_keeps_short_texts() -> None:
    assert shorten("x" * 40) == "x" * 40
    assert shorten("x" * 41) == "x" * 39 + "…"
