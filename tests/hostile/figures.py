"""Numbers: huge, negative, with exponents, in other bases, with units, in other digits."""

from tests.hostile.rows import ACCELERATOR, COURSE, LICENSE, MODEL, Row, swap

TYPE, VALUE, TWO_WAYS, EMPTY = "wrong-type", "invalid-value", "ambiguous-scalar", "empty-value"

FIELDS = {
    "layers": ("layers: 32", MODEL),
    "context": ("context_window: 4096", MODEL),
    "parameters": ("parameters: 6.74B", MODEL),
    "memory": ("memory_gb: 24", ACCELERATOR),
    "bandwidth": ("bandwidth_gb_s: 1008.5", ACCELERATOR),
    "hours": ("hours: 12.5", COURSE),
    "parts": ("parts: 3", COURSE),
    "threshold": ("value: 700", LICENSE),
}


def number(field: str, id: str, written: str, *codes: str) -> Row:
    old, base = FIELDS[field]
    return swap(f"{field}-{id}", old, f"{old.partition(':')[0]}: {written}", *codes, base=base)


COUNTS = [
    ("zero", "0", VALUE),
    ("negative", "-1", VALUE),
    ("negative-zero", "-0", VALUE),
    ("whole-fraction", "32.0"),
    ("fraction", "32.5", TYPE),
    ("exponent", "1e3", TWO_WAYS),
    ("exponent-with-sign", "1.0e+3", TWO_WAYS),
    ("plus", "+5", TWO_WAYS),
    ("octal-old", "012", TWO_WAYS),
    ("octal", "0o17", TWO_WAYS),
    ("hexadecimal", "0x1F", TWO_WAYS),
    ("binary", "0b11", TWO_WAYS),
    ("underscores", "1_000", TWO_WAYS),
    ("comma", "1,000", TYPE),
    ("apostrophe", "1'000", TYPE),
    ("space", "1 000", TYPE),
    ("point-first", ".5", TWO_WAYS),
    ("point-last", "5.", TWO_WAYS),
    ("base-sixty", "1:30", TWO_WAYS),
    ("not-a-number", ".nan", TWO_WAYS),
    ("infinity", ".inf", TWO_WAYS),
    ("negative-infinity", "-.INF", TWO_WAYS),
    ("nan-word", "NaN", TYPE),
    ("infinity-word", "Infinity", TYPE),
    ("30-digits", "1" * 30, VALUE),
    ("31-digits", "1" * 31, VALUE),
    ("32-digits", "1" * 32, TWO_WAYS),
    ("400-digits", "1" + "0" * 400, TWO_WAYS),
    ("100000-digits", "9" * 100_000, TWO_WAYS),
    ("exponent-400", "1e400", TWO_WAYS),
    ("30-decimals", "1." + "0" * 29 + "1"),
    ("quoted", '"32"', TYPE),
    ("unit", "32 layers", TYPE),
    ("thousand", "4K", TYPE),
    ("percent", "50%", TYPE),
    ("full-width", "\uff13\uff12", TYPE),
    ("arabic-indic", "\u0663\u0662", TYPE),
    ("fraction-sign", "\u00bd", TYPE),
    ("minus-sign", "\u22125", TYPE),
    ("roman", "XII", TYPE),
    ("words", "thirty-two", TYPE),
    ("formula", "=1+1", TYPE),
    ("question", "?", "yaml-syntax"),
    ("tilde-about", "~32", TYPE),
    ("tilde", "~", EMPTY),
    ("range", "1-2", TYPE),
    ("truth", "true", TYPE),
]

EVEN = ["32", "8", "1", "8.0"]
UNEVEN = ["3", "6", "31", "33", "64", "6.0"]


def heads(written: str, *codes: str) -> Row:
    """So many KV heads for 32 query heads; the problem stands in their line."""
    lines = f"query_heads: 32\n        kv_heads: {written}"
    return swap(f"kv-heads-{written.replace('.', '-')}", "query_heads: 32", lines, *codes, at=1)


ROWS: list[Row] = [
    *(heads(written) for written in EVEN),
    *(heads(written, "uneven-heads") for written in UNEVEN),
    heads("0", VALUE),
    swap("kv-heads-negative", "query_heads: 32", "query_heads: 32\n        kv_heads: -6", VALUE, at=1),
    heads("6.5", TYPE),
    *(number("layers", *row) for row in COUNTS),
    *(
        number("parameters", id, written, *codes)
        for id, written, *codes in [
            ("billions", "7B"),
            ("fraction", "6.738B"),
            ("millions", "124M"),
            ("thousands", "1K"),
            ("trillions", "1.5T"),
            ("whole", "6740000000"),
            ("whole-fraction", "6740000000.0"),
            ("leading-zeros", "007B"),
            ("greatest", "1000T"),
            ("six-decimals", "1.123456B"),
            ("too-great", "1001T", VALUE),
            ("much-too-great", "999999T", VALUE),
            ("too-small", "0.9K", VALUE),
            ("zero", "0B", VALUE),
            ("whole-zero", "0", VALUE),
            ("whole-too-small", "999", VALUE),
            ("whole-too-great", "1000000000000001", VALUE),
            ("negative", "-7B", VALUE),
            ("small-letter", "7b", VALUE),
            ("space", "7 B", VALUE),
            ("word", "7 billion", VALUE),
            ("with-noun", "7B parameters", VALUE),
            ("comma", "6,74B", VALUE),
            ("bytes", "7GB", VALUE),
            ("exponent", "7e9", TWO_WAYS),
            ("no-digit-before", ".7B", VALUE),
            ("no-digit-behind", "7.B", VALUE),
            ("seven-decimals", "1.1234567B", VALUE),
            ("seven-digits", "1234567B", VALUE),
            ("two-points", "1.2.3B", VALUE),
            ("about", "~7B", VALUE),
            ("less", "<7B", VALUE),
            ("greater", "'>7B'", VALUE),
            ("range", "7B-13B", VALUE),
            ("experts", "8x7B", VALUE),
            ("full-width", "\uff17B", VALUE),
            ("cyrillic", "7\u0412", VALUE),
            ("unknown", "unknown", VALUE),
            ("line-break", '"7B\\n"', VALUE),
            ("fraction-of-one", "1000.5", VALUE),
            ("400-digits", "1" + "0" * 400, TWO_WAYS),
            ("400-digits-quoted", '"1' + "0" * 400 + 'B"', VALUE),
            ("infinity", ".inf", TWO_WAYS),
            ("list", "[7B, 13B]", TYPE),
            ("empty", '""', VALUE),
        ]
    ),
    *(
        number("context", id, written, *codes)
        for id, written, *codes in [
            ("one", "1"),
            ("unbounded", "unbounded"),
            ("greatest", "1000000000000"),
            ("whole-fraction", "4096.0"),
            ("too-great", "1000000000001", VALUE),
            ("zero", "0", VALUE),
            ("negative", "-4096", VALUE),
            ("thousands", "4K", VALUE),
            ("small-thousands", "128k", VALUE),
            ("word", "unlimited", VALUE),
            ("capital", "Unbounded", VALUE),
            ("infinity", ".inf", TWO_WAYS),
            ("quoted", '"4096"', VALUE),
            ("with-noun", "4096 tokens", VALUE),
            ("comma", "4,096", VALUE),
            ("fraction", "4096.5", VALUE),
            ("30-digits", "9" * 30, VALUE),
        ]
    ),
    *(
        number("memory", id, written, *codes)
        for id, written, *codes in [
            ("one", "1"),
            ("greatest", "100000"),
            ("zero", "0", VALUE),
            ("too-great", "100001", VALUE),
            ("unit", "24GB", TYPE),
            ("unit-apart", "24 GB", TYPE),
            ("fraction", "1.5", TYPE),
            ("whole-fraction", "24.0"),
        ]
    ),
    *(
        number("bandwidth", id, written, *codes)
        for id, written, *codes in [
            ("whole", "1008"),
            ("small", "0.1"),
            ("zero", "0", VALUE),
            ("zero-fraction", "0.0", VALUE),
            ("negative", "-1.5", VALUE),
            ("greatest", "1000000"),
            ("too-great", "1000000.5", VALUE),
            ("30-digits", "9" * 30 + ".5", VALUE),
            ("infinity", ".inf", TWO_WAYS),
            ("not-a-number", ".nan", TWO_WAYS),
            ("exponent", "1e3", TWO_WAYS),
            ("unit", "1008 GB/s", TYPE),
            ("comma", "1008,5", TYPE),
            ("60-decimals", "1." + "1" * 60, TWO_WAYS),
        ]
    ),
    *(
        number("hours", id, written, *codes)
        for id, written, *codes in [
            ("half", "0.5"),
            ("zero", "0", VALUE),
            ("too-many", "2001", VALUE),
            ("clock", "1:30", TWO_WAYS),
            ("clock-with-seconds", "1:30:00", TWO_WAYS),
            ("unit", "12h", TYPE),
            ("about", "'~12'", TYPE),
        ]
    ),
    *(
        number("parts", id, written, *codes)
        for id, written, *codes in [
            ("greatest", "1000"),
            ("too-many", "1001", VALUE),
            ("whole-fraction", "3.0"),
        ]
    ),
    *(
        number("threshold", id, written, *codes)
        for id, written, *codes in [
            ("great", "700000000"),
            ("underscores", "700_000_000", TWO_WAYS),
            ("commas", "700,000,000", TYPE),
            ("word", "700 million", TYPE),
            ("unit", "700M", TYPE),
        ]
    ),
]
