"""Partial offload: as many layers on the card as fit, the rest in the memory of the system."""

from bisect import bisect_right
from dataclasses import dataclass

from powerhouse_site.memory.estimate import Estimate
from powerhouse_site.memory.figures import Unknown, share
from powerhouse_site.memory.placement import overhead_bytes, usable_bytes
from powerhouse_site.memory.speed import BYTES_PER_GB
from powerhouse_site.schema.accelerators import Accelerator, AcceleratorCategory


@dataclass(frozen=True)
class Offload:
    """A division of the layers: what lies on the cards, overhead included, and what in the memory of the system."""

    layers_on_cards: int
    layers: int
    card_bytes: int
    system_bytes: int


def offload(needs: Estimate, accelerator: Accelerator, system: int) -> Offload | Unknown | None:
    """The division with the most layers on the cards.

    Every layer takes the same part of weights and cache; the tables count as parts of layers. The overhead is that of
    the weights on the cards. None where cards and `system` bytes together hold less than what is known of it, not even
    the overhead fits on the cards, it is beyond the context, or card and system share their memory. Unknown where they
    may hold it, and the cache or the number of layers is not known.
    """
    if needs.beyond or accelerator.category is AcceleratorCategory.UNIFIED:
        return None
    weights, cards = needs.weights, needs.load.cards
    room = cards * usable_bytes(accelerator)
    known = 0 if isinstance(needs.kv_cache, Unknown) else needs.kv_cache
    if overhead_bytes(0, cards) > room or weights + known + overhead_bytes(0, cards) > room + system:
        return None
    layers = needs.variant.shape.layers if needs.variant.shape else None
    if isinstance(needs.kv_cache, Unknown):
        return needs.kv_cache
    if layers is None:
        return Unknown.without("shape.layers")
    kv_cache = needs.kv_cache

    def on_cards(count: int) -> int:
        part = share(weights, count, layers)
        return part + share(kv_cache, count, layers) + overhead_bytes(part, cards)

    count = bisect_right(range(layers + 1), room, key=on_cards) - 1
    rest = weights - share(weights, count, layers) + kv_cache - share(kv_cache, count, layers)
    return Offload(count, layers, on_cards(count), rest) if rest <= system else None


def offloaded_upper_bound(
    needs: Estimate, division: Offload, accelerator: Accelerator, system_gb_s: float
) -> float | None:
    """The upper bound of decoding speed in tokens a second of one sequence, where it is known.

    The layers run one after the other, so that the times of reading both memories add up.
    """
    if isinstance(needs.read, Unknown) or accelerator.bandwidth_gb_s is None:
        return None
    on_cards = needs.read * division.layers_on_cards / division.layers
    on_cards_gb_s = needs.load.cards * accelerator.bandwidth_gb_s
    return BYTES_PER_GB / (on_cards / on_cards_gb_s + (needs.read - on_cards) / system_gb_s)
