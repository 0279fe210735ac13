"""A folder of files as a catalog."""

from pathlib import Path

import pytest

from powerhouse_site.catalog import Catalog, load_catalog
from powerhouse_site.schema.annotations import Reference
from powerhouse_site.schema.kinds import KINDS
from powerhouse_site.schema.models import Model
from tests.texts import ACCELERATOR, FRAMEWORK, LICENSE, MODEL, TOOL, load, places, write_catalog

FILES: dict[str, str | bytes] = {
    "licenses/mit.yaml": LICENSE.replace("Grove License", "MIT License"),
    "licenses/policy.yaml": LICENSE.replace("Grove License", "Policy"),
    "models/oak.yaml": MODEL.replace("Pine", "Oak") + "license: mit\nadditional_terms: [policy]\nsuperseded_by: pine\n",
    "models/pine.yaml": MODEL.replace("    parameters", "    derived_from: [oak]\n    license: mit\n    parameters")
    + "  - name: Pine 13B\n    parameters: 13B\n    license: mit\nlicense: mit\nderived_from: [oak]\n",
    "accelerators/a1.yaml": ACCELERATOR,
}


def referrers(catalog: Catalog, kind: str, id: str) -> list[tuple[str, str]]:
    return [(r.entry.id, r.field.name) for r in catalog.referrers(catalog.get(kind, id))]


def test_entries_are_found_by_kind_and_id(tmp_path: Path) -> None:
    loaded = load(tmp_path, FILES)
    assert [d.message for d in loaded.diagnostics] == []
    assert not loaded.failed
    ids = {kind.name: [entry.id for entry in loaded.catalog.of(kind.name)] for kind in KINDS}
    assert {kind: found for kind, found in ids.items() if found} == {
        "models": ["oak", "pine"],
        "licenses": ["mit", "policy"],
        "accelerators": ["a1"],
    }
    pine = loaded.catalog.get("models", "pine")
    assert isinstance(pine.facts, Model)
    assert (pine.heading, pine.url, pine.source) == ("Pine", "models/pine/", "catalog/models/pine.yaml")
    assert pine.file == tmp_path / "models/pine.yaml"


def test_what_is_not_there_is_a_key_error(tmp_path: Path) -> None:
    catalog = load(tmp_path, FILES).catalog
    with pytest.raises(KeyError):
        catalog.get("models", "fir")
    with pytest.raises(KeyError):
        catalog.of("recipes")


def test_referrers_of_an_entry_come_once_a_field(tmp_path: Path) -> None:
    catalog = load(tmp_path, FILES).catalog
    assert referrers(catalog, "licenses", "mit") == [
        ("oak", "license"),
        ("pine", "license"),
    ]
    assert referrers(catalog, "licenses", "policy") == [("oak", "additional_terms")]
    assert referrers(catalog, "models", "oak") == [("pine", "derived_from")]
    assert referrers(catalog, "models", "pine") == [("oak", "superseded_by")]
    assert referrers(catalog, "accelerators", "a1") == []


def test_a_reference_may_lead_to_entries_of_several_kinds(tmp_path: Path) -> None:
    lightning = FRAMEWORK.replace("Loom", "Shuttle") + "built_on: [loom]\nintegrates_with: [thread]\n"
    files: dict[str, str | bytes] = {
        "frameworks/loom.yaml": FRAMEWORK,
        "frameworks/shuttle.yaml": lightning,
        "deployment-tools/thread.yaml": TOOL,
    }
    loaded = load(tmp_path, files)
    assert loaded.diagnostics == []
    assert referrers(loaded.catalog, "frameworks", "loom") == [("shuttle", "built_on")]
    assert referrers(loaded.catalog, "deployment-tools", "thread") == [("shuttle", "integrates_with")]
    reference = Reference("frameworks", "deployment-tools", inverse="Named by")
    assert loaded.catalog.find(reference, "thread").kind.name == "deployment-tools"


def test_licenses_are_found_in_expressions(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "licenses/mit.yaml": LICENSE + "spdx: MIT\n",
        "licenses/apache-2.0.yaml": LICENSE.replace("Grove", "Apache") + "spdx: Apache-2.0\n",
        "frameworks/loom.yaml": FRAMEWORK + "license: (MIT OR Apache-2.0) AND BSD-3-Clause\n",
    }
    loaded = load(tmp_path, files)
    assert loaded.diagnostics == []
    words = loaded.catalog.licenses_in("(MIT OR Apache-2.0) AND BSD-3-Clause")
    assert [(word, entry.id if entry else None) for word, entry in words] == [
        ("(", None),
        ("MIT", "mit"),
        ("OR", None),
        ("Apache-2.0", "apache-2.0"),
        (")", None),
        ("AND", None),
        ("BSD-3-Clause", None),
    ]
    assert referrers(loaded.catalog, "licenses", "mit") == [("loom", "license")]
    assert referrers(loaded.catalog, "licenses", "apache-2.0") == [("loom", "license")]


def test_problems_of_all_files_come_sorted_by_place(tmp_path: Path) -> None:
    files = FILES | {
        "models/oak.yaml": "wood: hard\n" + MODEL + "license: mti\n",
        "licenses/mit.yaml": "name: [\n",
        "accelerators/notes.txt": "",
    }
    loaded = load(tmp_path, files)
    assert loaded.failed
    assert places(loaded.diagnostics, tmp_path) == [
        "accelerators/notes.txt:1:1 bad-file",
        "licenses/mit.yaml:1:8 yaml-syntax",
        "models/oak.yaml:1:1 unknown-field",
        "models/oak.yaml:8:10 dead-reference",
    ]


def test_broken_files_give_no_entry_and_are_no_dead_end(tmp_path: Path) -> None:
    loaded = load(tmp_path, FILES | {"licenses/mit.yaml": "name: [\n", "models/oak.yaml": "\xff".encode("latin-1")})
    assert places(loaded.diagnostics, tmp_path) == [
        "licenses/mit.yaml:1:8 yaml-syntax",
        "models/oak.yaml:1:1 bad-encoding",
    ]
    assert list(loaded.catalog.entries["licenses"]) == ["policy"]
    assert list(loaded.catalog.entries["models"]) == ["pine"]


@pytest.mark.parametrize("error", ["developer: Forest\n", "---\nname: Fir\n"])
def test_a_file_with_any_error_gives_no_entry(tmp_path: Path, error: str) -> None:
    loaded = load(tmp_path, {"models/pine.yaml": MODEL + error})
    assert loaded.failed
    assert loaded.catalog.entries["models"] == {}


def test_warnings_do_not_fail_and_hold_no_entry_back(tmp_path: Path) -> None:
    loaded = load(tmp_path, {"models/pine.yaml": MODEL, "models/pine-2.yaml": MODEL})
    assert places(loaded.diagnostics, tmp_path) == ["models/pine.yaml:1:7 duplicate-name"]
    assert not loaded.failed
    assert list(loaded.catalog.entries["models"]) == ["pine-2", "pine"]


def test_diagnostics_carry_the_source_line_and_the_dotted_path(tmp_path: Path) -> None:
    (found,) = load(
        tmp_path, {"models/pine.yaml": "\ufeff" + MODEL.replace("7B\n", "7b\n", 2).replace("\n", "\r\n")}
    ).diagnostics
    assert (found.excerpt, found.field) == ("    parameters: 7b", "variants.0.parameters")


def test_files_that_were_read_are_listed_and_strays_are_not(tmp_path: Path) -> None:
    loaded = load(tmp_path, FILES | {"models/notes.txt": "", "models/fir.yaml": ""})
    assert [file.relative_to(tmp_path).as_posix() for file in loaded.files] == [
        "accelerators/a1.yaml",
        "licenses/mit.yaml",
        "licenses/policy.yaml",
        "models/fir.yaml",
        "models/oak.yaml",
        "models/pine.yaml",
    ]


def test_a_catalog_may_lack_kinds_and_entries(tmp_path: Path) -> None:
    loaded = load(tmp_path, {})
    assert (loaded.failed, list(loaded.files)) == (False, [])
    assert loaded.catalog.of("models") == []


def test_only_the_given_kinds_are_read(tmp_path: Path) -> None:
    loaded = load_catalog(write_catalog(tmp_path, {"models/pine.yaml": MODEL}), KINDS[:1])
    assert list(loaded.catalog.entries) == ["models"]
    loaded = load_catalog(tmp_path, KINDS[1:])
    assert places(loaded.diagnostics, tmp_path) == ["models:1:1 bad-file"]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        load_catalog(tmp_path / "nowhere")


def test_the_real_catalog_has_no_problem(root: Path) -> None:
    loaded = load_catalog(root / "catalog")
    assert [f"{d.file}:{d.span.line}: {d.message}" for d in loaded.diagnostics] == []
    assert all(loaded.catalog.of(kind.name) for kind in KINDS)


def test_a_value_that_is_unfit_by_itself_is_not_held_to_other_entries_as_well(tmp_path: Path) -> None:
    address = "    checkpoint: hhttps://grove.org/pine\n"
    files = {
        "models/a.yaml": MODEL.replace("Pine", "Fir") + address + "license: [mit]\n",
        "models/b.yaml": MODEL + address + "derived_from: larch\nsuperseded_by: larch\n",
    }
    found = load(tmp_path, files).diagnostics
    assert places(found, tmp_path) == [
        "models/a.yaml:7:17 invalid-url",
        "models/a.yaml:8:10 wrong-type",
        "models/b.yaml:7:17 invalid-url",
        "models/b.yaml:8:15 wrong-type",
        "models/b.yaml:9:16 dead-reference",
    ]


def test_an_empty_field_that_no_entry_can_do_without_is_to_be_written(tmp_path: Path) -> None:
    text = MODEL.replace("developer: Grove", "developer:").replace("parameters: 7B", "parameters:") + "license:\n"
    loaded = load_catalog(write_catalog(tmp_path, {"models/pine.yaml": text}))
    assert [(d.code.name, d.help) for d in loaded.diagnostics] == [
        ("empty-value", "write it: who made it"),
        ("empty-value", "write it: all parameters, experts included"),
        ("empty-value", "write it, or leave the field out if it is not known"),
    ]
