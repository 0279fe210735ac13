"""All styles of the site are one file, which every page loads and nothing else."""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from rcssmin import cssmin

from powerhouse_site.plugin.styles import combine
from powerhouse_site.plugin.used_styles import UNUSED
from tests.site.reading import Site


def test_every_page_loads_one_style(site: Site) -> None:
    loaded = {
        link.get("href", "").split("assets/")[-1]
        for page in site.pages.values()
        for link in page.all("link", rel="stylesheet")
    }
    assert len(loaded) == 1
    assert all(len(page.all("link", rel="stylesheet")) == 1 for page in site.pages.values())
    [name] = loaded
    assert [path.name for path in site.folder.rglob("*.css")] == [name]


def test_the_style_holds_the_theme_then_ours_in_order(root: Path, site: Site) -> None:
    [path] = site.folder.rglob("*.css")
    text = path.read_text(encoding="utf-8")
    names = re.findall(r"assets/(\w+)\.css", (root / "mkdocs.yml").read_text(encoding="utf-8"))
    ours = [(root / "docs" / "assets" / f"{name}.css").read_text(encoding="utf-8") for name in names]
    assert {f"{name}.css" for name in names} == {each.name for each in (root / "docs/assets").glob("*.css")}
    places = [text.index(".md-header"), *(text.find(str(cssmin(each))) for each in ours)]
    assert -1 not in places
    assert places == sorted(places), "later styles outweigh earlier ones"
    assert "sourceMappingURL" not in text


def test_nothing_on_a_page_misses_a_style_of_the_theme(site: Site) -> None:
    """What `used_styles` leaves out is what no page has: whoever turns a feature on takes it off that list."""
    for page in site.pages.values():
        for element in page.root.iter():
            for name in element.get("class", "").split():
                assert not UNUSED.search(f".{name}"), f"{page.address}: {name}"
            assert element.get("dir") != "rtl", page.address


def test_no_style_is_for_a_class_that_nothing_has(root: Path) -> None:
    """A class is written in a template, a script or the code, or its beginning is, before a word that comes in."""
    places = [("templates", "html"), ("docs/assets", "js"), ("src", "py")]
    written = "".join(
        file.read_text(encoding="utf-8") for folder, suffix in places for file in (root / folder).rglob(f"*.{suffix}")
    )
    for style in sorted((root / "docs/assets").glob("*.css")):
        text = re.sub(r"/\*.*?\*/", "", style.read_text(encoding="utf-8"), flags=re.DOTALL)
        for name in sorted(set(re.findall(r"\.(ph-[\w-]+)", text))):
            begins = name.rpartition("--" if "--" in name else "-")[0]
            found = rf"\b{name}(?![\w-])" + (rf"|\b{begins}--?(?=[{{$\"\\])" if begins != "ph" else "")
            assert re.search(found, written), f"{style.name}: {name}"


def test_without_the_styles_of_the_theme_everything_stays(tmp_path: Path) -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "docs_dir": str(tmp_path), "site_dir": str(tmp_path / "site")})
    config.extra_css = ["own.css"]
    (tmp_path / "own.css").write_text("a { b: c }", encoding="utf-8")
    files = Files([File("own.css", str(tmp_path), str(tmp_path / "site"), use_directory_urls=True)])
    assert combine(files, config) is None
    assert config.extra_css == ["own.css"]
    assert [file.src_uri for file in files] == ["own.css"]
