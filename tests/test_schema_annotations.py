"""What fields say of themselves, for every kind that there is."""

import re
from typing import Annotated

import pytest
from pydantic import BaseModel, Field

from powerhouse_site.schema.annotations import Column, Evidenced, Reference, Unit
from powerhouse_site.schema.described import described_fields, table_columns
from powerhouse_site.schema.kinds import KINDS, Kind
from powerhouse_site.schema.values import Choice, Many, Prose

EVERY_KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


class Fruit(Choice):
    NUT = "nut", "Nut"
    CONE = "cone", "Cone"


class Leaf(BaseModel):
    size: Annotated[int, Field(title="Size", description="How large it is."), Unit("tokens")]
    tree: Annotated[Annotated[str, Reference("trees", inverse="Leaves")] | None, Evidenced()] = None


class Tree(BaseModel):
    name: Annotated[str, Column(rank=20, cell="text")]
    leaf_colour: Annotated[str | None, Evidenced(), Column(rank=30, cell="text")] = None
    leaves: Many[Leaf] = ()
    first: Leaf | None = None
    fruits: Many[Fruit] = ()
    main_fruit: Fruit | None = None
    note: Prose | None = None

    @property
    def plain(self) -> str:
        return self.name

    @property
    def total(
        self,
    ) -> Annotated[
        int, Field(title="Total", description="All sizes."), Column(rank=10, cell="number"), Evidenced(by="leaves.size")
    ]:
        return sum(leaf.size for leaf in self.leaves)


def test_fields_come_in_the_order_of_their_definition_with_nested_ones_and_derived_ones_last() -> None:
    assert [field.path for field in described_fields(Tree)] == [
        "name",
        "leaf_colour",
        "leaves",
        "leaves.size",
        "leaves.tree",
        "first",
        "first.size",
        "first.tree",
        "fruits",
        "main_fruit",
        "note",
        "total",
    ]


def test_annotations_are_found_wherever_they_stand() -> None:
    fields = {field.path: field for field in described_fields(Tree)}
    assert fields["leaves.tree"].reference == Reference("trees", inverse="Leaves")
    assert fields["leaves.size"].unit == Unit("tokens")
    assert fields["name"].reference is None
    assert (fields["leaves.size"].label, fields["leaves.size"].help) == ("Size", "How large it is.")
    assert fields["leaf_colour"].label == "Leaf colour"


def test_evidence_is_named_by_the_path_of_the_field_or_of_the_one_that_it_derives_from() -> None:
    evidence = {field.path: field.evidence for field in described_fields(Tree)}
    assert (evidence["leaf_colour"], evidence["leaves.tree"], evidence["total"], evidence["name"]) == (
        "leaf_colour",
        "leaves.tree",
        "leaves.size",
        "",
    )


def test_columns_come_by_rank_with_derived_ones_among_them() -> None:
    assert [field.path for field in table_columns(Tree)] == ["total", "name", "leaf_colour"]


def test_values_are_found_in_facts_and_in_plain_documents_alike() -> None:
    document = {"name": "Oak", "leaves": [{"size": 1}, {"size": 2, "tree": "oak"}], "first": {"size": 3}}
    fields = {field.path: field for field in described_fields(Tree)}
    for owner in (document, Tree.model_validate(document)):
        assert list(fields["leaves.size"].values(owner)) == [(("leaves", 0, "size"), 1), (("leaves", 1, "size"), 2)]
        assert list(fields["leaves.tree"].values(owner)) == [(("leaves", 1, "tree"), "oak")]
        assert list(fields["leaf_colour"].values(owner)) == []
    assert list(fields["total"].values(Tree.model_validate(document))) == [(("total",), 3)]


@pytest.mark.parametrize(
    "document", [None, 5, "text", [], {"leaves": 5}, {"leaves": {"size": None}}, {"leaves": [[5]]}]
)
def test_values_of_a_document_of_any_shape_raise_nothing(document: object) -> None:
    for field in described_fields(Tree):
        assert list(field.values(document)) == [] or field.path == "leaves"


def test_a_list_of_choices_has_a_path_for_each_choice() -> None:
    fields = {field.path: field for field in described_fields(Tree)}
    assert fields["fruits"].choices == fields["main_fruit"].choices == tuple(Fruit)
    assert fields["fruits"].member_paths == ("fruits.nut", "fruits.cone")
    assert fields["main_fruit"].member_paths == ()
    assert [path for path, field in fields.items() if field.several] == ["leaves", "fruits"]


def test_only_prose_is_formatted() -> None:
    assert [field.path for field in described_fields(Tree) if field.formatted] == ["note"]


@EVERY_KIND
def test_every_field_has_a_label_and_a_sentence_that_explains_it(kind: Kind) -> None:
    for field in described_fields(kind.facts):
        assert re.fullmatch(r"\S.{0,40}", field.label), field.path
        assert re.fullmatch(r"[A-Z].{3,198}[.?]", field.help), f"{field.path}: {field.help!r}"


@EVERY_KIND
def test_every_reference_leads_to_a_kind(kind: Kind) -> None:
    names = {other.name for other in KINDS}
    for field in described_fields(kind.facts):
        if field.reference is not None:
            assert field.reference.kinds, field.path
            assert set(field.reference.kinds) <= names, field.path
            assert len(set(field.reference.kinds)) == len(field.reference.kinds), field.path
            assert field.reference.inverse


@EVERY_KIND
def test_columns_have_ranks_of_their_own_and_one_sorts_the_table(kind: Kind) -> None:
    columns = [field.column for field in table_columns(kind.facts) if field.column is not None]
    ranks = [column.rank for column in columns]
    assert len(set(ranks)) == len(ranks) > 0
    assert sum(column.default for column in columns) <= 1
    assert all(column.sortable or column.groups for column in columns if column.default)


@EVERY_KIND
def test_the_same_path_is_never_described_twice(kind: Kind) -> None:
    paths = [field.path for field in described_fields(kind.facts)]
    assert len(set(paths)) == len(paths)


@EVERY_KIND
def test_derived_evidence_speaks_of_a_field_that_files_can_name(kind: Kind) -> None:
    paths = {field.path for field in described_fields(kind.facts)}
    assert {field.evidence for field in described_fields(kind.facts) if field.evidence} <= paths


def test_names_of_kinds_are_distinct() -> None:
    for words in ([k.name for k in KINDS], [k.singular for k in KINDS], [k.facts for k in KINDS]):
        assert len(set(words)) == len(KINDS)
