"""The repository keeps its own promises."""

import re
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from mkdocs.utils.yaml import yaml_load

from powerhouse_site.addresses import Addresses
from powerhouse_site.catalog import Loaded, load_catalog
from powerhouse_site.cli.group import MODULES
from powerhouse_site.formatting import format_text
from powerhouse_site.loading.folder import EntryFile, list_files
from powerhouse_site.pages.health.status import status_view
from powerhouse_site.schema.kinds import KINDS
from powerhouse_site.schema.learning import Learning
from powerhouse_site.schema.models import Model
from powerhouse_site.schema.tools import Tool


@pytest.fixture(scope="module")
def loaded(root: Path) -> Loaded:
    """The real catalog."""
    return load_catalog(root / "catalog")


@pytest.fixture(scope="module")
def files(root: Path) -> list[str]:
    """The files that are in the repository, or would be with the next commit."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.skip("this is no clone of the repository")
    return sorted(name for name in set(found.stdout.split("\0")) if name and (root / name).is_file())


@pytest.fixture(scope="module")
def settings(root: Path) -> dict[str, Any]:
    """What `mkdocs.yml` says."""
    with (root / "mkdocs.yml").open(encoding="utf-8") as file:
        return dict(yaml_load(file))


class TestCatalog:
    def test_it_has_neither_errors_nor_warnings(self, loaded: Loaded) -> None:
        assert [f"{d.file}:{d.span.line}: {d.message}" for d in loaded.diagnostics] == []

    def test_it_is_formatted(self, root: Path) -> None:
        """Run `powerhouse format` where this fails."""
        untidy = []
        for item in list_files(root / "catalog", KINDS):
            assert isinstance(item, EntryFile)
            text = item.path.read_bytes().decode("utf-8")
            if format_text(text, item.kind) != (text, []):
                untidy.append(item.path.name)
        assert untidy == []

    def test_it_does_not_shrink(self, loaded: Loaded) -> None:
        least = {
            "models": 210,
            "accelerators": 96,
            "licenses": 70,
            "frameworks": 62,
            "deployment-tools": 80,
            "courses": 78,
            "tutorials": 70,
        }
        assert set(least) == {kind.name for kind in KINDS}
        counts = {name: len(loaded.catalog.of(name)) for name in least}
        assert {name: count for name, count in counts.items() if count < least[name]} == {}
        assert sum(len(e.facts.variants) for e in loaded.catalog.of("models") if isinstance(e.facts, Model)) >= 580

    def test_the_readme_counts_what_is_there(self, root: Path, loaded: Loaded) -> None:
        text = " ".join((root / "README.md").read_text(encoding="utf-8").split())
        catalog = loaded.catalog
        variants = sum(len(e.facts.variants) for e in catalog.of("models") if isinstance(e.facts, Model))
        assert f"{len(catalog.of('models'))} families of models with {variants} variants" in text
        others = [kind for kind in KINDS if kind.name != "models"]
        counted = [f"{len(catalog.of(kind.name))} {kind.plural}" for kind in others]
        assert [words for words in counted if words not in text] == []

    def test_nearly_all_numbers_dates_and_licenses_of_models_have_evidence(self, loaded: Loaded) -> None:
        models = next(status for status in status_view(loaded.catalog).kinds if status.kind.name == "models")
        asked = {"variants.parameters", "release_date", "variants.context_window", "license"}
        coverage = [field for field in models.fields if field.field.path in asked]
        assert len(coverage) == len(asked)
        assert sum(c.verified for c in coverage) >= 0.95 * sum(c.known for c in coverage)

    def test_every_model_names_a_license_or_says_that_none_is_known(self, loaded: Loaded) -> None:
        models = [(entry.id, entry.facts) for entry in loaded.catalog.of("models")]
        without = [id for id, facts in models if isinstance(facts, Model) and facts.license is None]
        own = [id for id, facts in models if isinstance(facts, Model) and any(v.license for v in facts.variants)]
        assert len(set(without) - set(own)) <= 3

    def test_references_are_dense(self, loaded: Loaded) -> None:
        named = {"uses_models", "uses_tools", "succeeded_by", "built_on", "integrates_with", "alternative_to"}
        pointing = [
            entry.url
            for kind in KINDS
            if issubclass(kind.facts, Tool | Learning)
            for entry in loaded.catalog.of(kind.name)
            if any(getattr(entry.facts, name, ()) for name in named)
        ]
        assert len(pointing) >= 60


class TestKinds:
    def test_each_has_a_folder_with_entries(self, root: Path) -> None:
        folders = {path.name for path in (root / "catalog").iterdir() if path.is_dir()}
        assert folders == {kind.name for kind in KINDS}
        assert [kind.name for kind in KINDS if not list((root / "catalog" / kind.name).glob("*.yaml"))] == []

    def test_each_has_a_template(self, root: Path) -> None:
        folders = {path.name for path in (root / "templates").iterdir() if path.is_dir()} - {
            "theme",
            "reference",
            "timeline",
        }
        assert folders == {kind.name for kind in KINDS}
        assert [kind.name for kind in KINDS if not (root / "templates" / kind.name / "entry.html").is_file()] == []

    def test_their_names_are_told_apart(self) -> None:
        for name in ("name", "singular", "plural", "title", "facts"):
            values = [getattr(kind, name) for kind in KINDS]
            assert len(set(values)) == len(values), name


class TestTemplates:
    def test_none_is_left_over(self, root: Path) -> None:
        """Each is a page's, or another one extends, imports or includes it."""
        folder = root / "templates"
        ours = {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in folder.rglob("*.html")}
        named = set(re.findall(r'{%-?\s*(?:extends|from|import|include)\s+"([^"]+)"', "\n".join(ours.values())))
        pages = {
            "changes.html",
            "compare.html",
            "home.html",
            "index.html",
            "learn.html",
            "memory.html",
            "redirect.html",
            "status.html",
        }
        pages |= {f"reference/{name}.html" for name in ("fields", "kinds", "origin", "problems")}
        pages |= {"changes.html", "compare.html", "timeline/chart.html", "timeline/openness.html"}
        drawn = {*pages, *(f"{kind.name}/entry.html" for kind in KINDS)}
        assert pages - set(ours) == set()
        left = {name for name in ours if not name.startswith("theme/")} - named - drawn
        assert left == set()


class TestDocumentation:
    def test_every_command_is_named(self, root: Path) -> None:
        texts = [root / "README.md", *(root / "docs").rglob("*.md")]
        written = "\n".join(path.read_text(encoding="utf-8") for path in texts)
        assert MODULES
        assert [name for name in MODULES if f"powerhouse {name}" not in written] == []

    def test_every_make_target_that_the_readme_names_is_there_and_the_reverse(self, root: Path) -> None:
        makefile = (root / "Makefile").read_text(encoding="utf-8")
        readme = (root / "README.md").read_text(encoding="utf-8")
        targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
        assert set(re.findall(r"`make ([a-z]+)|^make ([a-z]+)", readme, re.MULTILINE)) != set()
        named = {name for pair in re.findall(r"`make ([a-z]+)|^make ([a-z]+)", readme, re.MULTILINE) for name in pair}
        assert named - {""} == targets

    def test_links_of_the_readme_lead_to_files(self, root: Path) -> None:
        readme = (root / "README.md").read_text(encoding="utf-8")
        local = [link for link in re.findall(r"\]\(([^)#\s]+)", readme) if "://" not in link]
        assert local
        assert [link for link in local if not (root / link).exists()] == []

    def test_a_report_of_a_wrong_fact_finds_its_form(self, root: Path) -> None:
        link = Addresses(repository="https://example.org/r").report("catalog/models/t5.yaml", "T5")
        assert link is not None
        fields = parse_qs(urlsplit(link).query)
        form = yaml.safe_load((root / ".github/ISSUE_TEMPLATE" / fields["template"][0]).read_text(encoding="utf-8"))
        ids = {part.get("id") for part in form["body"]}
        assert set(fields) - {"template", "title"} <= ids


class TestFiles:
    def test_yaml_has_no_tabs_and_no_spaces_at_the_end_of_lines(self, root: Path, files: list[str]) -> None:
        """Of the tests' own files some are untidy on purpose."""
        checked = [name for name in files if name.endswith((".yaml", ".yml")) and not name.startswith("tests/")]
        assert len(checked) > 100
        bad = []
        for name in checked:
            text = (root / name).read_bytes().decode("utf-8")
            lines = text.split("\n")
            bad += [f"{name}:{n}" for n, line in enumerate(lines, 1) if "\t" in line or line != line.rstrip()]
            bad += [] if text.endswith("\n") and not text.endswith("\n\n") else [f"{name}: its end"]
        assert bad == []

    def test_no_source_is_ignored_by_git(self, root: Path, files: list[str]) -> None:
        """A pattern for what is built must not hide what is written."""
        known = set(files)
        lost = []
        for folder in ("src", "tests", "templates", "docs", "catalog"):
            for path in sorted((root / folder).rglob("*")):
                name = path.relative_to(root).as_posix()
                if path.is_file() and "__pycache__" not in path.parts and name not in known:
                    lost.append(name)
        assert lost == []


class TestAssets:
    @staticmethod
    def listed(settings: dict[str, Any]) -> list[str]:
        scripts = [item["path"] if isinstance(item, dict) else item for item in settings["extra_javascript"]]
        return [str(item) for item in (*settings["extra_css"], *scripts, settings["theme"]["favicon"])]

    def test_all_that_are_named_are_there(self, root: Path, settings: dict[str, Any]) -> None:
        names = self.listed(settings)
        assert [name for name in names if not (root / "docs" / name).is_file()] == []
        assert len(set(names)) == len(names)

    def test_all_that_are_there_are_used(self, root: Path, settings: dict[str, Any]) -> None:
        """Named in the settings, or by a page, a template or another asset."""
        assets = [path for path in (root / "docs/assets").rglob("*") if path.is_file()]
        readers = [*(root / "docs").rglob("*.md"), *(root / "templates").rglob("*.html"), *assets]
        texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in readers}
        listed = set(self.listed(settings))
        for asset in assets:
            name = asset.relative_to(root / "docs").as_posix()
            named = any(asset.name in text for path, text in texts.items() if path != asset)
            assert name in listed or named, name


class TestStyles:
    def test_every_class_of_ours_is_on_some_element(self, root: Path) -> None:
        """Names that templates and scripts put together are known by their beginning."""
        folders = (("templates", "*.html"), ("docs/assets", "*.js"), ("src", "*.py"), ("docs", "*.md"))
        texts = (path.read_text(encoding="utf-8") for folder, kind in folders for path in (root / folder).rglob(kind))
        used = "\n".join(texts)
        styles = "\n".join(path.read_text(encoding="utf-8") for path in (root / "docs/assets").glob("*.css"))
        names = set(re.findall(r"\.(ph-[\w-]+)", re.sub(r'url\("[^"]*"\)', "", styles)))
        assert len(names) > 100
        assert [name for name in sorted(names) if name not in used and not put_together(name, used)] == []


def put_together(name: str, used: str) -> bool:
    begun = [name[: place.end()] for place in re.finditer(r"-+", name)][1:]
    return any(re.search(re.escape(start) + r'(?:\{|\$\{|\\|"\s*[~+])', used) for start in begun)
