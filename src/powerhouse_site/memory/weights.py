"""The weights of a variant, in bytes."""

from typing import NamedTuple

from powerhouse_site.memory.figures import GIB, labels
from powerhouse_site.memory.formats import UNITS, Format, Rows
from powerhouse_site.schema.shapes import AttentionKind, Shape
from powerhouse_site.schema.variants import Variant

_TABLES = ("vocabulary_size", "hidden_size", "tied_embeddings")
"""What the tables follow from."""
_BLOCK = 256
"""Weights in one block of the formats that keep rows in more bits where it does not divide them."""


class Split(NamedTuple):
    """Parameters of the table that makes the output, and of all tables, and how the rows fall into blocks."""

    output: int
    tables: int
    rows: Rows


class Weights(NamedTuple):
    """The size of the weights, and what it rests on."""

    bytes: int
    notes: tuple[str, ...]


def split_of(variant: Variant) -> Split | None:
    """The tables of a variant, where its vocabulary, hidden size and the sharing of its tables are known.

    None as well where the tables would have more parameters than the whole.
    """
    shape = variant.shape
    if shape is None or shape.vocabulary_size is None or shape.hidden_size is None or shape.tied_embeddings is None:
        return None
    output = shape.vocabulary_size * shape.hidden_size
    tables = output if shape.tied_embeddings else 2 * output
    if tables > variant.parameters - encoder_of(variant):
        return None
    return Split(output, tables, _rows(shape))


def encoder_of(variant: Variant) -> int:
    """The parameters of encoders of images and sound that are known to be among all: they work on no token of text."""
    known = variant.shape.encoder_parameters if variant.shape else None
    return known if known is not None and known < variant.parameters else 0


def weights_of(variant: Variant, format: Format) -> Weights:
    """The size of all weights, experts included, in a format; rounded up to a whole byte.

    ((parameters - tables) x body + tables x out) / 8 bytes, where `tables` is the output table, or both tables for
    formats that keep both at its bits. Without the shape, parameters x average / 8.
    """
    split = split_of(variant)
    notes = (format.note,) if format.note else ()
    bits = format.bits(split.rows) if split is not None else None
    if split is None or bits is None:
        tables, body, out = 0, format.average, 0
        if format.body is not None:
            notes = (f"the average of the format ({_lacking(variant.shape)})", *notes)
    else:
        tables, (body, out) = split.tables if format.tables else split.output, bits
        if split.rows in (Rows.ODD, Rows.RAGGED) and format.odd is not None:
            notes = ("the hidden size is no multiple of 256, so the bits are a rule of thumb", *notes)
    units = (variant.parameters - tables) * body + tables * out
    encoder = encoder_of(variant)
    if encoder:
        alone, whole = _bytes(units - encoder * body) / GIB, 2 * encoder / GIB
        words = f"{alone:,.2f} GiB without it, and in 16 bits it takes {whole:,.2f} GiB itself"
        notes = (f"an encoder of {encoder / 10**9:.2g} billion parameters is among them: {words}", *notes)
    return Weights(_bytes(units), notes)


def _rows(shape: Shape) -> Rows:
    narrow = bool((shape.hidden_size or 0) % _BLOCK)
    uneven = bool((shape.feed_forward_size or 0) % _BLOCK)
    if narrow or uneven:
        return Rows.RAGGED if narrow and uneven else Rows.ODD if narrow else Rows.UNEVEN
    kind = shape.attention.kind if shape.attention else None
    return Rows.UNIFORM if kind in (AttentionKind.STATE_SPACE, AttentionKind.RECURRENT) else Rows.USUAL


def _bytes(units: int) -> int:
    return -(-units // (8 * UNITS))


def _lacking(shape: Shape | None) -> str:
    if shape is None:
        return "its shape is not known"
    lacking = [field for field in _TABLES if getattr(shape, field) is None]
    return f"not known: {labels(*lacking)}" if lacking else "its tables would exceed its parameters"
