"""The search index: one short record for each page of the catalog, beside those for what is written by hand."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from powerhouse_site.catalog import Catalog
from tests.site.reading import Site
from tests.site.test_pages import COMPARE, MEMORY, NARROWER, PATH, REFERENCE, TIMELINE, written_by_hand

LONGEST = 600


@pytest.fixture(scope="module")
def records(site: Site) -> list[dict[str, Any]]:
    """All records of the index."""
    found: list[dict[str, Any]] = json.loads((site.folder / "search/search_index.json").read_text(encoding="utf-8"))[
        "docs"
    ]
    return found


@pytest.fixture(scope="module")
def ours(records: list[dict[str, Any]], root: Path) -> dict[str, dict[str, Any]]:
    """The records of pages of the catalog."""
    by_hand = written_by_hand(root)
    return {record["location"]: record for record in records if record["location"].split("#")[0] not in by_hand}


def test_each_entry_and_each_table_has_one_record(
    root: Path, records: list[dict[str, Any]], ours: dict[str, dict[str, Any]], catalog: Catalog
) -> None:
    entries = {entry.url for kind in catalog.kinds for entry in catalog.of(kind.name)}
    tables = {f"{kind.name}/" for kind in catalog.kinds} | NARROWER
    assert set(ours) == entries | tables | {PATH, MEMORY, COMPARE, *TIMELINE} | REFERENCE
    locations = [record["location"] for record in records]
    assert len(locations) == len(set(locations))
    assert written_by_hand(root) <= set(locations)


def test_records_are_short(ours: dict[str, dict[str, Any]]) -> None:
    assert [location for location, record in ours.items() if len(record["text"]) >= LONGEST] == []
    assert [location for location, record in ours.items() if len(record["text"]) < 20] == []


def test_a_record_is_what_an_entry_is_found_by(ours: dict[str, dict[str, Any]], catalog: Catalog) -> None:
    for kind in catalog.kinds:
        for entry in catalog.of(kind.name):
            record = {name: html.unescape(text) for name, text in ours[entry.url].items()}
            assert record["title"] == entry.heading
            assert record["text"].startswith(kind.singular.capitalize())
            assert entry.facts.byline in record["text"]
            assert [alias for alias in entry.facts.aliases if alias not in record["text"]] == []


def test_names_and_facts_are_apart_from_what_is_shown(ours: dict[str, dict[str, Any]], catalog: Catalog) -> None:
    for kind in catalog.kinds:
        for entry in catalog.of(kind.name):
            record = ours[entry.url]
            assert record["kind"] == kind.singular.capitalize()
            assert set(entry.facts.aliases) <= set(record.get("names", "").split("\n"))
    llama = ours["models/llama-2/"]
    assert "Llama 2 70B Chat" in llama["parts"].split("\n")
    assert (llama["by"], llama["date"]) == ("Meta", "2023-07-18")


def test_every_page_searches_with_our_worker(site: Site) -> None:
    assert (site.folder / "assets/search.js").is_file()
    for name in ("index.html", "404.html", "models/llama-2/index.html", "guides/index.html"):
        text = (site.folder / name).read_text(encoding="utf-8")
        [config] = re.findall(r'<script id="__config" type="application/json">(.*?)</script>', text)
        assert json.loads(config)["search"].endswith("assets/search.js"), name


def test_records_are_escaped(ours: dict[str, dict[str, Any]]) -> None:
    """The theme prints titles and texts as HTML."""
    for location, record in ours.items():
        for text in (record["title"], record["text"]):
            assert text == html.escape(html.unescape(text)), location
    assert any("&#x27;" in record["text"] for record in ours.values()), "no text of the catalog needs escaping"


def test_no_table_text_is_indexed(ours: dict[str, dict[str, Any]], catalog: Catalog) -> None:
    """What many rows have in common would make every search find every page."""
    for location, record in ours.items():
        for word in ("http", "Not established", "Verified", "unverified", "checkpoint", "Checked", "source "):
            assert word not in record["title"], location
    for kind in catalog.kinds:
        for entry in catalog.of(kind.name):
            text = html.unescape(ours[entry.url]["text"])
            told = (entry.facts.description, entry.heading, entry.facts.byline, *entry.facts.aliases)
            told += tuple(link.title for link in entry.facts.links)
            for source in entry.facts.sources:
                assert source.url not in text
                assert source.title is None or source.title not in text or any(source.title in t for t in told)
            for correction in entry.facts.corrections:
                assert correction.reason not in text
            for note in entry.facts.notes:
                assert note not in text
    for kind in catalog.kinds:
        assert not any(entry.heading in ours[f"{kind.name}/"]["text"] for entry in catalog.of(kind.name))


OLD_NAMES = {
    "Lighting": "frameworks/pytorch-lightning/",
    "Lightning": "frameworks/pytorch-lightning/",
    "Trainer API": "frameworks/huggingface-trainer/",
    "maxtext": "frameworks/maxtext/",
    "LiteChain": "deployment-tools/langstream/",
    "Embedchain": "deployment-tools/embedchain/",
    "Sidekick": "deployment-tools/psychic-sidekick/",
    "Dalai": "deployment-tools/dalai/",
    "Open Assistant (Pythia family)": "models/open-assistant-pythia/",
    "GPT4All-J": "models/gpt4all-j/",
    "NLP Course": "courses/hf-nlp-course/",
    "Curated list of articles": "tutorials/ph-articles/",
}
"""What the origin called something, and the entry of today."""
LINKED = {
    "LLaMA.cpp": "models/llama-1/",
    "Lit-LLaMA": "models/llama-1/",
    "Alpaca.cpp": "models/alpaca/",
    "Alpaca-LoRA": "models/alpaca/",
    "ChatRWKV": "models/rwkv-4/",
}
"""What the origin named in the row of something else, and the entry whose links name it today."""
SMALL = frozenset(("about", "learn", "llms", "luis", "serrano", "alammar", "meor", "amer", "sebastian", "raschka"))
"""Words of the origin's rows of courses that are no part of the name: what one learns there, and who teaches it."""
TEACHERS = {
    "Jay Alammar": "courses/cohere-llmu-video/",
    "Sebastian Raschka": "courses/lightning-dl-fundamentals/",
}
"""Who gave a course, by the origin."""


def said(record: dict[str, Any]) -> str:
    return html.unescape(f"{record['title']} {record['text']}").casefold()


@pytest.mark.parametrize("name", OLD_NAMES)
def test_an_old_name_finds_the_entry_of_today(ours: dict[str, dict[str, Any]], name: str) -> None:
    assert name.casefold() in said(ours[OLD_NAMES[name]])


@pytest.mark.parametrize("name", LINKED)
def test_what_has_no_entry_of_its_own_is_found_where_it_is_linked(ours: dict[str, dict[str, Any]], name: str) -> None:
    assert name.casefold() in said(ours[LINKED[name]])


@pytest.mark.parametrize("name", TEACHERS)
def test_who_gives_a_course_finds_it(ours: dict[str, dict[str, Any]], name: str) -> None:
    assert name.casefold() in said(ours[TEACHERS[name]])


def test_every_name_of_the_origin_finds_an_entry(root: Path, ours: dict[str, dict[str, Any]]) -> None:
    """As it was written there, but for courses, which stood there with who gives them and what they are for."""
    seen = 0
    for table in yaml.safe_load((root / "tests/site/origin_rows.yaml").read_bytes())["tables"]:
        for row in table["rows"]:
            found = [said(ours[f"{entry}/"]) for entry in row["entries"]]
            name = " ".join(row["row"].replace("of of", "of").casefold().split())
            if table["table"] != "courses":
                seen += 1
                assert any(name in text for text in found), row
                continue
            wanted = {word for word in re.findall(r"[^\W_]{4,}", name) if word not in SMALL}
            missing = [
                word for word in wanted if not all(word in text.replace(" ", "").replace("'", "") for text in found)
            ]
            assert missing == [], row
    assert seen == 79
