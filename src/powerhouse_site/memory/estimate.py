"""One estimate: a variant in a format under a load."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from powerhouse_site.memory.attention import cache_of
from powerhouse_site.memory.cache import Cache
from powerhouse_site.memory.figures import Unknown
from powerhouse_site.memory.formats import Format
from powerhouse_site.memory.placement import Verdict, overhead_bytes, usable_bytes, verdict
from powerhouse_site.memory.speed import bytes_read, decoding_upper_bound, read_tokens
from powerhouse_site.memory.weights import Weights, weights_of
from powerhouse_site.schema.accelerators import Accelerator
from powerhouse_site.schema.models import Architecture, Model
from powerhouse_site.schema.variants import Variant

DEFAULT_CONTEXT = 8192


@dataclass(frozen=True)
class Load:
    """How a model is run: tokens of each sequence, sequences at once, bits of a cache element, cards.

    Without `context`, 8,192 tokens, or the whole context of a variant where that is shorter.
    """

    context: int | None = None
    batch: int = 1
    kv_bits: int = 16
    cards: int = 1

    def tokens(self, variant: Variant) -> int:
        """The tokens of each sequence."""
        if self.context is not None:
            return self.context
        limit = variant.context_window
        return min(DEFAULT_CONTEXT, limit) if isinstance(limit, int) else DEFAULT_CONTEXT


class Estimate(NamedTuple):
    """The bytes that a variant takes, on all cards together, and what they rest on.

    `at_least` is what is known of the total. `cache` is that of any number of tokens, `size` the weights with notes.
    """

    model: Model
    variant: Variant
    format: Format
    load: Load
    tokens: int
    cache: Cache | Unknown
    size: Weights
    weights: int
    kv_cache: int | Unknown
    overhead: int
    at_least: int

    @property
    def total(self) -> int | Unknown:
        """Weights, cache and overhead."""
        return self.kv_cache if isinstance(self.kv_cache, Unknown) else self.at_least + self.kv_cache

    @property
    def read(self) -> float | Unknown:
        """Bytes read from memory for each token of one sequence, at least."""
        if isinstance(self.cache, Unknown):
            return self.cache
        seen = self.cache.bytes(read_tokens(self.variant, self.tokens), bits=self.load.kv_bits)
        return bytes_read(self.model, self.variant, self.weights, seen)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the figures rest on or lack."""
        cache = (self.cache.reason,) if isinstance(self.cache, Unknown) else self.cache.notes
        notes = [f"weights: {note}" for note in self.size.notes] + [f"KV cache: {note}" for note in cache]
        if self.variant.context_window is None:
            notes.append("context: the limit of this variant is not known")
        return tuple(notes)

    def on(self, accelerator: Accelerator) -> Verdict:
        """Whether it fits on as many of these as the load says; never where it is beyond the context."""
        if self.beyond:
            return Verdict.NOT
        return verdict(self.total, self.at_least, usable_bytes(accelerator), self.load.cards)

    @property
    def beyond(self) -> bool:
        """Whether the tokens exceed the context of the variant."""
        return isinstance(self.variant.context_window, int) and self.tokens > self.variant.context_window

    @property
    def unsure(self) -> bool:
        """Whether so many tokens were asked for, and nobody knows if the variant reads as many."""
        return self.load.context is not None and self.variant.context_window is None

    def upper_bound(self, accelerator: Accelerator) -> float | None:
        """The upper bound of decoding speed in tokens a second of one sequence, where it is known."""
        if isinstance(self.read, Unknown) or accelerator.bandwidth_gb_s is None:
            return None
        return decoding_upper_bound(self.read, accelerator.bandwidth_gb_s, self.load.cards)


def estimate(model: Model, variant: Variant, format: Format, load: Load) -> Estimate:
    """Work out what a variant takes in a format under a load."""
    return estimates(model, variant, (format,), load)[0]


def estimates(model: Model, variant: Variant, formats: Sequence[Format], load: Load) -> list[Estimate]:
    """Work out what a variant takes in each of several formats."""
    tokens = load.tokens(variant)
    cache = _cache(model, variant, tokens)
    kv_cache = cache.bytes(tokens, bits=load.kv_bits, batch=load.batch) if isinstance(cache, Cache) else cache
    found = []
    for format in formats:
        size = weights_of(variant, format)
        overhead = overhead_bytes(size.bytes, load.cards)
        found.append(
            Estimate(
                model=model,
                variant=variant,
                format=format,
                load=load,
                tokens=tokens,
                cache=cache,
                size=size,
                weights=size.bytes,
                kv_cache=kv_cache,
                overhead=overhead,
                at_least=size.bytes + overhead,
            )
        )
    return found


def _cache(model: Model, variant: Variant, tokens: int) -> Cache | Unknown:
    limit = variant.context_window
    if isinstance(limit, int) and tokens > limit:
        return Unknown(f"beyond its context of {limit:,}")
    return cache_of(variant.shape, encoder_decoder=model.architecture is Architecture.ENCODER_DECODER)
