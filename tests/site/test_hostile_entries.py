"""Entries that try to break out of their places do not, on any page that names them."""

import datetime
import html
import json
import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from powerhouse_site.prose import prose_text
from powerhouse_site.schema.kinds import KINDS
from tests.hostile.corpus import ROWS, path_of
from tests.hostile.rows import NEIGHBORS
from tests.site.building import build
from tests.site.catalogs import (
    Facts,
    accelerator,
    answer,
    course,
    framework,
    license_,
    model,
    source,
    tool,
    tutorial,
    variant,
)
from tests.site.reading import Page, Site, words
from tests.site.small import small

TODAY = datetime.datetime.now(datetime.UTC).date().isoformat()
NAME = "</title><script>alert('n')</script> \"q\" 'a' {{ 7*7 }} {% x %} &amp; ph-slot-content ph-slot-title"
TEXT = (
    "\"><img src=x onerror=alert(1)> <script>alert('d')</script> ' {{ 7*7 }} {# c #} &lt; <!-- </textarea> "
    r"ph-slot-content ph-slot-description \1 \g<0> [j](javascript:alert(1)) [d](data:text/html,x) "
    "![i](https://example.org/i.png) {: onclick=alert(1) }"
)
URL = "https://example.org/?a=1&b='2'&lt;#c"


def hostile(maker: Facts) -> Facts:
    """The facts with hostile texts in all places that all kinds have."""
    heading = "title" if "title" in maker else "name"
    return {
        **maker,
        heading: NAME,
        "description": TEXT,
        "aliases": [f"{NAME} 2"],
        "links": [{"title": NAME, "url": URL}],
        "notes": [TEXT],
        "corrections": [
            {"field": "description", "origin": TEXT, "now": TEXT, "reason": TEXT, "evidence": URL},
            {"field": heading, "origin": "<b>o</b>", "now": "<b>n</b>", "reason": TEXT},
        ],
        "sources": [
            source("description", url=URL, title=NAME, note=TEXT),
            source(heading, url=f"{URL}2"),
        ],
        "origin": [{"table": "courses", "row": NAME}],
    }


TOOL: Facts = {
    "organization": NAME,
    "status_note": TEXT,
    "license_note": TEXT,
    "successor": {"title": NAME, "url": f"{URL}5"},
    "language": NAME,
    "package": {"registry": "npm", "name": NAME, "version": NAME, "released": TODAY},  # so that home names it
}
LEARNING: Facts = {
    "authors": [NAME],
    "length": {"hours": 1, "parts": 2, "unit": NAME, "pace": NAME},
    "year_basis": TEXT,
    "spoken": [NAME],
    "prerequisites": TEXT,
    "status_note": TEXT,
    "material": NAME,
}


FILES: dict[str, Facts | str] = {
    "models/zz-hostile": {
        **hostile(model()),
        "developer": NAME,
        "release_date": TODAY,  # the newest, so that home names it
        "languages": [NAME],
        "license": "zz-hostile",
        "license_note": TEXT,
        "context_note": TEXT,
        "variants": [variant(NAME, note=TEXT, checkpoint=URL, context_window=2048)],
        "paper": {"title": NAME, "url": f"{URL}3"},
        "demo": {"title": NAME, "url": f"{URL}4"},
    },
    "licenses/zz-hostile": {
        **hostile(license_()),
        "steward": NAME,
        "version": NAME,
        "governing_law": NAME,
        "commercial_use": answer(
            "conditional", TEXT, clause=NAME, threshold={"value": 7, "unit": NAME, "measure": TEXT}
        ),
    },
    "accelerators/zz-hostile": {**hostile(accelerator()), "vendor": NAME},
    "frameworks/zz-hostile": {**hostile(framework()), **TOOL, "alternative_to": ["zz-hostile-tool"]},
    "deployment-tools/zz-hostile-tool": {**hostile(tool()), **TOOL, "quantizations": [NAME]},
    "courses/zz-hostile": {**hostile(course()), **LEARNING, "provider": NAME, "uses_tools": ["zz-hostile"]},
    "tutorials/zz-hostile-lesson": {
        **hostile(tutorial()),
        **LEARNING,
        "institution": NAME,
        "uses_models": ["zz-hostile"],
    },
}
ADDRESSES = [f"{name}/" for name in FILES]
CORPUS = {path_of(row).removesuffix(".yaml"): row for row in ROWS["texts"] if row.is_published}
"""The texts of the corpus that are accepted, by the entries that say them."""


@pytest.fixture(scope="module")
def attacked(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site with one hostile entry of each kind, and the corpus."""
    corpus = {name: row.data.decode() for name, row in CORPUS.items()}
    neighbors = {name.removesuffix(".yaml"): text for name, text in NEIGHBORS.items()}
    folder = small(root, tmp_path_factory.mktemp("hostile") / "repository", {**neighbors, **corpus, **FILES})
    return Site(build(folder, folder.parent / "site"))


def naming(site: Site) -> list[Page]:
    """The pages that a hostile text comes to: the entries, the tables, home, and their neighbours."""
    pages = [page for page in site.pages.values() if "7*7" in words(page.root)]
    assert len(pages) >= len(ADDRESSES) + 5
    return pages


def test_no_page_breaks(attacked: Site) -> None:
    for page in naming(attacked):
        assert page.errors == ()
        assert len(set(page.ids)) == len(page.ids)
        assert len(page.all("h1")) == len(page.all("title")) == len(page.all("main")) == 1


def test_nothing_runs(small_site: Site, attacked: Site) -> None:
    for page in naming(attacked):
        handlers = [name for e in page.root.iter() for name in e.attrib if name.lower().startswith("on")]
        assert handlers == [], page.address
        assert page.all("img") == [], page.address
        for script in page.all("script"):
            text = script.text or ""
            if script.get("type") == "application/ld+json":  # data that a browser does not run, unless it gets out
                assert not {"<", ">", "&"} & set(text), page.address
                assert isinstance(json.loads(text), dict), page.address
            else:
                assert "alert" not in text, page.address
        schemes = {r.target.split(":")[0] for r in page.references if ":" in r.target}
        assert schemes <= {"https", "http"}, page.address
    assert {address.split("/")[0] for address in ADDRESSES} == {kind.name for kind in KINDS}
    for address in ("", "reference/origin/", *(f"{kind.name}/" for kind in KINDS)):
        assert len(attacked.pages[address].all("script")) == len(small_site.pages[address].all("script"))


def test_everything_is_shown_as_it_was_typed(attacked: Site) -> None:
    shown = " ".join(NAME.split())
    description = " ".join(prose_text(TEXT).split())
    for address in ADDRESSES:
        page = attacked.pages[address]
        assert words(page.one("h1")) == shown
        assert words(page.one("title")) == f"{shown} - PowerHouse"
        assert page.meta("og:title") == NAME
        assert page.meta("description") == page.meta("og:description") == prose_text(TEXT)
        assert words(page.one("p", class_="ph-lead")) == description
        assert words(page.one("ul", class_="ph-notes")) == description
        assert [words(e) for e in page.root.iter("del")] == [" ".join(TEXT.split()), "<b>o</b>"]
        assert page.all("b") == []
        assert URL in {link.get("href") for link in page.all("a")}


def test_tables_name_them_as_they_were_typed(attacked: Site) -> None:
    shown = " ".join(NAME.split())
    for address in ADDRESSES:
        page = attacked.pages[f"{address.split('/')[0]}/"]
        [row] = [r for r in page.root.iter("tr") if any(a.get("href") == f"../{address}" for a in r.iter("a"))]
        [head] = row.iter("th")
        assert words(head).startswith(shown)
        assert head.get("data-sort") == NAME.lower()
        assert str(row.get("data-also")).startswith(f"{NAME} 2")


def test_records_for_search_are_escaped(attacked: Site) -> None:
    index = json.loads((attacked.folder / "search/search_index.json").read_text(encoding="utf-8"))
    records = {record["location"]: record for record in index["docs"]}
    for address in ADDRESSES:
        assert records[address]["title"] == html.escape(NAME)
        assert html.escape(prose_text(TEXT)) in records[address]["text"]
        assert "<" not in records[address]["text"]


def test_each_text_of_the_corpus_comes_out_as_it_was_typed(attacked: Site) -> None:
    assert len(CORPUS) > 150
    wrong = []
    for name, row in CORPUS.items():
        page = attacked.pages[f"{name}/"]
        if row.heading is not None:
            found = (text_of(page.one("h1")), page.meta("og:title"))
            wrong += [(name, text, row.heading) for text in found if text != row.heading]
        if row.lead is not None:
            found = (text_of(page.one("p", class_="ph-lead")), page.meta("description"))
            wrong += [(name, text, row.lead) for text in found if text != row.lead]
        if row.shown is not None and row.shown not in text_of(page.root):
            wrong.append((name, "not on the page", row.shown))
    assert wrong == []


def text_of(element: Element) -> str:
    """The text of an element to the letter, without the space around it."""
    return "".join(element.itertext()).strip(" \n")


def test_each_text_of_the_corpus_is_found_as_it_was_typed(attacked: Site) -> None:
    index = json.loads((attacked.folder / "search/search_index.json").read_text(encoding="utf-8"))
    records = {record["location"]: record for record in index["docs"]}
    for name, row in CORPUS.items():
        record = records[f"{name}/"]
        if row.heading is not None:
            assert record["title"] == html.escape(row.heading), name
        if row.lead is not None:
            assert html.escape(row.lead) in record["text"], name
        assert not re.search("[<>]", record["title"] + record["text"]), name


def test_each_text_of_the_corpus_stays_inert(small_site: Site, attacked: Site) -> None:
    neighbor = len(small_site.pages["models/old/"].all("script"))
    for name in CORPUS:
        page = attacked.pages[f"{name}/"]
        assert len(page.all("script")) == neighbor, name
        assert page.all("img") == page.all("iframe") == page.all("b") == [], name
        assert [a for e in page.root.iter() for a in e.attrib if a.startswith("on")] == [], name
        assert {r.target.split(":")[0] for r in page.references if ":" in r.target} <= {"https", "http"}, name
