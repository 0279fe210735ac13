"""Types: each type of value in place of each other."""

from tests.hostile.rows import ACCELERATOR, COURSE, FRAMEWORK, LICENSE, MODEL, Row, swap

VALUES = {
    "word": "words of text",
    "whole": "7",
    "fraction": "1.5",
    "truth": "true",
    "nothing": "null",
    "list": "[a]",
    "empty-list": "[]",
    "mapping": "{a: b}",
    "empty-mapping": "{}",
    "day": "2023-07-18",
}
CODES = {
    ".": (),
    "T": ("wrong-type",),
    "V": ("invalid-value",),
    "D": ("invalid-date",),
    "C": ("invalid-choice",),
    "U": ("invalid-url",),
    "E": ("empty-value",),
    "M": ("missing-field", "missing-field"),
    "m": ("missing-field",),
    "X": ("unknown-field", "missing-field", "missing-field"),
    "x": ("unknown-field", "missing-field"),
    "u": ("unknown-field",),
    "R": ("dead-reference",),
    "L": ("unknown-license",),
}
TABLE = {
    # the field and what it is       the base       w w f t n l e m e d
    ("text", "developer: Grove"): (MODEL, ".", "T", "T", "T", "E", "T", "T", "T", "T", "."),
    ("sentences", "license_note: Ask first."): (MODEL, ".", "T", "T", "T", "E", "T", "T", "T", "T", "."),
    ("id", "license: grove"): (MODEL, "V", "T", "T", "T", "E", "T", "T", "T", "T", "R"),
    ("count", "layers: 32"): (MODEL, "T", ".", "T", "T", "E", "T", "T", "T", "T", "T"),
    ("parameters", "parameters: 6.74B"): (MODEL, "V", "V", "V", "T", "E", "T", "T", "T", "T", "V"),
    ("context", "context_window: 4096"): (MODEL, "V", ".", "V", "T", "E", "T", "T", "T", "T", "V"),
    ("truth", "tied_embeddings: false"): (MODEL, "T", "T", "T", ".", "E", "T", "T", "T", "T", "T"),
    ("choice", "architecture: decoder-only"): (MODEL, "C", "T", "T", "T", "E", "T", "T", "T", "T", "C"),
    ("date", "release_date: 2023-07-18"): (MODEL, "D", "D", "T", "T", "E", "T", "T", "T", "T", "."),
    ("day", "checked: 2023-07-19"): (MODEL, "D", "D", "T", "T", "E", "T", "T", "T", "T", "."),
    ("address", "checkpoint: https://example.org/%ID%/7b"): (MODEL, "U", "T", "T", "T", "E", "T", "T", "T", "T", "U"),
    ("words", "outputs: [text]"): (MODEL, "T", "T", "T", "T", "E", "C", ".", "T", "T", "T"),
    ("texts", "languages:\n  - English"): (MODEL, "T", "T", "T", "T", "E", ".", ".", "T", "T", "T"),
    ("ids", "derived_from:\n  - ancestor"): (MODEL, "T", "T", "T", "T", "E", "R", ".", "T", "T", "T"),
    ("link", "paper:\n  title: Of Pines\n  url: https://example.org/paper"): (
        *(MODEL, "T", "T", "T", "T", "E", "T", "T", "X", "M", "T"),
    ),
    ("ratios", "compressed_layers:\n          - layers: 4\n            ratio: 2"): (
        *(MODEL, "T", "T", "T", "T", "E", "T", ".", "T", "T", "T"),
    ),
    ("number", "bandwidth_gb_s: 1008.5"): (ACCELERATOR, "T", ".", ".", "T", "E", "T", "T", "T", "T", "T"),
    ("memory", "memory_gb: 24"): (ACCELERATOR, "T", ".", "T", "T", "E", "T", "T", "T", "T", "T"),
    ("answer", "attribution:\n  answer: required"): (LICENSE, "T", "T", "T", "T", "E", "T", "T", "x", "m", "T"),
    ("spdx", "license: Apache-2.0 OR MIT"): (FRAMEWORK, "L", "T", "T", "T", "E", "T", "T", "T", "T", "L"),
    ("length", "length:\n  hours: 12.5\n  parts: 3\n  unit: lessons\n  pace: one a week"): (
        *(COURSE, "T", "T", "T", "T", "E", "T", "T", "u", ".", "T"),
    ),
    ("year", "year: 2023"): (COURSE, "D", "D", "T", "T", "E", "T", "T", "T", "T", "."),
}


def _rows() -> list[Row]:
    return [
        swap(f"{field}-{value}", old, f"{old.partition(':')[0]}: {written}", *CODES[letter], base=str(base))
        for (field, old), (base, *letters) in TABLE.items()
        for (value, written), letter in zip(VALUES.items(), letters, strict=True)
    ]


ROWS: list[Row] = [
    *_rows(),
]
