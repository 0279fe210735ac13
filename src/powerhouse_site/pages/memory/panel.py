"""Memory on the page of a model: each size in a few formats against one line, and the smallest card that holds it."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.memory import FORMATS, GIB, Estimate, Load, Unknown, estimates, usable_bytes
from powerhouse_site.pages.memory.choices import DEFAULT_FORMAT, DEFAULT_GB
from powerhouse_site.pages.memory.measures import Measure, gib_words, measure
from powerhouse_site.pages.memory.page import URL
from powerhouse_site.pages.memory.sizes import Size, Sizes
from powerhouse_site.schema.accelerators import Accelerator, AcceleratorCategory, Availability

_FORMATS = (DEFAULT_FORMAT, FORMATS["q8_0"], FORMATS["bf16"])


class PanelRow(NamedTuple):
    """A size in one format, in words; what is not known is None."""

    format: str
    measure: Measure
    weights: str
    cache: str | None
    overhead: str
    holder: str


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A size: its names, what its figures lack or rest on, where to try other cards, and a row for each format.

    `least` is what is known of its bytes in the first of the formats.
    """

    names: tuple[str, ...]
    tokens: int
    least: int
    notes: tuple[str, ...]
    url: str
    rows: tuple[PanelRow, ...]


class MemoryPanels:
    """The panels of the models of a catalog."""

    def __init__(self, catalog: Catalog, sizes: Sizes) -> None:
        self._catalog = catalog
        self._sizes = sizes

    @cached_property
    def _offers(self) -> list[tuple[list[int], list[Accelerator]]]:
        """Cards, then machines with unified memory; each in the order of what they offer, which is the first list."""
        facts = (entry.facts for entry in self._catalog.of("accelerators"))
        cards = [one for one in facts if isinstance(one, Accelerator) and one.availability is Availability.RELEASED]
        groups = [list(group) for _, group in groupby(sorted(cards, key=_order), key=_is_unified)]
        return [(list(map(usable_bytes, group)), group) for group in groups]

    def of(self, entry: Entry) -> tuple[Panel, ...]:
        """The panels of one family, a size each."""
        return tuple(self._panel(size) for size in self._sizes.of(entry))

    def _panel(self, size: Size) -> Panel:
        found = estimates(size.model, size.variants[0], _FORMATS, Load())
        tokens = found[0].tokens
        notes = dict.fromkeys(note for needs in found for note in size.notes(needs.format, tokens))
        return Panel(
            names=(size.heading, *size.also),
            tokens=tokens,
            least=_known(found[0]),
            notes=tuple(notes),
            url=f"{URL}?model={size.id}",
            rows=tuple(self._row(needs) for needs in found),
        )

    def _row(self, needs: Estimate) -> PanelRow:
        return PanelRow(
            format="16 bit" if needs.format.id == "bf16" else needs.format.name.removeprefix("GGUF "),
            measure=measure(needs, DEFAULT_GB * GIB),
            weights=gib_words(needs.weights),
            cache=None if isinstance(needs.kv_cache, Unknown) else gib_words(needs.kv_cache),
            overhead=gib_words(needs.overhead),
            holder=self._holder(needs),
        )

    def _holder(self, needs: Estimate) -> str:
        """The memory of the smallest card that holds it; of a machine with unified memory where no card does."""
        known = _known(needs)
        places = ((cards, bisect_left(offers, known)) for offers, cards in self._offers)
        card = next((cards[place] for cards, place in places if place < len(cards)), None)
        if card is None:
            return "none alone"
        unified = " unified" if _is_unified(card) else ""
        more = " or more" if isinstance(needs.total, Unknown) else ""
        return f"{card.memory_gb:,} GB{unified}{more}"


def _known(needs: Estimate) -> int:
    return needs.at_least if isinstance(needs.total, Unknown) else needs.total


def _is_unified(card: Accelerator) -> bool:
    return card.category is AcceleratorCategory.UNIFIED


def _order(card: Accelerator) -> tuple[bool, int]:
    return _is_unified(card), usable_bytes(card)
