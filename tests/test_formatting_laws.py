"""Laws of the canonical form, for documents of every shape with comments anywhere."""

import json
import re
from collections import Counter

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from powerhouse_site.formatting import format_text
from powerhouse_site.formatting.comments import scan
from powerhouse_site.loading.document import Document
from powerhouse_site.loading.parsing import parse
from powerhouse_site.loading.source import decode
from tests.commented_yaml import COMMENTS, TEXT, Written, documents
from tests.test_properties import YAML_LIKE, mutations
from tests.texts import MODELS

LAW = settings(deadline=None, derandomize=True, max_examples=150, suppress_health_check=list(HealthCheck))


def check(text: str) -> str:
    """The laws for one text, and its canonical form; texts that are refused are not of interest."""
    decoded, _ = decode(text.encode())
    assume(decoded is not None)
    assert decoded is not None
    document, findings = parse(decoded.value)
    assume(document is not None and not findings and isinstance(document.value, dict))
    assert document is not None
    written, findings = format_text(decoded.value, MODELS)
    assert findings == []
    assert written is not None
    reread, findings = parse(written)
    assert findings == []
    assert reread is not None
    assert value_of(reread) == value_of(document)
    assert comments_of(written) == comments_of(decoded.value)
    assert written.endswith("\n")
    assert not written.endswith("\n\n")
    assert [line for line in written.split("\n") if line != line.rstrip(" \t")] == []
    assert format_text(written, MODELS)[0] == written
    return written


def value_of(document: Document) -> str:
    return json.dumps(document.value, sort_keys=True)


def parse_value(text: str) -> object:
    document, _ = parse(text)
    assert document is not None
    return document.value


def comments_of(text: str) -> "Counter[str]":
    """The comments without the line for editors."""
    found = Counter(comment.text for comment in scan(text).comments)
    return Counter({comment: n for comment, n in found.items() if "yaml-language-server" not in comment})


@LAW
@given(documents())
def test_comments_and_values_stay_and_a_second_run_changes_nothing(document: Written) -> None:
    written = check(document.text)
    value = json.dumps(parse_value(written), ensure_ascii=False)
    for comment in document.comments:
        is_there = re.search(f"{re.escape(comment)}(?![0-9])", written)
        assert is_there or all(json.dumps(word, ensure_ascii=False)[1:-1] in value for word in comment.split()), comment
    assert written.count("yaml-language-server") == 1
    assert written.startswith("# yaml-language-server: $schema=../../docs/api/v1/schema/models.json\n")


@LAW
@given(mutations() | YAML_LIKE.map(lambda text: f"name: a\n{text}"))
def test_the_laws_hold_for_mutated_entries(text: str) -> None:
    check(text)


@LAW
@given(st.dictionaries(TEXT, TEXT | st.integers() | st.booleans(), max_size=5))
def test_texts_and_numbers_of_every_sort_are_read_as_before(value: dict[str, object]) -> None:
    check(json.dumps(value, ensure_ascii=False))


@LAW
@given(st.lists(st.booleans(), min_size=3, max_size=3), st.lists(st.sampled_from(COMMENTS), min_size=6, max_size=6))
def test_comments_at_all_ordinary_places_are_kept(blank: list[bool], words: list[str]) -> None:
    """Counted without the formatter's own scanner."""
    gaps = ["\n" if has_blank else "" for has_blank in blank]
    c = [f"{word} {number}" for number, word in enumerate(words)]
    text = (
        f"{c[0]}\n{gaps[0]}license: mit {c[1]}\n{gaps[1]}{c[2]}\nvariants: {c[3]}\n  - parameters: 7B\n"
        f"    {c[4]}\n    name: a\n{gaps[2]}{c[5]}\nname: b\n"
    )
    written, _ = format_text(text, MODELS)
    assert written is not None
    assert [written.count(comment.rstrip()) for comment in c] == [1] * 6
