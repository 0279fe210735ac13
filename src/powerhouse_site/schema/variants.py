"""The checkpoints of a family of models."""

from typing import Annotated

from pydantic import Field

from powerhouse_site.schema.annotations import (
    Better,
    Column,
    Compared,
    Evidenced,
    Facet,
    Filter,
    MainAddress,
    Reference,
    Step,
    Width,
)
from powerhouse_site.schema.facts import Strict
from powerhouse_site.schema.shapes import Shape
from powerhouse_site.schema.values import (
    Choice,
    ContextWindow,
    Many,
    Name,
    ParameterCount,
    Prose,
    Slug,
    Url,
)

LicenseId = Annotated[Slug, Reference("licenses", inverse="Used by")]
AncestorId = Annotated[Slug, Reference("models", inverse="Built on it")]


class Modality(Choice):
    """What goes in or comes out."""

    TEXT = "text", "Text"
    IMAGE = "image", "Image"
    AUDIO = "audio", "Audio"
    VIDEO = "video", "Video"


class Tuning(Choice):
    """What the weights were trained for last."""

    BASE = "base", "Base", "continues text; not tuned to follow instructions"
    INSTRUCT = "instruct", "Instruction-tuned", "tuned to follow instructions or to chat"
    REASONING = "reasoning", "Reasoning", "tuned to think at length before answering"
    HYBRID_REASONING = "hybrid-reasoning", "Hybrid reasoning", "answers with or without thinking first"


class ContextKind(Choice):
    """What a context window means."""

    TRAINED = "trained", "Trained length", "the longest sequence it was trained on"
    EXTENDED = "extended", "Extended length", "reached by stretching positions after training"
    CONFIGURED = "configured", "Configured limit", "the limit that its configuration sets"
    RATED = "rated", "Rated length", "the length that its maker states"


_CONTEXTS = (Step("8k", 8000), Step("32k", 32_000), Step("128k", 128_000), Step("1M", 1_000_000))


class Variant(Strict):
    """One checkpoint of a family."""

    name: Annotated[
        Name, Field(title="Checkpoint", description="The name of the checkpoint.", examples=["Llama 2 7B Chat"])
    ]
    parameters: Annotated[
        ParameterCount,
        Field(title="Parameters", description="All parameters, experts included.", examples=["6.74B"]),
        Column(rank=5, cell="parameter count", unit="all experts", numeric=True, descending=True),
        Filter(rank=20, key="params", facet=Facet.RANGE, unit="B", factor=10**9, suffix="b", log=True),
        Evidenced(),
        Compared(rank=30, section="Size and shape"),
    ]
    active_parameters: Annotated[
        ParameterCount | None,
        Field(
            title="Active", description="Parameters that work on one token, in a mixture of experts.", examples=["3B"]
        ),
        Column(rank=6, cell="parameter count", unit="on one token", numeric=True, descending=True, width=Width.NARROW),
        Evidenced(),
        Compared(rank=31, section="Size and shape", cell="active", better=Better.LESS),
    ] = None
    context_window: Annotated[
        ContextWindow | None,
        Field(title="Context", description="Tokens, or unbounded for a recurrent model.", examples=[4096]),
        Column(rank=7, cell="tokens", unit="tokens", numeric=True, descending=True, width=Width.NARROW),
        Filter(rank=30, key="ctx", facet=Facet.RANGE, unit="tokens", log=True, steps=_CONTEXTS),
        Evidenced(),
        Compared(rank=40, section="Size and shape"),
    ] = None
    context_kind: Annotated[
        ContextKind | None,
        Field(title="Context means", description="What the number of tokens means."),
        Compared(rank=41, section="Size and shape"),
    ] = None
    tuning: Annotated[
        Tuning | None,
        Field(title="Tuning", description="What the weights were trained for last."),
        Column(rank=8, cell="choice"),
        Filter(rank=35, key="tuning"),
        Compared(rank=57, section="Size and shape"),
    ] = None
    inputs: Annotated[
        Many[Modality], Field(title="Input", description="What it reads, where it differs from the family.")
    ] = ()
    license: Annotated[
        LicenseId | None,
        Field(title="License", description="The id of its license, where it differs from the family."),
        Evidenced(),
    ] = None
    derived_from: Annotated[
        Many[AncestorId],
        Field(title="Built on", description="The families it was made from, where they differ from the family's."),
    ] = ()
    checkpoint: Annotated[
        Url | None,
        Field(title="Checkpoint", description="Where the weights are published."),
        Column(rank=60, cell="url", sortable=False, optional=True),
        MainAddress(),
    ] = None
    shape: Annotated[
        Shape | None, Field(title="Shape", description="The dimensions that memory follows from."), Evidenced()
    ] = None
    note: Annotated[Prose | None, Field(title="Note", description="What the numbers include, or what is open.")] = None
