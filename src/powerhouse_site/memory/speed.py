"""An upper bound of decoding speed."""

from powerhouse_site.memory.figures import Unknown
from powerhouse_site.memory.weights import encoder_of, split_of
from powerhouse_site.schema.models import Architecture, Experts, Model
from powerhouse_site.schema.variants import Variant

BYTES_PER_GB = 10**9
"""Bandwidth is given in decimal gigabytes a second."""


def read_parameters(model: Model, variant: Variant) -> int | Unknown:
    """The parameters that each token needs: the active ones; of the input table only one row, and no encoder."""
    if model.architecture is Architecture.ENCODER_DECODER:
        return Unknown("not known without the parameters of its decoder")
    if variant.active_parameters is not None:
        return min(variant.active_parameters, variant.parameters)
    if model.experts is Experts.MIXTURE:
        return Unknown("not known without its active parameters", ("active_parameters",))
    split = split_of(variant)
    return variant.parameters - encoder_of(variant) - (split.tables - split.output if split else 0)


def read_tokens(variant: Variant, tokens: int) -> int:
    """The tokens whose cache is read for the next one: all, or those that sparse attention picks."""
    attention = variant.shape.attention if variant.shape else None
    top = attention.sparse_top_k if attention else None
    return tokens if top is None else min(tokens, top)


def bytes_read(model: Model, variant: Variant, weights: int, kept: int) -> float | Unknown:
    """What is read from memory, at least, for the next token of a sequence: active weights and the cache."""
    parameters = read_parameters(model, variant)
    if isinstance(parameters, Unknown):
        return parameters
    return weights * (parameters / variant.parameters) + kept


def decoding_upper_bound(bytes_read: float, bandwidth_gb_s: float, cards: int = 1) -> float:
    """Tokens a second of one sequence that no program exceeds, since each token needs `bytes_read` from the memory.

    What is measured is less: no program reads at full bandwidth, and computing and talk between cards take time.
    Programs that guess several tokens at once and check them together are not held by it.
    """
    return cards * bandwidth_gb_s * BYTES_PER_GB / bytes_read
