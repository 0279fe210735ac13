"""Nothing is asked of another host, whatever a reader does on the site."""

import json
import re
from pathlib import Path

import pytest

from tests.site.reading import Site

URL = re.compile(r"url\(\s*(['\"]?)(.*?)\1\s*\)", re.IGNORECASE | re.DOTALL)


@pytest.fixture(params=["site", "published"])
def either(request: pytest.FixtureRequest) -> Site:
    """Each of the two builds: a repository must not make a page ask its host for anything."""
    found: Site = request.getfixturevalue(request.param)
    return found


def test_only_links_that_readers_follow_lead_to_other_hosts(either: Site) -> None:
    """No script, style, picture, font, icon, frame or early connection."""
    asked = [
        f"/{page.address} {reference}"
        for page in either.pages.values()
        for reference in page.references
        if reference.element.tag != "a" and not either.is_inside(reference.target)
    ]
    assert asked == []


def test_pages_refer_to_styles_and_scripts_at_all(site: Site) -> None:
    for page in site.pages.values():
        fetched = {reference.element.tag for reference in page.references}
        assert {"script", "link"} <= fetched, page.address


def test_nothing_is_reached_by_a_tag_that_embeds(either: Site) -> None:
    embedding = ("base", "iframe", "embed", "object", "frame", "audio", "video", "applet")
    assert [(p.address, tag) for p in either.pages.values() for tag in embedding if p.all(tag)] == []
    assert [p.address for p in either.pages.values() for e in p.all("meta") if e.get("http-equiv") == "refresh"] == []


def test_styles_fetch_nothing_from_elsewhere(site: Site) -> None:
    styles = {name: (site.folder / name).read_text(encoding="utf-8") for name in site.files if name.endswith(".css")}
    assert styles
    for name, text in styles.items():
        assert "@import" not in text, name
        assert "@font-face" not in text, name
        for _, address in URL.findall(text):
            assert address.startswith(("data:", "#")), f"{name}: {address[:80]}"


def test_no_page_brings_styles_that_fetch(either: Site) -> None:
    for page in either.pages.values():
        inline = [e.get("style", "") for e in page.root.iter()] + [e.text or "" for e in page.all("style")]
        assert not any("url(" in style or "@import" in style for style in inline), page.address


def test_no_font_is_served(site: Site) -> None:
    assert [name for name in site.files if name.endswith((".woff", ".woff2", ".ttf", ".otf", ".eot"))] == []


def test_our_scripts_ask_no_other_host(root: Path) -> None:
    """Some of them ask for files of the site, by the addresses that their pages give them.

    They are read as they are written; what is served is a short form of that, as another test holds.
    """
    ours = sorted((root / "docs" / "assets").rglob("*.js"))
    assert ours
    for file in ours:
        name = file.relative_to(root / "docs").as_posix()
        text = file.read_text(encoding="utf-8")
        text = text.replace("fetch(holder.dataset.file,", "")
        text = (
            text.replace("new URL(search.dataset.phIndex, location)", "")
            .replace("fetch(index)", "")
            .replace('fetch("../search/search_index.json")', "")
        )
        if name in ("assets/table/pages.js", "assets/memory/data.js"):
            text = text.replace("fetch(address)", "")  # one of those that its page names in an attribute
        text = text.replace('"http://www.w3.org/2000/svg"', "")  # the name of a language, which nothing asks for
        calls = r"https?://|\bfetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|importScripts|\bimport\("
        assert not re.search(calls, text), name


def test_the_file_that_a_script_asks_for_is_one_of_the_site(site: Site) -> None:
    """By an address with the stamp that the file bears."""
    stamp = json.loads((site.folder / "memory/data.json").read_text(encoding="utf-8"))["stamp"]
    for page, attribute in (("memory/", "data-ph-memory"), ("models/variants/", "data-ph-fits")):
        [address] = [e.get(attribute) for e in site.pages[page].root.iter() if e.get(attribute)]
        assert address == "../" * page.count("/") + f"memory/data.json?{stamp}"
    files = [e.get("data-file") for e in site.pages["compare/"].root.iter() if e.get("data-file")]
    assert f"../memory/data.json?{stamp}" in files


def test_the_files_that_a_comparison_is_made_of_are_those_of_the_site(site: Site) -> None:
    addresses = [e.get("data-file") for e in site.pages["compare/"].root.iter() if e.get("data-file")]
    names = {str(address).removeprefix("../").partition("?")[0] for address in addresses}
    assert {"compare/models.json", "compare/variants.json", "compare/names.json", "memory/data.json"} < names
    assert names <= set(site.files)


def test_nothing_wakes_the_parts_of_the_theme_that_call_other_hosts(either: Site) -> None:
    """The theme asks a forge about stars where it finds a source link, and a CDN for diagrams."""
    for page in either.pages.values():
        components = {e.get("data-md-component") for e in page.root.iter()}
        assert not components & {"source", "consent", "outdated"}, page.address
        assert page.all("pre", class_="mermaid") == []
        settings = json.loads(page.one("script", id="__config").text or "")
        assert settings.get("version") is None
        assert "annotate" not in settings or settings["annotate"] is None
