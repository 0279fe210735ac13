"""Words that were probably meant."""

import pytest

from powerhouse_site.loading.suggestions import edit_distance, slug_of, suggest
from powerhouse_site.schema.models import Model


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("licence", "license"),
        ("liscense", "license"),
        ("developper", "developer"),
        ("dveeloper", "developer"),
        ("variant", "variants"),
        ("release-date", "release_date"),
        ("ReleaseDate", "release_date"),
        ("NAME", "name"),
        ("superceded_by", "superseded_by"),
        ("architcture", "architecture"),
    ],
)
def test_slips_of_the_finger_are_understood(word: str, meant: str) -> None:
    assert suggest(word, Model.model_fields) == meant


@pytest.mark.parametrize("word", ["colour", "parameters", "x", "", "homepage", "🌲"])
def test_other_words_are_not_guessed_at(word: str) -> None:
    assert suggest(word, Model.model_fields) is None


def test_nearest_word_wins_and_of_equals_the_first_by_the_alphabet() -> None:
    assert suggest("pines", ["pins", "pine", "spines"]) == "pine"
    assert suggest("pine", ["pint", "line", "pine"]) == "pine"


def test_nothing_is_suggested_where_nothing_is_known() -> None:
    assert suggest("name", []) is None


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [("", "", 0), ("", "abc", 3), ("abc", "abc", 0), ("ab", "ba", 1), ("ca", "abc", 3), ("kitten", "sitting", 3)],
)
def test_edit_distance(a: str, b: str, distance: int) -> None:
    assert edit_distance(a, b, 5) == distance
    assert edit_distance(b, a, 5) == distance


def test_edit_distance_stops_at_the_limit() -> None:
    assert edit_distance("abcdef", "uvwxyz", 2) == 3
    assert edit_distance("a", "abcdef", 2) == 3


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Apache-2.0", "apache-2.0"),
        ("Llama 2 (Chat)", "llama-2-chat"),
        ("  pine_2  ", "pine-2"),
        ("a..b", None),
        ("悟道", None),
        ("", None),
    ],
)
def test_nearest_slug(text: str, slug: str | None) -> None:
    assert slug_of(text) == slug
