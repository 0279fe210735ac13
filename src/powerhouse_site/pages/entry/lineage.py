"""The line of a model: what came before and after it, what it was built on, and what was built on it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.pages.named import named_by, naming
from powerhouse_site.pages.newest import newest_first
from powerhouse_site.schema.models import Model
from powerhouse_site.schema.values import PartialDate


@dataclass(frozen=True, kw_only=True)
class Kin:
    """A model in the line, with its date."""

    entry: Entry
    released: PartialDate | None
    is_this: bool = False


@dataclass(frozen=True, kw_only=True)
class Generation:
    """Models at one distance, such as all that were built on the model itself."""

    label: str
    models: tuple[Kin, ...]


@dataclass(frozen=True, kw_only=True)
class Lineage:
    """Everything about the line of a model.

    `succession` holds what its makers put in the place of what, oldest first, the model itself among them; it is empty
    where there is nothing but the model. Several families may have one successor.
    """

    succession: tuple[tuple[Kin, ...], ...]
    ancestors: tuple[Generation, ...]
    descendants: tuple[Generation, ...]

    def __bool__(self) -> bool:
        """Whether there is anything but the model itself."""
        return bool(self.succession or self.ancestors or self.descendants)


LINEAGE_FIELDS = frozenset({"derived_from", "superseded_by"})
"""The fields that the line follows from."""


def lineage_of(catalog: Catalog, entry: Entry) -> Lineage:
    """Follow the line of a model as far as the catalog knows it; a circle is followed once."""
    before = _generations(entry, lambda e: naming(catalog, e, "superseded_by"))
    after = _generations(entry, lambda e: named_by(catalog, e, "superseded_by"))
    built_on = _generations(entry, lambda e: named_by(catalog, e, "derived_from"))
    built_from = _generations(entry, lambda e: naming(catalog, e, "derived_from"))
    return Lineage(
        succession=(*reversed(before), (_kin(entry, is_this=True),), *after) if before or after else (),
        ancestors=_labelled(built_on, "Built on", "Which builds on"),
        descendants=_labelled(built_from, "Built on it", "Built on those"),
    )


def _labelled(generations: Sequence[tuple[Kin, ...]], first: str, further: str) -> tuple[Generation, ...]:
    return tuple(
        Generation(label=further if distance else first, models=models) for distance, models in enumerate(generations)
    )


def _generations(entry: Entry, step: Callable[[Entry], Iterable[Entry]]) -> list[tuple[Kin, ...]]:
    """What can be reached from an entry by so many steps, each model where it is reached first."""
    seen = {entry.id}
    found: list[tuple[Kin, ...]] = []
    reached = [entry]
    while reached:
        new = {other.id: other for one in reached for other in step(one) if other.id not in seen}
        seen |= set(new)
        reached = newest_first(new.values())[::-1]
        if reached:
            found.append(tuple(map(_kin, reached)))
    return found


def _kin(entry: Entry, *, is_this: bool = False) -> Kin:
    date = entry.facts.release_date if isinstance(entry.facts, Model) else None
    return Kin(entry=entry, released=date, is_this=is_this)
