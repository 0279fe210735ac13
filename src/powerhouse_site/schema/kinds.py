"""The table of kinds: a new kind is one more line."""

from dataclasses import dataclass

from powerhouse_site.schema.accelerators import Accelerator
from powerhouse_site.schema.facts import Facts
from powerhouse_site.schema.licenses import License
from powerhouse_site.schema.models import Model


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of entry. `name` is its folder under `catalog/`, its address on the site and its key in the data."""

    name: str
    singular: str
    plural: str
    title: str
    tab: str
    lead: str
    facts: type[Facts]


KINDS: tuple[Kind, ...] = (
    Kind(
        name="models",
        singular="model",
        plural="models",
        title="Models",
        tab="Models",
        lead="Open language models with the license answered in words and a source for every value.",
        facts=Model,
    ),
    Kind(
        name="licenses",
        singular="license",
        plural="licenses",
        title="Licenses",
        tab="Licenses",
        lead="Five questions, one answer each, with the clause behind it. Not legal advice.",
        facts=License,
    ),
    Kind(
        name="accelerators",
        singular="accelerator",
        plural="accelerators",
        title="Accelerators",
        tab="Accelerators",
        lead="Cards and unified-memory machines by memory and memory bandwidth.",
        facts=Accelerator,
    ),
)
