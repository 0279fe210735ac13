"""The patterns of the JSON Schemas in Node's regular expressions and in Python's: both must judge every text alike."""

import itertools
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# The `u` flag is what the standard asks for; editors also fall back on expressions without it.
JUDGE = """
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
const test = (expression, texts) => texts.map((text) => expression.test(text));
const judge = ([pattern, texts]) => ["u", ""].map((flags) => test(new RegExp(pattern, flags), texts));
process.stdout.write(JSON.stringify(cases.map(judge)));
"""
PIECES = (
    *("", "%20", "e\u0301"),
    *"aAz907.-_/:@?#+()~<\\|{ ",
    *"\t\n\v\f\r\x1c\x1f\x7f\x85\xa0\u1680\u180e\u2003\u2028\u202f\u205f\u3000\ufeff\u200b",
    *"éßİſ\u212a٣７。例я🌲",
)
SEEDS = (
    *("", "a", "a b", "a.b-c", "Apache-2.0 OR MIT", "7B", "0.001M", "0.0009M", "1000T", "1001T", "123456.123456K"),
    *("2024-02-29", "2100-02-29", "2023-02", "1949", "9999-12-31", "2023"),
    *("https://grove.org", "http://a.b.co.uk:65535/?x#y", "https://grove.org:65536", "https://x.LOCAL"),
    *("https://127.0.0.1", "https://münchen.de/ß", "https://grove.test:1/"),
)


def check(schemas: Path) -> list[str]:
    """Every text that a pattern takes in one dialect and refuses in another."""
    texts = sorted(_texts())
    patterns = sorted({p for file in schemas.glob("*.json") for p in _patterns(json.loads(file.read_text("utf-8")))})
    command = ["node", "-e", JUDGE]
    cases = json.dumps([[pattern, texts] for pattern in patterns])
    answer = subprocess.run(command, input=cases, capture_output=True, encoding="utf-8", check=True)
    problems = []
    for pattern, judged in zip(patterns, json.loads(answer.stdout), strict=True):
        ours = [re.search(pattern, text) is not None for text in texts]
        for flags, theirs in zip(("u", ""), judged, strict=True):
            different = [text for text, a, b in zip(texts, ours, theirs, strict=True) if a != b]
            if different:
                problems.append(f"pattern {pattern[:40]}... with flags '{flags}' differs on {different[:5]!r}")
    print(
        f"patterns: {len(patterns)}, each on {len(texts)} texts: {len(problems)} differ between Python and ECMAScript"
    )
    return problems


def _texts() -> Iterator[str]:
    found = {before + seed + after for seed in SEEDS for before, after in itertools.product(PIECES, repeat=2)}
    found |= {seed[:at] + piece + seed[at:] for seed in SEEDS for piece in PIECES for at in range(len(seed))}
    yield from found


def _patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        for inner in schema.values():
            yield from _patterns(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _patterns(inner)
