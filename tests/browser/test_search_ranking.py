"""What comes first in the search: fifty queries of readers, and every entry by its own name."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from powerhouse_site.catalog import Catalog, load_catalog
from tests.browser.looks import WIDE, seen
from tests.browser.reader import Reader

NEEDED = 48
"""How many of the fifty have to find their entry first."""

ASK = """async (queries) => {
  const { search } = JSON.parse(document.getElementById("__config").textContent);
  const worker = new Worker(new URL(search, location));
  const say = (message) => new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(message);
  });
  await new Promise((resolve) => (worker.onmessage = resolve)); // it says that it is ready
  const answers = [];
  for (const query of queries) answers.push((await say({ type: 2, data: query })).data.items);
  worker.terminate();
  return answers;
}"""
"""Asks the worker that the page's own search works with, in the language in which the theme does."""


@pytest.fixture(scope="module")
def catalog(root: Path) -> Catalog:
    """The catalog that the site is made of."""
    return load_catalog(root / "catalog").catalog


def ask(reader: Reader, queries: list[str]) -> list[list[list[dict[str, Any]]]]:
    """The results of each query: pages, each with what was found of it."""
    answers: list[list[list[dict[str, Any]]]] = reader.open("").evaluate(ASK, queries)
    return answers


def firsts(reader: Reader, queries: list[str]) -> list[str]:
    """The address of the first page for each query."""
    return [
        next(hit["location"] for hit in pages[0] if "#" not in hit["location"]) if pages else ""
        for pages in ask(reader, queries)
    ]


@seen(WIDE)
def test_the_right_entry_comes_first(reader: Reader, root: Path, catalog: Catalog) -> None:
    asked = yaml.safe_load((root / "tests/search_queries.yaml").read_bytes())
    assert len(asked) == len({each["query"].casefold() for each in asked}) == 50
    urls = {entry.url for kind in catalog.kinds for entry in catalog.of(kind.name)}
    assert {f"{each['first']}/" for each in asked} <= urls
    found = firsts(reader, [str(each["query"]) for each in asked])
    missed = [
        f"{each['query']}: {each['first']}/, but first is {first}"
        for each, first in zip(asked, found, strict=True)
        if first != f"{each['first']}/"
    ]
    print("\n".join(missed))
    assert len(asked) - len(missed) >= NEEDED, "\n".join(missed)


@seen(WIDE)
def test_every_entry_is_found_by_its_name(reader: Reader, catalog: Catalog) -> None:
    """First, unless another goes by the same name; then among the first three."""
    entries = [entry for kind in catalog.kinds for entry in catalog.of(kind.name)]
    names = {entry.url: {_bare(name) for name in (entry.heading, *entry.facts.aliases)} for entry in entries}
    answers = ask(reader, [entry.heading for entry in entries])
    missed = []
    for entry, pages in zip(entries, answers, strict=True):
        found = [pages[place][0]["location"] for place in range(min(3, len(pages)))]
        shared = any(_bare(entry.heading) in names.get(url, ()) for url in found[:1])
        if entry.url not in (found if shared else found[:1]):
            missed.append(f"{entry.heading}: {entry.url}, but first are {', '.join(found)}")
    assert missed == []


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


@seen(WIDE)
def test_what_means_nothing_finds_nothing(reader: Reader) -> None:
    queries = ["", "   ", "+", '"', "~:^*-", "xyzzyqq", "(.*", "\\", "<b>", "🦙"]
    answers = dict(zip(queries, ask(reader, queries), strict=True))
    assert all("b>" not in hit["title"] for page in answers.pop("<b>") for hit in page)
    assert [query for query, pages in answers.items() if pages] == []


@seen(WIDE)
def test_a_section_is_found_below_its_page(reader: Reader) -> None:
    [pages] = ask(reader, ["contributing correct a fact"])
    assert pages[0][0]["location"] == "contributing/"
    assert "contributing/#correct-a-fact" in [hit["location"] for hit in pages[0]]


@seen(WIDE)
def test_what_is_printed_as_html_is_escaped(reader: Reader) -> None:
    for pages in ask(reader, ["hackers' guide", "GPT-3 & Beyond", "llama"]):
        for page in pages:
            for hit in page:
                for text in (hit["title"], hit["text"]):
                    bare = text
                    for tag in ("<p>", "</p>", "<mark>", "</mark>", "<b>", "</b>"):
                        bare = bare.replace(tag, "")
                    assert "<" not in bare
                    assert "&" not in bare.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
