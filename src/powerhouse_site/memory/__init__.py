"""The memory that a variant needs: weights, KV cache and overhead in bytes, and which accelerators hold it.

Everything is counted in whole bytes; a GiB is 2^30 bytes. What the catalog does not tell is `Unknown`, with the reason.
"""

from powerhouse_site.memory.attention import cache_of
from powerhouse_site.memory.cache import Cache, Part
from powerhouse_site.memory.coefficients import Coefficients, coefficients_of
from powerhouse_site.memory.estimate import Estimate, Load, estimate, estimates
from powerhouse_site.memory.figures import GIB, Unknown
from powerhouse_site.memory.formats import FORMATS, Format
from powerhouse_site.memory.offload import Offload, offload, offloaded_upper_bound
from powerhouse_site.memory.placement import Verdict, overhead_bytes, usable_bytes, verdict
from powerhouse_site.memory.speed import decoding_upper_bound
from powerhouse_site.memory.weights import Weights, weights_of

__all__ = [
    "FORMATS",
    "GIB",
    "Cache",
    "Coefficients",
    "Estimate",
    "Format",
    "Load",
    "Offload",
    "Part",
    "Unknown",
    "Verdict",
    "Weights",
    "cache_of",
    "coefficients_of",
    "decoding_upper_bound",
    "estimate",
    "estimates",
    "offload",
    "offloaded_upper_bound",
    "overhead_bytes",
    "usable_bytes",
    "verdict",
    "weights_of",
]
