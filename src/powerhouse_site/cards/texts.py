"""What a card says: what a page is about, and the first facts of an entry."""

from collections.abc import Iterator
from dataclasses import dataclass

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.pages.cells.cell import Cell, Owner, owner_of
from powerhouse_site.pages.cells.drawings import draw
from powerhouse_site.schema.described import table_columns

FACTS = 4
"""A card has room for so many."""
_UNITS = {"memory": "GB", "bandwidth": "GB/s"}


@dataclass(frozen=True, kw_only=True)
class Card:
    """What a card says. `plain_title` takes the place of a title whose letters cannot be drawn."""

    head: str
    title: str
    plain_title: str
    facts: tuple[tuple[str, str], ...] = ()


SITE = Card(
    head="Open language models",
    title="Which open model may you use, and will it run?",
    plain_title="PowerHouse",
    facts=(
        ("Models", "by license"),
        ("Memory", "on your card"),
        ("Tools", "train and serve"),
        ("Learning", "a path of steps"),
    ),
)
"""The card of all pages that are no entry's."""


def card_of(catalog: Catalog, entry: Entry) -> Card:
    """The card of an entry."""
    facts = []
    for label, value in _facts(owner_of(catalog, entry)):
        facts.append((label, value))
        if len(facts) == FACTS:
            break
    head = [entry.kind.singular.capitalize(), entry.facts.byline]
    return Card(
        head=", ".join(filter(None, head)), title=entry.heading, plain_title=entry.id.upper(), facts=tuple(facts)
    )


def _facts(owner: Owner) -> Iterator[tuple[str, str]]:
    """The columns of its kind that it has a value in, from the left."""
    for field in table_columns(type(owner.entry.facts)):
        if field.column is None or field.column.groups or field.column.optional:
            continue
        cell = draw(owner, field)
        if cell is not None and (text := _words(cell)):
            yield ("Commercial use" if cell.drawing == "license" else field.label), text


def _words(cell: Cell) -> str:
    """The words of a value with its unit; of a license what it answers."""
    if cell.drawing == "license":
        return str(cell.value.pill.words)
    return f"{cell.text} {_UNITS[cell.drawing]}" if cell.drawing in _UNITS else cell.text
