"""What unquoted words and numbers stand for, and which characters are refused."""

import sys
from unicodedata import bidirectional, category

import pytest

from powerhouse_site.loading.scalars import (
    ScalarError,
    forbidden_character,
    forbidden_offset,
    plain_value,
    without_forbidden,
)

BIDIRECTIONAL = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


BLANK = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"


def refusal(text: str) -> ScalarError:
    with pytest.raises(ScalarError) as caught:
        plain_value(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("0", 0),
        ("4096", 4096),
        ("-5", -5),
        ("6.74", 6.74),
        ("-0.5", -0.5),
        ("0.0", 0.0),
    ],
)
def test_numbers_and_truth_values(text: str, value: object) -> None:
    assert plain_value(text) == value
    assert type(plain_value(text)) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2023-07-18",
            "2023-07",
            "2023-07-18T10:00:00Z",
            "1.2.3",
            "7B",
            "1,000",
            "0x",
            "0xG",
            "1e",
            "22:60",
            "v1",
            "N/A",
        ),
        *(
            "none",
            "nothing",
            "yes, please",
            "Norway",
            "-",
            "--",
            ".",
            "...",
            "<<<",
            "==",
            "-x",
            "+",
            "_1",
            "inf",
            "nan",
        ),
    ],
)
def test_everything_that_is_no_number_in_any_version_is_text(text: str) -> None:
    assert plain_value(text) == text


@pytest.mark.parametrize(
    "text", ["no", "No", "NO", "yes", "Yes", "on", "Off", "y", "N", "True", "TRUE", "False", "yEs"]
)
def test_words_that_were_truth_values_once_are_refused(text: str) -> None:
    error = refusal(text)
    assert error.code.name == "ambiguous-scalar"
    assert error.message == f"'{text}' is read differently by YAML 1.1 and YAML 1.2"
    assert error.help == f'quote it if it is a word: "{text}"; else write true or false'


@pytest.mark.parametrize(
    "text",
    [
        *("012", "00", "08", "-012", "+5", "+0", "0777", "01.5"),
        *("0x1F", "-0x1F", "0o17", "0b101"),
        *("22:22", "1:30:00", "190:20:30.15", "-1:30"),
        *("1_000", "1__0", "1_", "0.1_5", "1_0.5", "1_0.5e+3"),
        *("1e3", "1E+3", "1.5e3", "12e03", "1.e3", ".1e5"),
        *(".5", "-.5", "+.5", "5.", "-5."),
        *(".inf", "-.inf", "+.Inf", ".nan", ".NaN"),
        *("=", "<<"),
    ],
)
def test_numbers_that_versions_of_yaml_disagree_on_are_refused(text: str) -> None:
    error = refusal(text)
    assert error.code.name == "ambiguous-scalar"
    assert f'"{text}"' in error.help


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_empty_values_are_refused(text: str) -> None:
    error = refusal(text)
    assert (error.code.name, error.message) == ("empty-value", "the value is empty")


def test_enormous_numbers_are_refused_and_not_computed() -> None:
    assert refusal("9" * 100_000).code.name == "ambiguous-scalar"
    assert refusal("0." + "9" * 100_000).code.name == "ambiguous-scalar"


def test_control_private_invisible_and_bidirectional_characters_are_refused_and_no_others() -> None:
    for number in range(sys.maxunicode + 1):
        character = chr(number)
        expected = (
            (category(character) in ("Cc", "Cs", "Co") and character not in "\t\n")
            or character in BIDIRECTIONAL
            or character in "\u2028\u2029\ufeff"
            or (category(character) == "Cf" and bidirectional(character) == "BN")
            or number & 0xFFFE == 0xFFFE
            or 0xFDD0 <= number <= 0xFDEF
            or character in "\ufff9\ufffa\ufffb"
            or character in BLANK
        )
        assert (forbidden_character(character) is not None) == expected, f"U+{number:04X}"


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "क्\u200dष",
        "👨\u200d👩",
        "❤️\u200d🔥",
        "ന്\u200d",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    ],
)
def test_joiners_and_tags_are_accepted_where_they_make_a_sign(text: str) -> None:
    assert forbidden_character(text) is None


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        *(("Llama\u200d 2", "Llama 2"), ("\u200cLlama", "Llama"), ("é\u200dx", "éx")),
        *(("a\U000e0061b", "ab"), ("🏴\U000e0061", "🏴"), ("a\u202eb\u3164\0c", "abc")),
    ],
)
def test_what_is_seen_of_a_text_is_the_rest(text: str, seen: str) -> None:
    assert forbidden_character(text) is not None
    assert without_forbidden(text) == seen


def test_characters_that_no_version_of_unicode_has_yet_are_not_refused() -> None:
    """What a catalog may hold must not depend on the version of Python that reads it."""
    assert forbidden_character("\U0001faff\U0003134f\u05ff") is None


def test_forbidden_characters_are_described() -> None:
    assert forbidden_character("a\u202eb\0") == "the direction mark U+202E (right-to-left override)"
    assert forbidden_character("a\0b\u202e") == "the control character U+0000"


def test_offset_is_that_of_the_first_forbidden_character() -> None:
    assert forbidden_offset("悟\u200d🌲\u200fx\0") == 3
    assert forbidden_offset("all is well\n\t✓") is None
