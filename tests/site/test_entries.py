"""The page of every entry shows everything that its YAML says."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.site.reading import Page, Site, words

Facts = dict[str, Any]
QUOTED = ("origin", "now", "reason", "description", "note", "notes", "condition", "context_note", "license_note")
"""Fields whose text may quote an address without leading there."""
LINK = re.compile(r"\[([^\]]*)\]\((https?://[^)]*)\)")
"""A link inside of a text."""


@pytest.fixture(scope="module")
def entries(root: Path, site: Site) -> list[tuple[str, Facts, Page]]:
    """The address, the plain YAML and the page of every entry."""
    files = sorted((root / "catalog").glob("*/*.yaml"))
    read = [(f"{f.parent.name}/{f.stem}/", yaml.load(f.read_bytes(), yaml.CSafeLoader)) for f in files]
    return [(address, facts, site.pages[address]) for address, facts in read]


def addresses(value: object, name: str = "") -> Iterator[str]:
    """Every address that the YAML gives as a link."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from addresses(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from addresses(item, name)
    elif isinstance(value, str) and value.startswith(("https://", "http://")) and name not in QUOTED:
        yield value


def plain(text: object) -> str:
    """Text of the catalog as it is read on the page: without marks of emphasis, code and links, on one line."""
    return " ".join(LINK.sub(r"\1", str(text)).replace("`", "").replace("*", "").split())


def test_the_heading_and_the_description_are_shown(entries: list[tuple[str, Facts, Page]]) -> None:
    for address, facts, page in entries:
        assert words(page.one("h1")) == str(facts.get("spdx") or facts.get("name") or facts["title"]), address
        lead = page.one("p", class_="ph-lead")
        assert plain(words(lead)) == plain(facts["description"]), address


def test_every_source_is_a_link_in_its_numbered_row(entries: list[tuple[str, Facts, Page]]) -> None:
    seen = 0
    for address, facts, page in entries:
        rows = [e for e in page.root.iter("tr") if e.get("id", "").startswith("source-")]
        sources = facts.get("sources", [])
        assert [row.get("id") for row in rows] == [f"source-{n}" for n in range(1, len(sources) + 1)], address
        for row, source in zip(rows, sources, strict=True):
            [link] = [link for link in row.iter("a") if link.get("rel")]
            assert link.get("href") == source["url"], address
            assert words(link) == source.get("title", source["url"]), address
            assert ("Not checked" in words(row)) is ("checked" not in source), address
            if "checked" in source:
                [date] = row.iter("time")
                assert date.get("datetime") == str(source["checked"]), address
            assert plain(source.get("note", "")) in plain(words(row)), address
            seen += 1
    assert seen > 300


def test_every_correction_is_shown_with_its_evidence(entries: list[tuple[str, Facts, Page]]) -> None:
    seen = 0
    for address, facts, page in entries:
        corrections = facts.get("corrections", [])
        assert bool(page.all("section", aria_labelledby="corrections")) is bool(corrections), address
        if not corrections:
            continue
        rows = [row for row in page.part("corrections").iter("tr") if list(row.iter("del"))]
        for row, correction in zip(rows, corrections, strict=True):
            label, origin, now, why = row
            assert words(label), address
            assert words(origin) == " ".join(str(correction["origin"]).split()), address
            assert plain(words(now)).startswith(plain(correction["now"])), address
            assert plain(words(why)) == plain(correction["reason"]), address
            if "evidence" in correction:
                leads = {link.get("href") for link in now.iter("a")}
                numbers = [n for n, s in enumerate(facts["sources"], 1) if s["url"] == correction["evidence"]]
                wanted = {f"#source-{n}" for n in numbers} or {correction["evidence"]}
                assert leads & wanted, address
            seen += 1
    assert seen > 50


def test_every_address_of_the_yaml_is_a_link(entries: list[tuple[str, Facts, Page]]) -> None:
    for address, facts, page in entries:
        given = set(addresses(facts))
        assert given, address
        assert given - page.links == set(), address
        assert {link for _, link in LINK.findall(str(facts))} - page.links == set(), address


def test_no_other_address_is_a_link(site: Site, entries: list[tuple[str, Facts, Page]]) -> None:
    """Above all no wrong one that a correction quotes."""
    quoted = 0
    in_texts = {link for _, facts, _ in entries for _, link in LINK.findall(str(facts))}
    for address, facts, page in entries:
        outside = {link for link in page.links if not site.is_inside(link)}
        assert outside - in_texts - set(addresses(facts)) == set(), address
        quoted += sum("://" in str(correction["origin"]) for correction in facts.get("corrections", []))
    assert quoted > 5, "no correction quotes a wrong address, so nothing was tried"


def test_home_quotes_wrong_addresses_as_text(site: Site, entries: list[tuple[str, Facts, Page]]) -> None:
    assert [link for link in site.pages[""].links if not site.is_inside(link)] == []


def test_aliases_and_notes_are_shown(entries: list[tuple[str, Facts, Page]]) -> None:
    for address, facts, page in entries:
        shown = words(page.one("article"))
        assert [alias for alias in facts.get("aliases", []) if str(alias) not in shown] == [], address
        assert [note for note in facts.get("notes", []) if plain(note) not in plain(shown)] == [], address


def test_every_variant_is_a_row_with_its_parameters(entries: list[tuple[str, Facts, Page]]) -> None:
    for address, facts, page in entries:
        if not address.startswith("models/"):
            continue
        rows = [row for row in page.part("variants").iter("tr") if row.find("th[@scope='row']") is not None]
        assert len(rows) == len(facts["variants"]), address
        for row, variant in zip(rows, facts["variants"], strict=True):
            head = row[0]
            assert words(head).startswith(str(variant["name"])), address
            assert [link.get("href") for link in head.iter("a") if link.get("rel")] == [
                link for link in [variant.get("checkpoint")] if link
            ]


def test_every_answer_of_a_license_is_shown_with_its_condition_and_clause(
    entries: list[tuple[str, Facts, Page]],
) -> None:
    questions = ("commercial_use", "redistribution", "modification", "train_other_models", "attribution")
    more = ("share_alike", "hosted_service", "use_restrictions", "naming_duty")
    for address, facts, page in entries:
        if not address.startswith("licenses/"):
            continue
        rows = list(page.part("answers").iter("dt"))
        assert len(rows) == len(questions + more), address
        shown = plain(words(page.part("answers")))
        assert "Not legal advice" in shown
        for question in (*questions, *more):
            answer = facts.get(question)
            if answer:
                assert plain(answer.get("condition", "")) in shown, (address, question)
                assert f"§{answer['clause']}" in shown if "clause" in answer else True, (address, question)
                assert f"{answer['threshold']['value']:,}" in shown if "threshold" in answer else True


def test_a_citation_leads_to_a_source_that_is_there(entries: list[tuple[str, Facts, Page]]) -> None:
    cited = 0
    for address, _, page in entries:
        for link in page.all("a", class_="ph-cite"):
            cited += 1
            number = words(link).removeprefix("source ")
            assert link.attrib["href"].endswith(f"#source-{number}"), address
    assert cited > 500


def test_the_yaml_is_served_byte_for_byte(root: Path, site: Site, entries: list[tuple[str, Facts, Page]]) -> None:
    served = {name for name in site.files if name.startswith("catalog/")}
    assert served == {f"catalog/{address.rstrip('/')}.yaml" for address, _, _ in entries}
    for name in served:
        assert (site.folder / name).read_bytes() == (root / name).read_bytes(), name


def test_each_page_leads_to_its_yaml(site: Site, entries: list[tuple[str, Facts, Page]]) -> None:
    for address, _, page in entries:
        assert f"{site.base}catalog/{address.rstrip('/')}.yaml" in page.links, address
