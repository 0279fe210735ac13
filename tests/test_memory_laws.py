"""Laws of memory for all shapes, and the coefficients of the page against the direct computation."""

import json
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from powerhouse_site.memory import (
    FORMATS,
    GIB,
    Cache,
    Coefficients,
    Load,
    Offload,
    Unknown,
    Verdict,
    cache_of,
    coefficients_of,
    estimate,
    offload,
    usable_bytes,
)
from powerhouse_site.memory.coefficients import Division, divide, evaluate
from powerhouse_site.memory.formats import Rows
from powerhouse_site.schema.models import Model
from powerhouse_site.schema.shapes import Attention, AttentionKind, CompressedLayers
from powerhouse_site.schema.variants import Variant
from tests.memory_catalog import accelerators, every_variant

LAW = settings(deadline=None, derandomize=True, max_examples=250, suppress_health_check=[HealthCheck.too_slow])
MORE = settings(LAW, max_examples=700)

COUNTS = st.one_of(st.none(), st.integers(1, 300), st.integers(1, 10**12))
GROUPS = st.lists(st.builds(CompressedLayers, layers=st.integers(1, 99), ratio=st.integers(1, 200)), max_size=3)
TOKENS = st.one_of(st.integers(1, 20_000), st.integers(1, 2**24))
LOADS = st.builds(
    Load,
    context=st.one_of(st.none(), TOKENS),
    batch=st.integers(1, 512),
    kv_bits=st.sampled_from([16, 8]),
    cards=st.integers(1, 16),
)
FORMAT = st.sampled_from(list(FORMATS.values()))
IN_CATALOG = st.deferred(lambda: st.sampled_from([(family, each) for _, family, each in every_variant()]))
NO_COUNTS = {"kind", "mixer", "global_shared_kv", "compressed_layers"}
COUNTED = [name for name in Attention.model_fields if name not in NO_COUNTS]


@st.composite
def invented(draw: st.DrawFn) -> tuple[Model, Variant]:
    """A variant whose shape has any of the fields, at any size that the schema accepts."""
    fields: dict[str, Any] = {name: draw(COUNTS) for name in COUNTED}
    fields |= {"compressed_layers": draw(GROUPS), "global_shared_kv": draw(st.sampled_from([None, True, False]))}
    attention = {"kind": draw(st.sampled_from(AttentionKind))} | known(fields)
    shape = {"layers": draw(COUNTS), "vocabulary_size": draw(COUNTS), "hidden_size": draw(COUNTS)}
    shape |= {"tied_embeddings": draw(st.sampled_from([None, True, False]))}
    parameters = draw(st.integers(1000, 10**15))
    facts = {
        "name": "Pine 7B",
        "parameters": parameters,
        "active_parameters": draw(st.one_of(st.none(), st.integers(1000, 10**15))),
        "context_window": draw(st.one_of(st.none(), st.integers(1, 2**22), st.just("unbounded"))),
        "shape": known(shape) | {"attention": attention},
    }
    family = {"name": "Pine", "developer": "Grove", "description": "For laws.", "variants": [known(facts)]}
    family["architecture"] = draw(st.sampled_from(["decoder-only", "encoder-decoder"]))
    pine = Model.model_validate(family)
    return pine, pine.variants[0]


def known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


VARIANTS = st.one_of(IN_CATALOG, invented())


def cache(family: Model, each: Variant) -> Cache | Unknown:
    return cache_of(each.shape, encoder_decoder=family.architecture == "encoder-decoder")


def as_read(values: Any) -> Any:
    """What a page gets."""
    return json.loads(json.dumps(values._asdict() if isinstance(values, Coefficients) else asdict(values)))


@MORE
@given(VARIANTS, FORMAT, LOADS)
def test_the_coefficients_give_the_same_bytes(which: tuple[Model, Variant], format: Any, load: Load) -> None:
    needs = estimate(*which, format, load)
    found = evaluate(as_read(coefficients_of(*which)), as_read(format), load)
    wanted = [None if isinstance(figure, Unknown) else figure for figure in (needs.kv_cache, needs.total)]
    assert (found.weights, found.overhead) == (needs.weights, needs.overhead)
    assert [found.cache, found.total] == wanted


@pytest.mark.parametrize("load", [Load(batch=3), Load(1), Load(1025, kv_bits=8), Load(999_999, batch=2, cards=8)])
def test_the_coefficients_hold_for_every_variant_of_the_catalog(load: Load) -> None:
    formats = [(format, as_read(format)) for format in (FORMATS["int4"], FORMATS["mxfp4"], FORMATS["q4_k_m"])]
    for id, family, each in every_variant():
        numbers = as_read(coefficients_of(family, each))
        for format, read in formats:
            needs = estimate(family, each, format, load)
            total = None if isinstance(needs.total, Unknown) else needs.total
            assert evaluate(numbers, read, load).total == total, (id, each.name)
        assert bool(numbers["reason"]) == (numbers["parts"] is None)


def in_doubles(counts: list[tuple[int, int]]) -> float:
    """Bytes of counts with their bits in 1/10,000, as the docstring says that a script works without big integers."""
    whole = sum(float(count // 80_000) * float(bits) for count, bits in counts)
    rest = sum(float(count % 80_000) * float(bits) for count, bits in counts)
    return whole + float(-(-rest // 80_000))


@LAW
@given(st.integers(0, 10**15), st.data(), FORMAT)
def test_doubles_are_exact_where_the_docstring_says_so(count: int, data: st.DataObject, format: Any) -> None:
    tables = data.draw(st.integers(0, count))
    body, out = format.bits(data.draw(st.sampled_from(Rows))) or (format.average, format.average)
    assert in_doubles([(count - tables, body), (tables, out)]) == -(-((count - tables) * body + tables * out) // 80_000)


@LAW
@given(VARIANTS, TOKENS, st.integers(0, 10_000), st.integers(1, 64), st.sampled_from([16, 8]))
def test_the_cache_grows_with_the_context_and_in_proportion_to_the_batch(
    which: tuple[Model, Variant], tokens: int, more: int, batch: int, bits: int
) -> None:
    kept = cache(*which)
    if isinstance(kept, Cache):
        assert 0 <= kept.bytes(tokens, bits=bits) <= kept.bytes(tokens + more, bits=bits)
        assert kept.bytes(tokens, bits=bits, batch=batch) == batch * kept.bytes(tokens, bits=bits)
        assert kept.bytes(tokens) - kept.state_bytes == 2 * (kept.bytes(tokens, bits=8) - kept.state_bytes)


@LAW
@given(VARIANTS, TOKENS)
def test_the_cache_grows_ever_slower(which: tuple[Model, Variant], tokens: int) -> None:
    """Twice the tokens never take more than twice the bytes, but for blocks that are not full."""
    kept = cache(*which)
    if isinstance(kept, Cache):
        assert kept.bytes(2 * tokens) <= 2 * kept.bytes(tokens)


@LAW
@given(VARIANTS, FORMAT, LOADS)
def test_what_is_unknown_never_fits_and_what_fits_is_known(
    which: tuple[Model, Variant], format: Any, load: Load
) -> None:
    needs = estimate(*which, format, load)
    for card in accelerators().values():
        verdict = needs.on(card)
        room = load.cards * usable_bytes(card)
        if isinstance(needs.total, Unknown):
            assert verdict is not Verdict.FITS
            assert (verdict is Verdict.MAY) == (not needs.beyond and needs.weights + needs.overhead <= room)
        else:
            assert (verdict is Verdict.FITS) == (needs.total <= room)


@LAW
@given(VARIANTS, FORMAT, LOADS)
def test_a_total_is_the_sum_and_the_overhead_at_least_the_least(
    which: tuple[Model, Variant], format: Any, load: Load
) -> None:
    needs = estimate(*which, format, load)
    assert needs.overhead >= load.cards * 2**29
    assert 0 <= needs.overhead * 20 - needs.weights < 20 or needs.overhead == load.cards * 2**29
    if isinstance(needs.kv_cache, int):
        assert needs.total == needs.weights + needs.kv_cache + needs.overhead


@LAW
@given(VARIANTS, FORMAT, LOADS, st.integers(1, 2**12))
def test_offload_puts_as_many_layers_on_the_cards_as_fit(
    which: tuple[Model, Variant], format: Any, load: Load, gib: int
) -> None:
    needs = estimate(*which, format, load)
    card = accelerators()["nvidia-rtx-4090"]
    division = offload(needs, card, gib * 2**30)
    if division is None or isinstance(division, Unknown):
        assert needs.on(card) is not Verdict.FITS or needs.variant.shape is None or needs.variant.shape.layers is None
        return
    assert isinstance(needs.kv_cache, int)
    assert 0 <= division.layers_on_cards <= division.layers
    assert division.card_bytes <= load.cards * usable_bytes(card)
    assert division.system_bytes <= gib * 2**30
    assert (division.system_bytes == 0) == (division.layers_on_cards == division.layers)
    assert (division.layers_on_cards == division.layers) == (needs.on(card) is Verdict.FITS)


@LAW
@given(IN_CATALOG, FORMAT, LOADS, st.integers(1, 4096), st.sampled_from(["nvidia-rtx-4090", "nvidia-h100-sxm"]))
def test_the_coefficients_divide_the_same_layers(
    which: tuple[Model, Variant], format: Any, load: Load, gib: int, id: str
) -> None:
    needs, card = estimate(*which, format, load), accelerators()[id]
    division = offload(needs, card, gib * GIB)
    numbers = as_read(coefficients_of(*which))
    found = evaluate(numbers, as_read(format), load)
    told = divide(numbers, found, load, load.cards * usable_bytes(card), gib * GIB)
    if isinstance(division, Offload):
        assert told == Division(division.layers_on_cards, division.card_bytes, division.system_bytes)
    else:
        assert told is None


@LAW
@given(VARIANTS, FORMAT, LOADS)
def test_no_more_is_read_for_a_token_than_there_is(which: tuple[Model, Variant], format: Any, load: Load) -> None:
    needs = estimate(*which, format, load)
    if not isinstance(needs.read, Unknown) and not isinstance(needs.kv_cache, Unknown):
        assert 0 <= needs.read <= (needs.weights + needs.kv_cache) * (1 + 1e-9)
