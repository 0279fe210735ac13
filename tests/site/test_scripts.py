"""What readers load to run: small, no more than their page needs, and all of it asked for at once."""

import gzip
import posixpath
import re
from pathlib import Path

import pytest

from powerhouse_site.linking import Scripts
from powerhouse_site.plugin.scripts import shorten
from tests.site.reading import Page, Site

IMPORT = re.compile(r'(?:\bfrom|\bimport)\s*"(\.[^"?]+)\?\w+"')
MARKS = {
    "assets/table.js": {"data-ph-table"},
    "assets/table/hardware.js": {"data-ph-fits"},
    "assets/home.js": {"data-ph-picker"},
    "assets/memory.js": {"data-ph-memory"},
    "assets/compare.js": {"data-ph-compare"},
    "assets/pages.js": {"data-ph-rail", "data-ph-path", "data-ph-timeline"},
}
"""Scripts of some pages, each with the attributes by which it knows its places there."""
KB = 1000


@pytest.fixture(scope="module")
def scripts(site: Site) -> dict[str, str]:
    """Our scripts as the site serves them, by name."""
    names = [name for name in site.files if name.startswith("assets/") and name.endswith(".js")]
    ours = [name for name in names if not name.startswith("assets/javascripts/")]
    return {name: (site.folder / name).read_text(encoding="utf-8") for name in ours}


def weight(text: str) -> int:
    return len(gzip.compress(text.encode(), 9, mtime=0))


def run_by(site: Site, page: Page) -> set[str]:
    """Our modules that a page runs."""
    found = {reference.target for reference in page.references if reference.element.get("type") == "module"}
    return {site.below(each) for each in found}


def imported(scripts: dict[str, str], roots: set[str]) -> set[str]:
    """All that modules import, and what those import."""
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        folder = posixpath.dirname(name)
        for each in IMPORT.findall(scripts[name]):
            part = posixpath.normpath(posixpath.join(folder, each))
            if part not in found:
                found.add(part)
                waiting.append(part)
    return found


def test_a_page_asks_at_once_for_all_that_its_scripts_import(site: Site, scripts: dict[str, str]) -> None:
    """Else a browser learns of a module only when the one that imports it has come."""
    seen: set[str] = set()
    for page in site.pages.values():
        run = run_by(site, page)
        assert imported(scripts, run) <= run, page.address
        seen |= run
    assert seen | {"assets/search.js"} == set(scripts), "a script that no page runs"


def test_a_page_runs_only_what_it_has_a_use_for(site: Site) -> None:
    for page in site.pages.values():
        run = run_by(site, page)
        marks = {name for element in page.root.iter() for name in element.attrib}
        for script, own in MARKS.items():
            assert not own & marks or script in run, page.address
            assert own & marks or script not in run or page.all("div", class_="ph-entry"), page.address


def test_all_scripts_together_are_small(scripts: dict[str, str]) -> None:
    pytest.importorskip("minify", reason="names are as long as they were written")
    assert sum(weight(text) for text in scripts.values()) < 30 * KB


def test_a_table_loads_little(site: Site, scripts: dict[str, str]) -> None:
    """With memory on the reader's hardware, and with what every page loads: the frame, and the search."""
    pytest.importorskip("minify", reason="names are as long as they were written")
    loaded = {*run_by(site, site.pages["models/"]), "assets/search.js"}
    assert {"assets/table.js", "assets/table/hardware.js", "assets/frame.js"} < loaded
    assert sum(weight(scripts[name]) for name in loaded) < 20 * KB


def test_served_scripts_are_short_forms_of_those_that_are_written(root: Path, scripts: dict[str, str]) -> None:
    linked = Scripts.below(root / "docs").chunks
    assert {name: shorten(text) for name, text in linked.items()} == scripts
    assert len(linked) < 20


def test_scripts_are_written_so_that_they_can_be_shortened(root: Path) -> None:
    for file in (root / "docs" / "assets").rglob("*.js"):
        # What shortens them takes the inner of two nested templates for code.
        assert not re.search(r"\$\{[^}`]*`", file.read_text(encoding="utf-8")), file.name
