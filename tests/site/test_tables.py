"""The comparison tables hold exactly what the catalog says."""

import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import yaml

from powerhouse_site.catalog import Catalog
from powerhouse_site.pages.cells.cell import Cell, Owner, owner_of
from powerhouse_site.pages.cells.columns import MarkedColumn, cell_of, spread
from powerhouse_site.pages.tables.table import FIRST
from powerhouse_site.schema.described import Described, table_columns
from tests.site.reading import Page, Site, words

SILENT = "Not evidenced"
STRICTEST_FIRST = ("no", "unknown", "conditional", "yes")
FREEST_LAST = ("unknown", "no", "conditional", "yes")
ORIGIN_COLUMNS = {
    "Language Model": "Model",
    "Release Date": "Released",
    "Checkpoints": "Checkpoints",
    "Paper/Blog": "Paper or post",
    "Params (B)": "Parameters",
    "Context Length": "Context",
    "Licence": "License",
    "Try it": "Try it",
}
"""The columns of the origin's table of models for commercial use, and what each is called now."""


def tables(page: Page) -> dict[str, Element]:
    """The comparison tables of a page by the ids of their bodies, each with the table that goes on with its rows."""
    found = {}
    for region in page.all("div", class_="ph-scroll"):
        whole = Element("table")
        whole.extend([*region.iterfind("table"), *region.iterfind("noscript/table")])
        body = region.find("table/tbody")
        if body is not None and body.get("id", "").endswith("-rows"):
            found[body.attrib["id"].removesuffix("-rows")] = whole
    return found


def rows(table: Element) -> list[Element]:
    return table.findall("table/tbody/tr")


def row_addresses(site: Site, page: Page, table: Element) -> list[str]:
    """The entries that the rows lead to."""
    by_element = {id(reference.element): site.below(reference.target) for reference in page.references}
    return [by_element[id(row.find("th/a"))] for row in rows(table)]


def headers(table: Element) -> list[Element]:
    """The heads of the columns, from left to right, on whichever row of heads they stand."""
    heads = [head for head in table[0].iterfind("thead/tr/th") if head.get("data-column")]
    return sorted(heads, key=lambda head: int(head.get("data-column", "")))


@pytest.fixture(scope="module")
def uses(root: Path) -> dict[str, str]:
    """The answer of every model to commercial use, worked out here from the plain YAML."""

    def read(folder: str) -> dict[str, Any]:
        return {f.stem: yaml.safe_load(f.read_bytes()) for f in (root / "catalog" / folder).glob("*.yaml")}

    answers = {
        id: license.get("commercial_use", {}).get("answer", "unknown") for id, license in read("licenses").items()
    }
    found = {}
    for id, model in read("models").items():
        family = [name for name in [model.get("license"), *model.get("additional_terms", [])] if name]
        words = []
        for variant in model["variants"]:
            own = variant.get("license")
            names = [own] if own and own != model.get("license") else family
            given = [answers[name] for name in names] if own or model.get("license") else []
            words.append(min(given or ["unknown"], key=STRICTEST_FIRST.index))
        found[id] = max(words, key=FREEST_LAST.index)
    return found


def test_every_model_stands_in_one_of_the_two_tables_of_the_origin(site: Site, uses: dict[str, str]) -> None:
    commercial, research = site.pages["models/commercial-use/"], site.pages["models/research-use/"]
    expected = {
        "commercial": {f"models/{id}/" for id, use in uses.items() if use in ("yes", "conditional")},
        "research": {f"models/{id}/" for id, use in uses.items() if use == "no"},
        "not-established": {f"models/{id}/" for id, use in uses.items() if use == "unknown"},
    }
    shown: dict[str, list[str]] = {}
    for page in (commercial, research):
        for name, table in tables(page).items():
            shown[name] = row_addresses(site, page, table)
    assert {name: set(addresses) for name, addresses in shown.items()} == {k: v for k, v in expected.items() if v}
    everything = [address for addresses in shown.values() for address in addresses]
    assert len(everything) == len(set(everything)) == len(uses)
    assert expected["commercial"]
    assert expected["research"]


def test_the_pill_of_a_row_is_its_answer(site: Site, uses: dict[str, str]) -> None:
    page = site.pages["models/"]
    table = tables(page)["models"]
    for address, row in zip(row_addresses(site, page, table), rows(table), strict=True):
        [cell] = [cell for cell in row if "ph-cell--license" in cell.get("class", "")]
        [pill] = [e for e in cell.iter("span") if "ph-pill" in e.get("class", "").split()]
        assert f"ph-pill--{uses[address.split('/')[1]]}" in pill.get("class", "").split(), address


def test_the_question_of_home_is_answered_by_models_that_may_be_used(site: Site) -> None:
    [form] = [e for e in site.pages[""].root.iter("form") if e.get("data-ph-picker") is not None]
    found = [row for table in form.iter("table") for row in table.iter("tr") if list(row.iter("td"))]
    assert len(found) >= 5
    for row in found[:5]:
        assert [e.get("class") for e in row.iter("span") if "ph-pill" in e.get("class", "").split()] == [
            "ph-pill ph-pill--yes"
        ]


def test_doors_of_home_count_the_rows_behind_them(site: Site) -> None:
    page = site.pages[""]
    targets = {id(reference.element): reference.target for reference in page.references}
    [doors] = page.all("div", class_="ph-doors")
    counted = 0
    for item in doors.iter("li"):
        [link], counts = list(item.iter("a")), [words(span) for span in item.iter("span")]
        if "?" in targets[id(link)]:
            continue  # a table that scripts narrow down
        address = site.below(targets[id(link)])
        found = tables(site.pages[address])
        if found:
            counted += 1
            assert counts == [f"{sum(len(rows(table)) for table in found.values()):,}"], address
        elif address == "guides/":
            guides = {target for target in site.pages if target.startswith("guides/")} - {address}
            assert counts == [f"{len(guides)}"]
    assert counted == 9


def test_the_tables_of_a_kind_hold_every_entry_once(catalog: Catalog, site: Site) -> None:
    for kind in catalog.kinds:
        page = site.pages[f"{kind.name}/"]
        addresses = row_addresses(site, page, tables(page)[kind.name])
        assert sorted(addresses) == sorted(entry.url for entry in catalog.of(kind.name))


def test_the_first_rows_are_there_at_once_and_the_others_without_scripts(site: Site) -> None:
    """While scripts run, a browser takes what stands in `noscript` for a text, and so does not draw it."""
    lengths = []
    for page in site.pages.values():
        for table in tables(page).values():
            first, *rest = [len(each.findall("tbody/tr")) for each in table]
            assert first == min(FIRST, len(rows(table)))
            assert not rest or len(table[1].findall("thead/tr/th[@data-key]")) == len(headers(table))
            lengths += rest
    assert len(lengths) >= 5


def test_a_row_has_a_cell_for_each_column(site: Site) -> None:
    seen = 0
    for page in site.pages.values():
        for table in tables(page).values():
            for row in rows(table):
                seen += 1
                assert len(row) == len(headers(table)), page.address
    assert seen > 150


def test_every_column_of_the_origin_is_a_column(site: Site) -> None:
    """In all tables of models, those that replace the origin's above all."""
    for address in ("models/", "models/commercial-use/", "models/research-use/"):
        for table in tables(site.pages[address]).values():
            labels = [words(head[0]) for head in headers(table)]
            assert [label for label in ORIGIN_COLUMNS.values() if label not in labels] == []
            assert labels[0] == "Model"
            assert labels[-1] == "Evidence"


def test_one_column_says_that_the_table_is_sorted_by_it(site: Site) -> None:
    found = 0
    for page in site.pages.values():
        for table in tables(page).values():
            found += 1
            marked = [head for head in headers(table) if head.get("aria-sort")]
            assert len(marked) == 1, page.address
            assert marked[0].get("aria-sort") in ("ascending", "descending")
    assert found >= 5


def test_rows_stand_in_the_order_that_the_column_says(site: Site) -> None:
    for page in site.pages.values():
        for table in tables(page).values():
            heads = headers(table)
            [index] = [i for i, head in enumerate(heads) if head.get("aria-sort")]
            keys = [row[index].get("data-sort") for row in rows(table)]
            known = [key for key in keys if key is not None]
            assert keys[: len(known)] == known, "a row without a value stands before one with a value"
            if heads[index].get("data-numbers") is not None:
                numbers = [float(key) for key in known]
                assert numbers == sorted(numbers, reverse=heads[index].get("aria-sort") == "descending")
            else:
                assert known == sorted(known, reverse=heads[index].get("aria-sort") == "descending")


def test_columns_of_numbers_sort_by_numbers(site: Site) -> None:
    """Words sort as words: one of the two for all rows of a column."""
    for page in site.pages.values():
        for table in tables(page).values():
            for index, head in enumerate(headers(table)):
                values = [row[index].get("data-sort") for row in rows(table)]
                numeric = [is_number(value) for value in values if value is not None]
                if head.get("data-ph-sortable") is not None and head.get("data-numbers") is not None:
                    assert numeric, (page.address, words(head))
                    assert all(numeric), (page.address, words(head))


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def read_all(root: Path) -> dict[str, dict[str, Any]]:
    """The plain YAML of every entry by its address."""
    files = (root / "catalog").glob("*/*.yaml")
    return {f"{f.parent.name}/{f.stem}/": yaml.load(f.read_bytes(), yaml.CSafeLoader) for f in files}


def users(site: Site, kind: str) -> dict[str, int]:
    """What the column 'Used by' of a table says of each entry."""
    page = site.pages[f"{kind}/"]
    table = tables(page)[kind]
    [index] = [i for i, head in enumerate(headers(table)) if head.get("data-key") == "users"]
    counts = [int(words(row[index])) for row in rows(table)]
    return dict(zip(row_addresses(site, page, table), counts, strict=True))


def test_the_used_by_counts_of_licenses(root: Path, site: Site) -> None:
    """The models that name it by its id; its page has the tools that name it by its identifier as well."""
    everything = read_all(root)
    identifiers = {facts["spdx"]: url for url, facts in everything.items() if "spdx" in facts}
    used: dict[str, set[str]] = {}
    code = 0
    for address, facts in everything.items():
        kind = address.split("/")[0]
        if kind == "models":
            variants = [variant.get("license") for variant in facts["variants"]]
            for id in filter(None, [facts.get("license"), *facts.get("additional_terms", []), *variants]):
                used.setdefault(f"licenses/{id}/", set()).add(address)
        elif kind in ("frameworks", "deployment-tools"):
            for word in re.split(r"[\s()]+", facts.get("license", "")):
                if word in identifiers:
                    code += 1
                    used.setdefault(identifiers[word], set()).add(address)
    counts = users(site, "licenses")
    models = {address: {name for name in names if name.startswith("models/")} for address, names in used.items()}
    assert counts == {address: len(models.get(address, ())) for address in counts}
    assert sum(counts.values()) > 0
    assert code > 20
    for address, names in used.items():
        assert {site.base + name for name in names} <= site.pages[address].links, address
        assert all(site.base + address in site.pages[name].links for name in names), address


@pytest.mark.parametrize("kind", ["frameworks", "deployment-tools"])
def test_the_used_by_counts_of_tools(root: Path, site: Site, kind: str) -> None:
    """The tools of the other kind, the courses and the tutorials that name it."""
    fields = ("succeeded_by", "built_on", "integrates_with", "alternative_to", "uses_tools")
    used: dict[str, set[str]] = {}
    for address, facts in read_all(root).items():
        for id in (id for field in fields for id in facts.get(field, [])):
            if not address.startswith(f"{kind}/"):
                used.setdefault(f"{kind}/{id}/", set()).add(address)
    counts = users(site, kind)
    assert counts == {address: len(used.get(address, ())) for address in counts}
    assert sum(counts.values()) > 0
    for address in counts:
        assert {site.base + name for name in used.get(address, ())} <= site.pages[address].links, address


def test_what_nobody_has_verified_says_so_and_nothing_else_does(catalog: Catalog, site: Site) -> None:
    told = members = 0
    for kind in catalog.kinds:
        page = site.pages[f"{kind.name}/"]
        table = tables(page)[kind.name]
        keys = [head.get("data-key") for head in headers(table)]
        for address, row in zip(row_addresses(site, page, table), rows(table), strict=True):
            owner = owner_of(catalog, catalog.get(kind.name, address.split("/")[1]))
            for column in spread(table_columns(kind.facts)):
                cell = cell_of(owner, column)
                key = column.name if isinstance(column, Described) else column.heading.key
                shown = words(row[keys.index(key)])
                unverified = len(unverified_parts(cell))
                assert shown.count("unverified") == unverified, (address, key, shown)
                told += unverified
                if cell is not None and cell.drawing == "choices":
                    marked = [m.label if m.verified else f"{m.label} (unverified)" for m in cell.value]
                    assert shown == ", ".join(marked), (address, key)
                    members += len(marked)
                if isinstance(column, MarkedColumn):
                    assert shown.split(" (")[0] == state_of(owner, column.choice), (address, key)
    assert told > 0
    assert members > 200


def state_of(owner: Owner, choice: str) -> str:
    facts: Any = owner.entry.facts
    return "Yes" if choice in facts.capabilities else "No" if choice in facts.capabilities_not_supported else SILENT


def unverified_parts(cell: Cell | None) -> list[str]:
    """What must be marked in a cell: the cell itself, or each of several choices."""
    if cell is None or cell.text == "":
        return []
    members = [member.label for member in cell.value if not member.verified] if cell.drawing == "choices" else []
    return members if cell.verified else [cell.text]
