"""Partial offload: as many layers on the card as fit, the rest in the memory of the system."""

from bisect import bisect_right
from dataclasses import dataclass

from powerhouse_site.memory.estimate import Estimate
from powerhouse_site.memory.figures import Unknown, share
from powerhouse_site.memory.placement import overhead_bytes, usable_bytes
from powerhouse_site.schema.accelerators import Accelerator, AcceleratorCategory


@dataclass(frozen=True)
class Offload:
    """A division of the layers: what lies on the cards, overhead included, and what in the memory of the system."""

    layers_on_cards: int
    layers: int
    card_bytes: int
    system_bytes: int


def offload(needs: Estimate, accelerator: Accelerator, system: int) -> Offload | None:
    """The division with the most layers on the cards.

    Every layer takes the same part of weights and cache; the tables count as parts of layers. The overhead is that of
    the weights on the cards. None where the rest exceeds `system` bytes, not even the overhead fits on the cards, the
    cache or the number of layers is not known, or card and system share their memory.
    """
    layers = needs.variant.shape.layers if needs.variant.shape else None
    weights, kv_cache, cards = needs.weights, needs.kv_cache, needs.load.cards
    if layers is None or isinstance(kv_cache, Unknown) or accelerator.category is AcceleratorCategory.UNIFIED:
        return None

    def on_cards(count: int) -> int:
        part = share(weights, count, layers)
        return part + share(kv_cache, count, layers) + overhead_bytes(part, cards)

    count = bisect_right(range(layers + 1), cards * usable_bytes(accelerator), key=on_cards) - 1
    if count < 0:
        return None
    rest = weights - share(weights, count, layers) + kv_cache - share(kv_cache, count, layers)
    return Offload(count, layers, on_cards(count), rest) if rest <= system else None
