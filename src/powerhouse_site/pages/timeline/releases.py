"""Releases: the models of a catalog with what the charts show of them."""

from dataclasses import dataclass
from functools import cached_property

from powerhouse_site.answers import verdict
from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.pages.cells.pills import Pill, pill_of_use
from powerhouse_site.pages.newest import newest_first
from powerhouse_site.pages.words import date_words, parameter_words, range_words, token_words
from powerhouse_site.schema.models import Model, Range
from powerhouse_site.schema.values import PartialDate

MOST = 1000
"""So many of the newest models are drawn; more could not be told apart."""


@dataclass(frozen=True, kw_only=True)
class Release:
    """A family of models at the time when its weights came out.

    `use` is the answer to commercial use: yes, conditional, no or unknown. `named` counts the entries that name it.
    """

    entry: Entry
    model: Model
    use: str
    named: int

    @property
    def date(self) -> PartialDate | None:
        """When the weights came out, None where that is not established."""
        return self.model.release_date

    @cached_property
    def sizes(self) -> Range:
        """From its smallest to its largest size. Every model has a variant, and every variant a size."""
        found = self.model.parameter_range
        if found is None:
            raise TypeError(f"{self.entry.url} has no size")
        return found

    @cached_property
    def contexts(self) -> Range | None:
        """From its shortest to its longest context, None where none is established."""
        return self.model.context_range

    @cached_property
    def context_of_largest(self) -> int | None:
        """The longest bounded context among the variants of its largest size."""
        windows = (v.context_window for v in self.model.variants if v.parameters == self.sizes.high)
        return max((window for window in windows if isinstance(window, int)), default=None)

    @property
    def pill(self) -> Pill:
        """The answer to commercial use."""
        return pill_of_use(self.use)

    @property
    def context_words(self) -> str:
        """Its contexts in words: `4k`, `4k to 128k`, `unbounded`."""
        if self.contexts is None:
            return "not established"
        ends = [token_words(n) for n in dict.fromkeys((self.contexts.low, self.contexts.high)) if self.contexts.values]
        return " to ".join([*ends, "unbounded"] if self.contexts.unbounded else ends)

    @property
    def name(self) -> str:
        """Everything about it in one sentence."""
        date = date_words(self.date) if self.date else "date not established"
        parts = (
            self.entry.heading,
            self.model.developer,
            date,
            f"{range_words(self.sizes)} parameters",
            f"context {self.context_words}",
            f"commercial use: {self.pill.words.lower()}",
        )
        return ", ".join(parts)

    @property
    def short(self) -> str:
        """Its name with its largest size, as a mark is told apart from its neighbours."""
        return f"{self.entry.heading}, {parameter_words(self.sizes.high)}"


def releases_of(catalog: Catalog) -> tuple[Release, ...]:
    """The models of a catalog, the newest first, the undated ones last."""
    return tuple(
        Release(
            entry=entry,
            model=entry.facts,
            use=verdict(catalog, entry.facts).answer,
            named=len({referrer.entry.url for referrer in catalog.referrers(entry)}),
        )
        for entry in newest_first(catalog.of("models"))
        if isinstance(entry.facts, Model)
    )
