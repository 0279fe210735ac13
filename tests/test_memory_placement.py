"""What accelerators offer, what is read for a token, and how layers are divided, in numbers to follow."""

from typing import Any

import pytest

from powerhouse_site.memory import (
    FORMATS,
    GIB,
    Estimate,
    Load,
    Offload,
    Unknown,
    Verdict,
    decoding_upper_bound,
    estimate,
    offload,
    offloaded_upper_bound,
    overhead_bytes,
    usable_bytes,
    verdict,
)
from powerhouse_site.memory.speed import read_parameters
from powerhouse_site.schema.accelerators import Accelerator
from powerhouse_site.schema.models import Model
from tests.memory_catalog import accelerators, model, variant

HEADS = {"kind": "grouped-query", "kv_heads": 8, "head_dim": 128}


def card(gb: int, *, category: str = "desktop", **facts: Any) -> Accelerator:
    values = {"name": "A1", "description": "A card.", "vendor": "Grove", "availability": "released"}
    return Accelerator.model_validate(values | {"category": category, "memory_gb": gb} | facts)


def pine(*, architecture: str = "decoder-only", experts: str = "dense", **facts: Any) -> Model:
    """A family of one variant with 2 GiB of weights at 16 bits and 1 GiB of cache at 32,768 tokens, in 8 layers."""
    shape = {"layers": 8, "attention": HEADS}
    each = {"name": "Pine 1B", "parameters": 2**30, "shape": shape} | facts
    values = {"name": "Pine", "developer": "Grove", "description": "For numbers.", "variants": [each]}
    return Model.model_validate(values | {"architecture": architecture, "experts": experts})


def needs(context: int = 32_768, cards: int = 1, **facts: Any) -> Estimate:
    family = pine(**facts)
    return estimate(family, family.variants[0], FORMATS["bf16"], Load(context=context, cards=cards))


def test_a_card_offers_its_gigabytes_as_gib_and_unified_memory_three_quarters() -> None:
    assert usable_bytes(card(24)) == 24 * GIB
    assert usable_bytes(card(128, category="unified")) == 96 * GIB
    assert usable_bytes(card(18, category="unified")) == 14_495_514_624  # 13.5 GiB


def test_overhead_is_a_twentieth_of_the_weights_and_half_a_gib_a_card() -> None:
    assert overhead_bytes(100 * GIB) == 5 * GIB
    assert overhead_bytes(100 * GIB + 1) == 5 * GIB + 1
    assert overhead_bytes(2 * GIB) == GIB // 2
    assert overhead_bytes(2 * GIB, cards=4) == 2 * GIB
    assert overhead_bytes(100 * GIB, cards=4) == 5 * GIB


def test_the_numbers_of_pine() -> None:
    found = needs()
    assert (found.weights, found.kv_cache, found.overhead, found.total) == (
        2 * GIB, GIB, GIB // 2, 7 * GIB // 2
    )  # fmt: skip


def test_a_byte_too_much_does_not_fit() -> None:
    assert verdict(24 * GIB, 0, 24 * GIB) is Verdict.FITS
    assert verdict(24 * GIB + 1, 0, 24 * GIB) is Verdict.NOT
    assert verdict(48 * GIB, 0, 24 * GIB, cards=2) is Verdict.FITS


def test_what_is_known_may_already_be_too_much() -> None:
    unknown = Unknown("not known")
    assert verdict(unknown, 24 * GIB, 24 * GIB) is Verdict.MAY
    assert verdict(unknown, 24 * GIB + 1, 24 * GIB) is Verdict.NOT


def test_several_cards_share_weights_and_cache_and_each_has_its_overhead() -> None:
    assert needs().on(card(2)) is Verdict.NOT
    assert needs(cards=2).total == 4 * GIB
    assert needs(cards=2).on(card(2)) is Verdict.FITS


def test_beyond_its_context_nothing_fits() -> None:
    found = needs(context=4097, context_window=4096)
    assert found.kv_cache == found.total == Unknown("beyond its context of 4,096")
    assert found.on(card(1000)) is Verdict.NOT
    assert needs(context=4096, context_window=4096).on(card(1000)) is Verdict.FITS


def test_a_context_without_a_limit_is_never_exceeded() -> None:
    assert not needs(context=10**9, context_window="unbounded").beyond
    assert needs(context=10**6).assumptions == (
        "weights: the average of the format (not known: vocabulary, hidden size and tied embeddings)",
        "context: the limit of this variant is not known",
    )


@pytest.mark.parametrize(("limit", "tokens"), [(4096, 4096), (131_072, 8192), ("unbounded", 8192), (None, 8192)])
def test_without_a_context_asked_for_8192_tokens_or_the_whole(limit: int | str | None, tokens: int) -> None:
    facts: dict[str, Any] = {} if limit is None else {"context_window": limit}
    family = pine(**facts)
    found = estimate(family, family.variants[0], FORMATS["bf16"], Load())
    assert (found.tokens, found.beyond) == (tokens, False)


def test_a_24_gb_card_holds_a_model_of_32b_at_four_bits() -> None:
    found = estimate(model("qwen3"), variant("qwen3", "Qwen3-32B"), FORMATS["q4_k_m"], Load())
    assert found.on(accelerators()["nvidia-rtx-4090"]) is Verdict.FITS
    assert found.on(accelerators()["nvidia-rtx-4080"]) is Verdict.NOT


@pytest.mark.parametrize(
    ("facts", "read"),
    [
        ({}, 2**30),
        ({"active_parameters": 2**28}, 2**28),
        ({"active_parameters": 2**40}, 2**30),
        # of two tables of 1,000 x 1,024 one is not read
        ({"shape": {"vocabulary_size": 1000, "hidden_size": 1024, "tied_embeddings": False}}, 2**30 - 1_024_000),
        ({"shape": {"vocabulary_size": 1000, "hidden_size": 1024, "tied_embeddings": True}}, 2**30),
    ],
)
def test_parameters_read_for_a_token(facts: dict[str, Any], read: int) -> None:
    family = pine(**facts)
    assert read_parameters(family, family.variants[0]) == read


def test_what_is_read_is_not_known_of_every_model() -> None:
    mixture, decoder = pine(experts="mixture"), pine(architecture="encoder-decoder")
    assert read_parameters(mixture, mixture.variants[0]) == Unknown(
        "not known without its active parameters", ("active_parameters",)
    )
    assert read_parameters(decoder, decoder.variants[0]) == Unknown("not known without the parameters of its decoder")


def test_the_upper_bound_of_speed_is_bandwidth_over_bytes() -> None:
    assert decoding_upper_bound(10 * 10**9, 1000) == 100
    assert decoding_upper_bound(10 * 10**9, 1000, cards=2) == 200
    fast = card(24, bandwidth_gb_s=1008)
    assert needs().upper_bound(fast) == pytest.approx(1008e9 / (3 * GIB))
    assert needs(active_parameters=2**29).upper_bound(fast) == pytest.approx(1008e9 / (2 * GIB))
    assert needs().upper_bound(card(24)) is None
    assert needs(experts="mixture").upper_bound(fast) is None


def test_sparse_attention_reads_only_the_tokens_that_it_picks() -> None:
    found = needs(shape={"layers": 8, "attention": {**HEADS, "sparse_top_k": 2048}})
    assert (found.kv_cache, found.read) == (GIB, 2 * GIB + GIB // 16)


def test_layers_that_do_not_fit_go_to_the_system() -> None:
    # of 8 layers of 384 MiB, 4 fit on 2 GiB beside 512 MiB of overhead
    half = 3 * GIB // 2
    assert offload(needs(), card(2), 2 * GIB) == Offload(4, 8, half + GIB // 2, half)
    assert offload(needs(), card(2), half) is not None
    assert offload(needs(), card(2), half - 1) is None


def test_no_offload_where_there_is_nothing_to_divide() -> None:
    assert offload(needs(), card(2, category="unified"), 2**50) is None
    assert offload(needs(context=4097, context_window=4096), card(2), 2**50) is None
    assert offload(needs(cards=3), card(1), 2**50) == Offload(4, 8, 3 * GIB, 3 * GIB // 2)


def test_how_many_layers_stay_is_not_known_without_their_number_or_the_cache() -> None:
    """Weights of 2 GiB and overhead, where the cache or the layers are not known."""
    secret, formless = (
        needs(shape={"layers": 8}),
        needs(shape={"attention": {"kind": "recurrent", "state_bytes": 4096}}),
    )
    assert offload(secret, card(1), 2 * GIB) == secret.kv_cache
    assert offload(formless, card(1), 2 * GIB) == Unknown("not known without its layers", ("shape.layers",))
    assert offload(secret, card(1), GIB) is None, "what is known of it is too much for both"


def test_the_speed_of_divided_layers_adds_up_the_times_of_both_memories() -> None:
    # 3 GiB are read for a token, half of them from each: 1.5 GiB at 1,000 GB/s and 1.5 GiB at 50 GB/s
    fast = card(2, bandwidth_gb_s=1000)
    division = offload(needs(), fast, 2 * GIB)
    assert isinstance(division, Offload)
    half = 1.5 * GIB
    assert offloaded_upper_bound(needs(), division, fast, 50) == pytest.approx(1 / (half / 1e12 + half / 50e9))
    assert offloaded_upper_bound(needs(), division, card(2), 50) is None
    assert offloaded_upper_bound(needs(experts="mixture"), division, fast, 50) is None
