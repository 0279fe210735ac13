"""The question of the home page, as a sentence with choices, and what stands under it at first.

`assets/home.js` works out the same for what a reader chooses.
"""

from dataclasses import dataclass

from powerhouse_site.memory import GIB, Load, Unknown, estimate
from powerhouse_site.pages.cells.pills import Pill, pill_of_use
from powerhouse_site.pages.memory.choices import CONTEXTS, DEFAULT_FORMAT, DEFAULT_GB
from powerhouse_site.pages.memory.measures import Measure, measure
from powerhouse_site.pages.memory.rows import TableMemory
from powerhouse_site.pages.memory.sizes import Size, Sizes

USES = (
    ("yes", "commercial use"),
    ("yes,conditional", "commercial use, also with conditions"),
    ("", "no commercial use"),
)
"""What a reader may need: the answers as they stand in the address of the table, and in words."""
TOKENS = 32_768
SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class PickedRow:
    """A size that fits."""

    size: Size
    measure: Measure

    @property
    def pill(self) -> Pill:
        """Its answer to commercial use."""
        return pill_of_use(self.size.use)


@dataclass(frozen=True, kw_only=True)
class Picker:
    """The choices, and for those made at first: families with a size that fits, further ones that may, the largest.

    The rows are of models that came out in the year `since` or later, one of a family.
    """

    memory: TableMemory
    fit: int
    may: int
    since: int | None
    rows: tuple[PickedRow, ...]
    uses: tuple[tuple[str, str], ...] = USES
    contexts: tuple[int, ...] = CONTEXTS
    tokens: int = TOKENS


def picker(sizes: Sizes, memory: TableMemory) -> Picker:
    """Find what may be used commercially and fits 24 GB in Q4_K_M with 32k of context."""
    fits: dict[str, list[tuple[int, PickedRow]]] = {}
    may: set[str] = set()
    for size in sizes.all:
        if size.use != USES[0][0]:
            continue
        needs = estimate(size.model, size.variants[0], DEFAULT_FORMAT, Load(context=TOKENS))
        found = measure(needs, DEFAULT_GB * GIB)
        if found.outcome == "fits" and not isinstance(needs.total, Unknown):
            fits.setdefault(size.entry.id, []).append((needs.total, PickedRow(size=size, measure=found)))
        elif found.outcome == "may":
            may.add(size.entry.id)
    years = [size.model.release_date.year for size in sizes.all if size.model.release_date]
    since = max(years) - 1 if years else None
    largest = sorted(
        (max(rows, key=_rank) for rows in fits.values() if _year(rows[0][1].size) >= (since or 0)),
        key=_rank,
        reverse=True,
    )
    return Picker(
        memory=memory,
        fit=len(fits),
        may=len(may - fits.keys()),
        since=since,
        rows=tuple(row for _, row in largest[:SHOWN]),
    )


def _rank(row: tuple[int, PickedRow]) -> int:
    return row[0]


def _year(size: Size) -> int:
    return size.model.release_date.year if size.model.release_date else 0
