"""The question of the home page: what it finds before a reader chooses anything."""

from pathlib import Path

from powerhouse_site.catalog import Catalog
from powerhouse_site.pages.home.picker import SHOWN, Picker, picker
from powerhouse_site.pages.memory.rows import TableMemory
from powerhouse_site.pages.memory.sizes import Sizes
from tests.memory_catalog import catalog as real_catalog
from tests.site.catalogs import Facts, answer, license_, load, model, variant

SHAPE: Facts = {"layers": 32, "attention": {"kind": "grouped-query", "kv_heads": 8, "head_dim": 128}}
LONG: Facts = {"shape": SHAPE, "context_window": 131_072}
LICENSES: dict[str, Facts | str] = {
    "licenses/free": license_("Free", commercial_use=answer("yes")),
    "licenses/limited": license_("Limited", commercial_use=answer("conditional", "Ask.")),
}


def question(catalog: Catalog) -> Picker:
    sizes = Sizes(catalog)
    return picker(sizes, TableMemory(catalog, sizes))


def free(name: str, *variants: Facts, year: str = "2025") -> Facts:
    return model(name, license="free", release_date=year, variants=list(variants))


def found(folder: Path, **models: Facts) -> Picker:
    return question(load(folder, {**LICENSES, **{f"models/{id}": facts for id, facts in models.items()}}))


def test_a_family_counts_once_and_only_with_what_is_asked_for(tmp_path: Path) -> None:
    view = found(
        tmp_path,
        a=free("A", variant("A 8B", "8B", **LONG), variant("A 13B", "13B", **LONG)),
        b=free("B", variant("B 70B", "70B", **LONG)),
        c=free("C", variant("C 8B", "8B", shape=SHAPE, context_window=4096)),
        d=model("D", license="limited", variants=[variant("D 8B", "8B", **LONG)]),
    )
    assert (view.fit, view.may) == (1, 0)
    assert [row.size.heading for row in view.rows] == ["A 13B"]


def test_what_is_not_known_may_fit_unless_another_size_does(tmp_path: Path) -> None:
    unbounded = variant("B 8B", "8B", shape=SHAPE, context_window="unbounded")
    view = found(
        tmp_path,
        a=free("A", variant("A 8B", "8B", context_window=131_072)),
        b=free("B", unbounded, variant("B 9B", "9B", context_window=131_072)),
        c=free("C", variant("C 8B", "8B", shape=SHAPE)),
    )
    assert (view.fit, view.may) == (1, 2)


def test_the_largest_of_the_last_two_years_stand_below(tmp_path: Path) -> None:
    models = {f"m{n}": free(f"M{n}", variant(f"M{n} {n}B", f"{n}B", **LONG), year="2024") for n in range(1, 8)}
    old = free("Old", variant("Old 13B", "13B", **LONG), year="2023")
    view = found(tmp_path, old=old, new=free("New", variant("New 70B", "70B", **LONG)), **models)
    assert view.since == 2024
    assert [row.size.entry.id for row in view.rows] == ["m7", "m6", "m5", "m4", "m3"]
    assert view.fit == 8


def test_an_empty_catalog_has_a_question(tmp_path: Path) -> None:
    view = question(load(tmp_path, {}))
    assert (view.fit, view.may, view.since, view.rows) == (0, 0, None, ())


def test_the_real_catalog_fills_the_page() -> None:
    view = question(real_catalog())
    assert view.fit > 30
    assert len(view.rows) == SHOWN
