"""The table of kinds: a new kind is one more line."""

from dataclasses import dataclass

from powerhouse_site.schema.accelerators import Accelerator
from powerhouse_site.schema.facts import Facts
from powerhouse_site.schema.licenses import License
from powerhouse_site.schema.models import Model


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of entry.

    `name` is its folder under `catalog/`, its address on the site and its key in the data. `tab` is where the header
    leads to it, `lead` the sentence under its title, `filter_hint` what the filter above its table looks in. The rows
    of a `matrix` stay a table on a phone and scroll sideways; other rows become blocks.
    """

    name: str
    singular: str
    plural: str
    title: str
    tab: str
    lead: str
    filter_hint: str
    facts: type[Facts]
    matrix: bool = False


KINDS: tuple[Kind, ...] = (
    Kind(
        name="models",
        singular="model",
        plural="models",
        title="Models",
        tab="Models",
        lead="Open language models with the license answered in words and a source for every value.",
        filter_hint="Name, developer or license",
        facts=Model,
    ),
    Kind(
        name="licenses",
        singular="license",
        plural="licenses",
        title="Licenses",
        tab="Licenses",
        lead="Five questions, one answer each, with the clause behind it. Not legal advice.",
        filter_hint="License name or SPDX id",
        facts=License,
        matrix=True,
    ),
    Kind(
        name="accelerators",
        singular="accelerator",
        plural="accelerators",
        title="Accelerators",
        tab="Accelerators",
        lead="Cards and unified-memory machines by memory and memory bandwidth.",
        filter_hint="Name or vendor",
        facts=Accelerator,
    ),
)
