"""Language models: a family and its variants."""

from collections.abc import Iterator
from dataclasses import dataclass
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
from powerhouse_site.schema.facts import Facts, Link, Strict
from powerhouse_site.schema.shapes import Shape
from powerhouse_site.schema.values import (
    Choice,
    ContextWindow,
    Many,
    Name,
    ParameterCount,
    PartialDate,
    Prose,
    Slug,
    Url,
)

LicenseId = Annotated[Slug, Reference("licenses", inverse="Used by")]
AncestorId = Annotated[Slug, Reference("models", inverse="Built on it")]
SuccessorId = Annotated[Slug, Reference("models", inverse="Takes the place of")]


class Architecture(Choice):
    """How the network is built."""

    DECODER_ONLY = "decoder-only", "Decoder-only", "a Transformer that predicts the next token"
    ENCODER_DECODER = "encoder-decoder", "Encoder-decoder", "a Transformer that reads whole, then writes"
    RECURRENT = "recurrent", "Recurrent", "a constant state instead of attention over all tokens"
    STATE_SPACE = "state-space", "State-space", "a constant state updated by a linear recurrence"
    HYBRID = "hybrid", "Hybrid", "some layers with attention, some with a constant state"


class Experts(Choice):
    """Whether all weights work on every token."""

    DENSE = "dense", "Dense", "all weights work on every token"
    MIXTURE = "mixture", "Mixture of experts", "a router picks a few experts for every token"
    BOTH = "both", "Dense or mixture, by variant", "some variants are dense, some are mixtures of experts"


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
        Column(rank=60, cell="url", sortable=False),
        MainAddress(),
    ] = None
    shape: Annotated[
        Shape | None, Field(title="Shape", description="The dimensions that memory follows from."), Evidenced()
    ] = None
    note: Annotated[Prose | None, Field(title="Note", description="What the numbers include, or what is open.")] = None


@dataclass(frozen=True)
class Range:
    """The least and the greatest of several numbers; `unbounded` when one of them has no limit."""

    low: int
    high: int
    values: tuple[int, ...]
    unbounded: bool = False


class Model(Facts):
    """A family of language models whose weights can be downloaded."""

    name: Annotated[Name, Field(title="Model", description="The name of the family.", examples=["Llama 2"])]
    developer: Annotated[
        Name,
        Field(title="Developer", description="Who made it.", examples=["Meta"]),
        Filter(rank=60, key="developer"),
        Compared(rank=70, section="Release", items=True),
    ]
    release_date: Annotated[
        PartialDate | None,
        Field(
            title="Released",
            description="The day, month or year in which the weights first came out.",
            examples=["2023-07-18"],
        ),
        Column(rank=10, cell="date", descending=True, default=True, items=True),
        Filter(rank=70, key="released", facet=Facet.RANGE),
        Evidenced(),
        Compared(rank=72, section="Release", items=True),
    ] = None
    architecture: Annotated[
        Architecture | None,
        Field(title="Architecture", description="How the network is built."),
        Column(rank=50, cell="architecture", items=True),
        Filter(rank=40, key="arch"),
        Evidenced(),
        Compared(rank=44, section="Size and shape", items=True),
    ] = None
    experts: Annotated[
        Experts | None,
        Field(title="Feed-forward", description="Whether all weights work on every token."),
        Filter(rank=42, key="experts"),
        Compared(rank=45, section="Size and shape", items=True),
    ] = None
    inputs: Annotated[
        Many[Modality],
        Field(title="Input", description="What the models read.", examples=[["text"]]),
        Column(rank=55, cell="choices", sortable=False, optional=True),
        Filter(rank=50, key="input"),
        Compared(rank=55, section="Size and shape", items=True),
    ] = ()
    outputs: Annotated[
        Many[Modality],
        Field(title="Output", description="What the models write.", examples=[["text"]]),
        Compared(rank=56, section="Size and shape", items=True),
    ] = ()
    languages: Annotated[
        Many[Name],
        Field(title="Languages", description="Languages that the maker names.", examples=[["English"]]),
        Compared(rank=58, section="Size and shape", items=True),
    ] = ()
    license: Annotated[
        LicenseId | None,
        Field(title="License", description="The id of the license of the weights.", examples=["apache-2.0"]),
        Column(rank=20, cell="license", unit="commercial use", items=True, width=Width.WIDE),
        Filter(rank=10, key="use", label="Commercial use", question="commercial_use"),
        Filter(rank=15, key="train", label="Train on outputs", question="train_other_models"),
        Filter(rank=65, key="license"),
        Evidenced(),
        Compared(rank=10, section="License", question="commercial_use", items=True),
        Compared(rank=12, section="License", items=True),
        Compared(rank=14, section="License", question="redistribution", items=True),
        Compared(rank=16, section="License", question="modification", items=True),
        Compared(rank=18, section="License", question="train_other_models", items=True),
        Compared(rank=20, section="License", question="hosted_service", items=True),
    ] = None
    additional_terms: Annotated[
        Many[LicenseId],
        Field(title="Further terms", description="Ids of licenses that apply to the weights as well."),
        Compared(rank=22, section="License", items=True),
    ] = ()
    license_note: Annotated[
        Prose | None, Field(title="License note", description="What the license answers depend on for this model.")
    ] = None
    derived_from: Annotated[
        Many[AncestorId],
        Field(title="Built on", description="The families it was made from."),
        Compared(rank=74, section="Release", items=True),
    ] = ()
    superseded_by: Annotated[
        SuccessorId | None,
        Field(title="Next", description="The family that its maker put in its place."),
        Compared(rank=76, section="Release", items=True),
    ] = None
    paper: Annotated[
        Link | None,
        Field(title="Paper", description="The paper or technical report that presents it."),
    ] = None
    announcement: Annotated[
        Link | None, Field(title="Announcement", description="The maker's post or page about it.")
    ] = None
    code: Annotated[Link | None, Field(title="Code", description="The maker's repository.")] = None
    weights: Annotated[
        Many[Link],
        Field(title="Weights", description="Pages that list or hand out several checkpoints at once."),
    ] = ()
    demo: Annotated[
        Link | None,
        Field(title="Try it", description="Where it can be tried."),
        Column(rank=80, cell="link", sortable=False, optional=True),
    ] = None
    context_note: Annotated[
        Prose | None, Field(title="Context note", description="What a reader should know of the context window.")
    ] = None
    variants: Annotated[
        Many[Variant], Field(title="Variants", description="Every checkpoint of the family.", min_length=1)
    ]

    @property
    def byline(self) -> str:
        """Who made it."""
        return self.developer

    @property
    def parameter_range(
        self,
    ) -> Annotated[
        Range | None,
        Field(title="Parameters", description="Smallest to largest variant."),
        Column(
            rank=30, cell="parameters", unit="billions, log scale", numeric=True, descending=True, width=Width.BROAD
        ),
        Compared(rank=30, section="Size and shape"),
        Evidenced(by="variants.parameters"),
    ]:
        """The sizes of the variants, in parameters."""
        return _range(variant.parameters for variant in self.variants)

    @property
    def context_range(
        self,
    ) -> Annotated[
        Range | None,
        Field(title="Context", description="The longest context window of its variants."),
        Column(rank=40, cell="context", unit="tokens", numeric=True, descending=True, width=Width.BROAD),
        Compared(rank=40, section="Size and shape"),
        Evidenced(by="variants.context_window"),
    ]:
        """The context windows of the variants, in tokens."""
        windows = [variant.context_window for variant in self.variants if variant.context_window is not None]
        return _range((window for window in windows if isinstance(window, int)), unbounded="unbounded" in windows)

    @property
    def checkpoints(
        self,
    ) -> Annotated[
        tuple[Link, ...],
        Field(title="Checkpoints", description="Where the weights are published."),
        Column(rank=60, cell="links", sortable=False, optional=True, width=Width.WIDE),
    ]:
        """The pages that list the weights, then the page of each variant that has one."""
        return (*self.weights, *(Link(title=v.name, url=v.checkpoint) for v in self.variants if v.checkpoint))

    @property
    def publication(
        self,
    ) -> Annotated[
        Link | None,
        Field(title="Paper or post", description="The paper, or else the announcement."),
        Column(rank=70, cell="link", sortable=False, optional=True, width=Width.WIDE),
    ]:
        """The paper, or else the announcement."""
        return self.paper or self.announcement


def _range(numbers: Iterator[int], *, unbounded: bool = False) -> Range | None:
    values = tuple(sorted(set(numbers)))
    if not values and not unbounded:
        return None
    return Range(low=values[0] if values else 0, high=values[-1] if values else 0, values=values, unbounded=unbounded)
