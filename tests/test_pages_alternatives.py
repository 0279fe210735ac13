"""What a model's page proposes instead of it."""

from pathlib import Path
from typing import Any

import pytest

from powerhouse_site.catalog import Catalog
from powerhouse_site.pages.entry.alternatives import SHOWN, Alternative, Alternatives
from powerhouse_site.schema.models import Model
from tests.site.catalogs import Facts, answer, entry, license_, load, model, variant

LICENSES: dict[str, Facts | str] = {
    "licenses/free": license_("Free", commercial_use=answer("yes")),
    "licenses/limited": license_("Limited", commercial_use=answer("conditional", "Ask.")),
    "licenses/closed": license_("Closed", commercial_use=answer("no")),
    "licenses/unread": license_("Unread"),
}


def sized(name: str, *sizes: str, **more: Any) -> Facts:
    variants = [variant(f"{name} {size}", size, **more.pop("each", {})) for size in sizes or ("10B",)]
    return model(name, variants=variants, **{"license": "free", "inputs": ["text"], **more})


def alternatives(catalog: Catalog, id: str = "this") -> tuple[Alternative, ...]:
    this = entry(catalog, f"models/{id}")
    assert isinstance(this.facts, Model)
    return Alternatives(catalog).of(this, this.facts)


def ids(folder: Path, this: Facts, **others: Facts) -> list[str]:
    files: dict[str, Facts | str] = {**LICENSES, "models/this": this}
    files |= {f"models/{id.replace('_', '-')}": facts for id, facts in others.items()}
    return [found.entry.id for found in alternatives(load(folder, files))]


class TestSize:
    @pytest.mark.parametrize(
        ("size", "alike"),
        [("5.999999B", False), ("6B", True), ("10B", True), ("16B", True), ("16.000001B", False), ("100B", False)],
    )
    def test_it_is_within_0_6_and_1_6_times(self, tmp_path: Path, size: str, alike: bool) -> None:
        assert ids(tmp_path, sized("This", "10B"), other=sized("Other", size)) == (["other"] if alike else [])

    def test_any_variant_may_be_like_any_other(self, tmp_path: Path) -> None:
        """7 and 70 B do not make 20 B alike."""
        this = sized("This", "7B", "70B")
        found = ids(tmp_path, this, small=sized("A", "1B", "8B"), big=sized("B", "60B"), between=sized("C", "20B"))
        assert found == ["small", "big"]

    def test_only_the_sizes_that_are_alike_are_told(self, tmp_path: Path) -> None:
        each = {"context_window": 8192}
        other = model("Other", license="free", inputs=["text"], variants=[variant("S", "2B", context_window=262144)])
        other["variants"] += [variant("M", "9B", **each), variant("L", "12B")]
        catalog = load(tmp_path, {**LICENSES, "models/this": sized("This"), "models/other": other})
        [found] = alternatives(catalog)
        assert (found.sizes, found.context, found.released, found.pill.words) == ("9, 12 B", "8k", None, "Yes")

    def test_an_unbounded_context_is_the_longest(self, tmp_path: Path) -> None:
        other = sized("Other", each={"context_window": "unbounded"})
        catalog = load(tmp_path, {**LICENSES, "models/this": sized("This"), "models/other": other})
        assert [found.context for found in alternatives(catalog)] == ["unbounded"]


class TestLicense:
    @pytest.mark.parametrize(
        ("license", "expected"),
        [
            ("free", ["free"]),
            ("limited", ["free", "limited"]),
            ("closed", ["closed", "free", "limited"]),
            ("unread", ["closed", "free", "limited"]),
        ],
    )
    def test_it_is_as_free_or_freer_and_known(self, tmp_path: Path, license: str, expected: list[str]) -> None:
        others = {name: sized(name, license=name) for name in ("free", "limited", "closed", "unread")}
        assert ids(tmp_path, sized("This", license=license), **others) == expected

    def test_the_license_of_the_variant_counts(self, tmp_path: Path) -> None:
        """The variant of like size is not the one that is free."""
        variants = [variant("S", "1B"), variant("L", "10B", license="closed")]
        other = model("Other", license="free", inputs=["text"], variants=variants)
        assert ids(tmp_path, sized("This"), other=other) == []

    def test_the_freest_variant_of_the_model_counts(self, tmp_path: Path) -> None:
        variants = [variant("S", "10B"), variant("L", "10B", license="closed")]
        this = model("This", license="free", inputs=["text"], variants=variants)
        assert ids(tmp_path, this, closed=sized("Closed", license="closed"), free=sized("Free")) == ["free"]


class TestChoice:
    def test_a_modality_is_shared(self, tmp_path: Path) -> None:
        this = sized("This", inputs=["image", "audio"])
        found = ids(
            tmp_path, this, text=sized("T"), image=sized("I", inputs=["text", "image"]), none=sized("N", inputs=[])
        )
        assert found == ["image"]

    def test_what_a_variant_reads_counts_too(self, tmp_path: Path) -> None:
        other = sized("Other", each={"inputs": ["text", "image"]})
        assert ids(tmp_path, sized("This", inputs=["image"]), other=other) == ["other"]

    def test_what_has_a_successor_is_not_proposed(self, tmp_path: Path) -> None:
        assert ids(tmp_path, sized("This"), old=sized("Old", superseded_by="new"), new=sized("New")) == ["new"]

    def test_the_newest_come_first_and_five_at_most(self, tmp_path: Path) -> None:
        others = {f"m{year}": sized(f"M{year}", release_date=f"20{year}") for year in range(20, 27)}
        found = ids(tmp_path, sized("This", release_date="2030"), undated=sized("A"), **others)
        assert found == ["m26", "m25", "m24", "m23", "m22"]
        assert len(found) == SHOWN

    def test_the_undated_come_last(self, tmp_path: Path) -> None:
        assert ids(tmp_path, sized("This"), undated=sized("A"), dated=sized("B", release_date="2020")) == [
            "dated",
            "undated",
        ]

    def test_a_model_alone_has_none(self, tmp_path: Path) -> None:
        assert ids(tmp_path, sized("This")) == []
