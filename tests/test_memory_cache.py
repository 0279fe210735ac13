"""The KV cache: shapes worked out by hand, one of each kind of attention, and what is missing where it is not known."""

from typing import Any

import pytest

from powerhouse_site.memory import Cache, Unknown, cache_of
from powerhouse_site.schema.models import Architecture
from tests.memory_catalog import every_variant, model, shape, variant

BY_HAND = [
    # multi-head: 32 layers x 32 heads x (128 + 128) = 262,144 elements a token; x 4,096 x 2 bytes
    ("llama-2", "Llama 2 7B", 4_096, 2_147_483_648),
    # grouped-query: 32 layers x 8 heads x (128 + 128) = 65,536; x 8,192 x 2
    ("llama-3.1", "Llama 3.1 8B", 8_192, 1_073_741_824),
    # multi-query: 32 layers x 1 head x (64 + 64) = 4,096; x 2,048 x 2
    ("falcon", "Falcon-7B", 2_048, 16_777_216),
    # latent: 61 layers x (512 + 64) = 35,136; x 8,192 x 2
    ("deepseek-v3", "DeepSeek-V3", 8_192, 575_668_224),
    # sliding window: 10 full layers x 16 x (128 + 128) = 40,960; x 32,768 = 1,342,177,280
    # and 52 layers x 16 x (128 + 128) = 212,992; x 1,024 = 218,103,808; together 1,560,281,088 x 2
    ("gemma-3", "Gemma 3 27B", 32_768, 3_120_562_176),
    # the same below the window: (40,960 + 212,992) x 1,000 x 2
    ("gemma-3", "Gemma 3 27B", 1_000, 507_904_000),
    # sliding in all layers: 32 x 8 x (128 + 128) = 65,536; x 4,096 of 8,192 tokens x 2
    ("mistral-7b", "Mistral 7B v0.1", 8_192, 536_870_912),
    # hybrid: 4 layers x 8 x (128 + 128) = 8,192; x 65,536 x 2 = 1,073,741,824; and a state of 8,716,288 bytes
    ("jamba", "Jamba v0.1", 65_536, 1_082_458_112),
    # hybrid with latent attention: 7 layers x (512 + 64) = 4,032; x 131,072 x 2 = 1,056,964,608; state 22,446,080
    ("kimi-linear", "Kimi Linear 48B-A3B Instruct", 131_072, 1_079_410_688),
    # state-space: 64 layers x 5,120 channels x (16 + 3) = 6,225,920 elements; x 2 bytes, whatever the context
    ("mamba", "Mamba 2.8B", 1_000_000, 12_451_840),
    # recurrent: 32 layers x 4,096 x (2 vectors of 2 bytes + 3 of 4), whatever the context
    ("rwkv-4", "RWKV-4 World 7B", 1_000_000, 2_097_152),
    # compressed: 21 layers x 512 x 131,072 / 4 = 352,321,536; 20 layers x 512 x 131,072 / 128 = 10,485,760;
    # 43 windows x 512 x 128 = 2,818,048; together 365,625,344 x 2
    ("deepseek-v4", "DeepSeek-V4-Flash", 131_072, 731_250_688),
    # shared key and value: 10 full layers x 4 heads x 512, one tensor = 20,480; x 65,536 = 1,342,177,280
    # and 50 layers x 16 x (256 + 256) = 409,600; x 1,024 = 419,430,400; together 1,761,607,680 x 2
    ("gemma-4", "Gemma 4 31B", 65_536, 3_523_215_360),
    # 15 of 35 layers reuse a cache: 7 - 3 = 4 full layers x 2 x (256 + 256) = 4,096; x 32,768 = 134,217,728
    # and 28 - 12 = 16 sliding layers x 1,024 = 16,384; x 512 = 8,388,608; together 142,606,336 x 2
    ("gemma-3n", "Gemma 3n E4B", 32_768, 285_212_672),
    # 32 of 64 layers reuse a cache: 32 x 8 x (128 + 128) = 65,536; x 8,192 x 2
    ("hunyuan-large", "Hunyuan-A52B-Instruct", 8_192, 1_073_741_824),
    # keys of 192 and values of 128: 9 full layers x 4 x 320 = 11,520; x 8,192 = 94,371,840
    # and 39 layers x 8 x 320 = 99,840; x 128 = 12,779,520; together 107,151,360 x 2
    ("mimo-v2", "MiMo-V2-Flash", 8_192, 214_302_720),
    # two attention blocks in each of 28 layers: 56 x (512 + 64) = 32,256; x 8,192 x 2
    ("longcat-flash", "LongCat-Flash-Chat", 8_192, 528_482_304),
    # 49 of 80 layers have attention: 49 x 8 x (128 + 128) = 100,352; x 8,192 x 2
    ("nemotron-llama", "Llama 3.3 Nemotron Super 49B v1", 8_192, 1_644_167_168),
    # text goes through 32 of 40 layers: 32 x 8 x (128 + 128) = 65,536; x 8,192 x 2
    ("llama-3.2", "Llama 3.2 11B Vision Instruct", 8_192, 1_073_741_824),
    # encoder-decoder: 24 layers x 32 x (64 + 64) = 98,304, of tokens written and of tokens read; 2 x 98,304 x 512 x 2
    ("flan-t5", "Flan-T5 XL", 512, 201_326_592),
]


def cache(id: str, name: str) -> Cache:
    encoder_decoder = model(id).architecture is Architecture.ENCODER_DECODER
    found = cache_of(variant(id, name).shape, encoder_decoder=encoder_decoder)
    assert isinstance(found, Cache)
    return found


def missing(kind: str, **attention: Any) -> tuple[str, ...]:
    found = cache_of(shape(kind, **attention))
    assert isinstance(found, Unknown)
    return found.missing


@pytest.mark.parametrize(("id", "name", "tokens", "bytes"), BY_HAND)
def test_shapes_worked_out_by_hand(id: str, name: str, tokens: int, bytes: int) -> None:
    assert cache(id, name).bytes(tokens) == bytes


def test_every_kind_of_attention_is_among_them() -> None:
    kinds = {shape.attention.kind for id, name, *_ in BY_HAND if (shape := variant(id, name).shape) and shape.attention}
    assert len(kinds) == 9


@pytest.mark.parametrize("batch", [1, 7])
def test_eight_bits_halve_the_cache_but_not_the_state(batch: int) -> None:
    jamba = cache("jamba", "Jamba v0.1")
    assert jamba.bytes(65_536, bits=8, batch=batch) == batch * (536_870_912 + 8_716_288)


def test_an_entry_of_a_block_that_is_not_full_counts() -> None:
    kept = cache_of(shape("compressed", compressed_layers=[{"layers": 2, "ratio": 4}], entry_dim=3, window=2))
    assert isinstance(kept, Cache)
    # 2 layers x 3 elements for every 4 tokens; 10 windows of 2 tokens x 3 elements
    assert [kept.bytes(tokens) // 2 for tokens in (1, 2, 3, 4, 5)] == [2 + 30, 3 + 60, 5 + 60, 6 + 60, 8 + 60]


def by_formula(kind: str, layers: int, a: Any, tokens: int) -> Any:  # noqa: PLR0911 - one line for each kind
    """The formulas of the facts, for shapes that need no more than them; None for the others."""
    if any((a.kv_shared_layers, a.cross_attention_layers, a.value_head_dim, a.attention_blocks, a.other_layers)):
        return None
    full_heads, full_dim = a.global_kv_heads or a.kv_heads, a.global_head_dim or a.head_dim
    window_heads = a.sliding_kv_heads or a.kv_heads
    match kind:
        case "multi-head" | "grouped-query" | "multi-query":
            return 2 * (2 * layers * a.kv_heads * a.head_dim * tokens)
        case "multi-head-latent":
            return 2 * (layers * (a.kv_lora_rank + a.rope_dim) * tokens)
        case "sliding-window" if a.kv_lora_rank is None:
            full = (1 if a.global_shared_kv else 2) * (a.full_attention_layers or 0) * full_heads * full_dim * tokens
            return 2 * (full + 2 * a.sliding_layers * window_heads * a.head_dim * min(tokens, a.window))
        case "hybrid":
            entry = a.kv_lora_rank + (a.rope_dim or 0) if a.kv_lora_rank else 2 * a.kv_heads * a.head_dim
            return 2 * (a.full_attention_layers * entry * tokens) + a.state_bytes
        case "state-space" | "recurrent":
            return a.state_bytes
        case "compressed":
            rate = sum(group.layers / group.ratio for group in a.compressed_layers)
            return 2 * (tokens * a.entry_dim * rate + a.window * a.entry_dim * layers)
    return None


def test_the_whole_catalog_agrees_with_the_plain_formulas() -> None:
    tokens, compared = 2**13, 0
    for id, family, each in every_variant():
        encoder_decoder = family.architecture is Architecture.ENCODER_DECODER
        found = cache_of(each.shape, encoder_decoder=encoder_decoder)
        if isinstance(found, Cache) and each.shape and each.shape.attention and not encoder_decoder:
            attention = each.shape.attention
            wanted = by_formula(attention.kind, each.shape.layers or 0, attention, tokens)
            assert wanted in {None, found.bytes(tokens)}, (id, each.name)
            compared += wanted is not None
    assert compared > 500


@pytest.mark.parametrize(
    ("kind", "attention", "fields"),
    [
        ("multi-head", {}, "kv_heads head_dim"),
        ("grouped-query", {"kv_heads": 8}, "head_dim"),
        ("multi-head-latent", {"rope_dim": 64}, "kv_lora_rank"),
        ("sliding-window", {"kv_heads": 8, "head_dim": 64, "window": 512}, "full_attention_layers sliding_layers"),
        ("sliding-window", {"kv_heads": 8, "head_dim": 64, "sliding_layers": 5}, "window"),
        ("sliding-window", {}, "full_attention_layers sliding_layers kv_heads head_dim window"),
        ("hybrid", {}, "full_attention_layers kv_heads head_dim state_bytes"),
        ("hybrid", {"kv_heads": 8, "head_dim": 64, "full_attention_layers": 2}, "state_bytes"),
        ("hybrid", {"kv_heads": 8, "head_dim": 64, "state_bytes": 9}, "full_attention_layers"),
        ("state-space", {"linear_layers": 5}, "state_bytes"),
        ("recurrent", {}, "state_bytes"),
        ("compressed", {"window": 128}, "compressed_layers entry_dim"),
    ],
)
def test_what_is_missing_is_named(kind: str, attention: dict[str, Any], fields: str) -> None:
    assert missing(kind, **attention) == tuple(f"shape.attention.{field}" for field in fields.split())


@pytest.mark.parametrize(
    ("kind", "attention", "elements"),
    [
        ("grouped-query", {"full_attention_layers": 7}, 700),
        ("grouped-query", {"cross_attention_layers": 2}, 800),
        ("grouped-query", {"other_layers": 3, "linear_layers": 1}, 600),
        ("grouped-query", {"other_layers": 11}, 0),
        # of 100 tokens, layers with a window of one keep one
        ("grouped-query", {"sliding_layers": 4, "window": 1}, 604),
        ("sliding-window", {"sliding_layers": 4, "window": 1}, 604),
        ("sliding-window", {"full_attention_layers": 4, "window": 1}, 406),
        ("sliding-window", {"full_attention_layers": 3, "sliding_layers": 5, "window": 1}, 305),
        ("sliding-window", {"full_attention_layers": 12, "window": 1}, 1200),
        ("sliding-window", {"sliding_layers": 12, "window": 1}, 12),
    ],
)
def test_layers_that_are_not_named_follow_from_the_others(kind: str, attention: dict[str, Any], elements: int) -> None:
    found = cache_of(shape(kind, layers=10, kv_heads=1, head_dim=1, **attention))
    assert isinstance(found, Cache)
    assert found.bytes(100) == 2 * 2 * elements


def test_without_layers_only_a_state_is_known() -> None:
    heads = {"kv_heads": 8, "head_dim": 64}
    assert missing("grouped-query", layers=None, **heads) == ("shape.layers",)
    assert missing("sliding-window", layers=None, window=8, sliding_layers=5, **heads) == ("shape.layers",)
    assert isinstance(cache_of(shape("recurrent", layers=None, state_bytes=9)), Cache)


def test_the_reason_is_a_sentence_with_the_labels_of_the_fields() -> None:
    assert cache_of(shape("multi-head")) == Unknown(
        "not known without its KV heads and head dimension", ("shape.attention.kv_heads", "shape.attention.head_dim")
    )
    assert cache_of(None) == Unknown("not known without its shape", ("shape",))
    assert cache_of(shape("multi-head").model_copy(update={"attention": None})) == Unknown(
        "not known without its attention", ("shape.attention",)
    )


@pytest.mark.parametrize(
    ("id", "name", "words"),
    [
        ("kimi-k3", "Kimi K3", "no positional elements are kept beside the latent vector"),
        ("deepseek-v3.2", "DeepSeek-V3.2", "the indexer’s 128 elements a token are not counted"),
        ("gemma-3n", "Gemma 3n E2B", "layers that reuse a cache are taken evenly from full and sliding ones"),
        (
            "llama-3.2",
            "Llama 3.2 11B Vision Instruct",
            "text only: what 8 cross-attention layers keep of an image is not counted",
        ),
        ("t5", "T5-3B", "so many tokens read and as many written: keys and values of both are kept"),
    ],
)
def test_what_a_count_rests_on_is_said(id: str, name: str, words: str) -> None:
    assert cache(id, name).notes == (words,)


def test_a_state_without_bytes_takes_two_an_element() -> None:
    found = cache_of(shape("state-space", state_elements=100))
    assert found == Cache((), 200, ("the state at two bytes an element",))


def test_more_layers_that_reuse_a_cache_than_there_are_leave_none() -> None:
    found = cache_of(shape("grouped-query", kv_heads=8, head_dim=64, kv_shared_layers=10**12))
    assert isinstance(found, Cache)
    assert found.bytes(1000) == 0
