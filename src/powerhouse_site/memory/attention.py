"""What each kind of attention keeps of the tokens that it has seen."""

from dataclasses import dataclass, field

from powerhouse_site.memory.cache import Cache, Part
from powerhouse_site.memory.figures import Unknown
from powerhouse_site.schema.shapes import Attention, AttentionKind, Shape

_STATE_ONLY = frozenset({AttentionKind.STATE_SPACE, AttentionKind.RECURRENT})


def cache_of(shape: Shape | None, *, encoder_decoder: bool = False) -> Cache | Unknown:
    """The KV cache that follows from a shape.

    Elements of one token and layer are KV heads x (key + value) dimensions; one tensor where key and value share it;
    latent rank + positional elements in latent attention. Sliding layers keep them for their window. Hybrid models keep
    them in their full-attention layers, besides a state. Layers that reuse a cache add nothing. Compressed caches keep
    one entry for every `ratio` tokens, and each layer its window. In an encoder-decoder, `layers` are the decoder's:
    it keeps what it wrote, and as much of what the encoder read.
    """
    if shape is None:
        return Unknown.without("shape")
    if shape.attention is None:
        return Unknown.without("shape.attention")
    reading = _Reading(shape, shape.attention, encoder_decoder=encoder_decoder)
    cache = reading.cache()
    return Unknown.without(*dict.fromkeys(reading.missing)) if reading.missing else cache


@dataclass
class _Reading:
    """One reading of a shape, which collects the fields that it misses; counts are worth nothing once one is."""

    shape: Shape
    attention: Attention
    encoder_decoder: bool
    missing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def cache(self) -> Cache:
        kind = self.attention.kind
        if kind in _STATE_ONLY:
            return Cache((), self._state(), tuple(self.notes))
        if kind is AttentionKind.COMPRESSED:
            return Cache(self._compressed(), 0, tuple(self.notes))
        full, sliding = self._layers()
        parts = self._parts(full, sliding)
        if self.encoder_decoder:
            cross = self.attention.cross_attention_layers or self._need("layers", self.shape.layers)
            parts += (Part(cross * self._full_entry()),)
            self.notes.append("so many tokens read and as many written: keys and values of both are kept")
        elif self.attention.cross_attention_layers is not None:
            count = self.attention.cross_attention_layers
            self.notes.append(f"text only: what {count} cross-attention layers keep of an image is not counted")
        if self.attention.indexer_dim is not None:
            self.notes.append(f"the indexer’s {self.attention.indexer_dim} elements a token are not counted")
        state = self._state() if kind is AttentionKind.HYBRID else 0
        return Cache(parts, state, tuple(self.notes))

    def _parts(self, full: int, sliding: int) -> tuple[Part, ...]:
        unsure = bool(self.missing)  # of the numbers of layers: then all that both kinds would need is asked for
        parts = []
        if full or unsure:
            parts.append(Part(full * self._full_entry()))
        if sliding or (unsure and self.attention.kind is AttentionKind.SLIDING):
            window = self._need("window", self.attention.window)
            parts.append(Part(sliding * self._sliding_entry(), window=window))
        return tuple(parts)

    def _layers(self) -> tuple[int, int]:
        """How many layers keep the whole context, and how many a window; those that reuse a cache left out."""
        a = self.attention
        if a.kind is AttentionKind.SLIDING:
            full, sliding = self._pattern()
        elif a.kind is AttentionKind.HYBRID:
            full, sliding = self._need("full_attention_layers", a.full_attention_layers), a.sliding_layers or 0
        else:
            full, sliding = self._all_layers(), a.sliding_layers or 0
        if a.kv_shared_layers is None:
            return full, sliding
        shared = min(a.kv_shared_layers, full + sliding)
        shared_full = full * shared // (full + sliding) if full + sliding else 0
        if full and sliding:
            self.notes.append("layers that reuse a cache are taken evenly from full and sliding ones")
        return full - shared_full, sliding - (shared - shared_full)

    def _all_layers(self) -> int:
        a = self.attention
        if a.attention_blocks is not None:
            return a.attention_blocks
        if a.full_attention_layers is not None:
            return a.full_attention_layers
        rest = (a.other_layers or 0) + (a.linear_layers or 0) + (a.sliding_layers or 0)
        if not self.encoder_decoder:
            rest += a.cross_attention_layers or 0
        return max(self._need("layers", self.shape.layers) - rest, 0)

    def _pattern(self) -> tuple[int, int]:
        full, sliding = self.attention.full_attention_layers, self.attention.sliding_layers
        if full is not None and sliding is not None:
            return full, sliding
        if full is None and sliding is None:
            self._miss("full_attention_layers", "sliding_layers")
        layers = self._need("layers", self.shape.layers)
        if full is None:
            return max(layers - (sliding or 0), 0), sliding or 0
        return full, max(layers - full, 0)

    def _full_entry(self) -> int:
        a = self.attention
        if self._latent:
            return self._latent_entry()
        heads = self._need("kv_heads", a.global_kv_heads or a.kv_heads)
        dim = self._need("head_dim", a.global_head_dim or a.head_dim)
        return heads * dim if a.global_shared_kv else heads * (dim + (a.value_head_dim or dim))

    def _sliding_entry(self) -> int:
        a = self.attention
        if self._latent:
            return self._latent_entry()
        heads = self._need("kv_heads", a.sliding_kv_heads or a.kv_heads)
        dim = self._need("head_dim", a.head_dim)
        return heads * (dim + (a.value_head_dim or dim))

    @property
    def _latent(self) -> bool:
        return self.attention.kind is AttentionKind.MLA or self.attention.kv_lora_rank is not None

    def _latent_entry(self) -> int:
        a = self.attention
        note = "no positional elements are kept beside the latent vector"
        if a.rope_dim is None and note not in self.notes:
            self.notes.append(note)
        return self._need("kv_lora_rank", a.kv_lora_rank) + (a.rope_dim or 0)

    def _compressed(self) -> tuple[Part, ...]:
        a = self.attention
        if not a.compressed_layers:
            self._miss("compressed_layers")
        entry = self._need("entry_dim", a.entry_dim)
        window, layers = self._need("window", a.window), self._need("layers", self.shape.layers)
        growing = tuple(Part(group.layers * entry, ratio=group.ratio) for group in a.compressed_layers)
        return (*growing, Part(layers * entry, window=window))

    def _state(self) -> int:
        a = self.attention
        if a.state_bytes is None and a.state_elements is not None:
            self.notes.append("the state at two bytes an element")
            return 2 * a.state_elements
        return self._need("state_bytes", a.state_bytes)

    def _need(self, name: str, value: int | None) -> int:
        if value is None:
            self._miss(name)
        return value or 0

    def _miss(self, *names: str) -> None:
        self.missing += (f"shape.{name}" if name in Shape.model_fields else f"shape.attention.{name}" for name in names)
