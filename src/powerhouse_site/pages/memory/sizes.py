"""Sizes: the variants of a family that take the same memory and come under the same answer, as one."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from powerhouse_site.answers import terms_of
from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.loading.suggestions import slug_of
from powerhouse_site.memory import Coefficients, Format, coefficients_of
from powerhouse_site.memory.estimate import DEFAULT_CONTEXT
from powerhouse_site.memory.formats import FORMATS, PUBLISHED_ONLY_IN
from powerhouse_site.schema.models import Model
from powerhouse_site.schema.variants import Variant

OWN = "own"
"""What stands in an address for a model of the reader's own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Size:
    """Variants of one family with the same numbers. `id` names it in addresses; `use` is the answer to commercial use.

    `coefficients` are those of the first variant, whose name the size goes by.
    """

    id: str
    entry: Entry
    model: Model
    variants: tuple[Variant, ...]
    coefficients: Coefficients
    use: str

    @property
    def heading(self) -> str:
        """The name of its first variant."""
        return self.variants[0].name

    @property
    def also(self) -> tuple[str, ...]:
        """The names of the others."""
        return tuple(variant.name for variant in self.variants[1:])

    @property
    def only(self) -> str | None:
        """The one format that the family is published in, where there is only one."""
        return PUBLISHED_ONLY_IN.get(self.entry.id)

    def notes(self, format: Format, tokens: int) -> tuple[str, ...]:
        """What a reader should know of its figures in a format: what they lack, what they rest on."""
        c = self.coefficients
        found = [f"KV cache {c.reason}"] if c.parts is None else []
        if c.output is None and format.body is not None:
            found.append("weights by the plain average")
        if self.only not in (None, format.id):
            found.append(f"published in {FORMATS[str(self.only)].name} only")
        if tokens == c.context and tokens < DEFAULT_CONTEXT:
            found.append(f"{tokens:,} tokens, its whole context")
        return (*found, *c.notes)


class Sizes:
    """The sizes of all models of a catalog, worked out once, when the first is asked for."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @cached_property
    def _of(self) -> dict[str, tuple[Size, ...]]:
        used = {OWN}
        return {
            entry.id: tuple(self._sizes(self._catalog, entry, entry.facts, used))
            for entry in self._catalog.of("models")
            if isinstance(entry.facts, Model)
        }

    @property
    def all(self) -> tuple[Size, ...]:
        """Every size, by the ids of the families, in the order of their variants."""
        return tuple(size for sizes in self._of.values() for size in sizes)

    def of(self, entry: Entry) -> tuple[Size, ...]:
        """The sizes of one family."""
        return self._of[entry.id]

    @staticmethod
    def _sizes(catalog: Catalog, entry: Entry, model: Model, used: set[str]) -> Iterator[Size]:
        uses = {v.name: terms.answer("commercial_use") for terms in terms_of(catalog, model) for v in terms.variants}
        groups: dict[tuple[Coefficients, str], list[Variant]] = {}
        for variant in model.variants:
            numbers = coefficients_of(model, variant)._replace(name="")
            groups.setdefault((numbers, uses[variant.name]), []).append(variant)
        for (numbers, use), variants in groups.items():
            name = variants[0].name
            yield Size(
                id=free_id(entry.id, name, used),
                entry=entry,
                model=model,
                variants=tuple(variants),
                coefficients=numbers._replace(name=name),
                use=use,
            )


def name_within(name: str, family: str) -> str:
    """The name of a size without that of its family: `70B` of `Llama 2 70B`; nothing where it is the same."""
    start, rest = name[: len(family)], name[len(family) :]
    if start.casefold() != family.casefold() or rest[:1] not in ("", " ", "-"):
        return name
    return rest.lstrip(" -")


def free_id(family: str, name: str, used: set[str]) -> str:
    """A word for addresses that no other size has: its name's, else with its family's before it, else numbered."""
    slug = slug_of(name)
    number = 1
    id = slug or family
    while id in used:
        id = f"{family}.{slug}" if number == 1 and slug else f"{family}.{number}"
        number += 1
    used.add(id)
    return id
