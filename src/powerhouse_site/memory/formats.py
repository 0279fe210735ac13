"""Formats of weights, and how many bits each takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

UNITS = 10_000
"""Bits are whole numbers of so many parts, so that every size is exact."""


@dataclass(frozen=True)
class Format:
    """A format of weights. Bits of one weight are given in 1/10,000 bit.

    `average` is the mean over a whole model; `body` and `out` are the bits of most weights and of the table that is
    kept at higher precision. `tables` says that both tables are kept so, not only the one that makes the output.
    `body_odd` and `out_odd` take their places where the hidden size is no multiple of 256, the block of such formats.
    Without `body` only the average is known.
    """

    id: str
    name: str
    average: int
    body: int | None = None
    out: int | None = None
    tables: bool = False
    body_odd: int | None = None
    out_odd: int | None = None
    note: str = ""

    def bits(self, *, odd: bool) -> tuple[int, int] | None:
        """The bits of most weights and of the output table, or None where only the average is known."""
        if odd and self.body_odd is not None and self.out_odd is not None:
            return self.body_odd, self.out_odd
        return None if self.body is None or self.out is None else (self.body, self.out)


_UNTRIED = "this format was not compared with published files"
_ALL = (
    Format("fp32", "FP32", 320_000, 320_000, 320_000),
    Format("bf16", "BF16 / FP16", 160_000, 160_000, 160_000),
    Format("fp8", "FP8", 80_000, 80_000, 160_000, note=_UNTRIED),
    Format("int8", "INT8", 80_000, 81_000, 160_000),
    Format("int4", "INT4 group 128 (GPTQ and AWQ)", 42_500, 41_560, 160_000, tables=True),
    Format("nf4", "NF4 with double quantization (QLoRA)", 41_270, 41_270, 160_000, tables=True, note=_UNTRIED),
    Format(
        "mxfp4", "MXFP4 (as in gpt-oss)", 46_300, note="the mix of gpt-oss: experts in four bits, the rest in sixteen"
    ),
    Format("q8_0", "GGUF Q8_0", 85_008, 85_000, 85_000),
    Format("q6_k", "GGUF Q6_K", 65_633, 65_625, 65_625, body_odd=85_000, out_odd=85_000),
    Format("q5_k_m", "GGUF Q5_K_M", 57_036, 56_435, 65_625, body_odd=61_000, out_odd=85_000),
    Format("q4_k_m", "GGUF Q4_K_M", 48_944, 47_776, 65_625, body_odd=56_000, out_odd=85_000),
    Format("q4_0", "GGUF Q4_0", 46_600, 45_000, 65_625, body_odd=45_000, out_odd=85_000),
    Format("iq4_xs", "GGUF IQ4_XS", 44_597, 43_125, 65_625, body_odd=50_000, out_odd=85_000),
    Format("q3_k_l", "GGUF Q3_K_L", 42_979, 41_394, 65_625, body_odd=50_000, out_odd=85_000),
    Format("q2_k", "GGUF Q2_K", 31_593, 29_211, 65_625, body_odd=46_000, out_odd=85_000),
)
FORMATS: Mapping[str, Format] = MappingProxyType({format.id: format for format in _ALL})
"""All formats by id, from the most bits to the fewest within each family.

Averages and bits of the GGUF formats follow from the sizes in tools/quantize/README.md of ggml-org/llama.cpp at commit
311c2c9, measured on Llama 3.1 8B. Over 98 published files of 44 variants, body and output counted apart miss by 0.7 %
on average and by 7.8 % at worst, averages alone by 1.6 % and by 24.9 % (small models with large vocabularies).
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
