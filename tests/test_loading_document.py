"""YAML texts as values and positions, and what is refused on the way."""

import pytest

from powerhouse_site.diagnostics import Span
from powerhouse_site.loading.document import Document, Finding
from powerhouse_site.loading.parsing import MAX_DEPTH, parse
from tests.texts import MODEL, findings, summary

SAMPLE = """\
name: Pine  # the tree
variants:
  - name: "Pine 7B"
    context: 4096
    tied: true
    ratio: 0.5
  - {name: 'Pine 13B', tags: [a, b]}
note: |-
  first
  second
"""


def document(text: str) -> Document:
    parsed, found = parse(text)
    assert found == []
    assert parsed is not None
    return parsed


def refused(text: str) -> list[tuple[str, int, int, str]]:
    return summary(parse(text)[1])


def messages(text: str) -> list[tuple[str, str | None]]:
    return [(f.message, f.help) for f in parse(text)[1]]


def test_values_are_plain() -> None:
    assert document(SAMPLE).value == {
        "name": "Pine",
        "variants": [
            {"name": "Pine 7B", "context": 4096, "tied": True, "ratio": 0.5},
            {"name": "Pine 13B", "tags": ["a", "b"]},
        ],
        "note": "first\nsecond",
    }


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("name",), Span(1, 1, 1, 5), Span(1, 7, 1, 11)),
        (("variants", 0, "name"), Span(3, 5, 3, 9), Span(3, 11, 3, 20)),
        (("variants", 0, "context"), Span(4, 5, 4, 12), Span(4, 14, 4, 18)),
        (("variants", 1), Span(7, 5, 7, 37), Span(7, 5, 7, 37)),
        (("variants", 1, "tags", 1), Span(7, 34, 7, 35), Span(7, 34, 7, 35)),
        (("note",), Span(8, 1, 8, 5), Span(8, 7, 11, 1)),
    ],
)
def test_every_value_and_key_knows_its_place(path: tuple[str | int, ...], key: Span, value: Span) -> None:
    assert document(SAMPLE).value_span(path) == value
    assert document(SAMPLE).key_span(path) == key


def test_place_of_what_is_not_there_is_that_of_what_is_around_it() -> None:
    parsed = document(SAMPLE)
    assert parsed.value_span(("variants", 1, "shape", "layers")) == parsed.value_span(("variants", 1))
    assert parsed.key_span(("variants", 9, "name")) == parsed.value_span(("variants",))
    assert parsed.value_span(("absent",)) == parsed.value_span(())


def test_missing_fields_are_reported_at_the_key_or_the_item_that_lacks_them() -> None:
    parsed = document(SAMPLE)
    assert parsed.owner_span(("variants",)) == Span(2, 1, 2, 9)
    assert parsed.owner_span(("variants", 0)) == Span(3, 5, 3, 6)
    assert parsed.owner_span(()) == Span(1, 1, 1, 2)


def test_columns_count_characters_and_not_bytes() -> None:
    assert document('é悟🌲: "🌲🌲"\n').key_span(("é悟🌲",)) == Span(1, 1, 1, 4)
    assert document('é悟🌲: "🌲🌲"\n').value_span(("é悟🌲",)) == Span(1, 6, 1, 10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\nb: 2\n", [("yaml-feature", 1, 4, "a")]),
        ("a: &x\n  b: 1\n", [("yaml-feature", 1, 4, "a")]),
        ("&x a: 1\n", [("yaml-feature", 1, 1, "")]),
        ("a: *x\n", [("yaml-feature", 1, 4, "a")]),
        ("a:\n  - *x\n", [("yaml-feature", 2, 5, "a.0")]),
        ("*x : 1\nb: 2\n", [("yaml-feature", 1, 1, "")]),
        ("a: !!str 1\n", [("yaml-feature", 1, 4, "a")]),
        ("a: !!int '1'\n", [("yaml-feature", 1, 4, "a")]),
        ("a: !own b\n", [("yaml-feature", 1, 4, "a")]),
        ("a: ! b\n", [("yaml-feature", 1, 4, "a")]),
        ("a: !!python/object/apply:os.system [ls]\n", [("yaml-feature", 1, 4, "a")]),
        ("!!map {a: b}\n", [("yaml-feature", 1, 1, "")]),
        ("<<: {a: b}\n", [("yaml-feature", 1, 1, "")]),
        ("a:\n  <<: [b]\n", [("yaml-feature", 2, 3, "a")]),
        ("a: b\n---\nc: d\n", [("yaml-feature", 2, 1, "")]),
        ("%YAML 1.1\n---\na: b\n", [("yaml-feature", 1, 1, "")]),
        ("%TAG ! tag:grove.org,2023:\n---\na: b\n", [("yaml-feature", 1, 1, "")]),
        ("a: 1\na: 2\n", [("duplicate-key", 2, 1, "a")]),
        ("a:\n  b: 1\n  c: 1\n  'b': 1\n", [("duplicate-key", 4, 3, "a.b")]),
        ("a: 1\na: 2\na: 3\n", [("duplicate-key", 2, 1, "a"), ("duplicate-key", 3, 1, "a")]),
        ("? [a]\n: b\n", [("wrong-type", 1, 3, "")]),
        ("{a: b}: c\n", [("wrong-type", 1, 1, "")]),
        ("a:\n", [("empty-value", 1, 3, "a")]),
        ("a: [b, ~]\n", [("empty-value", 1, 8, "a.1")]),
        ("a: no\nb: 012\n", [("ambiguous-scalar", 1, 4, "a"), ("ambiguous-scalar", 2, 4, "b")]),
        ('a: "\\0"\n', [("forbidden-character", 1, 4, "a")]),
        ('a: ["\\u200F"]\n', [("forbidden-character", 1, 5, "a.0")]),
        ('"\\u202e": a\n', [("forbidden-character", 1, 1, "")]),
        ("a: 1\n\x07b: 1\n", [("forbidden-character", 2, 1, "")]),
    ],
)
def test_what_could_hide_the_meaning_is_refused(text: str, expected: list[tuple[str, int, int, str]]) -> None:
    assert refused(text) == expected


@pytest.mark.parametrize(
    "text", ["a: 'no'\n", 'a: "012"\n', "a: ''\n", "a: |-\n  yes\n", "no: a\n", "012: a\n", 'a: "\\n\\t"\n']
)
def test_quoted_values_and_keys_are_text_whatever_they_look_like(text: str) -> None:
    ((key, value),) = document(text).value.items()
    assert isinstance(key, str)
    assert isinstance(value, str)


def test_the_first_of_two_equal_keys_counts() -> None:
    parsed, _ = parse("a: 1\na:\n  b: 2\n")
    assert parsed is not None
    assert parsed.value == {"a": 1}
    assert parsed.key_span(("a",)).line == 1


def test_duplicate_names_the_line_of_the_first() -> None:
    assert messages("b: 1\na: 1\nc: 1\na: 1\n") == [
        ("'a' stands here a second time; the first is in line 2", "keep one of the two")
    ]


def test_features_are_named_as_they_are_written() -> None:
    assert messages("a: &x !!str b\n") == [
        ("an anchor, '&x' is not read here", "write the value out where it is needed"),
        ("a tag, '!!str' is not read here", "remove it; the field decides the type"),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# a comment\n", "---\n", "---\n...\n", "''\n"])
def test_a_file_without_an_entry_is_a_problem(text: str) -> None:
    parsed, found = parse(text)
    assert parsed is None
    assert found == [Finding(Span(), found[0].code, "the file holds no entry", "write lines such as 'name: ...'")]
    assert found[0].code.name == "empty-value"


@pytest.mark.parametrize("text", ["---\na: b\n", "a: b\n...\n", "# first\na: b\n# last", "{a: b}"])
def test_one_document_may_be_marked_and_commented(text: str) -> None:
    assert document(text).value == {"a": "b"}


def nested(levels: int) -> list[str]:
    """A value below `levels` mappings or lists, in four ways of writing it."""
    return [
        "[" * levels + "]" * levels,
        "{a: " * levels + "b" + "}" * levels,
        "- " * levels + "a\n",
        "".join("  " * level + "a:\n" for level in range(levels)).rstrip("\n") + " b\n",
    ]


@pytest.mark.parametrize("text", nested(MAX_DEPTH))
def test_the_deepest_nesting_that_is_read(text: str) -> None:
    assert parse(text)[0] is not None


@pytest.mark.parametrize(
    "text", [*nested(MAX_DEPTH + 1), *nested(900)[:3], *nested(5000)[:3], "[" * 200_000, "? " * 30_000]
)
def test_deeper_nesting_is_refused_and_crashes_nothing(text: str) -> None:
    parsed, found = parse(text)
    assert parsed is None
    assert [f.code.name for f in found] == ["wrong-type" if text.startswith("?") else "yaml-depth"]


@pytest.mark.parametrize(
    "text", ["a: [" + "b," * 1001 + "]", "".join(f"k{n}: b\n" for n in range(1001)), "- b\n" * 1001]
)
def test_more_items_than_any_entry_needs_are_one_problem(text: str) -> None:
    document, (found,) = parse(text)
    assert document is None
    assert (found.code.name, found.message[:14], found.help) == (
        "invalid-value",
        "more than 1000",
        "no entry needs so many",
    )


def test_a_thousand_items_are_read() -> None:
    document, found = parse("a: [" + "b," * 1000 + "]")
    assert document is not None
    assert found == []


def test_a_value_with_a_tag_and_a_key_that_is_not_seen_whole_are_one_problem_each() -> None:
    assert summary(findings(MODEL.replace("developer: Grove", "developer: !!float 1.5"))) == [
        ("yaml-feature", 3, 12, "developer")
    ]
    assert summary(findings(MODEL.replace("developer:", '"devel\\u200boper":'))) == [("forbidden-character", 3, 1, "")]
    assert summary(findings("!!float 1.5\n")) == [("yaml-feature", 1, 1, "")]


def test_what_is_found_behind_a_place_that_is_not_yaml_comes_of_it() -> None:
    text = MODEL.replace("developer: Grove\n", "developer: {Grove\n")
    assert summary(findings("license:\n" + text)) == [("empty-value", 1, 9, "license"), ("yaml-syntax", 4, 12, "")]
