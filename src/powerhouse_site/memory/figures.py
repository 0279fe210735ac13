"""Figures: a number of bytes, or why there is none."""

from dataclasses import dataclass

from powerhouse_site.schema.shapes import Attention, Shape
from powerhouse_site.schema.variants import Variant

GIB = 2**30


@dataclass(frozen=True)
class Unknown:
    """A figure that cannot be known, and the catalog's fields of a variant that it would take, as dotted paths."""

    reason: str
    missing: tuple[str, ...] = ()

    @classmethod
    def without(cls, *fields: str) -> "Unknown":
        """The figure needs fields that the catalog does not have."""
        return cls(f"not known without its {labels(*(field.rpartition('.')[2] for field in fields))}", fields)


def share(bytes: int, part: int, whole: int) -> int:
    """`bytes` times `part` / `whole`, rounded up to a whole byte."""
    return -(-bytes * part // whole)


def labels(*fields: str) -> str:
    """The labels of fields of a variant or its shape, as they stand within a sentence."""
    words = [_label(field) for field in fields]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _label(field: str) -> str:
    title = next(str(m.model_fields[field].title) for m in (Attention, Shape, Variant) if field in m.model_fields)
    return title if title[:2].isupper() else title[0].lower() + title[1:]
