"""The catalog as data: values, tables, schemas, and the command that writes them."""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource

from powerhouse_site.catalog import Catalog, load_catalog
from powerhouse_site.cli import commands
from powerhouse_site.exports.api import FOLDER, csv_outputs, json_outputs
from powerhouse_site.exports.csv import entries_csv, guarded, items_csv
from powerhouse_site.exports.markdown import entry_markdown
from powerhouse_site.exports.marks import Twin
from powerhouse_site.exports.output import Stamp
from powerhouse_site.exports.values import entry_value
from powerhouse_site.schema.kinds import KINDS, LEARNING_PATH
from tests.conftest import Golden
from tests.texts import LICENSE, LICENSES, MODEL, MODELS

SITE = "https://example.org/sub/"
STAMP = Stamp(commit="0123456789abcdef0123456789abcdef01234567", time=1_700_000_000)
PINE = """\
name: Pine
description: A small family for examples, with an "ä" and a [link](https://grove.org/).
developer: "=1+1"
release_date: 2023
license: grove
languages: [English, "-Deutsch"]
paper: {title: Needles, url: "https://grove.org/needles.pdf"}
variants:
  - name: Pine 7B
    parameters: 6.74B
    context_window: 4096
    shape: {layers: 32}
  - name: Pine RNN
    parameters: 124M
    context_window: unbounded
sources:
  - url: https://grove.org/
    checked: 2026-01-02
    supports: [variants.parameters]
"""
GROVE = LICENSE + 'commercial_use: {answer: conditional, condition: Below 5 users., clause: "2"}\n'


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The folder of a small catalog."""
    folder = tmp_path / "catalog"
    for path, text in {
        "models/pine": PINE,
        "models/birch": MODEL.replace("Pine", "Birch"),
        "licenses/grove": GROVE,
    }.items():
        file = folder / f"{path}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def catalog(small: Path) -> Catalog:
    """The small catalog."""
    loaded = load_catalog(small)
    assert loaded.diagnostics == []
    return loaded.catalog


@pytest.fixture(scope="module")
def real(root: Path) -> dict[str, str]:
    """The data of the real catalog, by their names below /api/v1/."""
    catalog = load_catalog(root / "catalog").catalog
    outputs = [
        *json_outputs(catalog, catalog.kinds, site="", stamp=STAMP),
        *csv_outputs(catalog, catalog.kinds, site=""),
    ]
    files = {output.path.removeprefix(f"{FOLDER}/"): output.text() for output in outputs}
    assert len(files) == len(outputs), "two outputs at one place"
    return files


@pytest.fixture(scope="module")
def schemas(real: dict[str, str]) -> Registry[Any]:
    """The schemas that are served, by their names."""
    served = {name: json.loads(text) for name, text in real.items() if name.startswith("schema/")}
    return Registry().with_resources((f"/{name}", Resource.from_contents(found)) for name, found in served.items())


def test_an_entry_is_its_keys_and_what_its_file_says(catalog: Catalog) -> None:
    assert entry_value(catalog.get("models", "pine"), SITE) == {
        "id": "pine",
        "kind": "models",
        "url": f"{SITE}models/pine/",
        "page": f"{SITE}models/pine/",
        "name": "Pine",
        "description": 'A small family for examples, with an "ä" and a [link](https://grove.org/).',
        "developer": "=1+1",
        "release_date": "2023",
        "languages": ["English", "-Deutsch"],
        "license": "grove",
        "paper": {"title": "Needles", "url": "https://grove.org/needles.pdf"},
        "variants": [
            {"name": "Pine 7B", "parameters": 6_740_000_000, "context_window": 4096, "shape": {"layers": 32}},
            {"name": "Pine RNN", "parameters": 124_000_000, "context_window": "unbounded"},
        ],
        "sources": [{"url": "https://grove.org/", "checked": "2026-01-02", "supports": ["variants.parameters"]}],
    }


def test_keys_come_in_the_canonical_order_whatever_the_file_does(catalog: Catalog) -> None:
    keys = list(entry_value(catalog.get("models", "pine"), ""))
    assert keys[:7] == ["id", "kind", "url", "page", "name", "description", "developer"]
    assert keys[-1] == "sources"


def test_a_table_has_dotted_columns_and_no_lists_of_things(catalog: Catalog) -> None:
    birch, pine = read(entries_csv(MODELS, catalog.of("models"), SITE))
    assert (birch["id"], pine["id"], pine["kind"], pine["url"]) == ("birch", "pine", "models", f"{SITE}models/pine/")
    assert (pine["paper.title"], pine["languages"], pine["release_date"]) == ("Needles", "English; -Deutsch", "2023")
    assert birch["release_date"] == ""
    assert not {name for name in pine if name.startswith(("variants", "sources", "links", "corrections", "origin"))}
    [grove] = read(entries_csv(LICENSES, catalog.of("licenses"), SITE))
    assert (grove["commercial_use.answer"], grove["commercial_use.clause"]) == ("conditional", "2")


def test_items_have_a_table_of_their_own(catalog: Catalog) -> None:
    rows = read(items_csv(MODELS, catalog.of("models"), ""))
    assert [(row["id"], row["variants.name"]) for row in rows] == [
        ("birch", "Birch 7B"),
        ("pine", "Pine 7B"),
        ("pine", "Pine RNN"),
    ]
    assert (rows[1]["license"], rows[1]["variants.shape.layers"], rows[1]["variants.parameters"]) == (
        "grove",
        "32",
        "6740000000",
    )
    assert (rows[2]["variants.context_window"], rows[2]["variants.shape.layers"]) == ("unbounded", "")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+49 30", "'+49 30"),
        ("-Deutsch", "'-Deutsch"),
        ("\t=1", "'\t=1"),
        ("-1.5", "-1.5"),
        ("+3", "+3"),
        ("1-2", "1-2"),
        ("", ""),
        ("plain", "plain"),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    assert guarded(text) == cell


def test_formulas_of_the_catalog_are_guarded_and_whole(catalog: Catalog) -> None:
    text = "".join(entries_csv(MODELS, catalog.of("models"), ""))
    assert "'=1+1" in text
    assert text.endswith("\r\n")
    assert read(text)[1]["developer"] == "'=1+1"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_columns_and_each_once(kind: Any) -> None:
    [heads] = csv.reader(entries_csv(kind, [], ""))
    assert len(heads) == len(set(heads)) > 10
    assert {"id", "kind", "page", "url", "description"} <= set(heads)


def test_a_course_keeps_an_address_of_its_own(real: dict[str, str]) -> None:
    course = json.loads(real["courses/fsdl-llm-bootcamp.json"])
    assert course["page"] == "courses/fsdl-llm-bootcamp/"
    assert course["url"].startswith("https://")
    [row] = [row for row in read(real["courses.csv"]) if row["id"] == course["id"]]
    assert (row["page"], row["url"]) == (course["page"], course["url"])


def test_every_file_passes_the_schema_that_is_served_for_it(real: dict[str, str], schemas: Registry[Any]) -> None:
    """Single entries are those of the lists (below), so one of each kind is looked at by itself."""
    for name, schema in schema_of_each(real):
        found = Draft202012Validator(
            {"$ref": f"/{schema}"}, registry=schemas, format_checker=Draft202012Validator.FORMAT_CHECKER
        )
        errors = [
            f"{name}: {error.json_path} {error.message}"[:300] for error in found.iter_errors(json.loads(real[name]))
        ]
        assert errors == []


def test_the_schemas_are_schemas(real: dict[str, str]) -> None:
    found = [name for name in real if name.startswith("schema/")]
    assert len(found) == 2 * len(KINDS) + 1 + len(KINDS) + 1
    for name in found:
        Draft202012Validator.check_schema(json.loads(real[name]))


def test_a_schema_refuses_what_is_no_entry(real: dict[str, str], schemas: Registry[Any]) -> None:
    validator = Draft202012Validator({"$ref": "/schema/data/models-entry.json"}, registry=schemas)
    entry = json.loads(real["models/llama-2.json"])
    assert validator.is_valid(entry)
    assert not validator.is_valid({**entry, "licence": "llama-2"})
    assert not validator.is_valid({**entry, "kind": "licenses"})
    assert not validator.is_valid({key: value for key, value in entry.items() if key != "url"})


def test_the_description_is_open_api_and_names_every_file(real: dict[str, str], tmp_path: Path) -> None:
    for name, text in real.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    description = json.loads(real["openapi.json"])
    OpenAPIV31SpecValidator(description, base_uri=(tmp_path / "openapi.json").as_uri()).validate()
    paths = set(description["paths"])
    entries = {f"/{kind.name}/{{id}}.json" for kind in KINDS}
    assert paths - entries == {f"/{n}" for n in real if "/" not in n and n != "openapi.json"}
    assert entries <= paths
    for item in description["paths"].values():
        for media in item["get"]["responses"]["200"]["content"].values():
            assert media["schema"].get("$ref", "index.json") in real


def test_the_index_counts_and_leads_to_every_list(real: dict[str, str]) -> None:
    index = json.loads(real["index.json"])
    assert (index["commit"], index["date"]) == (STAMP.commit, "2023-11-14T22:13:20Z")
    assert [kind["name"] for kind in index["kinds"]] == [kind.name for kind in KINDS]
    for kind in index["kinds"]:
        entries = json.loads(real[kind["entries"]])
        assert kind["count"] == len(entries) == len(read(real[kind["csv"]]))
        assert [entry["id"] for entry in entries] == sorted(entry["id"] for entry in entries)
        assert {kind["schema"], kind["entry_schema"], kind["source_schema"]} <= set(real)
        for entry in entries:
            assert json.loads(real[f"{kind['entry']}{entry['id']}.json"]) == entry


@pytest.mark.parametrize(
    "name", ["index.json", "models/pine.json", "models.json", "models.csv", "models-variants.csv", "openapi.json"]
)
def test_files_stay_as_they_were_looked_at(catalog: Catalog, golden: Golden, name: str) -> None:
    """What programs rely on changes only where somebody means it."""
    outputs = [
        *json_outputs(catalog, KINDS, site=SITE, stamp=STAMP),
        *csv_outputs(catalog, KINDS, site=SITE),
    ]
    [output] = [output for output in outputs if output.path == f"{FOLDER}/{name}"]
    golden.check(f"exports/{name.replace('/', '-')}", output.text().replace("\r\n", "\n"))


def test_the_twin_stays_as_it_was_looked_at(catalog: Catalog, golden: Golden) -> None:
    twin = Twin(lambda address: f"{SITE}{address}")
    golden.check("exports/pine.md", entry_markdown(catalog, catalog.get("models", "pine"), twin))


def test_an_unknown_commit_is_null(catalog: Catalog) -> None:
    [index] = [o for o in json_outputs(catalog, KINDS, site="", stamp=Stamp()) if o.path == f"{FOLDER}/index.json"]
    assert (json.loads(index.text())["commit"], json.loads(index.text())["date"]) == (None, None)


def test_the_command_writes_everything(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", SITE)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    target = tmp_path / "new" / "out"
    done = run("--format", "json", "--output", str(target), "--catalog", str(small))
    assert (done.exit_code, done.stderr) == (0, "")
    names = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert {"index.json", "openapi.json", "models.json", "models/pine.json", "schema/data/models-entry.json"} <= names
    assert f"{LEARNING_PATH.name}.json" not in names, "this catalog has none"
    assert json.loads((target / "index.json").read_text())["learning_path"] is None
    assert json.loads((target / "models" / "pine.json").read_text())["url"] == f"{SITE}models/pine/"
    assert run("--format", "csv", "--output", str(target), "--catalog", str(small)).exit_code == 0
    assert b"\r\n" in (target / "models.csv").read_bytes()
    assert b"\r\r\n" not in (target / "models.csv").read_bytes()
    assert not list(target.rglob("*.tmp"))


def test_the_command_writes_chosen_kinds_alone(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    assert run("--format", "json", "--output", str(target), "--catalog", str(small), "licenses").exit_code == 0
    names = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert names == {"licenses.json", "licenses/grove.json"}


def test_a_catalog_with_errors_is_not_written(small: Path, tmp_path: Path) -> None:
    (small / "models" / "pine.yaml").write_text(PINE.replace("license: grove", "license: oak"), encoding="utf-8")
    done = run("--format", "json", "--output", str(tmp_path / "out"), "--catalog", str(small))
    assert done.exit_code == 1
    assert "pine.yaml:5:" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_place_that_cannot_be_written_is_told(small: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = run("--format", "csv", "--output", str(tmp_path / "file" / "out"), "--catalog", str(small))
    assert done.exit_code != 0
    assert "cannot be written" in done.output


def read(parts: Iterable[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(parts), newline=""), strict=True))


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, ["export", *words])


def schema_of_each(files: dict[str, str]) -> list[tuple[str, str]]:
    """The JSON files with the schema that the index names for them."""
    index = json.loads(files["index.json"])
    found = [("index.json", "schema/data/index.json"), (index["learning_path"], "schema/learning-path.json")]
    for kind in index["kinds"]:
        found.append((kind["entries"], kind["schema"]))
        found.append((next(name for name in files if name.startswith(kind["entry"])), kind["entry_schema"]))
    return found
