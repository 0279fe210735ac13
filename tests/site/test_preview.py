"""The live preview goes on with the last good pages while a catalog has errors, and shows the errors."""

import logging
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from powerhouse_site.addresses import Addresses
from powerhouse_site.entries import Entry
from powerhouse_site.linking import Scripts
from powerhouse_site.plugin.kept import Kept
from powerhouse_site.plugin.sources import EMPTY, Inputs, Previous, Site, read_site
from tests.site.building import environment
from tests.site.catalogs import accelerator, write
from tests.site.reading import parsed, words
from tests.site.small import small

ADDRESSES = Addresses()
BROKEN = {"accelerators/card": "name: Card\nwatts: 300\n"}
PATIENCE = 60
"""Seconds to wait for a rebuild, which takes about one."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a catalog with one entry."""
    return write(tmp_path / "catalog", {"accelerators/card": accelerator()})


def read(folder: Path, previous: Site | None) -> Site:
    inputs = Inputs(catalog=folder, templates=folder.parent / "templates", scripts=Scripts({}))
    return read_site(inputs, ADDRESSES, 0, previous=Previous(previous, Kept()) if previous else None)


def addresses(site: Site) -> set[str]:
    return {page.url for page in site.pages}


def test_a_good_catalog_has_pages_and_no_problems(folder: Path) -> None:
    site = read(folder, EMPTY)
    assert "accelerators/card/" in addresses(site)
    assert site.problems == ()


def test_a_broken_one_keeps_the_last_good_pages(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    good = read(folder, EMPTY)
    write(folder, BROKEN)
    with caplog.at_level(logging.ERROR):
        broken = read(folder, good)
    assert broken.pages == good.pages
    *missing, unknown = broken.problems
    assert str(unknown).startswith(f"{folder.as_posix()}/accelerators/card.yaml:2:1: error[unknown-field]: 'watts'")
    assert unknown.source == "2 | watts: 300\n  | ^^^^^"
    assert {problem.label for problem in missing} == {"error[missing-field]"}
    assert "error[unknown-field]: 'watts'" in caplog.text
    write(folder, {"accelerators/other": accelerator("Other")})
    still = read(folder, broken)
    assert still.pages == good.pages
    write(folder, {"accelerators/card": accelerator()})
    mended = read(folder, still)
    assert mended.problems == ()
    assert addresses(mended) == addresses(good) | {"accelerators/other/"}


def test_a_catalog_that_is_broken_from_the_start_has_pages_without_entries(folder: Path) -> None:
    write(folder, BROKEN)
    first = read(folder, EMPTY)
    assert first.problems[-1].label == "error[unknown-field]"
    assert addresses(first) >= {"", "models/", "licenses/", "accelerators/"}
    assert not any(page.entry for page in first.pages)
    again = read(folder, first)
    assert addresses(again) == addresses(first)
    write(folder, {"accelerators/card": accelerator()})
    mended = read(folder, again)
    assert mended.problems == ()
    assert "accelerators/card/" in addresses(mended)


def test_the_last_good_pages_are_drawn_by_the_templates_of_now(folder: Path) -> None:
    good = read(folder, EMPTY)
    write(folder, BROKEN)
    broken = read(folder, good)
    assert broken.renderer is not good.renderer


def test_a_build_does_not_go_on(folder: Path) -> None:
    write(folder, BROKEN)
    with pytest.raises(PluginError, match="'watts' is not a field"):
        read(folder, None)


def test_the_server_goes_on_serving(root: Path, tmp_path: Path) -> None:
    """One run of the real server: broken, mended, broken again."""
    repository = small(root, tmp_path / "repository")
    card = repository / "catalog/accelerators/card.yaml"
    good = card.read_text(encoding="utf-8")
    bad = good.replace('"vendor"', '"watts": "<b>70</b>",\n "vendor"')
    card.write_text(bad, encoding="utf-8")
    with serving(repository) as get:
        problems = until(lambda: banner(get("/")), "the problems of a catalog that is broken from the start")
        assert "error[unknown-field]: 'watts'" in problems
        assert "<b>70</b>" in problems, "the problems are not shown as they are"

        card.write_text(good, encoding="utf-8")
        page = until(lambda: get("/accelerators/card/"), "the page of the mended entry")
        assert banner(page) == ""

        card.write_text(bad, encoding="utf-8")
        until(lambda: banner(get("/accelerators/card/")), "the problems above the last good page")
        page = get("/accelerators/card/")
        assert "watts" in banner(page)
        assert '<h1 id="title"' in page


def test_the_server_goes_on_when_an_entry_is_lost_that_others_name(root: Path, tmp_path: Path) -> None:
    repository = small(root, tmp_path / "repository")
    with serving(repository) as get:
        until(lambda: get("/licenses/own/"), "the page of the entry")
        (repository / "catalog/licenses/own.yaml").unlink()
        problems = until(lambda: banner(get("/licenses/own/")), "the last good page below the dead references")
        assert "error[dead-reference]: 'own'" in problems


def test_the_server_goes_on_when_a_template_is_broken(root: Path, tmp_path: Path) -> None:
    """A syntax error, an error in drawing, an error in the theme's frame, and one that is there from the start."""
    repository = small(root, tmp_path / "repository")
    entry, tabs = repository / "templates/entry.html", repository / "templates/theme/partials/tabs.html"
    good, good_tabs = entry.read_text(encoding="utf-8"), tabs.read_text(encoding="utf-8")
    entry.write_text("{% if <b> %}\n" + good, encoding="utf-8")
    with serving(repository) as get:
        shown = until(lambda: showing(get, "cannot be drawn"), "the mistake in a template, from the start")
        assert "templates/entry.html:1" in shown
        assert "{% if &lt;b&gt; %}" in shown, "the line of the template is not shown as it is"
        assert "md-header" in shown, "the frame around it is not the site's"

        entry.write_text(good + "\n{{ nothing }}", encoding="utf-8")
        until(lambda: showing(get, "&#39;nothing&#39; is undefined"), "an error in drawing")

        entry.write_text(good, encoding="utf-8")
        until(lambda: showing(get, "ph-rail"), "the page of the mended template")

        tabs.write_text(good_tabs + '{{ 1 + "a" }}', encoding="utf-8")
        shown = until(lambda: showing(get, "The theme cannot be drawn"), "a mistake in the theme's frame")
        assert "templates/theme/partials/tabs.html" in shown

        tabs.write_text(good_tabs, encoding="utf-8")
        until(lambda: showing(get, "ph-rail"), "the page in the mended frame")


def test_only_what_has_changed_is_read_again(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "catalog", {"accelerators/card": accelerator(), "accelerators/other": accelerator("Other")}
    )
    kept = Kept()

    def again() -> dict[str, Entry]:
        inputs = Inputs(catalog=folder, templates=tmp_path / "templates", scripts=Scripts({}))
        site = read_site(inputs, ADDRESSES, 0, previous=Previous(EMPTY, kept))
        return {page.url: page.entry for page in site.pages if page.entry}

    first = again()
    write(folder, {"accelerators/card": accelerator("Changed")})
    second = again()
    assert second["accelerators/other/"] is first["accelerators/other/"]
    assert second["accelerators/card/"].heading == "Changed"


def test_what_is_read_is_gathered_only_for_pages_that_are_drawn(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("a page was gathered that nobody asked for")

    for name in ("home_view", "entry_view", "status_view", "picker", "search_record", "prose_text"):
        monkeypatch.setattr(f"powerhouse_site.pages.site.{name}", fail)
    monkeypatch.setattr("powerhouse_site.pages.memory.rows.memory_data", fail)
    monkeypatch.setattr("powerhouse_site.pages.tables.pages.build_table", fail)
    assert "accelerators/card/" in addresses(read(folder, EMPTY))


def showing(get: Callable[[str], str], text: str) -> str:
    """The page of an entry, when it shows a text."""
    page = get("/accelerators/card/")
    return page if text in page else ""


@dataclass(frozen=True)
class Preview:
    """A live preview that is running; called with a path, it gets a page, or no text where there is none yet."""

    base: str
    server: "subprocess.Popen[bytes]"
    log: Path

    def address(self, path: str) -> str:
        return self.base + path

    def __call__(self, path: str) -> str:
        assert self.server.poll() is None, f"the server has ended:\n{self.log.read_text(encoding='utf-8')}"
        try:
            with urllib.request.urlopen(self.address(path), timeout=PATIENCE) as answer:
                text: str = answer.read().decode()
                return text
        except OSError:
            return ""


@contextmanager
def serving(repository: Path) -> Iterator[Preview]:
    """Run the live preview."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    log = repository.parent / "serve.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address],
            cwd=repository,
            env=environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield Preview(f"http://{address}", server, log)
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE)


def banner(page: str) -> str:
    """The text of the notice above a page; empty for none."""
    found = [e for e in parsed(page).iter("aside") if "md-banner" in e.get("class", "").split()]
    return words(found[0]) if found else ""


def until(look: Callable[[], str], what: str) -> str:
    """Wait for a text."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"waited in vain for {what}")
