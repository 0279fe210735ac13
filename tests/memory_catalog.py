"""The models and accelerators of the real catalog, read once, and shapes in short."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from powerhouse_site.catalog import Catalog, load_catalog
from powerhouse_site.schema.accelerators import Accelerator
from powerhouse_site.schema.models import Model
from powerhouse_site.schema.shapes import Shape
from powerhouse_site.schema.variants import Variant

ROOT = Path(__file__).parent.parent


@cache
def catalog() -> Catalog:
    return load_catalog(ROOT / "catalog").catalog


def model(id: str) -> Model:
    facts = catalog().get("models", id).facts
    assert isinstance(facts, Model)
    return facts


def variant(id: str, name: str) -> Variant:
    return next(each for each in model(id).variants if each.name == name)


@cache
def every_variant() -> tuple[tuple[str, Model, Variant], ...]:
    """All variants of the catalog, each with the id of its family and the family."""
    families = [(entry.id, entry.facts) for entry in catalog().of("models")]
    return tuple((id, f, each) for id, f in families if isinstance(f, Model) for each in f.variants)


@cache
def accelerators() -> Mapping[str, Accelerator]:
    entries = catalog().of("accelerators")
    return {entry.id: entry.facts for entry in entries if isinstance(entry.facts, Accelerator)}


def shape(kind: str, *, layers: int | None = 10, **attention: Any) -> Shape:
    return Shape.model_validate(
        {"layers": layers, "attention": {"kind": kind, **attention}}
        if layers
        else {"attention": {"kind": kind, **attention}}
    )
