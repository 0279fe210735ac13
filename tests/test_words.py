"""The words of the catalog: short, plain, and no entry in the words of another."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from powerhouse_site.catalog import load_catalog
from powerhouse_site.entries import Entry
from powerhouse_site.prose import prose_text

RUN = 8
"""As many words in a row are no accident."""
MARKETING = re.compile(
    r"\b(state[- ]of[- ]the[- ]art|cutting[- ]edge|world[- ]class|best[- ]in[- ]class|game[- ]chang\w+|revolution\w+"
    r"|seamless\w*|effortless\w*|powerful|blazing\w*|unparalleled|groundbreaking|next[- ]generation|leverag\w+"
    r"|empower\w*|unleash\w*|supercharg\w*|delve\w*|comprehensive|robust)\b",
    re.IGNORECASE,
)
PLACEHOLDER = re.compile(r"\b(TBD|TODO|FIXME|lorem ipsum|placeholder)\b|\?\?\?", re.IGNORECASE)


@pytest.fixture(scope="module")
def entries(root: Path) -> list[Entry]:
    catalog = load_catalog(root / "catalog").catalog
    return [entry for kind in catalog.kinds for entry in catalog.of(kind.name)]


def words(entry: Entry) -> list[str]:
    return re.findall(r"[\w.-]*\w", prose_text(entry.facts.description).lower())


def test_no_description_repeats_another(entries: list[Entry]) -> None:
    seen: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for entry in entries:
        said = words(entry)
        for start in range(len(said) - RUN + 1):
            seen[tuple(said[start : start + RUN])].add(entry.url)
    shared = {" ".join(run): sorted(urls) for run, urls in seen.items() if len(urls) > 1}
    assert shared == {}


def test_no_two_descriptions_begin_with_the_same_five_words(entries: list[Entry]) -> None:
    seen: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for entry in entries:
        seen[tuple(words(entry)[:5])].append(entry.url)
    assert {" ".join(start): urls for start, urls in seen.items() if len(urls) > 1} == {}


def test_descriptions_are_sentences(entries: list[Entry]) -> None:
    texts = {entry.url: prose_text(entry.facts.description) for entry in entries}
    assert {url: text for url, text in texts.items() if not text.endswith((".", ".”", ".)"))} == {}
    assert {url: text for url, text in texts.items() if len(text) < 25} == {}


def test_no_marketing_and_no_placeholder(entries: list[Entry]) -> None:
    found: dict[str, list[str]] = {}
    for entry in entries:
        texts = [entry.facts.description, *entry.facts.notes]
        hits = [m.group() for text in texts for m in (*MARKETING.finditer(text), *PLACEHOLDER.finditer(text))]
        if hits:
            found[entry.url] = hits
    assert found == {}
