"""What courses and tutorials have in common: who made them, for whom, how long, at what price, about what."""

from typing import Annotated

from pydantic import Field

from powerhouse_site.schema.annotations import Column, Evidenced, Facet, Filter, MainAddress, Reference, Width
from powerhouse_site.schema.facts import Facts, Strict
from powerhouse_site.schema.tools import TOOL_KINDS
from powerhouse_site.schema.values import Choice, Many, Name, Number, PartialDate, Prose, Slug, Url, Whole


class Topic(Choice):
    """What one learns there."""

    FOUNDATIONS = "foundations", "Foundations"
    TRANSFORMERS = "transformers", "Transformers"
    PRETRAINING = "pretraining", "Pretraining"
    DATA = "data-centric", "Data"
    FINE_TUNING = "fine-tuning", "Fine-tuning"
    ALIGNMENT = "rlhf-alignment", "Alignment"
    REASONING = "reasoning", "Reasoning"
    PROMPTING = "prompting", "Prompting"
    RAG = "rag", "Retrieval"
    AGENTS = "agents", "Agents"
    APPLICATIONS = "applications", "Applications"
    EVALUATION = "evaluation", "Evaluation"
    SERVING = "serving-inference", "Serving"
    OPERATIONS = "llmops", "Operations"
    SCALING = "systems-scaling", "Systems and scaling"
    QUANTIZATION = "quantization", "Quantization"
    MULTIMODAL = "multimodal", "Multimodal"
    SAFETY = "safety-security", "Safety and security"
    INTERPRETABILITY = "interpretability", "Interpretability"
    NLP = "nlp-general", "Language processing"
    DEEP_LEARNING = "deep-learning-general", "Deep learning"
    DIFFUSION = "diffusion", "Diffusion models"


class Level(Choice):
    """For whom it is."""

    BEGINNER = "beginner", "Beginner"
    INTERMEDIATE = "intermediate", "Intermediate"
    ADVANCED = "advanced", "Advanced"


class Basis(Choice):
    """How something is known."""

    STATED = "stated", "Stated", "its maker says so"
    INFERRED = "inferred", "Inferred", "a judgement from its prerequisites or its place in other lists"


class Price(Choice):
    """What it costs."""

    FREE = "free", "Free"
    FREE_AUDIT = "free-audit", "Free to audit", "the certificate costs money"
    PAID = "paid", "Paid"


class LearningStatus(Choice):
    """Whether it can still be had."""

    AVAILABLE = "available", "Available"
    MOVED = "moved", "Moved", "it has another address today"
    RETIRED = "retired", "Retired", "it is no longer offered"
    UNKNOWN = "unknown", "Not checked", "nobody has seen it lately"


class Length(Strict):
    """How long it is."""

    hours: Annotated[
        Number | None,
        Field(title="Hours", description="About how many hours in all.", gt=0, le=2000, allow_inf_nan=False),
    ] = None
    parts: Annotated[Whole | None, Field(title="Parts", description="How many parts it has.", ge=1, le=1000)] = None
    unit: Annotated[
        Name | None, Field(title="Unit", description="What the parts are called.", examples=["lessons", "chapters"])
    ] = None
    pace: Annotated[Name | None, Field(title="Pace", description="How it is spread over time.")] = None


class Learning(Facts):
    """Something to learn from."""

    title: Annotated[Name, Field(title="Title", description="Its title, as its maker writes it.")]
    authors: Annotated[Many[Name], Field(title="Authors", description="Who made or gives it.")] = ()
    url: Annotated[Url, Field(title="Address", description="Where it is today."), MainAddress()]
    level: Annotated[
        Level | None,
        Field(title="Level", description="For whom it is."),
        Column(rank=30, cell="choice", facet=Facet.CHOICE),
    ] = None
    level_basis: Annotated[Basis | None, Field(title="Level known by", description="How the level is known.")] = None
    length: Annotated[Length | None, Field(title="Length", description="How long it is.")] = None
    price: Annotated[
        Price | None,
        Field(title="Price", description="What it costs."),
        Column(rank=50, cell="choice", facet=Facet.CHOICE, width=Width.NARROW),
    ] = None
    year: Annotated[
        PartialDate | None,
        Field(title="Year", description="The year of the edition that the address leads to."),
        Column(
            rank=60,
            cell="date",
            descending=True,
            default=True,
            order="newest first",
            facet=Facet.RANGE,
            width=Width.NARROW,
        ),
        Evidenced(),
    ] = None
    year_basis: Annotated[
        Prose | None, Field(title="Year known by", description="How the year is known where no source prints it.")
    ] = None
    topics: Annotated[
        Many[Topic],
        Field(title="Topics", description="What one learns there."),
        Column(rank=20, cell="choices", sortable=False, facet=Facet.CHOICE, width=Width.BROAD),
    ] = ()
    spoken: Annotated[
        Many[Name],
        Field(title="Languages", description="The languages that it is offered in.", examples=[["English"]]),
        Filter(rank=55, key="lang", label="Language"),
    ] = ()
    prerequisites: Annotated[
        Prose | None, Field(title="Prerequisites", description="What one should know before, in a few words.")
    ] = None
    prerequisites_basis: Annotated[
        Basis | None, Field(title="Prerequisites known by", description="How the prerequisites are known.")
    ] = None
    certificate: Annotated[
        bool | None, Field(title="Certificate", description="Whether it ends with a certificate.")
    ] = None
    code: Annotated[Url | None, Field(title="Code", description="The repository that belongs to it.")] = None
    status: Annotated[
        LearningStatus,
        Field(title="Status", description="Whether it can still be had."),
        Column(rank=70, cell="choice", facet=Facet.CHOICE, width=Width.NARROW),
        Evidenced(),
    ]
    status_note: Annotated[
        Prose | None, Field(title="Status note", description="What the status rests on, in one sentence.")
    ] = None
    uses_models: Annotated[
        Many[Annotated[Slug, Reference("models", inverse="Taught in")]],
        Field(title="Models used", description="Ids of the models that it uses or explains."),
    ] = ()
    uses_tools: Annotated[
        Many[Annotated[Slug, Reference(*TOOL_KINDS, inverse="Taught in")]],
        Field(title="Tools used", description="Ids of the frameworks and deployment tools that it uses."),
    ] = ()

    @property
    def hours(
        self,
    ) -> Annotated[
        float | int | None,
        Field(title="Hours", description="About how many hours in all."),
        Column(rank=40, cell="number", numeric=True, width=Width.NARROW),
        Filter(rank=40, key="hours", facet=Facet.RANGE, unit="hours", log=True),
    ]:
        """About how many hours it takes."""
        return self.length.hours if self.length else None

    @property
    def ended(self) -> bool:
        """Whether it is no longer offered."""
        return self.status == LearningStatus.RETIRED
