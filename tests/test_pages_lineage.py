"""The line of a model, as far as the catalog knows it."""

from collections.abc import Iterable
from pathlib import Path

from powerhouse_site.pages.entry.lineage import Generation, Kin, Lineage, lineage_of
from tests.site.catalogs import Facts, entry, load, model, variant


def lineage(folder: Path, id: str, **models: Facts) -> Lineage:
    catalog = load(folder, {f"models/{id}": facts for id, facts in models.items()})
    return lineage_of(catalog, entry(catalog, f"models/{id}"))


def ids(models: Iterable[Kin]) -> list[str]:
    return [f"[{kin.entry.id}]" if kin.is_this else kin.entry.id for kin in models]


def generations(found: Iterable[Generation]) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for generation in found:
        named.setdefault(generation.label, []).extend(ids(generation.models))
    return named


def test_the_succession_goes_both_ways_oldest_first(tmp_path: Path) -> None:
    chain = {
        "a": model("A", superseded_by="b"),
        "b": model("B", superseded_by="c"),
        "c": model("C", superseded_by="d", release_date="2024-05"),
        "d": model("D", superseded_by="e"),
        "e": model("E"),
    }
    found = lineage(tmp_path, "c", **chain)
    assert [ids(models) for models in found.succession] == [["a"], ["b"], ["[c]"], ["d"], ["e"]]
    assert [str(kin.released) for models in found.succession for kin in models if kin.released] == ["2024-05"]


def test_several_may_have_one_successor(tmp_path: Path) -> None:
    found = lineage(
        tmp_path,
        "next",
        one=model("One", superseded_by="next", release_date="2024"),
        two=model("Two", superseded_by="next", release_date="2023"),
        next=model("Next"),
    )
    assert [ids(models) for models in found.succession] == [["two", "one"], ["[next]"]]


def test_what_it_is_built_on_is_followed_over_generations(tmp_path: Path) -> None:
    models = {
        "root": model("Root"),
        "trunk": model("Trunk", derived_from=["root"]),
        "branch": model("Branch", derived_from=["trunk"]),
        "twig": model("Twig", variants=[variant("T", derived_from=["branch"])]),
        "leaf": model("Leaf", derived_from=["twig"]),
    }
    found = lineage(tmp_path, "branch", **models)
    assert generations(found.ancestors) == {"Built on": ["trunk"], "Which builds on": ["root"]}
    assert generations(found.descendants) == {"Built on it": ["twig"], "Built on those": ["leaf"]}
    assert found.succession == ()


def test_each_model_stands_where_it_is_reached_first(tmp_path: Path) -> None:
    found = lineage(
        tmp_path,
        "this",
        root=model("Root", release_date="2024"),
        trunk=model("Trunk", derived_from=["root"], release_date="2023"),
        this=model("This", derived_from=["root", "trunk"], variants=[variant("T", derived_from=["root"])]),
    )
    assert [ids(generation.models) for generation in found.ancestors] == [["trunk", "root"]]


def test_a_circle_is_followed_once(tmp_path: Path) -> None:
    found = lineage(
        tmp_path, "a", a=model("A", superseded_by="b"), b=model("B", superseded_by="c"), c=model("C", superseded_by="a")
    )
    assert [ids(models) for models in found.succession] == [["b"], ["c"], ["[a]"], ["b"], ["c"]]


def test_a_model_alone_has_none(tmp_path: Path) -> None:
    assert not lineage(tmp_path, "a", a=model("A"), b=model("B"))
