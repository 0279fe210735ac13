"""What a further kind of entry costs: a schema module with its line in the table of kinds, a template, a folder."""

import filecmp
import json
from dataclasses import dataclass
from difflib import ndiff
from pathlib import Path

import pytest

from powerhouse_site.catalog import load_catalog
from tests.site.building import NEEDED, build, copy, run
from tests.site.catalogs import license_, model
from tests.site.reading import Page, Site, words
from tests.site.small import small
from tests.site.test_tables import headers, row_addresses, rows, tables

PARTS = (*NEEDED, "src", "pyproject.toml")

SCHEMA = '''"""Data sets: what models were trained on."""

from typing import Annotated

from pydantic import Field

from powerhouse_site.schema.annotations import Column, Evidenced, Facet, Reference
from powerhouse_site.schema.facts import Facts
from powerhouse_site.schema.values import Choice, Many, Name, PartialDate, Slug, Url

ModelId = Annotated[Slug, Reference("models", inverse="Trained on")]
LicenseId = Annotated[Slug, Reference("licenses", inverse="Data under it")]


class Medium(Choice):
    """What it consists of."""

    TEXT = "text", "Text", "running text"
    CODE = "code", "Code"


class DataSet(Facts):
    """A collection that models were trained on."""

    title: Annotated[Name, Field(title="Data set", description="What it is called.")]
    medium: Annotated[
        Medium,
        Field(title="Medium", description="What it consists of."),
        Column(rank=10, cell="choice", facet=Facet.CHOICE),
    ]
    published: Annotated[
        PartialDate | None,
        Field(title="Published", description="When it came out."),
        Column(rank=20, cell="date", descending=True, default=True),
        Evidenced(),
    ] = None
    home: Annotated[Url | None, Field(title="Home", description="Its page.")] = None
    models: Annotated[Many[ModelId], Field(title="Models", description="Models that were trained on it.")] = ()
    license: Annotated[LicenseId | None, Field(title="License", description="The license of the collection.")] = None
'''
LINE = """    Kind(
        name="data-sets",
        singular="data set",
        plural="data sets",
        title="Data sets",
        tab="Data",
        lead="What models were trained on.",
        filter_hint="Name or medium",
        facts=DataSet,
    ),
"""
IMPORT = "from powerhouse_site.schema.data_sets import DataSet\n"
TEMPLATE = """{# The page of a data set. #}
{% extends "entry.html" %}
{% block own %}<section aria-labelledby="own"><h2 id="own">Only data sets say this</h2></section>{% endblock %}
"""
NAMED = {
    "models/pythia": model("Pythia", license="mit"),
    "models/gpt-j": model("GPT-J-6B"),
    "models/bloom": model("BLOOM"),
    "licenses/mit": license_("MIT"),
}
"""What its entries name, and a model that none of them names."""
PILE = """title: The Pile
aliases: [Pile]
description: English text from 22 sources.
medium: text
published: 2020-12-31
home: https://pile.eleuther.ai/
models:
  - pythia
  - gpt-j
license: mit
sources:
  - title: The Pile
    url: https://arxiv.org/abs/2101.00027
    checked: 2026-01-02
    supports: [published]
"""
STACK = """title: The Stack
description: Source code with permissive licenses.
medium: code
published: 2022-10
"""
ADDED = {
    "src/powerhouse_site/schema/data_sets.py": SCHEMA,
    "templates/data-sets/entry.html": TEMPLATE,
    "catalog/data-sets/the-pile.yaml": PILE,
    "catalog/data-sets/the-stack.yaml": STACK,
}
END = "    ),\n)\n"
TABLE_OF_KINDS = "src/powerhouse_site/schema/kinds.py"


@dataclass(frozen=True)
class Extended:
    """A repository with a further kind, the one that it was made of, and its site."""

    root: Path
    before: Path
    site: Site

    def run(self, *words: str) -> tuple[int, str]:
        done = run(self.root, *words, PYTHONPATH=str(self.root / "src"))
        return done.returncode, done.stdout


@pytest.fixture(scope="module")
def extended(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Extended:
    base = tmp_path_factory.mktemp("new-kind")
    before = copy(root, small(root, base / "before", NAMED), ("src", "pyproject.toml"))
    folder = copy(before, base / "repository", PARTS)
    for name, text in ADDED.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    table = folder / TABLE_OF_KINDS
    text = table.read_text(encoding="utf-8")
    first, end = text.index("from powerhouse_site."), text.index(END, text.index("KINDS: tuple")) + len("    ),\n")
    table.write_text(f"{text[:first]}{IMPORT}{text[first:end]}{LINE}{text[end:]}", encoding="utf-8")
    return Extended(folder, before, Site(build(folder, folder.parent / "site", PYTHONPATH=str(folder / "src"))))


def compared(ours: Path, theirs: Path) -> tuple[set[str], set[str], set[str]]:
    """The files that only `theirs` has, that only `ours` has, and that differ."""
    left, right = (
        {
            path.relative_to(base).as_posix()
            for part in PARTS
            for path in [base / part, *(base / part).rglob("*")]
            if path.is_file() and "__pycache__" not in path.parts
        }
        for base in (ours, theirs)
    )
    differing = {n for n in left & right if not filecmp.cmp(ours / n, theirs / n, shallow=False)}
    return right - left, left - right, differing


def test_it_costs_no_other_file(extended: Extended) -> None:
    added, lost, changed = compared(extended.before, extended.root)
    assert added == set(ADDED)
    assert lost == set()
    assert changed == {TABLE_OF_KINDS}
    before, after = ((base / TABLE_OF_KINDS).read_text(encoding="utf-8") for base in (extended.before, extended.root))
    changes = [line for line in ndiff(before.splitlines(), after.splitlines()) if line[:1] in "+-"]
    assert sorted(changes) == sorted(f"+ {line}" for line in (IMPORT + LINE).splitlines())


def test_it_is_validated(extended: Extended) -> None:
    status, output = extended.run("powerhouse_site", "validate")
    assert status == 0, output
    assert "no problems" in output


def test_its_references_are_checked(extended: Extended) -> None:
    pile = extended.root / "catalog/data-sets/the-pile.yaml"
    pile.write_text(PILE.replace("- pythia", "- pythya").replace("medium: text", "medium: tekst"), encoding="utf-8")
    try:
        status, output = extended.run("powerhouse_site", "validate")
    finally:
        pile.write_text(PILE, encoding="utf-8")
    assert status == 1
    assert "catalog/data-sets/the-pile.yaml:8:5: error[dead-reference]: 'pythya'" in output
    assert "did you mean 'pythia'?" in output
    assert "catalog/data-sets/the-pile.yaml:4:9: error[invalid-choice]" in output


def test_it_has_a_table(extended: Extended) -> None:
    page = extended.site.pages["data-sets/"]
    assert words(page.one("h1")) == "Data sets"
    assert words(page.one("p", class_="ph-lead")) == "What models were trained on."
    table = tables(page)["data-sets"]
    assert [words(head[0]) for head in headers(table)] == ["Data set", "Medium", "Published", "Evidence"]
    assert row_addresses(extended.site, page, table) == ["data-sets/the-stack/", "data-sets/the-pile/"]
    assert [[words(cell) for cell in row][1:3] for row in rows(table)] == [
        ["Code", "Oct 2022 (unverified)"],
        ["Text", "31 Dec 2020"],
    ]


def test_it_has_a_tab_on_every_page(extended: Extended) -> None:
    for page in extended.site.pages.values():
        [tabs] = page.all("ul", class_="ph-tabs")
        assert "Data" in [words(link) for link in tabs.iter("a")], page.address
        assert f"{extended.site.base}data-sets/" in page.links, page.address


def test_its_entries_have_pages(extended: Extended) -> None:
    page = extended.site.pages["data-sets/the-pile/"]
    assert words(page.one("h1")) == "The Pile"
    assert words(page.one("title")) == "The Pile - PowerHouse"
    assert page.meta("description") == "English text from 22 sources."
    assert words(page.part("own")) == "Only data sets say this"
    details = facts(page)
    assert details["Medium"] == "Textrunning text"
    assert details["Published"] == "31 Dec 2020source 1"
    assert details["Models"] == "Pythia, GPT-J-6B"
    assert details["License"] == "MIT"
    assert {"https://pile.eleuther.ai/", "https://arxiv.org/abs/2101.00027"} <= page.links
    assert {f"{extended.site.base}models/{id}/" for id in ("pythia", "gpt-j")} <= page.links
    assert (extended.site.folder / "catalog/data-sets/the-pile.yaml").read_text(encoding="utf-8") == PILE


def test_the_entries_that_it_names_name_it(extended: Extended) -> None:
    page = extended.site.pages["models/pythia/"]
    assert facts(page)["Trained on"] == "The Pile"
    assert f"{extended.site.base}data-sets/the-pile/" in page.links
    assert "Trained on" not in facts(extended.site.pages["models/bloom/"])
    assert facts(extended.site.pages["licenses/mit/"])["Data under it"] == "The Pile"


def test_a_kind_that_counts_models_alone_does_not_count_it(extended: Extended) -> None:
    catalog = load_catalog(extended.before / "catalog").catalog
    before = {
        entry.url: len({r.entry.url for r in catalog.referrers(entry) if r.entry.kind.name == "models"})
        for entry in catalog.of("licenses")
    }
    page = extended.site.pages["licenses/"]
    table = tables(page)["licenses"]
    [index] = [i for i, head in enumerate(headers(table)) if head.get("data-key") == "users"]
    addresses = row_addresses(extended.site, page, table)
    counts = dict(zip(addresses, [int(words(row[index])) for row in rows(table)], strict=True))
    assert counts == before
    assert before["licenses/mit/"] > 0


def test_it_is_found(extended: Extended) -> None:
    index = json.loads((extended.site.folder / "search/search_index.json").read_text(encoding="utf-8"))
    records = {record["location"]: record for record in index["docs"]}
    assert records["data-sets/"]["title"] == "Data sets"
    assert records["data-sets/the-pile/"] == {
        "location": "data-sets/the-pile/",
        "title": "The Pile",
        "text": "Data set. English text from 22 sources. Also known as Pile.",
        "kind": "Data set",
        "names": "Pile",
        "words": "Text\ntext\nPythia\nGPT-J-6B\nMIT",
        "date": "2020-12-31",
    }
    assert records["data-sets/the-stack/"]["title"] == "The Stack"


def test_the_site_stays_whole(extended: Extended) -> None:
    pages = extended.site.pages
    assert len(pages) > 3
    dead = [
        f"/{page.address} {reference}"
        for page in pages.values()
        for reference in page.references
        if extended.site.is_inside(reference.target) and extended.site.problem(reference.target)
    ]
    assert dead == []
    own = [
        page for address, page in pages.items() if address == "" or address.startswith(("data-sets/", "licenses/mit"))
    ]
    assert len(own) > 3
    assert [error for page in own for error in page.errors] == []


def facts(page: Page) -> dict[str, str]:
    """The terms of the page with what they are."""
    return {
        words(group[0]): words(group[1])
        for group in page.root.iter("div")
        if [child.tag for child in group] == ["dt", "dd"]
    }
