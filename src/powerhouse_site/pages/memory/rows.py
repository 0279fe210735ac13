"""Memory in the tables of models: what fits as a filter, and the measured bar as a column.

What stands here is for a card of 24 GB, weights in Q4_K_M and 8,192 tokens; `assets/table/hardware.js` works out the
same for what a reader chooses.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from powerhouse_site.catalog import Catalog
from powerhouse_site.memory import FORMATS, GIB, Format, Load, estimate
from powerhouse_site.pages.cells.cell import Cell, Owner
from powerhouse_site.pages.cells.columns import Heading
from powerhouse_site.pages.filters.facets import ChoiceFacet, Option
from powerhouse_site.pages.filters.found import Units
from powerhouse_site.pages.filters.values import Word
from powerhouse_site.pages.memory.choices import (
    CARD_SIZES,
    CONTEXTS,
    DEFAULT_FORMAT,
    DEFAULT_GB,
    CardGroup,
    card_groups,
)
from powerhouse_site.pages.memory.data import MemoryData, memory_data
from powerhouse_site.pages.memory.measures import Measure, measure
from powerhouse_site.pages.memory.sizes import Size, Sizes, name_within
from powerhouse_site.schema.annotations import Width

KEY = "memory"
"""The key of the column."""
FITS = (Word("yes", "Only what fits"), Word("may", "And what may fit"))
OUTCOMES = ("fits", "may", "over", "beyond")
"""From the best to the worst."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Need:
    """A size against the line; `place` is its place among all sizes, `total` what is known of its bytes."""

    size: Size
    place: int
    total: int
    measure: Measure


@dataclass(frozen=True, kw_only=True, slots=True)
class NeedCell:
    """What a cell shows; the size by its name within the family, None where the row bears its name."""

    name: str | None
    measure: Measure


class TableMemory:
    """What tables of models know of memory; worked out when it is asked for, and kept."""

    card_sizes = CARD_SIZES
    formats: tuple[Format, ...] = tuple(FORMATS.values())
    contexts = CONTEXTS
    default_gb = DEFAULT_GB
    default_format = DEFAULT_FORMAT

    def __init__(self, catalog: Catalog, sizes: Sizes) -> None:
        self._catalog = catalog
        self._sizes = sizes

    @cached_property
    def numbers(self) -> MemoryData:
        """What scripts compute with."""
        return memory_data(self._catalog, self._sizes)

    @cached_property
    def cards(self) -> tuple[CardGroup, ...]:
        """The cards that a reader may have."""
        return card_groups(self._catalog)

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """Every size against the line, by the ids of the families."""
        return tuple(_need(size, place) for place, size in enumerate(self._sizes.all))

    @cached_property
    def _needs(self) -> Mapping[int, Need]:
        """By the variant itself, since nothing says that its name is its own."""
        return {id(variant): need for need in self.needs for variant in need.size.variants}

    def heading(self, *, of_items: bool) -> Heading:
        """The head of the column."""
        return Heading(
            key=KEY,
            label="Memory" if of_items else "Largest that fits",
            unit=f"{DEFAULT_GB} GB, {format_words(DEFAULT_FORMAT)}, 8k",
            width=Width.WIDEST,
            help="Weights, KV cache and overhead against the line of a card.",
            sorts_numbers=True,
        )

    def cell(self, units: Sequence[Owner], family: str | None = None) -> Cell:
        """The cell of a row: the largest of its units that fits; without one the smallest that may, or that does not.

        It names the unit where the row is that of a `family`.
        """
        best = min((self._of(unit) for unit in units), key=_order)
        return Cell(
            drawing="need",
            value=NeedCell(name=family and name_within(best.size.heading, family), measure=best.measure),
            text=f"{best.measure.needs}: {best.measure.words}",
            sort=best.total,
        )

    def fitting(self, units: Iterable[Owner]) -> frozenset[int]:
        """The numbers of parameters with which one of the units fits."""
        needs = [self._of(unit) for unit in units]
        return frozenset(need.size.coefficients.parameters for need in needs if need.measure.outcome == "fits")

    def places(self, units: Units) -> list[int]:
        """The place of each unit among all sizes."""
        return [self._of(unit).place for row in units for unit in row]

    def facet(self, units: Units) -> ChoiceFacet:
        """The filter by what fits."""
        found = [[OUTCOMES.index(self._of(unit).measure.outcome) for unit in row] for row in units]
        return ChoiceFacet(
            key="fits",
            label="Fits",
            options=tuple(
                Option(word=word, count=sum(index in row for row in found)) for index, word in enumerate(FITS)
            ),
            every=False,
            values=tuple((index,) if index < len(FITS) else () for row in found for index in row),
        )

    def _of(self, unit: Owner) -> Need:
        return self._needs[id(unit.item)]


def format_words(format: Format) -> str:
    """A format as short as readers know it: `Q4_K_M`."""
    return format.name.removeprefix("GGUF ")


def _need(size: Size, place: int) -> Need:
    needs = estimate(size.model, size.variants[0], DEFAULT_FORMAT, Load())
    total = needs.total if isinstance(needs.total, int) else needs.at_least
    return Need(size=size, place=place, total=total, measure=measure(needs, DEFAULT_GB * GIB))


def _order(need: Need) -> tuple[int, int]:
    """Of what fits, the largest first; of what may fit or does not, the smallest."""
    fits = need.measure.outcome == "fits"
    return OUTCOMES.index(need.measure.outcome), -need.total if fits else need.total
