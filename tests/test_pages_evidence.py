"""Which sources bear out which facts."""

from pathlib import Path
from typing import Any

import pytest

from powerhouse_site.pages.evidence import Evidence, evidence_of
from tests.site.catalogs import accelerator, entry, load, model, source, variant


def evidence(folder: Path, **facts: Any) -> Evidence:
    """The evidence of a single model."""
    return evidence_of(entry(load(folder, {"models/tiny": model(**facts)}), "models/tiny"))


def test_only_facts_that_are_told_need_evidence(tmp_path: Path) -> None:
    assert evidence(tmp_path).facts == 1  # the parameters of the variant
    assert evidence(tmp_path, release_date="2023", architecture="hybrid").facts == 3
    both = [variant("A", context_window=2048), variant("B", context_window=4096)]
    assert evidence(tmp_path, variants=both).facts == 2, "a field counts once, however many variants tell it"


def test_facts_with_a_checked_source_are_verified(tmp_path: Path) -> None:
    found = evidence(
        tmp_path,
        release_date="2023",
        architecture="hybrid",
        sources=[source("release_date"), source("architecture", checked=None), source("release_date", "description")],
    )
    assert (found.verified, found.facts) == (1, 3)
    assert not found.complete


def test_a_source_of_a_field_supports_what_is_nested_in_it(tmp_path: Path) -> None:
    found = evidence(tmp_path, variants=[variant(context_window=2048)], sources=[source("variants")])
    assert found.complete
    assert found.cites("variants.parameters") == (1,)


def test_a_source_of_something_nested_does_not_support_the_whole(tmp_path: Path) -> None:
    found = evidence(tmp_path, sources=[source("variants.parameters")])
    assert found.cites("variants") == ()
    assert found.cites("variants.parameters_of_another_name") == ()


def test_without_sources_nothing_is_verified(tmp_path: Path) -> None:
    found = evidence(tmp_path)
    assert (found.verified, found.sources, found.checked) == (0, (), ())
    assert not found.complete


@pytest.mark.parametrize("supports", [("memory_gb", "availability"), ("memory_gb", "availability", "memory_gb")])
def test_everything_verified_is_complete(tmp_path: Path, supports: tuple[str, ...]) -> None:
    catalog = load(tmp_path, {"accelerators/a": accelerator(sources=[source(*supports)])})
    assert evidence_of(entry(catalog, "accelerators/a")).complete


def test_sources_are_numbered_in_their_order_and_named_by_labels(tmp_path: Path) -> None:
    found = evidence(
        tmp_path, sources=[source("variants.parameters", "release_date", "release_date"), source("architecture")]
    )
    assert [(s.number, s.labels) for s in found.sources] == [(1, ("Parameters", "Released")), (2, ("Architecture",))]


def test_checked_sources_are_ordered_by_age(tmp_path: Path) -> None:
    found = evidence(
        tmp_path,
        sources=[
            source("name", checked="2026-05-01"),
            source("name", checked=None),
            source("name", checked="2025-12-31"),
        ],
    )
    assert [s.number for s in found.checked] == [3, 1]
