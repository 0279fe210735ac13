"""Laws that hold for every input."""

import contextlib
import datetime
import re
import tempfile
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from powerhouse_site.catalog import load_catalog
from powerhouse_site.diagnostics import CODES, REPORTS, Diagnostic, Span, Summary
from powerhouse_site.loading.document import Finding
from powerhouse_site.loading.parsing import parse
from powerhouse_site.loading.scalars import ScalarError, plain_value
from powerhouse_site.loading.shape import check_shape
from powerhouse_site.loading.source import decode
from powerhouse_site.loading.suggestions import edit_distance, slug_of, suggest
from powerhouse_site.prose import prose_html, prose_text
from powerhouse_site.schema.described import described_fields
from powerhouse_site.schema.kinds import KINDS
from powerhouse_site.schema.models import Model
from powerhouse_site.schema.values import PartialDate, parse_context, parse_count
from tests.texts import ACCELERATOR, LICENSE, MODEL, write_catalog

LAW = settings(deadline=None, derandomize=True, max_examples=250, suppress_health_check=[HealthCheck.too_slow])
FEWER = settings(LAW, max_examples=60)

RICH = (
    MODEL
    + """\
    context_window: 4096
    shape:
      layers: 32
      attention: {kind: hybrid, kv_heads: 8}
    note: 'Some `code`, *emphasis* and [a link](https://grove.org).'
aliases: [Pinus, "Kiefer"]
release_date: 2023-07-18
license: mit
paper:
  title: Attention Is All You Need
  url: https://arxiv.org/abs/1706.03762
sources:
  - url: https://arxiv.org/abs/1706.03762
    checked: '2026-08-21'
    supports:
      - name
      - variants.parameters
notes:
  - >-
    Folded
    over lines.
"""
)
ANSWERED = LICENSE + "commercial_use: {answer: conditional, condition: Ask first.}\n"
FRAGMENTS = [
    *("a", "name", "variants", "name: ", "parameters: 7B", "- ", "  ", "    ", "\n", "\n  ", ": ", ":", ",", "?", "? "),
    *("[", "]", "{", "}", "'", '"', "|", "|-\n", ">", ">-\n", "#", " # c", "---\n", "...\n", "%YAML 1.2\n", "%"),
    *("&x", "*x", "!!str ", "!t ", "<<", "<<: *x", "~", "null", "no", "yes", "true", "012", "1e3", "22:22", "2023-07"),
    *('"\\u202e"', '"\\x00"', '"\\', "\t", "\r\n", "\ufeff", "é", "悟", "🌲", "@", "`", "\u2028", "\x00", "=", "."),
]
YAML_LIKE = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=40).map("".join)


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """A valid entry in which a few stretches are cut out, doubled or replaced."""
    text = draw(st.sampled_from([RICH, ANSWERED, ACCELERATOR]))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 30)))
        text = text[:start] + draw(st.sampled_from(["", text[start:end] * 2, *FRAGMENTS])) + text[end:]
    return text


TEXTS = st.text(max_size=200) | YAML_LIKE | mutations()
WORDS = st.text("abcdenst_-", max_size=12)


def read_all(data: bytes) -> tuple[str | None, list[Finding]]:
    """The decoded text, and everything that is found in it when it is read as each kind."""
    text, found = decode(data)
    if text is None:
        return None, found
    document, more = parse(text.value)
    found = found + more
    if document is not None:
        for kind in KINDS:
            found = found + check_shape(document, kind)[1]
    return text.value, found


@LAW
@given(st.binary(max_size=300) | TEXTS.map(str.encode))
def test_bytes_are_read_or_told_what_is_wrong_with_them(data: bytes) -> None:
    text, found = read_all(data)
    assert text is not None or found


@LAW
@given(TEXTS)
def test_an_entry_is_read_or_told_what_is_wrong_with_it(text: str) -> None:
    decoded, found = decode(text.encode())
    document, more = parse(decoded.value) if decoded else (None, found)
    facts, last = check_shape(document, KINDS[0]) if document else (None, more)
    assert facts is not None or found or more or last


@LAW
@given(TEXTS)
@example("a: 'b\n\n")
@example("[[[[")
@example("a:\n  -")
@example("-")
@example("?")
@example("é: &x 悟 🌲")
@example('a: "b\n  c\n  d: [')
def test_places_lie_inside_the_text(text: str) -> None:
    decoded, found = read_all(text.encode())
    lines = (text.removeprefix("\ufeff").replace("\r\n", "\n") if decoded is None else decoded).split("\n")
    for finding in found:
        span = finding.span
        assert 1 <= span.line <= span.end_line <= len(lines), finding
        assert (span.line, span.column) <= (span.end_line, span.end_column), finding
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1, finding
        assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1, finding


@LAW
@given(TEXTS)
def test_every_problem_has_words_without_traces_of_python(text: str) -> None:
    for finding in read_all(text.encode())[1]:
        assert re.search(r"\w", finding.message)
        assert not re.search(r"powerhouse_site|<class|<enum| object at |\bpydantic\b|Input should", finding.message)


@FEWER
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_any_catalog_is_read_and_reported(texts: list[str]) -> None:
    names = ["models/a.yaml", "licenses/b.yaml", "models/c.yaml"]
    with tempfile.TemporaryDirectory() as folder:
        root = write_catalog(Path(folder), dict(zip(names, texts, strict=False)))
        loaded = load_catalog(root)
    assert len(loaded.files) == len(texts)
    summary = Summary.of(loaded.diagnostics, len(loaded.files))
    for report in REPORTS.values():
        assert report(loaded.diagnostics, summary).encode()


@LAW
@given(TEXTS)
def test_values_are_those_of_the_reference_parser(text: str) -> None:
    decoded, _ = decode(text.encode())
    if decoded is not None:
        document, found = parse(decoded.value)
        if document is not None and not found:
            assert_same(document.value, yaml.load(decoded.value, Loader=yaml.CBaseLoader))


def assert_same(value: Any, written: Any) -> None:
    """`written` is what stands in the file, every scalar as text."""
    if isinstance(value, dict):
        assert list(value) == list(written)
        for key, item in value.items():
            assert_same(item, written[key])
    elif isinstance(value, list):
        for item, other in zip(value, written, strict=True):
            assert_same(item, other)
    elif isinstance(value, str):
        assert value == written
    elif isinstance(value, bool):
        assert str(value).lower() == written
    else:
        assert value == type(value)(written)


SCALARS = st.text("0123456789+-._:eExobaAfFiInNtruTRUElsyY~=<B", min_size=1, max_size=8) | st.sampled_from(
    ["null", "Null", "NULL", "~", "true", "True", "TRUE", "false", "FALSE", ".inf", "-.INF", ".NaN", "0o17", "0x1f"]
)


@settings(LAW, max_examples=2000)
@given(SCALARS)
@example("0.1_5")
@example("1_0.5e+3")
@example("-0b1")
@example("+.5e-3")
@example("1:1.5")
def test_plain_scalars_that_are_read_mean_the_same_in_both_versions_of_yaml(text: str) -> None:
    try:
        value = plain_value(text)
    except ScalarError:
        return
    assert (type(value), value) == (type(core_value(text)), core_value(text))
    assert (type(value), value) == (type(old_value(text)), old_value(text))


CORE_SCHEMA = (
    (r"null|Null|NULL|~|", lambda _: None),
    (r"true|True|TRUE", lambda _: True),
    (r"false|False|FALSE", lambda _: False),
    (r"[-+]?[0-9]+", int),
    (r"0o[0-7]+|0x[0-9a-fA-F]+", lambda text: int(text, 0)),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
    (r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", lambda text: float(text.lower().replace(".", ""))),
    (r".*", str),
)
"""The core schema of YAML 1.2.2, section 10.3.2."""


def core_value(text: str) -> object:
    return next(read(text) for pattern, read in CORE_SCHEMA if re.fullmatch(pattern, text, re.DOTALL))


def old_value(text: str) -> object:
    """YAML 1.1 as PyYAML resolves it; a timestamp stays the text that its field reads."""
    loader: Any = yaml.SafeLoader("")
    tag = loader.resolve(yaml.ScalarNode, text, (True, False))
    if tag.endswith((":str", ":timestamp")):
        return text
    if tag.endswith((":merge", ":value")):
        return None
    return loader.construct_object(yaml.ScalarNode(tag, text))


@LAW
@given(st.sampled_from(sorted(field.name for field in described_fields(Model))), st.data())
def test_a_field_with_two_letters_swapped_is_recognized(name: str, data: st.DataObject) -> None:
    swapped = with_swap(name, data.draw(st.integers(0, len(name) - 2)))
    assert suggest(swapped, [name]) == name
    assert suggest(swapped.upper(), [name]) == name


@LAW
@given(WORDS.filter(lambda word: len(word) > 1), st.lists(WORDS, max_size=5), st.data())
def test_one_transposition_is_always_near_enough(word: str, others: list[str], data: st.DataObject) -> None:
    swapped = with_swap(word, data.draw(st.integers(0, len(word) - 2)))
    found = suggest(swapped, [word, *others])
    assert found is not None
    assert distance(spelt(swapped), spelt(found)) <= distance(spelt(swapped), spelt(word)) <= 1


def with_swap(word: str, at: int) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def spelt(word: str) -> str:
    return word.lower().replace("_", "-")


@LAW
@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=5))
def test_suggestions_are_known_words_in_any_order(word: str, known: list[str]) -> None:
    found = suggest(word, known)
    assert found is None or found in known
    assert suggest(word, reversed(known)) == found


@LAW
@given(WORDS, WORDS, st.integers(0, 14))
def test_edit_distance_is_that_of_its_definition_up_to_the_limit(a: str, b: str, limit: int) -> None:
    assert edit_distance(a, b, limit) == min(distance(a, b), limit + 1)


@cache
def distance(a: str, b: str) -> int:
    """Optimal string alignment, by its recursive definition."""
    if not a or not b:
        return len(a) + len(b)
    options = [distance(a[1:], b) + 1, distance(a, b[1:]) + 1, distance(a[1:], b[1:]) + (a[0] != b[0])]
    if len(a) > 1 and len(b) > 1 and (a[0], a[1]) == (b[1], b[0]):
        options.append(distance(a[2:], b[2:]) + 1)
    return min(options)


@LAW
@given(st.text(max_size=100))
def test_a_suggested_id_is_an_id_and_stays_one(text: str) -> None:
    slug = slug_of(text)
    if slug is not None:
        assert re.fullmatch(r"[a-z0-9]+([.-][a-z0-9]+)*", slug)
        assert slug_of(slug) == slug


@LAW
@given(st.dates(datetime.date(1950, 1, 1)), st.integers(1, 3))
def test_dates_come_back_from_their_text(day: datetime.date, precision: int) -> None:
    date = PartialDate(*(day.year, day.month, day.day)[:precision])
    assert PartialDate.parse(str(date)) == date
    assert day.isoformat().startswith(str(date))


@LAW
@given(st.dates(datetime.date(1950, 1, 1)), st.dates(datetime.date(1950, 1, 1)))
def test_dates_are_ordered_as_days_are(one: datetime.date, other: datetime.date) -> None:
    first, second = PartialDate.parse(one.isoformat()), PartialDate.parse(other.isoformat())
    assert (first.sort_key < second.sort_key) == (one < other)


@LAW
@given(st.from_regex(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", fullmatch=True) | st.text(max_size=12))
def test_texts_are_dates_exactly_when_they_name_a_time_of_the_calendar(text: str) -> None:
    assume("-00" not in text)  # read as a month or year today, see test_schema_values
    try:
        parsed = PartialDate.parse(text)
    except PydanticCustomError:
        assert not is_date(text)
    else:
        assert is_date(text)
        assert str(parsed) == text


def is_date(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        return False
    try:
        return datetime.date.fromisoformat((text + "-01-01")[:10]).year >= 1950
    except ValueError:
        return False


UNITS = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
COUNTS = st.from_regex(r"[0-9]{1,6}(\.[0-9]{1,6})?[KMBT]", fullmatch=True)


def exact(text: str) -> Decimal:
    return Decimal(text[:-1]) * UNITS[text[-1]]


@LAW
@given(COUNTS)
def test_counts_are_the_product_of_number_and_unit(text: str) -> None:
    if 1000 <= exact(text) <= 10**15:
        assert abs(parse_count(text) - exact(text)) <= Decimal("0.5")
        assert parse_count(parse_count(text)) == parse_count(text)
    else:
        with pytest.raises(PydanticCustomError):
            parse_count(text)


@LAW
@given(COUNTS, COUNTS)
def test_a_greater_count_is_never_read_as_less(one: str, other: str) -> None:
    assume(all(1000 <= exact(text) <= 10**15 for text in (one, other)))
    smaller, greater = sorted([one, other], key=exact)
    assert parse_count(smaller) <= parse_count(greater)


ANYTHING = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.lists(st.integers())


@LAW
@given(st.sampled_from([parse_count, parse_context, PartialDate.parse]), ANYTHING)
def test_values_of_any_type_are_read_or_refused_in_words(parser: Callable[[object], object], value: object) -> None:
    with contextlib.suppress(PydanticCustomError):
        assert parser(value) is not None


class Elements(HTMLParser):
    """Collects the tags and the text of a fragment."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert {name for name, _ in attrs} <= {"href", "title"}
        assert all(re.match(r"https?://|$", value or "") for name, value in attrs if name == "href")

    def handle_data(self, data: str) -> None:
        self.text += data


PROSE = st.lists(
    st.sampled_from(
        [
            *(
                "*",
                "**",
                "_",
                "`",
                "``",
                "[",
                "](",
                ")",
                "!",
                "\\",
                "<",
                ">",
                "&lt;",
                '"',
                "'",
                "{: .x }",
                "https://a.b",
            ),
            *("javascript:alert(1)", "<script>", "a", " ", "\n", "](https://a.b)", "](https://a.b 'c')"),
        ]
    )
    | st.text(max_size=3),
    max_size=25,
).map("".join)


@LAW
@given(PROSE)
def test_prose_has_code_emphasis_and_web_links_only_and_loses_no_text(text: str) -> None:
    assume(not re.search(r"\\[\r\n]", text))  # a hard line break of CommonMark, which a text on one line cannot hold
    found = Elements(prose_html(text))
    assert found.tags <= {"code", "em", "strong", "a"}
    assert found.text == prose_text(text)


@LAW
@given(st.text(min_size=1, max_size=30), st.text(max_size=30), st.integers(1, 300))
def test_no_text_of_a_problem_adds_lines_to_its_report(message: str, excerpt: str, column: int) -> None:
    assume(not re.search(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]", excerpt))  # refused when a file is decoded
    found = Diagnostic(
        file=f"{message}.yaml",
        span=Span(1, min(column, len(excerpt) + 1), 1, 999),
        code=CODES["invalid-value"],
        message=message,
        help=message,
        excerpt=excerpt,
    )
    report = REPORTS["text"]([found], Summary.of([found], 1))
    assert len(report.splitlines()) == (6 if excerpt else 4)
