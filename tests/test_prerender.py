"""The site as a plain folder: what is written, and that a generator without our plugin makes the same of it."""

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from audit.comparison import count, differences
from powerhouse_site.cli import commands
from tests.site.building import build, copy, run
from tests.texts import LICENSE, MODEL

NASTY = "{: onclick=alert(1) } [x]: https://x.org --8<-- 'a' *[A]: b # h"


@pytest.fixture(scope="module")
def repository(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository with a small catalog, one of whose texts means something to Markdown."""
    folder = copy(root, tmp_path_factory.mktemp("plain") / "repository", ("mkdocs.yml", "docs", "templates"))
    model = MODEL.replace("A small family for examples.", f'"{NASTY}"') + "license: grove\nformer_ids: [fir]\n"
    for name, text in {"models/pine": model, "licenses/grove": LICENSE}.items():
        file = folder / "catalog" / f"{name}.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    for page in (folder / "docs").rglob("*.md"):  # entries and data that are linked there are not in this catalog
        text = page.read_text(encoding="utf-8")
        page.write_text(
            re.sub(r"\]\([^)]*(index\.html|\.\./api)[^)]*\)", "](https://example.org/)", text), encoding="utf-8"
        )
    return folder


@pytest.fixture(scope="module")
def plain(repository: Path) -> Path:
    """The plain folder."""
    folder = repository.with_name("plain")
    done = run(repository, "powerhouse_site", "prerender", "--output", str(folder))
    assert done.returncode == 0, done.stdout
    assert re.fullmatch(r"\d+ pages in '.*'\n", done.stdout)
    return folder


def test_its_settings_ask_for_nothing_of_ours(plain: Path) -> None:
    settings = yaml.safe_load((plain / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["plugins"] == ["search"]
    assert "custom_dir" not in settings["theme"]
    assert settings["nav"][0] == {"Home": "index.md"}
    assert (plain / "docs" / "assets" / "tokens.css").is_file()


def test_a_page_is_one_block_of_html_without_an_empty_line(plain: Path) -> None:
    text = (plain / "docs" / "models" / "pine" / "index.md").read_text(encoding="utf-8")
    _, head, body = text.split("---\n", 2)
    assert yaml.safe_load(head)["title"] == "Pine"
    assert yaml.safe_load(head)["description"] == NASTY.replace("'", "&#x27;").replace("<", "&lt;")
    assert body.startswith("\n<div ")
    assert "\n\n" not in body.strip()


def test_data_and_redirects_come_along(plain: Path) -> None:
    for name in ("api/v1/models.json", "feeds/new.xml", "models/pine/badge.svg", "catalog/models/pine.yaml"):
        assert (plain / "docs" / name).is_file(), name
    assert 'http-equiv="refresh"' in (plain / "docs" / "models" / "fir" / "index.html").read_text(encoding="utf-8")
    assert (plain / "docs" / "memory" / "data.json").is_file()


def test_mkdocs_without_the_plugin_makes_the_same_site(repository: Path, plain: Path, tmp_path: Path) -> None:
    ours = build(repository, tmp_path / "ours")
    done = run(plain, "mkdocs", "build", "--site-dir", str(tmp_path / "theirs"))
    assert done.returncode == 0, done.stdout
    assert count(ours) == count(tmp_path / "theirs") > 20
    assert list(differences(ours, tmp_path / "theirs")) == []


SAME = "<title>T - S</title><h1>S</h1><article><p>A <a href='b/'>b</a> <a href='https://a.org/x'>x</a></p></article>"


def sites(tmp_path: Path, pages: dict[str, str]) -> list[str]:
    """What differs between a site of two pages and one of `pages`, without the words that show where."""
    for name, texts in {"one": {"": SAME, "x/": SAME}, "other": pages}.items():
        for page, text in texts.items():
            file = tmp_path / name / page / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    found = differences(tmp_path / "one", tmp_path / "other")
    return [re.sub(r"^(/[^:]*: another [a-z]+): .*", r"\1", line) for line in found]


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        ({"": SAME, "x/": SAME}, []),
        ({"": SAME.replace("<h1>S", "<h1>Another frame").replace(" - S", " | S"), "x/": SAME}, ["/: another title"]),
        ({"": SAME}, ["/x/: there is no such page"]),
        ({"": SAME, "x/": SAME, "y/": SAME}, ["/y/: there is a page more"]),
        ({"": SAME, "x/": SAME.replace("T -", "U -")}, ["/x/: another title"]),
        ({"": SAME, "x/": SAME.replace(">A ", ">A, ")}, ["/x/: another text"]),
        ({"": SAME, "x/": SAME.replace("'b/'", "'c/'")}, ["/x/: another links"]),
        ({"": SAME, "x/": SAME.replace("'b/'", "'b/#c'")}, ["/x/: another links"]),
        ({"": SAME, "x/": SAME.replace("'b/'", "'../b/'")}, ["/x/: another links"]),
    ],
)
def test_a_planted_difference_is_found(pages: dict[str, str], found: list[str], tmp_path: Path) -> None:
    assert sites(tmp_path, pages) == found


def test_a_folder_that_holds_something_is_left_alone(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x")
    done = run(repository, "powerhouse_site", "prerender", "--output", str(tmp_path))
    assert done.returncode == 2
    assert "is not empty" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_elsewhere_it_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "catalog").mkdir()
    done: Result = CliRunner().invoke(commands, ["prerender", "--output", str(tmp_path / "out")])
    assert done.exit_code == 2
    assert "mkdocs.yml" in done.output
