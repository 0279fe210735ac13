"""What frameworks and deployment tools have in common: who makes them, what they can do, whether they are alive."""

from typing import Annotated

from pydantic import Field

from powerhouse_site.schema.annotations import (
    Column,
    Compared,
    Evidenced,
    Facet,
    Filter,
    LicenseExpression,
    MainAddress,
    Reference,
)
from powerhouse_site.schema.facts import Facts, Link, Strict
from powerhouse_site.schema.spdx import SpdxExpression
from powerhouse_site.schema.values import Choice, Many, Name, PartialDate, Prose, Slug, Url

TOOL_KINDS = ("frameworks", "deployment-tools")
MOST_CAPABLE_FIRST = "most capabilities first, archived last"


class ToolStatus(Choice):
    """Whether it is kept up."""

    ACTIVE = "active", "Active", "it is developed"
    MAINTENANCE = "maintenance", "Maintenance", "it gets fixes only"
    DORMANT = "dormant", "Dormant", "no end was announced, but nothing has come for long"
    ARCHIVED = "archived", "Archived", "its owner says that it has ended"
    RENAMED = "renamed", "Renamed", "it goes on under another name or as another product"
    RETIRED = "retired", "Retired", "it is no longer offered"


class Hardware(Choice):
    """What it runs on."""

    NVIDIA = "nvidia", "NVIDIA GPU"
    AMD = "amd", "AMD GPU"
    INTEL = "intel", "Intel GPU"
    APPLE = "apple", "Apple silicon"
    TPU = "tpu", "Google TPU"
    AWS_NEURON = "aws-neuron", "AWS Trainium or Inferentia"
    CPU = "cpu", "CPU"


class Registry(Choice):
    """Where packages are published."""

    PYPI = "pypi", "PyPI"
    NPM = "npm", "npm"


class Package(Strict):
    """The package that it is installed from, and its last release."""

    registry: Annotated[Registry, Field(title="Registry", description="Where the package is published.")]
    name: Annotated[Name, Field(title="Package", description="The name of the package there.", examples=["vllm"])]
    version: Annotated[Name | None, Field(title="Version", description="The version of its last release.")] = None
    released: Annotated[
        PartialDate | None,
        Field(title="Last release", description="The day or month of its last release."),
        Evidenced(),
    ] = None


class Tool(Facts):
    """A program or library around language models."""

    name: Annotated[Name, Field(title="Name", description="What it calls itself today; former names are aliases.")]
    organization: Annotated[
        Name,
        Field(title="Maker", description="Who makes it.", examples=["vLLM project"]),
        Compared(rank=12, section="What it is"),
    ]
    status: Annotated[
        ToolStatus,
        Field(title="Status", description="Whether it is kept up."),
        Column(rank=70, cell="choice", optional=True, facet=Facet.CHOICE),
        Evidenced(),
        Compared(rank=14, section="What it is"),
    ]
    status_note: Annotated[
        Prose | None, Field(title="Status note", description="What the status rests on, in one sentence.")
    ] = None
    succeeded_by: Annotated[
        Many[Annotated[Slug, Reference(*TOOL_KINDS, inverse="Takes the place of")]],
        Field(title="Successor", description="Ids of the frameworks or tools that took its place."),
        Compared(rank=74, section="With others"),
    ] = ()
    successor: Annotated[
        Link | None, Field(title="Went on as", description="What took its place, where that has no entry here.")
    ] = None
    repository: Annotated[
        Url | None, Field(title="Repository", description="Where its code is kept today."), MainAddress()
    ] = None
    homepage: Annotated[Url | None, Field(title="Home page", description="The page that its maker points to.")] = None
    documentation: Annotated[Url | None, Field(title="Documentation", description="Where it is explained.")] = None
    license: Annotated[
        SpdxExpression | None,
        Field(
            title="License",
            description="The license of its code as an SPDX expression.",
            examples=["Apache-2.0", "Apache-2.0 OR MIT"],
        ),
        Column(rank=40, cell="spdx", facet=Facet.CHOICE),
        LicenseExpression(inverse="Code under it"),
        Evidenced(),
        Compared(rank=18, section="What it is"),
    ] = None
    license_note: Annotated[
        Prose | None, Field(title="License note", description="Which parts are under other terms.")
    ] = None
    language: Annotated[
        Name | None,
        Field(title="Written in", description="The programming language of most of it.", examples=["Python"]),
        Compared(rank=20, section="What it is"),
    ] = None
    package: Annotated[Package | None, Field(title="Package", description="The package that it is installed from.")] = (
        None
    )
    hardware: Annotated[
        Many[Hardware],
        Field(title="Hardware", description="What it runs on, as far as a source says so."),
        Column(rank=60, cell="choices", sortable=False, optional=True),
        Filter(rank=40, key="hardware", label="Runs on"),
        Evidenced(),
        Compared(rank=30, section="Runs on"),
    ] = ()
    hardware_not_supported: Annotated[
        Many[Hardware],
        Field(title="Does not run on", description="What a source says that it does not run on."),
        Compared(rank=32, section="Runs on"),
    ] = ()
    built_on: Annotated[
        Many[Annotated[Slug, Reference(*TOOL_KINDS, inverse="Built on it")]],
        Field(title="Built on", description="Ids of the frameworks or tools that it is built on."),
        Compared(rank=70, section="With others"),
    ] = ()
    integrates_with: Annotated[
        Many[Annotated[Slug, Reference(*TOOL_KINDS, inverse="Works with it")]],
        Field(title="Works with", description="Ids of frameworks or tools that it connects to by itself."),
        Compared(rank=72, section="With others"),
    ] = ()
    alternative_to: Annotated[
        Many[Annotated[Slug, Reference(*TOOL_KINDS, inverse="Alternatives")]],
        Field(title="Alternatives", description="Ids of others that do the same job; a judgement of the editors."),
    ] = ()

    @property
    def last_release(
        self,
    ) -> Annotated[
        PartialDate | None,
        Field(title="Last release", description="When its package was last released."),
        Column(rank=80, cell="date", descending=True, optional=True),
        Filter(rank=80, key="released", facet=Facet.RANGE),
        Compared(rank=16, section="What it is"),
        Evidenced(by="package.released"),
    ]:
        """The date of the last release of its package."""
        return self.package.released if self.package else None

    @property
    def byline(self) -> str:
        """Who makes it."""
        return self.organization

    @property
    def ended(self) -> bool:
        """Whether it is archived or retired."""
        return self.status in (ToolStatus.ARCHIVED, ToolStatus.RETIRED)
