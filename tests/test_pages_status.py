"""The health of the catalog, counted."""

from pathlib import Path

from powerhouse_site.catalog import Catalog
from powerhouse_site.pages.health.status import OLDEST_SHOWN, KindStatus, StatusView, status_view
from tests.texts import FRAMEWORK, LICENSE, MODEL, load

SOURCES = """\
release_date: 2023
license: mit
sources:
  - url: https://grove.org/a
    checked: 2024-05-01
    supports: [license, variants]
  - url: https://grove.org/b
    checked: 2025-05-01
    supports: [variants.parameters]
  - url: https://grove.org/c
    checked: 2025-06-01
    supports: [architecture]
"""
CAPABLE = (
    FRAMEWORK
    + """\
capabilities: [lora, qlora, dpo]
sources:
  - url: https://grove.org/loom
    checked: 2023-01-02
    supports: [status, capabilities.lora, capabilities.dpo]
"""
)


def catalog(root: Path) -> Catalog:
    files: dict[str, str | bytes] = {
        "licenses/mit.yaml": LICENSE,
        "models/pine.yaml": MODEL + SOURCES,
        "models/oak.yaml": MODEL.replace("Pine", "Oak"),
        "frameworks/loom.yaml": CAPABLE,
    }
    loaded = load(root, files)
    assert loaded.diagnostics == []
    return loaded.catalog


def of(view: StatusView, kind: str) -> KindStatus:
    return next(status for status in view.kinds if status.kind.name == kind)


def test_facts_are_counted_by_kind_and_in_all(tmp_path: Path) -> None:
    view = status_view(catalog(tmp_path))
    models = of(view, "models")
    assert (models.entries, models.facts, models.verified) == (2, 4, 2)
    frameworks = of(view, "frameworks")
    assert (frameworks.entries, frameworks.facts, frameworks.verified) == (1, 4, 3)
    assert (view.entries, view.facts, view.verified) == (4, 8, 5)


def test_coverage_by_field(tmp_path: Path) -> None:
    view = status_view(catalog(tmp_path))
    models = {c.field.path: (c.entries, c.known, c.verified) for c in of(view, "models").fields}
    assert models["release_date"] == (2, 1, 0)
    assert models["license"] == (2, 1, 1)
    assert models["variants.parameters"] == (2, 2, 1)
    assert models["variants.context_window"] == (2, 0, 0)
    frameworks = {c.field.path: (c.known, c.verified) for c in of(view, "frameworks").fields}
    assert frameworks["capabilities"] == (1, 0), "one choice without a source leaves the field open"
    assert frameworks["status"] == (1, 1)


def test_unverified_facts_by_entry(tmp_path: Path) -> None:
    view = status_view(catalog(tmp_path))
    assert [(u.entry.id, u.labels) for u in of(view, "models").unverified] == [
        ("oak", ("Parameters",)),
        ("pine", ("Released",)),
    ]
    assert [(u.entry.id, u.labels) for u in of(view, "frameworks").unverified] == [("loom", ("Capabilities",))]
    assert of(view, "licenses").unverified == ()


def test_oldest_checks_that_are_the_last_word(tmp_path: Path) -> None:
    view = status_view(catalog(tmp_path))
    assert [(c.entry.id, c.source.number, c.labels) for c in view.oldest] == [
        ("loom", 1, ("Status", "Capabilities")),
        ("pine", 1, ("License",)),
        ("pine", 2, ("Parameters",)),
    ]


def test_the_list_of_oldest_checks_ends(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"models/pine-{n}.yaml": MODEL.replace("Pine", f"Pine {n}")
        + f"sources: [{{url: 'https://grove.org/{n}', checked: 2024-05-01, supports: [variants]}}]\n"
        for n in range(OLDEST_SHOWN + 5)
    }
    assert len(status_view(load(tmp_path, files).catalog).oldest) == OLDEST_SHOWN


def test_an_empty_catalog_has_a_status(tmp_path: Path) -> None:
    view = status_view(load(tmp_path, {"models/x": ""}).catalog)
    assert (view.entries, view.facts, view.oldest) == (0, 0, ())
