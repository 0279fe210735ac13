"""The page of every entry shows everything that its YAML says."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import yaml

from powerhouse_site.catalog import Catalog
from powerhouse_site.pages.entry.views import SHARED_FIELDS
from powerhouse_site.pages.words import date_words
from powerhouse_site.schema.described import described_fields
from powerhouse_site.schema.values import PartialDate
from tests.site.reading import Page, Site, words

Facts = dict[str, Any]
QUOTED = ("origin", "now", "reason", "description", "note", "notes", "condition", "context_note", "license_note")
"""Fields whose text may quote an address without leading there."""
PLACED = ("context_note", "license_note")
"""Fields of models that their page tells in a place of its own."""
Entry = tuple[str, Facts, Page]
"""The address, the plain YAML and the page of an entry."""
LINK = re.compile(r"\[([^\]]*)\]\((https?://[^)]*)\)")
"""A link inside of a text."""


@pytest.fixture(scope="module")
def entries(root: Path, site: Site) -> list[Entry]:
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


def test_the_heading_and_the_description_are_shown(entries: list[Entry]) -> None:
    for address, facts, page in entries:
        assert words(page.one("h1")) == str(facts.get("spdx") or facts.get("name") or facts["title"]), address
        lead = page.one("p", class_="ph-lead")
        assert plain(words(lead)) == plain(facts["description"]), address


def test_every_source_is_a_link_in_its_numbered_row(entries: list[Entry]) -> None:
    seen = 0
    for address, facts, page in entries:
        rows = [e for e in page.root.iter("tr") if e.get("id", "").startswith("source-")]
        sources = facts.get("sources", [])
        assert [row.get("id") for row in rows] == [f"source-{n}" for n in range(1, len(sources) + 1)], address
        for row, source in zip(rows, sources, strict=True):
            [link] = [link for link in row.iter("a") if link.get("rel")]
            assert link.get("href") == source["url"], address
            assert words(link) == source.get("title", source["url"]), address
            [date] = row.iter("time")
            assert date.get("datetime") == str(source["checked"]), address
            assert plain(source.get("note", "")) in plain(words(row)), address
            seen += 1
    assert seen > 300


def test_every_correction_is_shown_with_its_evidence(entries: list[Entry]) -> None:
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


def test_every_address_of_the_yaml_is_a_link(entries: list[Entry]) -> None:
    for address, facts, page in entries:
        given = set(addresses(facts))
        assert given, address
        assert given - page.links == set(), address
        assert {link for _, link in LINK.findall(str(facts))} - page.links == set(), address


def test_no_other_address_is_a_link(site: Site, entries: list[Entry]) -> None:
    """Above all no wrong one that a correction quotes."""
    quoted = 0
    in_texts = {link for _, facts, _ in entries for _, link in LINK.findall(str(facts))}
    for address, facts, page in entries:
        outside = {link for link in page.links if not site.is_inside(link)}
        assert outside - in_texts - set(addresses(facts)) == set(), address
        quoted += sum("://" in str(correction["origin"]) for correction in facts.get("corrections", []))
    assert quoted > 5, "no correction quotes a wrong address, so nothing was tried"


def test_home_quotes_wrong_addresses_as_text(site: Site, entries: list[Entry]) -> None:
    assert [link for link in site.pages[""].links if not site.is_inside(link)] == []


def test_aliases_and_notes_are_shown(entries: list[Entry]) -> None:
    for address, facts, page in entries:
        shown = words(page.one("article"))
        assert [alias for alias in facts.get("aliases", []) if str(alias) not in shown] == [], address
        assert [note for note in facts.get("notes", []) if plain(note) not in plain(shown)] == [], address


def terms(page: Page) -> dict[str, Element]:
    """What stands beside each term of the lists of a page, by the term as it is shown."""
    found: dict[str, Element] = {}
    for group in page.root.iter("div"):
        if [child.tag for child in group][:2] == ["dt", "dd"]:
            found.setdefault(words(group[0]), group[1])
    return found


def test_every_value_of_a_field_is_shown_beside_its_label(catalog: Catalog, entries: list[Entry]) -> None:
    """Of fields of one value or a list of them, but for those that have a place of their own."""
    kinds = {kind.name: kind for kind in catalog.kinds}
    seen: Counter[str] = Counter()
    for address, facts, page in entries:
        kind = kinds[address.split("/")[0]]
        shown = terms(page)
        for field in described_fields(kind.facts):
            value = facts.get(field.name)
            own = (*SHARED_FIELDS, *PLACED, "name", "title")
            if value is None or "." in field.path or field.name in own or field.reference or is_mapping(value):
                continue
            assert field.label in shown, (address, field.path)
            text = plain(words(shown[field.label]))
            labels = {choice.value: getattr(choice, "label", choice.value) for choice in field.choices}
            for item in value if isinstance(value, list) else [value]:
                wanted = labels.get(item) or spelt(field.name, item)
                assert plain(wanted) in text, (address, field.path, text)
                seen[field.name] += 1
    assert {"capabilities", "hardware", "interfaces", "backends", "topics", "price", "license", "category"} <= set(seen)
    assert sum(seen.values()) > 1_000


def spelt(name: str, value: object) -> str:
    """A plain value as a page writes it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if name in ("year", "release_date"):
        return date_words(PartialDate.parse(str(value)))
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def is_mapping(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and isinstance(value[0], dict))


def test_packages_and_lengths_are_told_whole(entries: list[Entry]) -> None:
    seen = 0
    for address, facts, page in entries:
        for label, name in (("Package", "package"), ("Length", "length")):
            value = facts.get(name, {})
            told = [str(v) for key, v in value.items() if key not in ("registry", "released")]
            text = words(terms(page)[label]) if value else ""
            assert [word for word in told if word not in text] == [], (address, name)
            seen += bool(value)
        hours = facts.get("length", {}).get("hours")
        assert ("Hours" in terms(page)) is (hours is not None), address
        assert hours is None or words(terms(page)["Hours"]) == str(hours), address
    assert seen > 30


def test_each_of_several_choices_has_its_own_sources(catalog: Catalog, entries: list[Entry]) -> None:
    """The numbers behind each are those of the sources that support it; without one it says so."""
    kinds = {kind.name: kind for kind in catalog.kinds}
    cited = 0
    for address, facts, page in entries:
        for field in described_fields(kinds[address.split("/")[0]].facts):
            if not field.member_paths or "." in field.path or field.name not in facts:
                continue
            members = [e for e in terms(page)[field.label].iter("span") if e.get("class") == "ph-member"]
            assert len(members) == len(facts[field.name]), (address, field.path)
            for word, member in zip(facts[field.name], members, strict=True):
                supporting = [
                    str(number)
                    for number, source in enumerate(facts.get("sources", []), 1)
                    if {field.path, f"{field.path}.{word}"} & set(source["supports"])
                ]
                links = [words(a).removeprefix("source ") for a in member.iter("a") if a.get("class") == "ph-cite"]
                marked = "unverified" in words(member)
                if field.evidence:
                    assert links == supporting, (address, field.path, word)
                    assert marked is not bool(supporting), (address, field.path, word)
                else:
                    assert not marked, (address, field.path, word)
                cited += len(links)
    assert cited > 200


def test_the_evidence_counts_every_choice(catalog: Catalog, entries: list[Entry]) -> None:
    """Worked out here from the plain YAML of the tools, which have most of them."""
    single = {"status": "status", "license": "license"}
    several = ("hardware", "capabilities", "interfaces", "weight_formats")
    for address, facts, page in entries:
        if address.split("/")[0] not in ("frameworks", "deployment-tools"):
            continue
        needed = {path for name, path in single.items() if name in facts}
        needed |= {f"{name}.{word}" for name in several for word in facts.get(name, [])}
        needed |= {"package.released"} if "released" in facts.get("package", {}) else set()
        supported = {path for source in facts["sources"] for path in source["supports"]}
        verified = {path for path in needed if {path, path.partition(".")[0]} & supported}
        told = f"{len(verified)} of {len(needed)} facts that need evidence have a checked source."
        assert told in words(page.part("evidence")), address


def test_the_line_below_the_name_says_who_made_it(entries: list[Entry]) -> None:
    for address, facts, page in entries:
        by = facts.get("developer") or facts.get("organization") or facts.get("provider")
        if address.startswith("tutorials/"):
            by = ", ".join(facts.get("authors", [])) or facts.get("institution")
        crumbs = [words(item) for item in page.one("nav", class_="ph-crumbs").iter("li")]
        if by:
            assert crumbs[1] == by, address
        assert len(crumbs) == (3 if by or address.startswith("licenses/") else 2), address


def test_what_has_ended_is_struck_through_and_nothing_else_is(site: Site, entries: list[Entry]) -> None:
    ended = {address for address, facts, _ in entries if facts.get("status") in ("archived", "retired")}
    assert {address for address, _, page in entries if page.all("h1", class_="ph-ended")} == ended
    kinds = {address.split("/")[0] for address in ended}
    assert kinds >= {"deployment-tools", "frameworks"}
    for page in site.pages.values():
        targets = {id(reference.element): site.below(reference.target) for reference in page.references}
        for link in page.all("a", class_="ph-name"):
            struck = "ph-ended" in link.get("class", "").split()
            assert struck is (targets[id(link)] in ended), (page.address, words(link))


def test_every_variant_is_a_row_with_its_parameters(entries: list[Entry]) -> None:
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
    entries: list[Entry],
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


def test_a_citation_leads_to_a_source_that_is_there(entries: list[Entry]) -> None:
    cited = 0
    for address, _, page in entries:
        for link in page.all("a", class_="ph-cite"):
            cited += 1
            number = words(link).removeprefix("source ")
            assert link.attrib["href"].endswith(f"#source-{number}"), address
    assert cited > 500


def test_the_yaml_is_served_byte_for_byte(root: Path, site: Site, entries: list[Entry]) -> None:
    served = {name for name in site.files if name.startswith("catalog/")}
    assert served == {f"catalog/{address.rstrip('/')}.yaml" for address, _, _ in entries}
    for name in served:
        assert (site.folder / name).read_bytes() == (root / name).read_bytes(), name


def test_each_page_leads_to_its_yaml(site: Site, entries: list[Entry]) -> None:
    for address, _, page in entries:
        assert f"{site.base}catalog/{address.rstrip('/')}.yaml" in page.links, address
