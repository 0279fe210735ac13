"""The line of a card: how many parameters its memory holds."""

from dataclasses import dataclass

from powerhouse_site.memory import FORMATS, GIB
from powerhouse_site.memory.formats import UNITS
from powerhouse_site.memory.placement import LEAST_OVERHEAD, OVERHEAD_DIVISOR
from powerhouse_site.pages.words import parameter_words

CARDS = (8, 12, 16, 24, 32, 48, 80, 141)
"""The cards that a reader can choose, in gigabytes."""
CARD = 24
FORMAT = FORMATS["q4_k_m"]


@dataclass(frozen=True)
class CardLine:
    """A card's line at a coordinate."""

    gb: int
    at: float

    @property
    def words(self) -> str:
        """What the line says."""
        held = parameter_words(parameters_held(self.gb))
        return f"{self.gb} GB holds the weights of up to {held} at {FORMAT.name.removeprefix('GGUF ')}"


def parameters_held(gb: int) -> int:
    """The parameters whose weights and overhead fill a card, by the average of the format and without any cache."""
    bytes = min(gb * GIB * OVERHEAD_DIVISOR // (OVERHEAD_DIVISOR + 1), gb * GIB - LEAST_OVERHEAD)
    return bytes * 8 * UNITS // FORMAT.average
