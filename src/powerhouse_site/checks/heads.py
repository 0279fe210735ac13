"""Attention heads that cannot be shared out evenly."""

from collections.abc import Iterator, Mapping
from functools import cache

from pydantic import BaseModel

from powerhouse_site.diagnostics import codes as c
from powerhouse_site.loading.document import Document, Finding
from powerhouse_site.loading.folder import EntryFile
from powerhouse_site.schema.described import Described, declared_fields
from powerhouse_site.schema.shapes import Attention

_SHARED = "kv_heads"


@cache
def _attention_of(facts: type[BaseModel]) -> tuple[Described, ...]:
    return tuple(field for field in declared_fields(facts) if field.holds(Attention))


def uneven_heads(file: EntryFile, document: Document) -> Iterator[Finding]:
    """KV heads that do not divide the query heads of the same layer, where both are known."""
    for field in _attention_of(file.kind.facts):
        for path, attention in field.values(document.value):
            query, shared = _count(attention, "query_heads"), _count(attention, _SHARED)
            if query and shared and query % shared:
                yield Finding(
                    document.value_span((*path, _SHARED)),
                    c.UNEVEN_HEADS,
                    f"'{_SHARED}': {query} query heads cannot be shared out among {shared} KV heads in equal groups",
                    "look both up in the configuration of the checkpoint: num_attention_heads, num_key_value_heads",
                    (*path, _SHARED),
                )


def _count(attention: object, name: str) -> int:
    """A number of heads, in facts or in the plain value of a document; 0 for what the shape check reports."""
    value = attention.get(name) if isinstance(attention, Mapping) else getattr(attention, name, None)
    whole = int(value) if isinstance(value, float) and value.is_integer() else value
    return whole if isinstance(whole, int) and not isinstance(whole, bool) and whole > 0 else 0
