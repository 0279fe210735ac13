"""The live preview after an edit serves what a clean build of the same files makes, byte for byte."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from jinja2.nodes import EvalContext
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from powerhouse_site.history.history import LEFT_OUT
from powerhouse_site.plugin.live import Live, application
from tests.site.building import EPOCH
from tests.site.catalogs import accelerator, answer, license_, model, source, write
from tests.site.small import FILES, small

ADDRESS = "http://127.0.0.1:8000/"
Edit = Callable[[Path], object]


def facts(name: str, value: Any) -> Edit:
    return lambda root: write(root / "catalog", {name: value})


def text(name: str, old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        file = root / name
        before = file.read_text(encoding="utf-8")
        assert old in before
        file.write_text(before.replace(old, new, 1), encoding="utf-8")

    return edit


EDITS: dict[str, tuple[Edit, bool]] = {
    "nothing": (lambda _: None, False),
    "a name": (facts("models/old", {**FILES["models/old"], "name": "Older"}), False),
    "an answer": (facts("licenses/own", license_("Own", commercial_use=answer("no"), former_ids=["was"])), False),
    "a source": (facts("models/new", {**FILES["models/new"], "sources": [source("license")]}), False),
    "a reference": (facts("models/new", {**FILES["models/new"], "derived_from": []}), False),
    "memory": (facts("accelerators/card", accelerator(memory=80)), False),
    "the learning path": (text("catalog/learning-path.yaml", "title: Start", "title: Begin"), False),
    "a template": (text("templates/entry.html", "<h1", "<h1 data-new"), False),
    "a new file": (facts("models/more", model("More", license="own")), True),
    "a former id": (facts("accelerators/card", accelerator(former_ids=["cart"])), True),
    "a file that goes": (lambda root: Path.unlink(root / "catalog/tutorials/shown.yaml"), True),
    "a page": (text("docs/guides/index.md", "# ", "# New "), True),
    "the theme": (text("templates/theme/partials/footer.html", "<p>", "<p>New. "), True),
    "the settings": (text("mkdocs.yml", "site_name: PowerHouse", "site_name: House"), True),
}
"""Edits one after another, each with whether MkDocs has to build for it."""


@dataclass
class Preview:
    """A live preview without a server. `builds` counts how often MkDocs has built."""

    root: Path
    site: Path
    builds: int = 0

    def build(self) -> None:
        self.builds += 1
        self.config = configured(self.root, self.site)
        build(self.config, serve_url=ADDRESS)

    @property
    def live(self) -> Live:
        plugin: Any = self.config.plugins["powerhouse"]
        live: Live = plugin._live
        return live

    def answer(self, place: str) -> bytes:
        self.live.prepare(place)
        return (self.site / place).read_bytes()


def configured(root: Path, site: Path) -> MkDocsConfig:
    return load_config(str(root / "mkdocs.yml"), site_dir=str(site), site_url=ADDRESS)


def forget_plugins() -> None:
    """MkDocs keeps plugins that know of live previews for all configurations of a process."""
    plugins: Any = MkDocsConfig.plugins
    plugins.plugin_cache.clear()


@pytest.fixture(autouse=True)
def _compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all that compile the same template in the same way, one does; else that would be half of the work here."""
    compiled: dict[tuple[object, ...], Any] = {}
    compile_: Callable[..., Any] = Environment.compile

    def once(
        self: Environment, source: str, name: str | None = None, filename: str | None = None, **options: bool
    ) -> Any:
        way = (EvalContext(self, name).autoescape, *sorted(self.extensions), *sorted(options.items()))
        key = (source, name, filename, way)
        if key not in compiled:
            compiled[key] = compile_(self, source, name, filename, **options)
        return compiled[key]

    monkeypatch.setattr(Environment, "compile", once)


@pytest.fixture
def repository(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a small catalog."""
    for name, value in {"SOURCE_DATE_EPOCH": EPOCH, "SITE_URL": ADDRESS, "NO_MKDOCS_2_WARNING": "1"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("powerhouse_site.plugin.sources.read_history", lambda *_: LEFT_OUT)  # as the preview does
    folder = small(root, tmp_path / "repository")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def preview(repository: Path, tmp_path: Path) -> Iterable[Preview]:
    forget_plugins()
    found = Preview(repository, tmp_path / "preview")
    plugins: Any = configured(repository, found.site).plugins
    plugins.on_startup(command="serve", dirty=False)
    found.build()
    yield found
    forget_plugins()


def clean(repository: Path, site: Path) -> dict[str, bytes]:
    """All files of a clean build."""
    kept: Any = MkDocsConfig.plugins
    cache, kept.plugin_cache = kept.plugin_cache, {}
    try:
        config = configured(repository, site)
        plugins: Any = config.plugins
        plugins.on_startup(command="build", dirty=False)
        build(config)
    finally:
        kept.plugin_cache = cache
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def comparable(content: bytes) -> bytes:
    """Without the one difference that there has to be: the preview may run its own script."""
    return re.sub(rb"script-src [^;]*;", b"", content)


def test_after_an_edit_all_is_as_a_clean_build_makes_it(preview: Preview, tmp_path: Path) -> None:
    for number, (what, (edit, wholly)) in enumerate(EDITS.items()):
        builds = preview.builds
        edit(preview.root)
        preview.live.rebuild(preview.build)
        assert preview.builds - builds == int(wholly), what
        expected = clean(preview.root, tmp_path / f"clean-{number}")
        served = {name for name in expected if not name.endswith((".js", ".gz"))}
        differing = [n for n in sorted(served) if comparable(preview.answer(n)) != comparable(expected[n])]
        assert differing == [], what


def test_a_mistake_shows_on_every_page_and_goes_with_it(preview: Preview) -> None:
    pages = ["index.html", "accelerators/index.html", "models/old/index.html", "guides/index.html", "404.html"]
    before = [preview.answer(page) for page in pages]
    facts("accelerators/card", {"name": "Card", "watts": 300})(preview.root)
    preview.live.rebuild(preview.build)
    assert all(b"ph-problems" in preview.answer(page) for page in pages)
    facts("accelerators/card", accelerator())(preview.root)
    preview.live.rebuild(preview.build)
    assert [preview.answer(page) for page in pages] == before
    assert preview.builds == 1


def test_after_a_build_that_failed_mkdocs_builds_again(preview: Preview) -> None:
    def fail() -> None:
        raise ValueError("no settings")

    text("mkdocs.yml", "site_name: PowerHouse", "site_name: House")(preview.root)
    with pytest.raises(ValueError, match="no settings"):
        preview.live.rebuild(fail)
    preview.live.rebuild(preview.build)
    assert b"House" in preview.answer("index.html")


def test_an_answer_from_before_an_edit_is_not_sent(preview: Preview) -> None:
    """The server waits for a rebuild after the page was drawn."""
    asked: list[str] = []

    def serve(environ: dict[str, Any], start: Callable[..., object]) -> Iterable[bytes]:
        if not asked:
            facts("models/old", {**FILES["models/old"], "name": "Older"})(preview.root)
            preview.live.rebuild(preview.build)
        asked.append(environ["PATH_INFO"])
        start("200 OK", [])
        return [(preview.site / "models/old/index.html").read_bytes()]

    begun: list[str] = []
    get: Any = application(serve, preview.live, "/")
    body = b"".join(get({"PATH_INFO": "/models/old/"}, lambda status, _: begun.append(status)))
    assert b"<title>Older" in body
    assert begun == ["200 OK"]
    assert len(asked) == 2
