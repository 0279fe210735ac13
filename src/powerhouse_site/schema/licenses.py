"""Licenses, with an answer to each question that a reader has before using a model."""

from typing import Annotated, ClassVar, Generic, Self, TypeVar

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from powerhouse_site.schema.annotations import Column, Compared, Evidenced, Filter, Width
from powerhouse_site.schema.facts import Facts, Strict
from powerhouse_site.schema.spdx import SpdxIdentifier
from powerhouse_site.schema.values import Choice, Count, Name, Prose, Url


class Permission(Choice):
    """The answer to "may I?"."""

    YES = "yes", "Yes"
    CONDITIONAL = "conditional", "With conditions"
    NO = "no", "No"


class Duty(Choice):
    """The answer to "must I?"."""

    REQUIRED = "required", "Required"
    CONDITIONAL = "conditional", "With conditions"
    NOT_REQUIRED = "not-required", "Not required"


class Presence(Choice):
    """The answer to "does it have?"."""

    YES = "yes", "Has some"
    NO = "no", "Has none"


class Threshold(Strict):
    """A number at which a term begins to apply."""

    value: Annotated[Count, Field(title="Value", description="The number itself.", examples=[700000000])]
    unit: Annotated[Name, Field(title="Unit", description="What is counted.", examples=["users"])]
    measure: Annotated[Prose, Field(title="Measure", description="What the number is taken of, and when.")]


Word = TypeVar("Word", Permission, Duty, Presence)


class _Answer(Strict, Generic[Word]):
    answer: Annotated[
        Word, Field(title="Answer", description="One word; quote yes and no, which YAML reads otherwise.")
    ]
    condition: Annotated[
        Prose | None, Field(title="Condition", description="The condition in one sentence.", max_length=300)
    ] = None
    clause: Annotated[
        Name | None,
        Field(title="Clause", description="The number or name of the clause that says so.", examples=["1.b.v"]),
    ] = None
    threshold: Annotated[
        Threshold | None, Field(title="Threshold", description="The number at which the term begins to apply.")
    ] = None
    noun: ClassVar[str] = "answer"

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"answer": {"const": "conditional"}}, "required": ["answer"]},
            "then": {"required": ["condition"]},
        }
    )

    @model_validator(mode="after")
    def _tells_its_condition(self) -> Self:
        if self.answer == "conditional" and not self.condition:
            advice = {"help": "add 'condition', one sentence"}
            raise PydanticCustomError("condition", "with conditions, but none is told", advice)
        return self


class PermissionAnswer(_Answer[Permission]):
    """Whether something is allowed, on what condition, and which clause says so."""


class DutyAnswer(_Answer[Duty]):
    """Whether something must be done, when, and which clause says so."""


class PresenceAnswer(_Answer[Presence]):
    """Whether the license has such rules, and which clause holds them."""


Answer = PermissionAnswer | DutyAnswer | PresenceAnswer


class LicenseCategory(Choice):
    """The family that a license belongs to."""

    PERMISSIVE = "permissive", "Permissive", "keep the notices, else do as you like"
    COPYLEFT = "copyleft", "Share-alike", "what you pass on carries the same terms"
    RESPONSIBLE_AI = "responsible-ai", "Responsible AI", "open with use restrictions that are passed on"
    COMMUNITY = "community", "Maker's own", "terms of the maker, with limits of its own"
    NON_COMMERCIAL = "non-commercial", "Non-commercial", "no commercial use"
    RESEARCH = "research", "Research only", "for research, no commercial use"


class Reading(Choice):
    """How the text was read for the answers."""

    FULL_TEXT = "full-text", "Read whole"
    PARTIAL_TEXT = "partial-text", "Read in part"
    QUOTED_CLAUSES = "quoted-clauses", "Clauses quoted by others"
    STANDARD = "standard", "Published standard text"
    NAME_ONLY = "name-only", "Not read"


class License(Facts):
    """A license or agreement that a model comes under."""

    name: Annotated[
        Name,
        Field(title="License", description="The title of the license text."),
        Compared(rank=32, section="The text"),
    ]
    spdx: Annotated[
        SpdxIdentifier | None,
        Field(
            title="SPDX",
            description="The SPDX identifier, where the license has one.",
            examples=["Apache-2.0"],
        ),
    ] = None
    steward: Annotated[
        Name | None,
        Field(title="Steward", description="Who wrote the text."),
        Compared(rank=33, section="The text"),
    ] = None
    version: Annotated[
        Name | None,
        Field(title="Version", description="The version or date that the text bears."),
        Compared(rank=34, section="The text"),
    ] = None
    text: Annotated[
        Url,
        Field(title="Text", description="Where the license text can be read."),
        Compared(rank=37, section="The text"),
    ]
    category: Annotated[
        LicenseCategory,
        Field(title="Family", description="The family that the license belongs to."),
        Column(rank=80, cell="choice", optional=True),
        Filter(rank=80, key="family"),
        Compared(rank=30, section="The text"),
    ]
    osi_approved: Annotated[
        bool | None,
        Field(title="OSI approved", description="Whether the Open Source Initiative lists it."),
        Compared(rank=31, section="The text"),
    ] = None
    reading: Annotated[
        Reading,
        Field(title="Text read", description="How the text was read for the answers."),
        Compared(rank=36, section="The text"),
    ]
    commercial_use: Annotated[
        PermissionAnswer | None,
        Field(title="Commercial use", description="May I use it at work or in a product?"),
        Column(rank=10, cell="answer", width=Width.BROAD),
        Filter(rank=10, key="use"),
        Evidenced(),
        Compared(rank=10, section="What it allows"),
    ] = None
    redistribution: Annotated[
        PermissionAnswer | None,
        Field(title="Redistribute", description="May I pass the weights on?"),
        Column(rank=20, cell="answer", width=Width.BROAD),
        Filter(rank=20, key="redistribute"),
        Evidenced(),
        Compared(rank=11, section="What it allows"),
    ] = None
    modification: Annotated[
        PermissionAnswer | None,
        Field(title="Modify", description="May I change the weights, as in fine-tuning?"),
        Column(rank=30, cell="answer", width=Width.BROAD),
        Filter(rank=30, key="modify"),
        Evidenced(),
        Compared(rank=12, section="What it allows"),
    ] = None
    train_other_models: Annotated[
        PermissionAnswer | None,
        Field(title="Train on outputs", description="May I train other models on what it writes?"),
        Column(rank=40, cell="answer", width=Width.BROAD),
        Filter(rank=40, key="train"),
        Evidenced(),
        Compared(rank=13, section="What it allows"),
    ] = None
    attribution: Annotated[
        DutyAnswer | None,
        Field(title="Attribution", description="Must I keep notices or give credit?"),
        Column(rank=50, cell="answer", width=Width.BROAD),
        Filter(rank=50, key="attribution"),
        Evidenced(),
        Compared(rank=14, section="What it allows"),
    ] = None
    share_alike: Annotated[
        DutyAnswer | None,
        Field(title="Share-alike", description="Must what I pass on carry the same terms?"),
        Evidenced(),
        Compared(rank=15, section="What it allows"),
    ] = None
    hosted_service: Annotated[
        PermissionAnswer | None,
        Field(title="Hosted service", description="May I offer it to others over a network?"),
        Evidenced(),
        Compared(rank=16, section="What it allows"),
    ] = None
    use_restrictions: Annotated[
        PresenceAnswer | None,
        Field(title="Use restrictions", description="Does it list uses that are forbidden?"),
        Evidenced(),
        Compared(rank=17, section="What it allows"),
    ] = None
    naming_duty: Annotated[
        DutyAnswer | None,
        Field(title="Naming duty", description="Must a product or a derived model bear a given name or notice?"),
        Evidenced(),
        Compared(rank=18, section="What it allows"),
    ] = None
    governing_law: Annotated[
        Name | None,
        Field(title="Governing law", description="The law that the text names."),
        Compared(rank=35, section="The text"),
    ] = None

    @property
    def heading(self) -> str:
        """Its SPDX identifier, which is how readers know it, or else its title."""
        return self.spdx or self.name

    @property
    def byline(self) -> str:
        """Its title, where an identifier heads it."""
        return self.name if self.spdx else "own text"


QUESTIONS: tuple[str, ...] = (
    "commercial_use",
    "redistribution",
    "modification",
    "train_other_models",
    "attribution",
    "share_alike",
    "hosted_service",
    "use_restrictions",
    "naming_duty",
)
"""The questions that a license answers, in the order in which readers ask them."""
