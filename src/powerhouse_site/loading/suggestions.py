"""The word that was probably meant."""

import re
from collections.abc import Iterable

from powerhouse_site.schema.values import SLUG_PATTERN


def suggest(word: str, known: Iterable[str]) -> str | None:
    """The known word nearest to `word`, if it is near enough: about one slip in three characters, case ignored."""
    lowered = word.lower().replace("_", "-")
    best: tuple[int, str] | None = None
    for candidate in known:
        limit = max(1, max(len(word), len(candidate)) // 3)
        distance = edit_distance(lowered, candidate.lower().replace("_", "-"), limit)
        if distance <= limit and (best is None or (distance, candidate) < best):
            best = (distance, candidate)
    return best[1] if best else None


_OTHER_WORDS = (
    ("name", "title", "heading"),
    (
        "developer",
        "organization",
        "vendor",
        "provider",
        "institution",
        "steward",
        "authors",
        "maker",
        "creator",
        "company",
    ),
    ("url", "link", "href", "address", "homepage", "website"),
    ("repository", "repo", "github", "code"),
    ("documentation", "docs"),
    ("description", "summary", "about"),
    ("release_date", "year", "released", "date", "published"),
    ("context_window", "context", "context_length", "max_context", "max_position_embeddings"),
    ("parameters", "params", "size"),
    ("memory_gb", "memory", "vram", "ram"),
    ("bandwidth_gb_s", "bandwidth", "memory_bandwidth"),
    ("layers", "num_layers", "num_hidden_layers", "n_layer"),
    ("query_heads", "heads", "num_heads", "num_attention_heads", "n_head"),
    ("kv_heads", "num_key_value_heads"),
    ("vocabulary_size", "vocab_size", "vocab"),
    ("kind", "type", "category", "format"),
    ("checked", "accessed", "retrieved"),
    ("topics", "tags", "keywords"),
    ("why", "reason", "note"),
)
"""Fields under the names that other kinds, model configurations and other catalogs have for them."""


def other_word(word: str, known: Iterable[str]) -> str | None:
    """The known word that means the same as `word`, where there is one."""
    lowered = word.lower().replace("-", "_")
    fields = tuple(known)
    groups = (group for group in _OTHER_WORDS if lowered in group)
    return next((field for group in groups for field in group if field in fields), None)


def slug_of(text: str) -> str | None:
    """The id that comes nearest to `text`, if there is enough of it to make one."""
    slug = re.sub(r"[^a-z0-9.]+", "-", text.lower()).strip("-.")
    return slug if re.fullmatch(SLUG_PATTERN, slug) else None


def edit_distance(a: str, b: str, limit: int) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`; `limit` + 1 if more.

    The optimal string alignment distance (Damerau 1964, Levenshtein 1966), one row at a time.
    """
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        current = [i]
        for j, y in enumerate(b, start=1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, previous = previous, current
    return min(previous[-1], limit + 1)
