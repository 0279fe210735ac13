"""Numbers, dates and counts in words."""

import pytest

from powerhouse_site.pages.words import (
    breakable,
    count_words,
    date_words,
    exact_parameter_words,
    limit_words,
    month_words,
    parameter_words,
    range_words,
    token_words,
)
from powerhouse_site.schema.models import Range
from powerhouse_site.schema.values import PartialDate


@pytest.mark.parametrize(
    ("date", "words"),
    [("2023-07-18", "18 Jul 2023"), ("2023-07-01", "1 Jul 2023"), ("2023-12", "Dec 2023"), ("2023", "2023")],
)
def test_dates_are_as_precise_as_they_are_known(date: str, words: str) -> None:
    assert date_words(PartialDate.parse(date)) == words


def test_months_leave_the_day_out() -> None:
    dates = ("2023-07-18", "2023-12", "2023")
    assert [month_words(PartialDate.parse(date)) for date in dates] == ["Jul 2023", "Dec 2023", "2023"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (6_738_000_000, "6.7 B"),
        (124_000_000, "124 M"),
        (70_000_000, "70 M"),
        (7_000_000_000, "7 B"),
        (9_940_000_000, "9.9 B"),
        (9_960_000_000, "10 B"),
        (68_977_000_000, "69 B"),
        (1_500_000_000_000, "1.5 T"),
        (1_000, "1 K"),
        (999_400_000, "999 M"),
        (999_700_000, "1 B"),
        (999_700_000_000, "1 T"),
        (10**15, "1000 T"),
    ],
)
def test_parameters_are_rounded_to_the_unit_that_they_are_spoken_of_in(number: int, words: str) -> None:
    assert parameter_words(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (6_738_000_000, "6.738 B"),
        (68_977_000_000, "68.98 B"),
        (7_000_000_000, "7 B"),
        (124_439_808, "124.4 M"),
        (999_960_000, "1 B"),
        (999_940_000, "999.9 M"),
        (1_500, "1.5 K"),
    ],
)
def test_exact_parameters_keep_four_digits(number: int, words: str) -> None:
    assert exact_parameter_words(number) == words


@pytest.mark.parametrize(
    ("tokens", "words"),
    [
        (512, "512"),
        (1_024, "1k"),
        (2_048, "2k"),
        (4_096, "4k"),
        (65_536, "64k"),
        (131_072, "128k"),
        (128_000, "128k"),
        (32_000, "32k"),
        (32_768, "32k"),
        (1_048_576, "1M"),
        (1_000_000, "1M"),
        (2_097_152, "2M"),
        (1_500, "1,500"),
        (7_999, "7,999"),
    ],
)
def test_tokens_are_named_by_the_usual_thousands(tokens: int, words: str) -> None:
    assert token_words(tokens) == words


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        ((7_000_000_000,), "7 B"),
        ((6_738_000_000, 13_016_000_000, 68_977_000_000), "6.7, 13, 69 B"),
        ((6_738_000_000, 6_742_000_000), "6.7 B"),
        ((124_000_000, 1_500_000_000), "124 M to 1.5 B"),
        ((70_000_000, 160_000_000, 410_000_000, 12_000_000_000), "70 M to 12 B"),
        ((1 * 10**9, 2 * 10**9, 3 * 10**9, 4 * 10**9), "1 to 4 B"),
    ],
)
def test_ranges_name_few_sizes_and_span_many(sizes: tuple[int, ...], words: str) -> None:
    assert range_words(Range(low=sizes[0], high=sizes[-1], values=sizes)) == words


def test_counts_agree_with_their_noun() -> None:
    assert count_words(1, "model", "models") == "1 model"
    assert count_words(0, "model", "models") == "0 models"
    assert count_words(1_234, "entry", "entries") == "1,234 entries"


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [(0.01407, "B", "0.014"), (9.99, "B", "10"), (2800, "B", "2,800"), (2019, "", "2019"), (512, "GB", "512")],
)
def test_limits_of_ranges_are_short_and_years_have_no_commas(number: float, unit: str, words: str) -> None:
    assert limit_words(number, unit) == words


def test_only_long_words_may_be_broken_before_their_ending() -> None:
    assert breakable("Reinforcement learning") == "Reinforce\u00adment learning"
    assert breakable("Quantization, pretraining, attention") == "Quantiza\u00adtion, pretraining, attention"
