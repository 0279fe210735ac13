"""Which sources bear out which facts."""

from pathlib import Path
from typing import Any

import pytest

from powerhouse_site.evidence import Evidence, evidence_of
from tests.site.catalogs import Facts, accelerator, entry, framework, load, model, source, variant


def evidence(folder: Path, **facts: Any) -> Evidence:
    """The evidence of a single model."""
    return evidence_of(entry(load(folder, {"models/tiny": model(**facts)}), "models/tiny"))


def test_only_facts_that_are_told_need_evidence(tmp_path: Path) -> None:
    assert evidence(tmp_path).facts == 1  # the parameters of the variant
    assert evidence(tmp_path, release_date="2023", architecture="hybrid").facts == 3
    both = [variant("A", context_window=2048), variant("B", context_window=4096)]
    assert evidence(tmp_path, variants=both).facts == 2, "a field counts once, however many variants tell it"


def test_facts_with_a_source_are_verified(tmp_path: Path) -> None:
    found = evidence(
        tmp_path,
        release_date="2023",
        architecture="hybrid",
        sources=[source("release_date"), source("release_date", "description")],
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
    assert (found.verified, found.sources, found.by_age) == (0, (), ())
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


class TestMembers:
    """Each of a list of choices is a fact of its own."""

    def evidence(self, folder: Path, *sources: Facts, **facts: Any) -> Evidence:
        """The evidence of a framework, whose status is one fact more."""
        files: dict[str, Facts | str] = {"frameworks/a": framework(**facts, sources=list(sources))}
        return evidence_of(entry(load(folder, files), "frameworks/a"))

    def test_each_counts(self, tmp_path: Path) -> None:
        assert self.evidence(tmp_path).facts == 1
        assert self.evidence(tmp_path, capabilities=["lora"]).facts == 2
        found = self.evidence(tmp_path, capabilities=["lora", "qlora", "dpo"], hardware=["nvidia", "cpu"])
        assert (found.facts, found.verified) == (6, 0)

    def test_each_has_its_own_sources(self, tmp_path: Path) -> None:
        found = self.evidence(
            tmp_path,
            source("capabilities.lora"),
            source("capabilities.lora"),
            capabilities=["lora", "qlora", "dpo"],
        )
        assert (found.facts, found.verified) == (4, 1)
        assert found.cites("capabilities.lora") == (1, 2)
        assert found.cites("capabilities.qlora") == ()
        assert found.cites("capabilities.dpo") == ()
        assert found.cites("capabilities") == ()
        assert found.is_verified("capabilities.lora")
        assert not found.is_verified("capabilities.qlora")

    def test_a_source_of_the_list_supports_each(self, tmp_path: Path) -> None:
        found = self.evidence(tmp_path, source("capabilities", "status"), capabilities=["lora", "qlora"])
        assert (found.facts, found.verified, found.complete) == (3, 3, True)
        assert found.cites("capabilities.qlora") == (1,)

    def test_a_source_of_what_is_not_said_counts_for_nothing(self, tmp_path: Path) -> None:
        found = self.evidence(tmp_path, source("capabilities.dpo", "hardware.tpu"), capabilities=["lora"])
        assert (found.facts, found.verified) == (2, 0)

    def test_one_whose_name_begins_like_another_is_another(self, tmp_path: Path) -> None:
        found = self.evidence(tmp_path, source("capabilities.lora"), capabilities=["lora"])
        assert found.cites("capabilities.lora-plus") == found.cites("capabilities.lo") == ()

    def test_one_that_is_given_twice_is_one_fact(self, tmp_path: Path) -> None:
        assert self.evidence(tmp_path, capabilities=["lora", "lora"]).facts == 2

    def test_what_needs_no_evidence_counts_for_nothing(self, tmp_path: Path) -> None:
        found = self.evidence(tmp_path, backends=["torch", "jax"], capabilities_not_supported=["dpo"])
        assert found.facts == 1

    def test_the_members_of_a_list_are_named_together(self, tmp_path: Path) -> None:
        found = self.evidence(
            tmp_path,
            source("hardware.cpu", "capabilities.qlora", "status", "capabilities.lora"),
            source("capabilities"),
            source("backends.torch", "capabilities.zero-fsdp"),
            capabilities=["lora", "qlora"],
        )
        assert [s.labels for s in found.sources] == [
            ("Hardware: CPU", "Capabilities: QLoRA, LoRA", "Status"),
            ("Capabilities",),
            ("Backend: PyTorch", "Capabilities: Sharded data parallel"),
        ]

    def test_the_date_of_a_package_is_a_fact_once(self, tmp_path: Path) -> None:
        package = {"registry": "pypi", "name": "x", "released": "2024"}
        assert self.evidence(tmp_path, package=package).facts == 2
        assert self.evidence(tmp_path, source("package"), package=package).verified == 1


def test_sources_are_ordered_by_the_age_of_their_check(tmp_path: Path) -> None:
    days = ("2026-05-01", "2026-05-02", "2025-12-31")
    found = evidence(tmp_path, sources=[source("name", checked=day) for day in days])
    assert [s.number for s in found.by_age] == [3, 1, 2]
    last = found.last_check("name")
    assert last is not None
    assert last.number == 2
