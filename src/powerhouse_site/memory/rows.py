"""What is asked of a catalog: rows of estimates with the accelerators that hold them, as text and as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from powerhouse_site.memory.estimate import Estimate
from powerhouse_site.memory.figures import GIB, Unknown
from powerhouse_site.memory.formats import PUBLISHED_ONLY_IN
from powerhouse_site.memory.offload import Offload, offload, offloaded_upper_bound
from powerhouse_site.memory.placement import Verdict
from powerhouse_site.schema.accelerators import Accelerator, AcceleratorCategory


@dataclass(frozen=True)
class Row:
    """A variant of the family `model` in one format; `system` bytes may take layers that do not fit on the cards.

    `system_gb_s` is the bandwidth of that memory, where it is known.
    """

    model: str
    needs: Estimate
    accelerators: Mapping[str, Accelerator]
    system: int | None = None
    system_gb_s: float | None = None

    @cached_property
    def fits(self) -> tuple[str, ...]:
        """The ids of the accelerators that hold it."""
        return self._those(Verdict.FITS)

    @cached_property
    def may_fit(self) -> tuple[str, ...]:
        """The ids of those that hold what is known of it."""
        return self._those(Verdict.MAY)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the figures of this row rest on, besides what all rows do."""
        found = self.needs.assumptions
        own = PUBLISHED_ONLY_IN.get(self.model)
        if own not in (None, self.needs.format.id):
            found += (f"weights: what its bits would give; the family is published in {own} only",)
        if self.offload_reason and not isinstance(self.needs.kv_cache, Unknown):
            found += (f"layers in system memory: {self.offload_reason}",)
        return found

    @cached_property
    def offloads(self) -> Mapping[str, Offload]:
        """By id, those that hold it together with the memory of the system."""
        return {id: found for id, found in self._divisions.items() if isinstance(found, Offload)}

    @cached_property
    def offload_reason(self) -> str:
        """Why nothing is known of the layers that would go to the system; empty where there is no such question."""
        return next((found.reason for found in self._divisions.values() if isinstance(found, Unknown)), "")

    def offloaded_bound(self, id: str) -> float | None:
        """The upper bound of speed with layers in the memory of the system, where both bandwidths are known."""
        if self.system_gb_s is None:
            return None
        return offloaded_upper_bound(self.needs, self.offloads[id], self.accelerators[id], self.system_gb_s)

    @cached_property
    def _divisions(self) -> Mapping[str, Offload | Unknown | None]:
        if self.system is None:
            return {}
        rest = {id: card for id, card in self.accelerators.items() if id not in self.fits}
        return {id: offload(self.needs, card, self.system) for id, card in rest.items()}

    def _those(self, verdict: Verdict) -> tuple[str, ...]:
        return tuple(id for id, card in self.accelerators.items() if self.needs.on(card) is verdict)


def rows_as_json(rows: Sequence[Row]) -> str:
    """An object with `rows`; figures that are not known are null, with the reasons by their keys."""
    return json.dumps({"rows": [_values(row) for row in rows]}, ensure_ascii=False, indent=2) + "\n"


def rows_as_text(rows: Sequence[Row]) -> str:
    """A table for each variant, then what the figures rest on; a single row with each accelerator that holds it."""
    blocks = []
    for needs, group in groupby(rows, key=lambda row: (row.model, row.needs.variant.name, row.needs.tokens)):
        blocks.append(_block(needs, list(group)))
    if len(rows) == 1:
        blocks.append(_cards(rows[0]))
    common = _common(rows[0]) if rows else []
    blocks.append("".join(f"{line}\n" for line in ("Assumptions", *(f"  {text}" for text in common))))
    return "\n".join(block for block in blocks if block)


def _values(row: Row) -> dict[str, Any]:
    needs = row.needs
    figures = {"weights": needs.weights, "kv_cache": needs.kv_cache, "overhead": needs.overhead, "total": needs.total}
    bounds = {id: needs.upper_bound(row.accelerators[id]) for id in row.fits}
    values: dict[str, Any] = {
        "model": row.model,
        "variant": needs.variant.name,
        "precision": needs.format.id,
        "context": needs.tokens,
        "batch": needs.load.batch,
        "kv_precision": needs.load.kv_bits,
        "cards": needs.load.cards,
        **{f"{name}_gib": None if isinstance(figure, Unknown) else figure / GIB for name, figure in figures.items()},
        **{f"{name}_bytes": None if isinstance(figure, Unknown) else figure for name, figure in figures.items()},
        "reasons": {f"{name}_gib": f.reason for name, f in figures.items() if isinstance(f, Unknown)},
        "fits": list(row.fits),
        "may_fit": list(row.may_fit),
        "decoding_upper_bound": {id: round(bound, 2) for id, bound in bounds.items() if bound is not None},
        "assumptions": [*_common(row), *row.assumptions],
    }
    if isinstance(needs.read, Unknown):
        values["reasons"]["decoding_upper_bound"] = needs.read.reason
    if row.system is not None:
        values["offload"] = {id: _division(row, id) for id in row.offloads}
    if row.offload_reason:
        values["reasons"]["offload"] = row.offload_reason
    return values


def _division(row: Row, id: str) -> dict[str, Any]:
    division, bound = row.offloads[id], row.offloaded_bound(id)
    return {
        "layers_on_cards": division.layers_on_cards,
        "layers": division.layers,
        "cards_gib": division.card_bytes / GIB,
        "system_gib": division.system_bytes / GIB,
        **({} if bound is None else {"decoding_upper_bound": round(bound, 2)}),
    }


def _common(row: Row) -> list[str]:
    """What the figures of all rows rest on."""
    load = row.needs.load
    texts = [
        f"KV cache: {load.kv_bits} bits an element, all tokens of {load.batch:,} sequence{_s(load.batch)}",
        "overhead: 5 % of the weights, at least 0.5 GiB on each card",
        "a card’s GB count as so many GiB (2^30 bytes); unified memory offers 75 % of them",
        "decoding speed: an upper bound, from the bandwidth and the bytes read for each token",
    ]
    if row.system is not None:
        texts.append("with system memory: all layers take the same part; overhead is that of the weights on the cards")
    if load.cards > 1:
        texts.insert(2, f"weights and cache are divided evenly over {load.cards:,} cards")
    return texts


def _block(heading: tuple[str, str, int], rows: Sequence[Row]) -> str:
    model, variant, tokens = heading
    width = max(len("precision"), *(len(row.needs.format.id) for row in rows))
    lines = [
        f"{variant} ({model}), {tokens:,} token{_s(tokens)}",
        f"  {'precision':{width}}  {'weights':>10}  {'KV cache':>10}  {'overhead':>10}  {'total GiB':>10}  held by",
    ]
    for row in rows:
        needs = row.needs
        figures = (needs.weights, needs.kv_cache, needs.overhead, needs.total)
        columns = "  ".join(f"{_gib(figure):>10}" for figure in figures)
        lines.append(f"  {needs.format.id:{width}}  {columns}  {_held(row)}")
    for text, ids in _notes(rows).items():
        lines.append(f"  {text}" if len(ids) == len(rows) else f"  {', '.join(ids)}: {text}")
    return "".join(f"{line}\n" for line in lines)


def _notes(rows: Sequence[Row]) -> dict[str, list[str]]:
    """What single rows rest on, each text once, with the formats that it holds for."""
    notes: dict[str, list[str]] = {}
    for row in rows:
        for text in row.assumptions:
            notes.setdefault(text, []).append(row.needs.format.id)
    return notes


def _held(row: Row) -> str:
    of = len(row.accelerators)
    words = [f"{len(row.fits)} of {of}, from {_least(row, row.fits)} GB" if row.fits else f"none of {of}"]
    if row.may_fit:
        words = [f"perhaps {len(row.may_fit)} of {of}, from {_least(row, row.may_fit)} GB"]
    if row.needs.beyond:
        words = ["none: beyond its context"]
    if row.offloads:
        words.append(f"{len(row.offloads)} more with system memory")
    return "; ".join(words)


def _cards(row: Row) -> str:
    """Each accelerator that holds it, from the least memory, and those that do so with the memory of the system."""
    bounds = {id: row.needs.upper_bound(row.accelerators[id]) for id in row.fits}
    speeds = {id: "" if bound is None else f"{bound:,.1f} tokens/s" for id, bound in bounds.items()}
    layers = {id: f"{division.layers_on_cards:,} of {division.layers:,}" for id, division in row.offloads.items()}
    for id, held in layers.items():
        bound = row.offloaded_bound(id)
        layers[id] = f"{held:>16}" + ("" if bound is None else f"  at most {bound:,.1f} tokens/s")
    tables = [_list(row, "held by", "at most", speeds), _list(row, "with system memory", "layers held", layers)]
    return "\n".join(table for table in tables if table)


def _list(row: Row, heading: str, unit: str, words: Mapping[str, str]) -> str:
    width = max(len(heading), *map(len, row.accelerators)) if row.accelerators else 0
    lines = [f"  {heading:{width}}  {'memory':>13}  {unit:>16}"]
    for id in sorted(words, key=lambda each: (row.accelerators[each].memory_gb, each)):
        card = row.accelerators[id]
        memory = f"{card.memory_gb:,} GB" + (" x 75 %" if card.category is AcceleratorCategory.UNIFIED else "")
        lines.append(f"  {id:{width}}  {memory:>13}  {words[id]:>16}".rstrip())
    return "".join(f"{line}\n" for line in lines) if words else ""


def _least(row: Row, ids: Sequence[str]) -> str:
    return f"{min(row.accelerators[id].memory_gb for id in ids):,}"


def _gib(figure: int | Unknown) -> str:
    return "?" if isinstance(figure, Unknown) else f"{figure / GIB:,.2f}"


def _s(count: int) -> str:
    return "" if count == 1 else "s"
