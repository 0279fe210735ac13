"""Language models: a family and its variants."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from powerhouse_site.schema.annotations import (
    Column,
    Compared,
    Evidenced,
    Facet,
    Filter,
    Reference,
    Width,
)
from powerhouse_site.schema.facts import Facts, Link
from powerhouse_site.schema.values import (
    Choice,
    Many,
    Name,
    PartialDate,
    Prose,
    Slug,
)
from powerhouse_site.schema.variants import AncestorId, LicenseId, Modality, Variant

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
        Column(rank=10, cell="date", descending=True, default=True, order="newest first", items=True),
        Filter(rank=70, key="released", facet=Facet.RANGE),
        Evidenced(),
        Compared(rank=72, section="Release", items=True),
    ] = None
    architecture: Annotated[
        Architecture | None,
        Field(title="Architecture", description="How the network is built."),
        Column(rank=50, cell="architecture", items=True, optional=True),
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
        Column(rank=20, cell="license", unit="commercial use", items=True, width=Width.BROAD),
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
