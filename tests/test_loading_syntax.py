"""What people get to read when a file is not YAML: the line to change, and how."""

import pytest

from powerhouse_site.loading.parsing import parse

TAB = ("a tab where spaces are needed", "indent with spaces")
QUOTE = ("a quote is not closed", "close it, or remove it")
LIST = ("a list in brackets is not closed", "add ']' or ','")
MAPPING = ("a mapping in braces is not closed", "add '}' or ','")
MISSING = ("a value or a closing bracket is missing", "write it, or leave the field out")
NO_COLON = ("a line without ':'", "write 'field: value', or indent the line to continue the text above")
SECOND_COLON = ("a second ':' in one value", "put the value in double quotes")
WIDE_COLON = ("no space behind '：'", "write 'code: ' and then the value")
BLOCK = ("text behind '|' or '>'", "begin the text in the next line, indented; or put it in double quotes here")
BEHIND_THE_END = ("text behind the end of the entry", "remove the line '...', or what follows it")
DIRECTIVE = ("a YAML directive", "remove the line that begins with '%'")
CONFLICT = (
    "a merge that left both versions",
    "keep what is right of the two, and remove the lines with '<<<<<<<', '=======' and '>>>>>>>'",
)
MISPLACED = ("a field in a place where none can be", "check its indentation, and the line above it")
AFTER_VALUE = (
    "text after the end of a value",
    "put the whole value in quotes, and close quotes that are left open above it",
)
OPEN_QUOTE, OPEN_QUOTE3 = (
    ("a quote is not closed", f"close it in this line; the next quote is in line {line}") for line in (2, 3)
)
INDENTATION = ("the line does not fit in with the lines around it", "check its indentation")
ITEMS = (
    "the line does not fit in with the list around it",
    "indent the fields of an item alike, and begin each item with '- '",
)
START = ("a character that cannot begin a value", "put the value in double quotes")
STAR = ("a word that begins with '*' or '&'", "put the value in double quotes")


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a:\n\tb: c\n", 2, 1, TAB),
        ("a: b\n\tc: d\n", 2, 1, TAB),
        ("a: |\n\tb\n", 2, 1, TAB),
        ("a: 'b\nc: d\ne: f\n", 1, 4, QUOTE),
        ('a: b\nc: "d\n', 2, 4, QUOTE),
        ("a: 'b\n---\nc: 'd'\n", 1, 4, QUOTE),
        ("a: b\nc: [d, e\nf: g\n", 2, 4, LIST),
        ("a: [b: c\n", 1, 4, LIST),
        ("a: {b: c\nd: e\n", 1, 4, MAPPING),
        ("a: [b,\n", 1, 7, MISSING),
        ("a: [b,\n\n\n", 1, 7, MISSING),
        ("a: , b\n", 1, 4, MISSING),
        ("a: b\nc d\ne: f\n", 2, 1, NO_COLON),
        ("a: b\nc d\n", 2, 1, NO_COLON),
        ("a: >\nb\n", 2, 1, NO_COLON),
        ("a: b: c\n", 1, 5, SECOND_COLON),
        ("- a: b: c\n", 1, 7, SECOND_COLON),
        ("a: b\n  c: d\n", 2, 3, MISPLACED),
        ("a\nb: c\n", 2, 1, MISPLACED),
        ("a: b\ncode:d\ne: f\n", 2, 5, ("no space behind ':'", "write 'code: ' and then the value")),
        ("a: b\ncode：d\ne: f\n", 2, 5, WIDE_COLON),
        ("a: b\n: c\n", 2, 1, ("no field before ':'", "write its name there, or remove the line")),
        ("a: ?\n", 1, 4, ("a '?' that begins a value", "put the value in double quotes")),
        ("a: | b\n", 1, 6, BLOCK),
        ("a: b\n...\nc: d\n", 3, 1, BEHIND_THE_END),
        ("%FOO x\n---\na: b\n", 1, 5, DIRECTIVE),
        ("a: b\n<<<<<<< ours\nc: d\n=======\nc: e\n>>>>>>> theirs\n", 2, 1, CONFLICT),
        ("a: {b\nc: d\n\ne:\n", 1, 4, MAPPING),
        ('a: "b" c\n', 1, 8, AFTER_VALUE),
        ("a: [b]]\n", 1, 7, AFTER_VALUE),
        ('a: "b\nc: "d"\n', 1, 4, OPEN_QUOTE),
        ("- a: 'b\n  c: d\n- c: 'd'\n", 1, 6, OPEN_QUOTE3),
        ("a: 'b\n  c: d\n  e' f\n", 3, 6, AFTER_VALUE),
        ("a: 'b it's\n", 1, 10, AFTER_VALUE),
        ("a:\n  - b\n - c\n", 3, 2, INDENTATION),
        ("a:\n   b: c\n  d: e\n", 3, 3, INDENTATION),
        ("- a: b\nc: d\n", 2, 1, ITEMS),
        ("a:\n  - b: c\n   d: e\n", 3, 4, ITEMS),
        ("a: @b\n", 1, 4, START),
        ("a: `b`\n", 1, 4, START),
        ("a: %b\n", 1, 4, START),
        ("a: * b\n", 1, 4, STAR),
        ("a: b\nc: & d\n", 2, 4, STAR),
        ('a: "\\d"\n', 1, 5, ("an unknown escape in double quotes", "write the backslash twice, or use single quotes")),
        ('a: "\\u00F"\n', 1, 7, ("an escape that is not complete", "write all its digits, or use single quotes")),
        ('a: "\\uD83D"\n', 1, 7, ("an escape that stands for no character", "write the character itself")),
        ("a: - b\n", 1, 4, ("a list item in a place where no list can be", "begin the list on a line of its own")),
        (" a: b\nc: d\n", 2, 1, ("text after the end of the entry", "check its indentation: fields begin in column 1")),
        ("a: !b!c d\n", 1, 4, ("a tag, which is not read here", "remove it; the field decides the type")),
    ],
)
def test_syntax_errors_are_told_where_they_have_to_be_mended(
    text: str, line: int, column: int, words: tuple[str, str]
) -> None:
    parsed, found = parse(text)
    assert parsed is None
    (finding,) = found
    assert (finding.code.name, finding.span.line, finding.span.column) == ("yaml-syntax", line, column)
    assert (finding.message, finding.help) == (f"not YAML: {words[0]}", words[1])


@pytest.mark.parametrize("text", ["%\n", "%YAML 3.0\n---\na: b\n", "a: |x\n b\n", "a: !<x\n"])
def test_rare_errors_still_get_a_place_and_advice(text: str) -> None:
    (finding,) = parse(text)[1]
    assert finding.code.name == "yaml-syntax"
    assert finding.span.line == 1
    assert finding.help is not None


def test_what_was_found_before_a_syntax_error_is_told_as_well() -> None:
    assert [f.code.name for f in parse("a: no\nb: &x c\nd: [\n")[1]] == [
        "ambiguous-scalar",
        "yaml-feature",
        "yaml-syntax",
    ]
