"""What readers choose from where memory is worked out: cards, formats, contexts; and what stands there at first."""

from dataclasses import dataclass

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.memory import FORMATS
from powerhouse_site.schema.accelerators import Accelerator, AcceleratorCategory

DEFAULT_GB = 24
DEFAULT_FORMAT = FORMATS["q4_k_m"]
CARD_SIZES = (6, 8, 10, 12, 16, 20, 24, 32, 48, 64, 80, 96, 128, 141, 192)
CONTEXTS = (2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072, 262_144, 1_048_576)
BATCHES = (1, 2, 4, 8, 16, 32, 64)
CARD_COUNTS = (1, 2, 4, 8)


@dataclass(frozen=True, kw_only=True)
class CardGroup:
    """The accelerators of one class, the least memory first."""

    category: AcceleratorCategory
    cards: tuple[tuple[Entry, Accelerator], ...]


def card_groups(catalog: Catalog) -> tuple[CardGroup, ...]:
    """The accelerators by class; a class without any is left out."""
    cards = [(entry, entry.facts) for entry in catalog.of("accelerators") if isinstance(entry.facts, Accelerator)]
    cards.sort(key=lambda each: (each[1].memory_gb, each[0].heading.casefold()))
    groups = (
        CardGroup(category=category, cards=tuple(card for card in cards if card[1].category is category))
        for category in AcceleratorCategory
    )
    return tuple(group for group in groups if group.cards)
