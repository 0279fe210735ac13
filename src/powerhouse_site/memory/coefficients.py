"""The numbers from which a page works out the same bytes as this package.

The page gets `coefficients_of(...)` of each variant by names, `asdict` of each of `FORMATS`, and the constants of
`placement`. `evaluate` is the formula, over nothing but these numbers; a script that follows it agrees to the byte.

Pages do not say that a variant fits, but that it may, where tokens are asked for and V.context is null although V is
not `endless`: nobody knows whether it reads so many.

Every number is whole. ceil(a / b) rounds up to a whole number. For a variant V, a format F, `tokens` (if none
are asked for, min(8192, V.context)), `batch`, `bits` (16 or 8) and `cards`:

    bits      body = F[V.rows] where there is one and it is not null, else F.body; out = F.out_odd where V.rows is "odd"
              or "ragged" and F.out_odd is not null, else F.out
    tables    F.tables: V.tables; else V.output
    weights   V.output is null or body is null: ceil(V.parameters x F.average / 80000)
              else ceil(((V.parameters - tables) x body + tables x out) / 80000)
    cache     V.parts is null, or V.context is not null and tokens > V.context: unknown
              else batch x (bits / 8 x sum over [elements, ratio, window] of V.parts
                   of ceil(elements x min(tokens, window) / ratio) + V.state); a window of null is no limit
    overhead  max(ceil(weights / 20), cards x 2^29)
    total     weights + cache + overhead, to compare with cards x usable bytes of an accelerator
    offload   part(n) = ceil(weights x n / V.layers), kept(n) the same of cache; the most n of 0 to V.layers with
              part(n) + kept(n) + max(ceil(part(n) / 20), cards x 2^29) <= cards x usable bytes; what is left of
              weights and cache goes to the memory of the system. Unknown where V.layers or V.parts is null

Products with bits exceed 2^53. To keep to doubles, split a count n = 80000 q + r, so that n x b / 80000 is
q x b + r x b / 80000; add the whole parts, and round up the sum of the rests, divided once. The same goes for parts of
layers. All else stays below 2^53 for every variant of a real catalog at its own context.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from powerhouse_site.memory.attention import cache_of
from powerhouse_site.memory.estimate import DEFAULT_CONTEXT, Load
from powerhouse_site.memory.figures import Unknown
from powerhouse_site.memory.formats import UNITS, Rows
from powerhouse_site.memory.placement import LEAST_OVERHEAD, OVERHEAD_DIVISOR
from powerhouse_site.memory.speed import read_parameters
from powerhouse_site.memory.weights import split_of
from powerhouse_site.schema.models import Architecture, Model
from powerhouse_site.schema.variants import Variant


class Coefficients(NamedTuple):
    """The numbers of one variant; `None` becomes null.

    `read` are the parameters read for each token and `top` the tokens that sparse attention picks, for the upper bound
    of speed: bandwidth / (weights x read / parameters + cache of min(tokens, top) for one sequence).
    """

    name: str
    parameters: int
    output: int | None
    tables: int | None
    rows: str
    """How the rows fall into blocks, one of `formats.Rows`."""
    context: int | None
    endless: bool
    """Whether the context is known to have no limit; where it is None and this is false, nobody knows the limit."""
    parts: tuple[tuple[int, int, int | None], ...] | None
    state: int
    layers: int | None
    read: int | None
    top: int | None
    reason: str
    """Why the cache is not known; empty where it is."""
    missing: tuple[str, ...]
    notes: tuple[str, ...]


def coefficients_of(model: Model, variant: Variant) -> Coefficients:
    """The numbers of a variant."""
    split = split_of(variant)
    cache = cache_of(variant.shape, encoder_decoder=model.architecture is Architecture.ENCODER_DECODER)
    read = read_parameters(model, variant)
    known = None if isinstance(cache, Unknown) else cache
    attention = variant.shape.attention if variant.shape else None
    return Coefficients(
        name=variant.name,
        parameters=variant.parameters,
        output=split.output if split else None,
        tables=split.tables if split else None,
        rows=str(split.rows if split else Rows.USUAL),
        context=variant.context_window if isinstance(variant.context_window, int) else None,
        endless=variant.context_window == "unbounded",
        parts=tuple((part.elements, part.ratio, part.window) for part in known.parts) if known else None,
        state=known.state_bytes if known else 0,
        layers=variant.shape.layers if variant.shape else None,
        read=read if isinstance(read, int) else None,
        top=attention.sparse_top_k if attention else None,
        reason=cache.reason if isinstance(cache, Unknown) else "",
        missing=cache.missing if isinstance(cache, Unknown) else (),
        notes=known.notes if known else (),
    )


@dataclass(frozen=True)
class Evaluation:
    """The bytes that the coefficients give; the cache and the total may be unknown."""

    weights: int
    cache: int | None
    overhead: int
    total: int | None


def evaluate(variant: Mapping[str, Any], format: Mapping[str, Any], load: Load) -> Evaluation:
    """The formula above, over coefficients as they come out of JSON."""
    tokens = load.context or min(DEFAULT_CONTEXT, variant["context"] or DEFAULT_CONTEXT)
    body = format.get(variant["rows"]) or format["body"]
    out = (format["out_odd"] if variant["rows"] in (Rows.ODD, Rows.RAGGED) else None) or format["out"]
    if variant["output"] is None or body is None:
        units = variant["parameters"] * format["average"]
    else:
        tables = variant["tables"] if format["tables"] else variant["output"]
        units = (variant["parameters"] - tables) * body + tables * out
    weights = _ceil(units, 8 * UNITS)
    overhead = max(_ceil(weights, OVERHEAD_DIVISOR), load.cards * LEAST_OVERHEAD)
    if variant["parts"] is None or (variant["context"] is not None and tokens > variant["context"]):
        return Evaluation(weights, None, overhead, None)
    elements = 0
    for each, ratio, window in variant["parts"]:
        elements += _ceil(each * (tokens if window is None else min(tokens, window)), ratio)
    cache = load.batch * (load.kv_bits // 8 * elements + variant["state"])
    return Evaluation(weights, cache, overhead, weights + cache + overhead)


@dataclass(frozen=True)
class Division:
    """How many layers lie on the cards, how many bytes that takes there, and how many in the memory of the system."""

    layers: int
    on_cards: int
    in_system: int


def divide(variant: Mapping[str, Any], found: Evaluation, load: Load, capacity: int, system: int) -> Division | None:
    """The formula for offload, on cards of `capacity` bytes in all; None where the two memories do not hold it."""
    layers, weights, cache = variant["layers"], found.weights, found.cache
    if layers is None or cache is None:
        return None
    for count in range(layers, -1, -1):
        part, kept = _ceil(weights * count, layers), _ceil(cache * count, layers)
        on_cards = part + kept + max(_ceil(part, OVERHEAD_DIVISOR), load.cards * LEAST_OVERHEAD)
        if on_cards <= capacity:
            rest = weights - part + cache - kept
            return Division(count, on_cards, rest) if rest <= system else None
    return None


def _ceil(number: int, divisor: int) -> int:
    return -(-number // divisor)
