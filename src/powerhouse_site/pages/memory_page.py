"""The page "Will it run?": every size against one card, as it stands before a reader chooses anything."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.memory import FORMATS, GIB, Estimate, Format, Load, Unknown, estimate, usable_bytes
from powerhouse_site.pages.measures import LINE, TRACK, Measure, measure
from powerhouse_site.pages.pills import Pill, pill_of_use
from powerhouse_site.pages.sizes import Size, Sizes
from powerhouse_site.schema.accelerators import Accelerator, AcceleratorCategory, Availability

URL = "memory/"
DEFAULT_GB = 24
DEFAULT_FORMAT = FORMATS["q4_k_m"]
ROWS_SHOWN = 40
"""Rows of a group, at most, before a reader chooses anything."""
CARD_SIZES = (6, 8, 10, 12, 16, 20, 24, 32, 48, 64, 80, 96, 128, 141, 192)
CONTEXTS = (2048, 4096, 16_384, 32_768, 65_536, 131_072, 262_144, 1_048_576)
BATCHES = (1, 2, 4, 8, 16, 32, 64)
CARD_COUNTS = (1, 2, 4, 8)


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
    cards: tuple[tuple[AcceleratorCategory, tuple[tuple[Entry, Accelerator], ...]], ...]
    may: int
    formats: tuple[Format, ...] = tuple(FORMATS.values())
    default_format: Format = DEFAULT_FORMAT
    default_gb: int = DEFAULT_GB
    card_sizes: tuple[int, ...] = CARD_SIZES
    contexts: tuple[int, ...] = CONTEXTS
    batches: tuple[int, ...] = BATCHES
    card_counts: tuple[int, ...] = CARD_COUNTS


def memory_view(catalog: Catalog, sizes: Sizes) -> MemoryView:
    """Gather the page for a card of 24 GB, weights in Q4_K_M and 8,192 tokens."""
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
        cards=cards_by_class(catalog),
    )


def memory_data(catalog: Catalog, sizes: Sizes) -> str:
    """The numbers that the page computes with, as JSON: formats, cards, families, and the coefficients of each size."""
    families = list(dict.fromkeys(size.entry.id for size in sizes.all))
    data = {
        "formats": [asdict(format) for format in FORMATS.values()],
        "cards": [
            {
                "id": entry.id,
                "name": entry.heading,
                "vendor": card.vendor,
                "gb": card.memory_gb,
                "usable": usable_bytes(card),
                "bandwidth": card.bandwidth_gb_s,
                "unified": card.category is AcceleratorCategory.UNIFIED,
                "announced": card.availability is Availability.ANNOUNCED,
            }
            for _, group in cards_by_class(catalog)
            for entry, card in group
        ],
        "families": [[id, catalog.get("models", id).heading] for id in families],
        "sizes": [
            {
                "id": size.id,
                "family": families.index(size.entry.id),
                "also": size.also,
                "use": size.use,
                "only": size.only,
                "year": size.model.release_date.year if size.model.release_date else None,
                **asdict(size.coefficients),
            }
            for size in sizes.all
        ],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _row(size: Size, format: Format, load: Load, capacity: int) -> MemoryRow:
    needs = estimate(size.model, size.variants[0], format, load)
    return MemoryRow(size=size, needs=needs, measure=measure(needs, capacity))


def _total(row: MemoryRow) -> int:
    return row.needs.at_least if isinstance(row.needs.total, Unknown) else row.needs.total


def _group(title: str, aside: str, rows: Sequence[MemoryRow], *, largest: bool = True) -> Group:
    ordered = sorted(rows, key=lambda row: (-_total(row) if largest else _total(row), row.size.id))
    return Group(title=title, aside=aside, count=len(rows), rows=tuple(ordered[:ROWS_SHOWN]))


def cards_by_class(catalog: Catalog) -> tuple[tuple[AcceleratorCategory, tuple[tuple[Entry, Accelerator], ...]], ...]:
    """The accelerators by class, the least memory first."""
    cards = [(entry, entry.facts) for entry in catalog.of("accelerators") if isinstance(entry.facts, Accelerator)]
    cards.sort(key=lambda each: (each[1].memory_gb, each[0].heading.casefold()))
    groups = (
        (category, tuple(card for card in cards if card[1].category is category)) for category in AcceleratorCategory
    )
    return tuple((category, group) for category, group in groups if group)
