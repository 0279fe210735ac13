"""A former address of an entry leads to the present one, and is nothing else."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from powerhouse_site.catalog import Catalog, load_catalog
from tests.site.building import ELSEWHERE, build
from tests.site.catalogs import MAKERS, Facts, license_, write
from tests.site.reading import Page, Site, words
from tests.site.small import small
from tests.site.test_links import SITEMAP

NAME = "A </title><b> & 'name' {{ 7*7 }}"
MOVED: dict[str, tuple[str, list[str]]] = {
    "models/now": ("Now", ["once-1.0", "before"]),
    "licenses/now": (NAME, ["before"]),
    "deployment-tools/now-too": ("Now", ["tool-before"]),
    "courses/now": ("Now", ["a"]),
}
"""What each entry goes by, and its former ids; a former id counts for its own kind only."""
FORMER = {f"{entry.split('/')[0]}/{id}/": f"{entry}/" for entry, (_, ids) in MOVED.items() for id in ids}


@pytest.fixture(scope="module")
def moved(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A published site of a few entries with former ids."""
    made: dict[str, Facts] = {
        name: {**MAKERS[name.split("/")[0]](heading), "former_ids": ids} for name, (heading, ids) in MOVED.items()
    }
    unmoved = {"licenses/own": license_("Own")}
    folder = small(root, tmp_path_factory.mktemp("moved") / "repository", {**made, **unmoved})
    return Site(build(folder, folder.parent / "site", SITE_URL=ELSEWHERE), base=ELSEWHERE)


def leads(page: Page) -> str:
    """Where the page takes its reader, without its doing."""
    [refresh] = page.all("meta", http_equiv="refresh")
    seconds, _, address = refresh.attrib["content"].partition("; url=")
    assert seconds == "0"
    return address


def test_every_former_address_has_a_page_and_no_other_moves(moved: Site) -> None:
    assert set(moved.redirects) == set(FORMER)
    assert not set(FORMER) & set(moved.pages)


def test_those_of_the_catalog_are_all_there(catalog: Catalog, site: Site) -> None:
    entries = [entry for kind in catalog.kinds for entry in catalog.of(kind.name)]
    former = {f"{entry.kind.name}/{id}/" for entry in entries for id in entry.facts.former_ids}
    assert set(site.redirects) == former


def test_it_leads_to_the_entry_by_itself_and_by_a_link(moved: Site) -> None:
    for address, page in moved.redirects.items():
        target = moved.base + FORMER[address]
        assert page.links == {target}, address
        [link] = page.all("a")
        assert link.get("href") == leads(page) == f"../{FORMER[address].split('/')[1]}/"
        assert moved.problem(target) is None
        assert page.one("link", rel="canonical").get("href") == leads(page)
        heading = words(moved.pages[FORMER[address]].one("h1"))
        assert words(link) == heading
        assert words(page.one("title")) == f"{heading} has moved"


def test_it_is_a_page_by_the_rules_of_html(moved: Site) -> None:
    for address, page in moved.redirects.items():
        assert page.errors == (), address
        assert page.root.get("lang") == "en"
        assert page.all("b") == page.all("script") == []
        assert "7*7" in words(page.root) or FORMER[address] != "licenses/now/"


def test_it_asks_for_nothing_else(moved: Site) -> None:
    for address, page in moved.redirects.items():
        assert {r.element.tag for r in page.references} == {"a", "link"}, address
        assert page.meta("robots") == "noindex"


def test_no_list_of_pages_names_it(moved: Site) -> None:
    listed = {e.text for e in ElementTree.parse(moved.folder / "sitemap.xml").getroot().iter(f"{SITEMAP}loc")}
    records = json.loads((moved.folder / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    found = {record["location"] for record in records}
    linked = set().union(*(page.links for page in moved.pages.values()))
    for address, target in FORMER.items():
        assert ELSEWHERE + target in listed & linked
        assert target in found
        assert ELSEWHERE + address not in listed | linked
        assert address not in found


def test_its_yaml_stands_at_the_present_address_only(moved: Site) -> None:
    assert {f"catalog/{entry}.yaml" for entry in MOVED} <= moved.files
    assert not {f"catalog/{address.rstrip('/')}.yaml" for address in FORMER} & moved.files


def test_a_build_without_an_address_has_the_same_redirects(moved: Site, root: Path, tmp_path: Path) -> None:
    now = {**MAKERS["models"]("Now"), "former_ids": ["before"]}
    folder = small(root, tmp_path / "repository", {"models/now": now})
    plain = Site(build(folder, tmp_path / "site"))
    name = "models/before/index.html"
    assert (plain.folder / name).read_bytes() == (moved.folder / name).read_bytes()


class TestTaken:
    """An address leads to one entry."""

    def problems(self, folder: Path, files: dict[str, Facts]) -> list[tuple[str, str, str]]:
        loaded = load_catalog(write(folder, files))
        assert loaded.failed is bool(loaded.diagnostics)
        return [(Path(d.file).stem, d.code.name, d.message) for d in loaded.diagnostics]

    def test_by_an_entry_of_today(self, tmp_path: Path) -> None:
        files = {"models/a": {**MAKERS["models"]("A"), "former_ids": ["b"]}, "models/b": MAKERS["models"]("B")}
        message = "'b' is the id of an entry today, so its address cannot lead here"
        assert self.problems(tmp_path, files) == [("a", "former-id-taken", message)]

    def test_by_the_entry_itself(self, tmp_path: Path) -> None:
        files = {"courses/a": {**MAKERS["courses"]("A"), "former_ids": ["a"]}}
        message = "'a' is the id of an entry today, so its address cannot lead here"
        assert self.problems(tmp_path, files) == [("a", "former-id-taken", message)]

    def test_by_a_former_id_of_another(self, tmp_path: Path) -> None:
        made = {id: MAKERS["tutorials"](id) | {"url": f"https://example.org/{id}"} for id in ("a", "b")}
        files = {f"tutorials/{id}": {**facts, "former_ids": ["old"]} for id, facts in made.items()}
        message = "'old' is also a former id of a.yaml"
        assert self.problems(tmp_path, files) == [("b", "former-id-taken", message)]

    def test_other_kinds_have_addresses_of_their_own(self, tmp_path: Path) -> None:
        files = {
            "models/a": {**MAKERS["models"]("A"), "former_ids": ["old", "mit"]},
            "licenses/mit": {**MAKERS["licenses"]("B"), "former_ids": ["old"]},
        }
        assert self.problems(tmp_path, files) == []
