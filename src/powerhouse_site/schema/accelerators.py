"""Accelerators: what a model runs on, by memory and memory bandwidth."""

from typing import Annotated

from pydantic import Field

from powerhouse_site.schema.annotations import Column, Evidenced, Facet, Filter, Width
from powerhouse_site.schema.facts import Facts
from powerhouse_site.schema.values import Choice, Name, Number, Whole


class AcceleratorCategory(Choice):
    """Where a card is used, and whether its memory is its own."""

    DESKTOP = "desktop", "Desktop card"
    WORKSTATION = "workstation", "Workstation card"
    DATA_CENTER = "data-center", "Data-center accelerator"
    UNIFIED = "unified", "Unified memory", "processor and graphics share the memory"


class Availability(Choice):
    """Whether it can be had."""

    RELEASED = "released", "Released"
    ANNOUNCED = "announced", "Announced", "its figures are the maker's announcement"


class Accelerator(Facts):
    """A graphics card, an accelerator or a machine with unified memory."""

    name: Annotated[Name, Field(title="Accelerator", description="The maker's name for it, without the maker.")]
    vendor: Annotated[
        Name,
        Field(title="Vendor", description="Who makes it.", examples=["NVIDIA"]),
        Column(rank=10, cell="text", facet=Facet.CHOICE, width=Width.NARROW),
    ]
    category: Annotated[
        AcceleratorCategory,
        Field(title="Class", description="Where it is used, and whether its memory is its own."),
        Column(rank=20, cell="choice", width=Width.BROAD),
        Filter(rank=20, key="class"),
    ]
    memory_gb: Annotated[
        Whole,
        Field(title="Memory", description="Memory in the vendor's gigabytes.", ge=1, le=100_000, examples=[24]),
        Column(
            rank=30,
            cell="memory",
            unit="GB, as the vendor counts",
            width=Width.BROAD,
            numeric=True,
            descending=True,
            default=True,
            order="most memory first",
        ),
        Filter(rank=30, key="memory", facet=Facet.RANGE, unit="GB", log=True),
        Evidenced(),
    ]
    bandwidth_gb_s: Annotated[
        Number | None,
        Field(
            title="Bandwidth",
            description="Memory bandwidth in gigabytes a second.",
            gt=0,
            le=1_000_000,
            allow_inf_nan=False,
            examples=[1008],
        ),
        Column(rank=40, cell="bandwidth", unit="GB/s", numeric=True, descending=True),
        Filter(rank=40, key="bandwidth", facet=Facet.RANGE, unit="GB/s", log=True),
        Evidenced(),
    ] = None
    availability: Annotated[
        Availability,
        Field(title="Availability", description="Whether it can be had."),
        Column(rank=50, cell="choice", facet=Facet.CHOICE),
        Evidenced(),
    ]
