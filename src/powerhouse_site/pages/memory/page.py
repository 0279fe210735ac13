"""The page "Will it run?": every size against one card, as it stands before a reader chooses anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from powerhouse_site.catalog import Catalog
from powerhouse_site.memory import FORMATS, GIB, Estimate, Format, Load, Unknown, estimate
from powerhouse_site.pages.cells.pills import Pill, pill_of_use
from powerhouse_site.pages.memory.choices import (
    BATCHES,
    CARD_COUNTS,
    CARD_SIZES,
    CONTEXTS,
    DEFAULT_FORMAT,
    DEFAULT_GB,
    CardGroup,
    card_groups,
)
from powerhouse_site.pages.memory.measures import LINE, TRACK, Measure, measure
from powerhouse_site.pages.memory.sizes import Size, Sizes

URL = "memory/"
ROWS_SHOWN = 15
"""Rows of a group, at most, before a reader chooses anything."""


@dataclass(frozen=True, kw_only=True)
class MemoryRow:
    """A size against the line."""

    size: Size
    needs: Estimate
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
        return self.size.notes(self.needs.format, self.needs.tokens)


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


def memory_view(catalog: Catalog, sizes: Sizes, data: str = "") -> MemoryView:
    """Gather the page for a card of 24 GB, weights in Q4_K_M and 8,192 tokens; `data` is what its script fetches."""
    rows = [_row(size, DEFAULT_FORMAT, Load(), DEFAULT_GB * GIB) for size in sizes.all]
    by_outcome = {word: [row for row in rows if row.measure.outcome == word] for word in ("over", "fits", "may")}
    near = [row for row in by_outcome["over"] if _total(row) * LINE <= DEFAULT_GB * GIB * TRACK]
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
        sizes=len(rows),
        without_cache=sum(size.coefficients.parts is None for size in sizes.all),
        cards=card_groups(catalog),
        data=data,
    )


def _row(size: Size, format: Format, load: Load, capacity: int) -> MemoryRow:
    needs = estimate(size.model, size.variants[0], format, load)
    return MemoryRow(size=size, needs=needs, measure=measure(needs, capacity))


def _total(row: MemoryRow) -> int:
    return row.needs.at_least if isinstance(row.needs.total, Unknown) else row.needs.total


def _group(title: str, aside: str, rows: Sequence[MemoryRow], *, largest: bool = True) -> Group:
    ordered = sorted(rows, key=lambda row: (-_total(row) if largest else _total(row), row.size.id))
    return Group(title=title, aside=aside, count=len(rows), rows=tuple(ordered[:ROWS_SHOWN]))
