"""The page "Will it run?": every size against one card, as it stands before a reader chooses anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from powerhouse_site.memory import FORMATS, GIB, Format, Load
from powerhouse_site.pages.cells.pills import Pill, pill_of_use
from powerhouse_site.pages.memory.choices import (
    BATCHES,
    CARD_COUNTS,
    CARD_SIZES,
    CONTEXTS,
    DEFAULT_FORMAT,
    DEFAULT_GB,
    CardGroup,
)
from powerhouse_site.pages.memory.measures import LINE, TRACK, Measure
from powerhouse_site.pages.memory.rows import OUTCOMES, Need, TableMemory
from powerhouse_site.pages.memory.sizes import Size

URL = "memory/"
ROWS_SHOWN = 15
"""Rows of a group, at most, before a reader chooses anything."""


@dataclass(frozen=True, kw_only=True)
class MemoryRow:
    """A size against the line; `total` is what is known of its bytes."""

    size: Size
    total: int
    measure: Measure

    @property
    def pill(self) -> Pill:
        """Its answer to commercial use."""
        return pill_of_use(self.size.use)

    @property
    def quiet(self) -> str:
        """The year in which it came out, and how many other names it has."""
        released = self.size.model.release_date
        also = f"and {len(self.size.also)} more" if self.size.also else ""
        return ", ".join(filter(None, (str(released.year) if released else "", also)))

    @property
    def notes(self) -> tuple[str, ...]:
        """What its figures lack or rest on."""
        return self.size.notes(DEFAULT_FORMAT, Load().tokens(self.size.variants[0]))


@dataclass(frozen=True, kw_only=True)
class Group:
    """Rows with one outcome, the first of `count` that there are."""

    title: str
    aside: str
    count: int
    rows: tuple[MemoryRow, ...]


@dataclass(frozen=True, kw_only=True)
class MemoryView:
    """What the page shows without scripts, and what its controls offer."""

    groups: tuple[Group, ...]
    fit: int
    not_fit: int
    sizes: int
    without_cache: int
    cards: tuple[CardGroup, ...]
    may: int
    data: str
    formats: tuple[Format, ...] = tuple(FORMATS.values())
    default_format: Format = DEFAULT_FORMAT
    default_gb: int = DEFAULT_GB
    card_sizes: tuple[int, ...] = CARD_SIZES
    contexts: tuple[int, ...] = CONTEXTS
    batches: tuple[int, ...] = BATCHES
    card_counts: tuple[int, ...] = CARD_COUNTS


def memory_view(memory: TableMemory) -> MemoryView:
    """Gather the page for a card of 24 GB, weights in Q4_K_M and 8,192 tokens."""
    by_outcome = {word: [need for need in memory.needs if need.measure.outcome == word] for word in OUTCOMES}
    near = [need for need in by_outcome["over"] if need.total * LINE <= DEFAULT_GB * GIB * TRACK]
    groups = (
        _group("Just over the line", "smaller weights or a shorter context may bring them in", near, largest=False),
        _group("Fits", "largest first", by_outcome["fits"]),
        _group("May fit", "not all of it is known", by_outcome["may"]),
    )
    return MemoryView(
        groups=tuple(group for group in groups if group.rows),
        fit=len(by_outcome["fits"]),
        not_fit=len(by_outcome["over"]),
        may=len(by_outcome["may"]),
        sizes=len(memory.needs),
        without_cache=sum(need.size.coefficients.parts is None for need in memory.needs),
        cards=memory.cards,
        data=memory.numbers.address,
    )


def _group(title: str, aside: str, needs: Sequence[Need], *, largest: bool = True) -> Group:
    ordered = sorted(needs, key=lambda need: (-need.total if largest else need.total, need.size.id))
    rows = tuple(MemoryRow(size=need.size, total=need.total, measure=need.measure) for need in ordered[:ROWS_SHOWN])
    return Group(title=title, aside=aside, count=len(needs), rows=rows)
