"""The values that fields hold: dates, counts, context windows, addresses and texts."""

import unicodedata
from typing import Any

import pytest
from pydantic import ValidationError, create_model
from pydantic_core import PydanticCustomError

from powerhouse_site.schema.facts import Strict
from powerhouse_site.schema.models import Architecture
from powerhouse_site.schema.urls import FORM
from powerhouse_site.schema.values import (
    ContextWindow,
    Count,
    Day,
    Many,
    Name,
    ParameterCount,
    PartialDate,
    Prose,
    Slug,
    Url,
    parse_count,
)


def read(kind: Any, value: object) -> Any:
    """`value` as a field of the type `kind` takes it."""
    owner: type[Any] = create_model("Owner", __base__=Strict, value=(kind, ...))
    return owner(value=value).value


def refusal(kind: Any, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        read(kind, value)
    return caught.value.errors()[0]["type"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023-07-18", PartialDate(2023, 7, 18)),
        ("2023-07", PartialDate(2023, 7)),
        ("2023", PartialDate(2023)),
        (2023, PartialDate(2023)),
        (2023.0, PartialDate(2023)),
        ("2024-02-29", PartialDate(2024, 2, 29)),
        ("1950-01-01", PartialDate(1950, 1, 1)),
        ("9999-12-31", PartialDate(9999, 12, 31)),
    ],
)
def test_dates_as_precise_as_they_are_known(text: object, date: PartialDate) -> None:
    assert read(PartialDate, text) == date
    assert str(date) == str(text).removesuffix(".0")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2023-02-29",
            "2023-13",
            "2023-04-31",
            "2023-04-32",
            "0000",
            "1949-12-31",
            "2023-7-18",
            "2023-07-18 ",
            " 2023",
        ),
        *(
            "20230718",
            "2023/07/18",
            "18.07.2023",
            "2023-07-18T00:00",
            "",
            "-2023",
            "٢٠٢٣",
            "2023-07-18\n",
            23,
            0,
            -1,
            10000,
        ),
    ],
)
def test_impossible_dates_are_refused(text: object) -> None:
    assert refusal(PartialDate, text) == "date"


@pytest.mark.parametrize("text", ["2023-00", "2023-00-18", "2023-07-00", "2023-00-00"])
def test_months_and_days_begin_with_one(text: str) -> None:
    assert refusal(PartialDate, text) == "date"


@pytest.mark.parametrize("value", [True, 2023.5, None, [2023], {}])
def test_dates_are_texts_or_years(value: object) -> None:
    assert refusal(PartialDate, value) == "date_type"


def test_a_less_precise_date_comes_before_the_precise_ones_within_it() -> None:
    texts = ["2022-12-31", "2023", "2023-01", "2023-01-01", "2023-07", "2023-07-18", "2023-12-31", "2024"]
    assert sorted(texts, key=lambda text: PartialDate.parse(text).sort_key) == texts


def test_a_whole_day_is_asked_for_where_a_month_does_not_do() -> None:
    assert read(Day, "2023-07-18") == PartialDate(2023, 7, 18)
    assert refusal(Day, "2023-07") == "date"
    assert refusal(Day, 2023) == "date"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7B", 7_000_000_000),
        ("6.74B", 6_740_000_000),
        ("6.738B", 6_738_000_000),
        ("124M", 124_000_000),
        ("1.5T", 1_500_000_000_000),
        ("1K", 1000),
        ("1000T", 10**15),
        ("0.1B", 100_000_000),
        ("1.1B", 1_100_000_000),
        ("0.001M", 1000),
        ("0.000001B", 1000),
        ("007.50B", 7_500_000_000),
        ("1000.00T", 10**15),
        (6_738_415_616, 6_738_415_616),
        (7000.0, 7000),
    ],
)
def test_numbers_of_parameters(text: object, number: int) -> None:
    assert read(ParameterCount, text) == number


@pytest.mark.parametrize(
    "value",
    [
        *("7b", "7", "7 B", "B", ".5B", "5.B", "-7B", "+7B", "7BB", "1e9", "7,5B", "1234567B", "7B\n", "٧B", ""),
        *(
            "0B",
            "0.5K",
            "0.9995K",
            "0.0009M",
            "999",
            "1001T",
            "1000.1T",
            999,
            0,
            -7,
            10**15 + 1,
            7.0,
            7000.5,
            True,
            None,
            ["7B"],
            float("nan"),
            float("inf"),
        ),
    ],
)
def test_other_numbers_of_parameters_are_refused(value: object) -> None:
    assert refusal(ParameterCount, value) == "count"
    with pytest.raises(PydanticCustomError):
        parse_count(value)


@pytest.mark.parametrize("value", [1, 4096, 4096.0, 1_048_576, 10**12, "unbounded"])
def test_context_windows(value: object) -> None:
    assert read(ContextWindow, value) == value


@pytest.mark.parametrize("value", [0, -1, 10**12 + 1, "4096", "4k", "Unbounded", "", 4096.5, True, None, [4096]])
def test_other_context_windows_are_refused(value: object) -> None:
    assert refusal(ContextWindow, value) == "context"


@pytest.mark.parametrize("value", [0, -1, 10**12 + 1, "1", 1.5, True])
def test_counts_are_whole_positive_and_bounded(value: object) -> None:
    assert read(Count, 1) == 1
    assert refusal(Count, value)


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/2307.09288",
        "http://arxiv.org",
        "https://huggingface.co/meta-llama/Llama-2-7b-hf?a=b&c=%20#files",
        "https://sub.domain.example.org:8443/~user/(x)",
        "https://xn--mnchen-3ya.de/",
        "https://münchen.de/straße",
        "https://grove.org./",
        "https://президент.рф/",
        "https://例え.テスト/",
        "https://127.0.0.1.grove.org/",
        "https://local.grove.org/test.local",
    ],
)
def test_public_pages_are_addresses(url: str) -> None:
    assert read(Url, url) == url


@pytest.mark.parametrize(
    "url",
    [
        *("arxiv.org", "//arxiv.org", "htps://arxiv.org", "http:/arxiv.org", "https:arxiv.org", "ftp://arxiv.org"),
        *("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "mailto:a@grove.org", " https://grove.org"),
        *("https://", "https:///path", "https://grove", "https://localhost", "https://printer.local/", "https://a..b"),
        *("https://127.0.0.1", "https://127.1", "https://0x7f000001", "https://2130706433", "https://0177.0.0.1"),
        *(
            "https://10.0.0.1",
            "https://192.168.1.1",
            "https://169.254.169.254",
            "https://100.64.0.1",
            "https://0.0.0.0",
        ),
        *("https://[::1]", "https://[fe80::1]", "https://[::ffff:127.0.0.1]", "https://[fd00::1]", "https://[::1"),
        *("https://user@grove.org", "https://user:pass@grove.org", "https://grove.org@evil.org", "https://:@grove.org"),
        *(
            "https://grove.org:99999",
            "https://grove.org:x",
            "https://grove.org/a b",
            "https://grove.org/\n",
            "https://grove.org/<",
        ),
        *('https://grove.org/"', "https://grove.org\\@evil.org", "https://grove.org/`", "https://grove.org/{x}"),
        *("https://1.1.1.1/", "https://[2606:4700::1111]/", "https://1.1.1.1./", "https://１.１.１.１/", "https://①.①"),
        *("https://printer.LOCAL/", "https://printer.local.", "https://printer.ｌocal", "https://grove.teſt/"),
        *(
            "https://grove。local",
            "https://grove.org。",
            "https://grove.org:/",
            "https://grove.org/\u3000",
            "https://🌲.org",
        ),
        *(
            "https://router.home.arpa",
            "https://grove.corp:80",
            "https://grove.c",
            "HTTPS://grove.org",
            "Https://grove.org",
        ),
        *("https://metadata.internal/", "https://grove.example/", "https://grove.test/", "https://grove.onion/"),
    ],
)
def test_everything_else_is_no_address(url: str) -> None:
    assert refusal(Url, url) == "url"


@pytest.mark.parametrize(
    ("text", "problem", "advice"),
    [
        ("hhttps://grove.org/x", "is not an http or https address", "did you mean 'https://grove.org/x'?"),
        ("htps:/grove.org/x", "is not an http or https address", "did you mean 'https://grove.org/x'?"),
        ("http:/grove.org", "is not an http or https address", "did you mean 'http://grove.org'?"),
        ("https//grove.org", "is not an http or https address", "did you mean 'https://grove.org'?"),
        ("ttps://grove.org", "is not an http or https address", "did you mean 'https://grove.org'?"),
        ("HTTPS://grove.org", "is not an http or https address", "did you mean 'https://grove.org'?"),
        ("www.grove.org/x", "is not an http or https address", "did you mean 'https://www.grove.org/x'?"),
        ("//grove.org", "is not an http or https address", "did you mean 'https://grove.org'?"),
        ("httpbin.org/x", "is not an http or https address", "did you mean 'https://httpbin.org/x'?"),
        ("see the paper", "has a character that no address may have", "percent-encode it"),
        ("ftp://grove.org", "is not an http or https address", "begin with https://"),
        ("ssh://grove.org", "is not an http or https address", "begin with https://"),
        ("https://user:pass@grove.org", "carries a user name or password", "remove what stands before the @"),
        ("https://127.0.0.1:80/", "names a host by its number", "name the host, not its number"),
        ("https://[::1]:80/", "names a host by its number", "name the host, not its number"),
        ("https://2130706433", "names a host by its number", "name the host, not its number"),
        ("https://grove.org:99999/", "has no proper port", "write a number up to 65535 after the colon, or remove it"),
        ("https://localhost:80", "has no public host ('localhost')", "name a page that every reader can open"),
        ("https://grove.local", "has no public host ('grove.local')", "name a page that every reader can open"),
        ("https://", "has no public host ('')", "name a page that every reader can open"),
        ("https://🌲.org", "has a host that cannot be read ('🌲.org')", "write its ASCII form, which begins with xn--"),
    ],
)
def test_words_about_what_is_no_address(text: str, problem: str, advice: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read(Url, text)
    (error,) = caught.value.errors()
    assert (error["msg"], error["ctx"]["help"]) == (f"{text!r} {problem}", advice)


def test_no_character_of_a_host_becomes_ascii_when_it_is_looked_up() -> None:
    """Else a host could be written that leads elsewhere than it says, such as to `local` or to a number."""
    for number in range(0x80, 0x10000):
        character = chr(number)
        mapped = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
        if mapped.isascii() and FORM.matches(f"https://grove.{character}{character}"):
            pytest.fail(f"U+{number:04X} becomes {mapped!r}")
        if mapped.isascii() and character != "ß" and FORM.matches(f"https://{character}.org"):
            pytest.fail(f"U+{number:04X} becomes {mapped!r}")


def test_addresses_have_bounds() -> None:
    assert read(Url, "https://grove.org/" + "a" * 1982)
    assert refusal(Url, "https://grove.org/" + "a" * 1983) == "string_too_long"


@pytest.mark.parametrize("kind", [Name, Prose])
@pytest.mark.parametrize("text", ["", " a", "a ", "\na", "a\n", "\u00a0a", " ", "a\x85", "\u3000a", "a\ufeff", "\x1fa"])
def test_texts_have_a_beginning_and_an_end(kind: object, text: str) -> None:
    assert refusal(kind, text) in ("untrimmed", "string_too_short")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a ", "a space"),
        ("\u00a0a", "a space"),
        ("\u3000a", "a space"),
        ("a\n", "a line break"),
        (" a\n ", "a line break"),
    ],
)
def test_words_about_what_is_not_trimmed(text: str, what: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read(Prose, text)
    assert caught.value.errors()[0]["msg"] == f"the text begins or ends with {what}"


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "a\rb", "a\x85b", "a\u2028b", "a\x0bb"])
def test_names_stand_on_one_line(text: str) -> None:
    assert refusal(Name, text) == "lines"


@pytest.mark.parametrize(("kind", "length"), [(Name, 140), (Prose, 1000), (Slug, 80)])
def test_texts_have_bounds(kind: object, length: int) -> None:
    assert read(kind, "a" * length) == "a" * length
    assert refusal(kind, "a" * (length + 1)) == "string_too_long"


@pytest.mark.parametrize("slug", ["a", "7b", "llama-3.2", "a.b-c"])
def test_slugs(slug: str) -> None:
    assert read(Slug, slug) == slug


@pytest.mark.parametrize("slug", ["", "A", "a_b", "a b", "-a", "a-", "a--b", "a..b", ".", "..", "a/b", "é", "a\n"])
def test_other_ids_are_refused(slug: str) -> None:
    assert refusal(Slug, slug) == "string_pattern_mismatch"


def test_lists_become_tuples_and_have_bounds() -> None:
    assert read(Many[int], [1, 2]) == (1, 2)
    assert refusal(Many[int], [1] * 201) == "too_long"
    assert refusal(Many[int], "12") == "tuple_type"


def test_choices_are_their_words_and_carry_their_labels() -> None:
    word = read(Architecture, "decoder-only")
    assert word is Architecture.DECODER_ONLY
    assert (word, word.label) == ("decoder-only", "Decoder-only")
    assert refusal(Architecture, "Decoder-only") == "enum"
    assert refusal(Architecture, "DECODER_ONLY") == "enum"
