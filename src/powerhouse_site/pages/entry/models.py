"""What only models have: license terms by variant, variants and their shapes, and the two tables of the origin."""

from collections.abc import Sequence
from dataclasses import dataclass

from powerhouse_site.answers import UNKNOWN, Terms, verdict
from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.pages.cells.cell import Owner
from powerhouse_site.pages.cells.models import model_of
from powerhouse_site.pages.entry.alternatives import Alternative, Alternatives
from powerhouse_site.pages.entry.licenses import FIRST_QUESTIONS, Answered, answered
from powerhouse_site.pages.entry.lineage import Lineage, lineage_of
from powerhouse_site.pages.entry.parts import Parts, nested_shapes, nested_table
from powerhouse_site.pages.entry.runners import Runner, Runners
from powerhouse_site.pages.memory.panel import MemoryPanels, Panel
from powerhouse_site.pages.page import PageLink
from powerhouse_site.schema.models import Model


@dataclass(frozen=True, kw_only=True)
class LicenseTerms:
    """One license that variants come under, with its first answers. `variants` is empty where it covers all of them."""

    license: Entry
    answers: tuple[Answered, ...]
    variants: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ModelView:
    """The parts of a model's page that no other kind has."""

    commercial_use: str
    terms: tuple[LicenseTerms, ...]
    unlicensed: tuple[str, ...]
    variants: Parts
    shapes: Parts
    memory: tuple[Panel, ...]
    lineage: Lineage
    alternatives: tuple[Alternative, ...]
    runners: tuple[Runner, ...]
    engines: tuple[PageLink, ...]

    @property
    def smallest(self) -> Panel | None:
        """The size that takes the least."""
        return min(self.memory, key=lambda panel: panel.least, default=None)


def model_view(owner: Owner, alternatives: Alternatives, panels: MemoryPanels, runners: Runners) -> ModelView:
    """Gather a model’s license terms, variants, shapes and memory, what runs it, its line, what to take instead."""
    model = model_of(owner)
    found = verdict(owner.catalog, model)
    groups = found.terms
    return ModelView(
        commercial_use=found.answer,
        terms=tuple(term for group in groups for term in _license_terms(group, whole=len(groups) == 1)),
        unlicensed=tuple(v.name for group in groups if not group.licenses for v in group.variants),
        variants=nested_table(owner, "variants", label="Variants", without=("variants.shape",)),
        shapes=nested_shapes(owner, "variants", "shape", label="Shape"),
        memory=panels.of(owner.entry),
        lineage=lineage_of(owner.catalog, owner.entry),
        alternatives=alternatives.of(owner.entry, model),
        runners=runners.of(owner.entry),
        engines=runners.engines,
    )


def models_by_use(catalog: Catalog, entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """The model entries by their answer to "may I use it commercially?": that of their freest variants."""
    found: dict[str, list[Entry]] = {"yes": [], "conditional": [], "no": [], UNKNOWN: []}
    for entry in entries:
        if isinstance(entry.facts, Model):
            found[verdict(catalog, entry.facts).answer].append(entry)
    return found


def _license_terms(group: Terms, *, whole: bool) -> list[LicenseTerms]:
    names = () if whole else tuple(variant.name for variant in group.variants)
    return [
        LicenseTerms(license=entry, answers=answered(entry, FIRST_QUESTIONS), variants=names)
        for entry in group.licenses
    ]
