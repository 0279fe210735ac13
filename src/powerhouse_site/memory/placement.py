"""Overhead, the memory that an accelerator offers, and whether something fits."""

from enum import Enum

from powerhouse_site.memory.figures import GIB, Unknown, share
from powerhouse_site.schema.accelerators import Accelerator, AcceleratorCategory

OVERHEAD_DIVISOR = 20
"""Overhead is this part of the weights: 5 %,"""
LEAST_OVERHEAD = GIB // 2
"""and at least so much on each card."""


class Verdict(Enum):
    """Whether a model fits: `MAY` where a figure is not known and the others leave room."""

    FITS = "fits"
    MAY = "may fit"
    NOT = "does not fit"


def overhead_bytes(weights: int, cards: int = 1) -> int:
    """What buffers and the program take on all cards together."""
    return max(share(weights, 1, OVERHEAD_DIVISOR), cards * LEAST_OVERHEAD)


def usable_bytes(accelerator: Accelerator) -> int:
    """What one accelerator offers: its gigabytes, counted as so many GiB; three quarters where memory is unified."""
    whole = accelerator.memory_gb * GIB
    return whole * 3 // 4 if accelerator.category is AcceleratorCategory.UNIFIED else whole


def verdict(total: int | Unknown, at_least: int, usable: int, cards: int = 1) -> Verdict:
    """Whether `total` bytes, divided evenly, fit on so many cards of `usable` bytes each.

    Where the total is not known, what is known of it (`at_least`) may already be too much.
    """
    if isinstance(total, Unknown):
        return Verdict.MAY if at_least <= cards * usable else Verdict.NOT
    return Verdict.FITS if total <= cards * usable else Verdict.NOT
