"""Formats of weights, and how many bits each takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from types import MappingProxyType

UNITS = 10_000
"""Bits are whole numbers of so many parts, so that every size is exact."""


class Rows(StrEnum):
    """How the rows of a variant fall into blocks of 256 weights, the unit of GGUF formats below eight bits.

    A row that leaves part of a block is kept in a format of smaller blocks, and of more bits. `ODD`: rows of the hidden
    size do; `RAGGED`: those of the feed-forward width as well; `UNEVEN`: only those. `UNIFORM`: there is neither
    attention nor feed-forward, of which such formats keep parts in more bits.
    """

    USUAL = "usual"
    ODD = "odd"
    RAGGED = "ragged"
    UNEVEN = "uneven"
    UNIFORM = "uniform"


@dataclass(frozen=True)
class Format:
    """A format of weights. Bits of one weight are given in 1/10,000 bit.

    `average` is the mean over a whole model; `body` and `out` are the bits of most weights and of the table that is
    kept at higher precision. `tables` says that both tables are kept so, not only the one that makes the output. The
    fields that are named as `Rows` take the place of `body` where rows are such, and `out_odd` that of `out` where they
    are odd or ragged. Without `body` only the average is known.
    """

    id: str
    name: str
    average: int
    body: int | None = None
    out: int | None = None
    tables: bool = False
    odd: int | None = None
    ragged: int | None = None
    uneven: int | None = None
    uniform: int | None = None
    out_odd: int | None = None
    note: str = ""

    def bits(self, rows: Rows) -> tuple[int, int] | None:
        """The bits of most weights and of the output table, or None where only the average is known."""
        own = {Rows.ODD: self.odd, Rows.RAGGED: self.ragged, Rows.UNEVEN: self.uneven, Rows.UNIFORM: self.uniform}
        body = own.get(rows) or self.body
        out = (self.out_odd if rows in (Rows.ODD, Rows.RAGGED) else None) or self.out
        return None if body is None or out is None else (body, out)


_K = partial(Format, out=65_625, out_odd=85_000)
_MXFP4 = (
    "the mix of gpt-oss in GGUF: experts in four bits, the rest in eight; its maker’s files keep the rest in sixteen"
)
_ALL = (
    Format("fp32", "FP32", 320_000, 320_000, 320_000),
    Format("bf16", "BF16 / FP16", 160_000, 160_000, 160_000),
    Format("fp8", "FP8", 80_000, 80_000, 160_000, tables=True),
    Format("int8", "INT8", 80_000, 81_000, 160_000, tables=True),
    Format("int4", "INT4 group 128 (GPTQ and AWQ)", 42_500, 41_560, 160_000, tables=True),
    Format("nf4", "NF4 with double quantization (QLoRA)", 41_270, 41_270, 160_000, tables=True),
    Format("mxfp4", "MXFP4 (as in gpt-oss)", 46_300, 43_500, 85_000, tables=True, note=_MXFP4),
    Format("q8_0", "GGUF Q8_0", 85_008, 85_000, 85_000),
    _K("q6_k", "GGUF Q6_K", 65_633, 65_625, odd=80_000, ragged=85_000, uneven=71_300, uniform=66_100),
    _K("q5_k_m", "GGUF Q5_K_M", 57_036, 56_435, odd=61_000, ragged=63_500, uneven=60_000, uniform=55_500),
    _K("q4_k_m", "GGUF Q4_K_M", 48_944, 47_776, odd=56_000, ragged=59_000, uneven=52_200, uniform=45_500),
    _K("q4_0", "GGUF Q4_0", 46_600, 45_000, odd=45_000, ragged=45_000),
    _K("iq4_xs", "GGUF IQ4_XS", 44_597, 43_125, odd=45_000, ragged=47_500, uneven=43_300, uniform=43_100),
    _K("q3_k_l", "GGUF Q3_K_L", 42_979, 41_394, odd=50_000, ragged=52_500, uneven=42_900, uniform=35_000),
    _K("q2_k", "GGUF Q2_K", 31_593, 29_211, odd=43_500, ragged=46_500, uneven=32_200, uniform=26_900),
)
FORMATS: Mapping[str, Format] = MappingProxyType({format.id: format for format in _ALL})
"""All formats by id, from the most bits to the fewest within each family.

Averages and bits of the GGUF formats follow from the sizes in tools/quantize/README.md of ggml-org/llama.cpp at commit
311c2c9, measured on Llama 3.1 8B. Over 98 published files of 44 variants, body and output counted apart miss by 0.7 %
on average and by 7.8 % at worst, averages alone by 1.6 % and by 24.9 % (small models with large vocabularies).

Bits of rows that are not the usual ones are means over published files: odd, of SmolLM2 135M and Qwen2.5-0.5B;
ragged, of OpenLLaMA 3B; uneven, of GLM-4-9B, DeepSeek-Coder-V2-Lite and Qwen2.5-72B; uniform, of Falcon Mamba 7B.
Those of MXFP4 are a fit to both sizes of gpt-oss in GGUF. tests/memory_files.yaml has the files.
"""

PUBLISHED_ONLY_IN: Mapping[str, str] = MappingProxyType({"gpt-oss": "mxfp4"})
"""Families whose makers publish one format only, by the id of the family (openai/gpt-oss, README.md at 7b58334)."""

_OTHER_NAMES = {
    "f32": "fp32", "fp16": "bf16", "f16": "bf16", "w8a8": "int8", "gptq": "int4", "awq": "int4"
}  # fmt: skip


def format_id(word: str) -> str:
    """The id that a word stands for: case, hyphens and other usual names do not matter. It may be no format."""
    id = word.strip().lower().replace("-", "_")
    return _OTHER_NAMES.get(id, id)
