"""A kind's entries as a table."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

import pytest

from powerhouse_site.catalog import Catalog
from powerhouse_site.pages.tables.table import Table, build_table, with_only
from powerhouse_site.schema.described import Described, table_columns
from powerhouse_site.schema.kinds import KINDS, Kind
from tests.site.catalogs import (
    MAKERS,
    Facts,
    accelerator,
    answer,
    course,
    framework,
    license_,
    load,
    model,
    source,
    tool,
    tutorial,
    variant,
)

BY_NAME = {kind.name: kind for kind in KINDS}


def table(catalog: Catalog, kind: str) -> Table:
    return build_table(catalog, BY_NAME[kind], catalog.of(kind), id="t", caption="T")


def ids(found: Table) -> list[str]:
    return [row.entry.id for row in found.rows]


def column(found: Table, key: str) -> list[str | None]:
    """The texts of a column."""
    index = [heading.key for heading in found.headings].index(key)
    return [cell.text if (cell := row.cells[index]) else None for row in found.rows]


def test_rows_stand_in_the_order_of_the_default_column(tmp_path: Path) -> None:
    catalog = load(
        tmp_path,
        {
            "models/a": model("A", release_date="2022-11"),
            "models/b": model("B", release_date="2023-07-18"),
            "models/c": model("C", release_date="2023"),
        },
    )
    found = table(catalog, "models")
    assert found.sorted_by == "release_date"
    assert ids(found) == ["b", "c", "a"]


def test_what_is_not_known_stands_last_and_names_decide_ties(tmp_path: Path) -> None:
    catalog = load(
        tmp_path,
        {
            "models/a": model("zeta"),
            "models/b": model("Alpha"),
            "models/c": model("beta", release_date="2020"),
            "models/d": model("Beta 2", release_date="2020"),
            "models/e": model("alpha 3", release_date="2020"),
        },
    )
    assert ids(table(catalog, "models")) == ["e", "c", "d", "b", "a"]


def test_a_kind_without_a_default_column_is_sorted_by_name(tmp_path: Path) -> None:
    catalog = load(
        tmp_path,
        {
            "licenses/c": license_("Ant"),
            "licenses/a": license_("bee"),
            "licenses/b": license_("X", spdx="Cat-1.0"),
        },
    )
    plain = replace(catalog.of("licenses")[0].kind, users_kind="")
    found = build_table(catalog, plain, catalog.of("licenses"), id="licenses", caption="")
    assert found.sorted_by == "name"
    assert ids(found) == ["c", "a", "b"]


def test_what_is_used_most_comes_first_and_names_decide_ties(tmp_path: Path) -> None:
    files: dict[str, Facts | str] = {
        "licenses/c": license_("Ant"),
        "licenses/a": license_("bee"),
        "licenses/b": license_("X", spdx="Cat-1.0"),
        "models/one": model("One", license="b"),
    }
    found = table(load(tmp_path, files), "licenses")
    assert found.sorted_by == "users"
    assert ids(found) == ["b", "c", "a"]


@pytest.mark.parametrize(("kind", "make"), [("frameworks", framework), ("deployment-tools", tool)])
def test_what_can_do_most_comes_first_and_what_has_ended_last(
    tmp_path: Path, kind: str, make: Callable[..., Facts]
) -> None:
    """By what a source bears out, whatever is only said; the words beside the table say so."""
    words = [choice.value for field in table_columns(BY_NAME[kind].facts) for choice in choices_of(field)][:3]

    def able(name: str, said: int, borne_out: int, **facts: object) -> Facts:
        paths = [f"capabilities.{word}" for word in words[:borne_out]]
        return make(name, capabilities=words[:said], sources=[source(*paths)] if paths else [], **facts)

    files = {
        "a": able("Many words", 3, 1),
        "b": able("zeta", 2, 2),
        "c": able("Alpha", 2, 2),
        "d": able("Nothing", 0, 0),
        "e": able("Most, once", 3, 3, status="archived"),
        "f": able("Gone", 3, 3, status="retired"),
        "g": able("Renamed", 3, 3, status="renamed"),
    }
    found = table(load(tmp_path, {f"{kind}/{id}": facts for id, facts in files.items()}), kind)
    assert (found.sorted_by, found.order) == ("capabilities", "most capabilities first, archived last")
    assert ids(found) == ["g", "c", "b", "a", "d", "f", "e"]
    assert column(found, "capabilities") == ["3", "2", "2", "1", "0", "3", "3"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_order_of_a_table_is_told_in_words(tmp_path: Path, kind: Kind) -> None:
    found = table(load(tmp_path, {f"{kind.name}/a": MAKERS[kind.name]()}), kind.name)
    assert found.order.endswith(" first") or " first, " in found.order


def choices_of(field: Described) -> list[StrEnum]:
    return [choice for group in (field.column.groups if field.column else ()) for choice in group.choices]


def columns_of(field: Described) -> list[tuple[str, str]]:
    """The keys and labels of a field's columns: one for each choice of its groups, and one for all of it."""
    own = [(f"{field.name}-{choice.value}", getattr(choice, "label", "")) for choice in choices_of(field)]
    return [*own, (field.name, field.label)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_columns_are_those_of_the_schema_then_users_and_evidence(tmp_path: Path, kind: Kind) -> None:
    found = table(load(tmp_path, {f"{kind.name}/a": MAKERS[kind.name]()}), kind.name)
    last = [("users", "Models" if kind.users_kind else "Used by")] if kind.shows_users else []
    schema = [pair for field in table_columns(kind.facts) for pair in columns_of(field)]
    assert [(h.key, h.label) for h in found.headings] == [*schema, *last, ("evidence", "Evidence")]
    assert all(len(row.cells) == len(found.headings) for row in found.rows)
    assert len(found.rows) == 1


def test_what_others_use_shows_by_how_many() -> None:
    """A kind that others refer to; which models others are built on is no such count."""
    assert {kind.name for kind in KINDS if kind.shows_users} == {"licenses", "frameworks", "deployment-tools"}


def test_licenses_count_what_uses_them(tmp_path: Path) -> None:
    files: dict[str, Facts | str] = {
        "licenses/a": license_("A"),
        "licenses/b": license_("B"),
        "licenses/c": license_("C"),
        "models/one": model("One", license="a", additional_terms=["b"], variants=[variant(license="a")]),
        "models/two": model("Two", variants=[variant("V", license="a"), variant("W", license="a")]),
    }
    found = table(load(tmp_path, files), "licenses")
    assert column(found, "users") == ["2", "1", "0"]
    index = [heading.key for heading in found.headings].index("users")
    assert [row.cells[index].value.share for row in found.rows if row.cells[index]] == [1, 0.5, 0]  # type: ignore[union-attr]
    assert found.headings[index].sorts_numbers


def test_counts_that_are_all_zero_have_a_share(tmp_path: Path) -> None:
    found = table(load(tmp_path, {"licenses/a": license_()}), "licenses")
    assert column(found, "users") == ["0"]


def test_entries_of_other_kinds_are_users_and_those_of_the_same_kind_are_not(tmp_path: Path) -> None:
    files: dict[str, Facts | str] = {
        "licenses/a": license_("A", spdx="AAL"),
        "licenses/b": license_("B", spdx="BSL-1.0"),
        "models/one": model("One", license="a"),
        "frameworks/one": framework("One", license="AAL OR BSL-1.0", built_on=["two"], integrates_with=["serve"]),
        "frameworks/two": framework("Two", license="CNRI-Python", alternative_to=["one"]),
        "deployment-tools/serve": tool("Serve", license="(AAL)", built_on=["one"], alternative_to=["one"]),
        "courses/c": course("C", uses_tools=["one", "serve"]),
        "tutorials/t": tutorial("T", uses_tools=["one"]),
    }
    catalog = load(tmp_path, files)
    assert column(table(catalog, "licenses"), "users") == ["1", "0"], "only models count"
    assert column(table(catalog, "frameworks"), "users") == ["3", "0"], "a tool, a course and a tutorial name One"
    assert column(table(catalog, "deployment-tools"), "users") == ["2"], "a framework and a course name it"


def test_evidence_is_a_column(tmp_path: Path) -> None:
    files: dict[str, Facts | str] = {
        "accelerators/a": accelerator("A", 3, sources=[source("memory_gb", "availability")]),
        "accelerators/b": accelerator("B", 2, sources=[source("memory_gb")]),
        "accelerators/c": accelerator("C", 1),
    }
    found = table(load(tmp_path, files), "accelerators")
    assert column(found, "evidence") == ["Verified", "1 of 2 verified", "0 of 2 verified"]
    assert [row.cells[-1].sort for row in found.rows if row.cells[-1]] == [1.0, 0.5, 0.0]


def test_what_is_not_known_is_no_cell_but_an_answer_is_always_one(tmp_path: Path) -> None:
    catalog = load(tmp_path, {"models/a": model("A"), "licenses/a": license_("A")})
    assert column(table(catalog, "models"), "release_date") == [None]
    assert column(table(catalog, "models"), "license") == [""]
    assert column(table(catalog, "licenses"), "redistribution") == ["Not established"]


def test_a_heading_knows_whether_its_column_sorts_numbers(tmp_path: Path) -> None:
    files: dict[str, Facts | str] = {
        "models/a": model("A", release_date="2020", architecture="hybrid", license="a"),
        "licenses/a": license_("A", commercial_use=answer("yes")),
    }
    numbers = {heading.key: heading.sorts_numbers for heading in table(load(tmp_path, files), "models").headings}
    assert numbers["release_date"]
    assert numbers["license"]
    assert numbers["parameter_range"]
    assert not numbers["architecture"]
    assert not numbers["context_range"], "a column without a value has no numbers"


def test_aliases_are_found_though_no_cell_shows_them(tmp_path: Path) -> None:
    found = table(load(tmp_path, {"models/a": model("A", aliases=["First", "Second one"])}), "models")
    assert found.rows[0].also == "First Second one"


def test_the_scales_span_all_rows(tmp_path: Path) -> None:
    catalog = load(
        tmp_path,
        {
            "models/a": model("A", variants=[variant("A 1", "70M", context_window=2048), variant("A 2", "7B")]),
            "models/b": model("B", variants=[variant("z", "40B", context_window="unbounded")]),
            "models/c": model("C", variants=[variant("z", "1B", context_window=8192)]),
        },
    )
    found = table(catalog, "models")
    assert found.scale == (70_000_000, 40_000_000_000)
    assert found.longest_context == 8192


def test_a_table_of_some_entries_is_as_if_it_were_built_of_them(tmp_path: Path) -> None:
    files = {
        "models/old": model("Old", release_date="2020"),
        "models/new": model("New", release_date="2024"),
        "models/undated": model("Undated"),
    }
    catalog = load(tmp_path, files)
    whole = table(catalog, "models")
    for some in (["new", "undated"], ["undated"]):
        entries = [catalog.get("models", id) for id in some]
        built = build_table(catalog, BY_NAME["models"], entries, id="few", caption="Few")
        taken = with_only(whole, entries, id="few", caption="Few")
        assert ids(taken) == ids(built) == some
        assert [row.cells for row in taken.rows] == [row.cells for row in built.rows]
        assert taken.headings == built.headings


def test_an_empty_table_is_whole(tmp_path: Path) -> None:
    found = table(load(tmp_path, {}), "models")
    assert found.rows == ()
    assert found.scale == (1, 1)
    assert found.longest_context == 0
    assert len(found.headings) == len(table_columns(BY_NAME["models"].facts)) + 1


def test_under_the_name_of_a_tool_stands_whether_it_is_alive(tmp_path: Path) -> None:
    package = {"registry": "pypi", "name": "serve", "released": "2026-03"}
    files = {
        "deployment-tools/serve": tool("Serve", organization="Grove", package=package),
        "deployment-tools/still": tool("Still", organization="Grove", status="archived"),
    }
    rows = table(load(tmp_path, files), "deployment-tools").rows
    assert [(row.heading, row.byline) for row in rows] == [("Serve", "Active · Mar 2026"), ("Still", "Archived")]
    assert all("Grove" in row.also for row in rows), "the filter finds it by its maker"
