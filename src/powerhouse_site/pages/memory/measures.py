"""The measured bar: what a model takes, as bars against the line of a card's memory, and in words.

`assets/memory/measure.js` draws the same for numbers that a reader chooses.
"""

from collections.abc import Iterator
from typing import NamedTuple

from powerhouse_site.memory import GIB, Estimate, Unknown, Verdict, verdict

LINE = 80
"""Where the line stands, in percent of the track; a bar that is over ends with the track."""
TRACK = 100
UNSURE = "its longest context is not established"


class Bar(NamedTuple):
    """A piece of a measured bar, in percent of the track.

    `part` is weights, cache, overhead; over, for what is beyond the line; open, up to the line, for what is not known.
    """

    part: str
    x: float
    width: float


class Measure(NamedTuple):
    """An estimate against so many bytes. `outcome` is fits, may, over, or beyond its context.

    `why` says what it would take to know whether it fits, where that is open.
    """

    outcome: str
    bars: tuple[Bar, ...]
    needs: str
    words: str
    why: str = ""


def measure(needs: Estimate, capacity: int) -> Measure:
    """Hold an estimate against what all cards offer together."""
    total = needs.at_least if isinstance(needs.total, Unknown) else needs.total
    sign = "≥ " if isinstance(needs.total, Unknown) else ""
    outcome, words = _outcome(needs, total, capacity)
    return Measure(
        outcome=outcome,
        bars=() if outcome == "beyond" else tuple(_bars(needs, capacity)),
        needs=f"{sign}{gib_words(total)}",
        words=words,
        why=_why(needs) if outcome == "may" else "",
    )


def gib_words(bytes: int) -> str:
    """`23.8 GiB`; halves are rounded up. What rounds to nothing is `under 0.1 GiB`."""
    tenths = (20 * bytes + GIB) // (2 * GIB)
    if tenths == 0 and bytes > 0:
        return "under 0.1 GiB"
    return f"{tenths // 10:,}.{tenths % 10} GiB"


def _outcome(needs: Estimate, total: int, capacity: int) -> tuple[str, str]:
    if needs.beyond:
        return "beyond", f"Beyond its context of {needs.variant.context_window:,}"
    found = verdict(needs.total, needs.at_least, capacity)
    if found is Verdict.FITS and needs.unsure:
        return "may", "May fit"
    if found is Verdict.FITS:
        return "fits", f"Fits, {gib_words(capacity - total)} free"
    if found is Verdict.MAY:
        return "may", "May fit"
    least = "At least " if isinstance(needs.total, Unknown) else ""
    return "over", f"{least}{gib_words(total - capacity)} over"


def _why(needs: Estimate) -> str:
    return f"KV cache {needs.kv_cache.reason}" if isinstance(needs.kv_cache, Unknown) else UNSURE


def _bars(needs: Estimate, capacity: int) -> Iterator[Bar]:
    parts = [("weights", needs.weights), ("cache", needs.kv_cache), ("overhead", needs.overhead)]
    known, low = 0, 0.0
    for part, size in parts:
        if isinstance(size, Unknown):
            continue
        known += size
        high = _position(min(known, capacity), capacity)
        if high > low:
            yield Bar(part=part, x=low, width=round(high - low, 2))
        low = high
    end = _position(known, capacity)
    if known > capacity:
        yield Bar(part="over", x=LINE, width=round(min(end, TRACK) - LINE, 2))
    elif isinstance(needs.kv_cache, Unknown):
        yield Bar(part="open", x=end, width=round(LINE - end, 2))


def _position(bytes: int, capacity: int) -> float:
    return round(bytes * LINE / capacity, 2)
