"""What the script of a table filters by, as one block of JSON."""

import json
from collections.abc import Sequence
from typing import Any

from powerhouse_site.pages.cells.cell import UNBOUNDED
from powerhouse_site.pages.filters.facets import ChoiceFacet, RangeFacet, TableFacet


def table_data(facets: Sequence[TableFacet], units: Sequence[int], first: int = 0, *, sizes: Sequence[int] = ()) -> str:
    """The filters, how many units each row has, and what each unit is found by, filter by filter.

    The units are those from the `first` on, where the filters are those of more rows.
    An unknown number is null and one without limit is true; a single word stands alone. `sizes` are the places of the
    units among the sizes of the memory data, for tables that filter by memory.
    """
    own = slice(first, first + sum(units))
    data: dict[str, Any] = {
        "facets": [_choice(facet) if isinstance(facet, ChoiceFacet) else _range(facet) for facet in facets],
        "units": list(units) if any(number != 1 for number in units) else len(units),
        "values": [
            [value[0] if len(value) == 1 else value for value in facet.values[own]]
            if isinstance(facet, ChoiceFacet)
            else [True if value == UNBOUNDED else value for value in facet.values[own]]
            for facet in facets
        ],
    }
    if sizes:
        data["sizes"] = list(sizes)
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)


def _choice(facet: ChoiceFacet) -> dict[str, Any]:
    return {
        "key": facet.key,
        "label": facet.label,
        "every": facet.every,
        "lower": all(option.word.pill is not None for option in facet.options),
        "words": [[option.word.value, option.word.label] for option in facet.all_options],
    }


def _range(facet: RangeFacet) -> dict[str, Any]:
    found: dict[str, Any] = {
        "key": facet.key,
        "label": facet.label,
        "unit": facet.unit,
        "suffix": facet.filter.suffix,
        "factor": facet.filter.factor,
        "log": facet.filter.log,
    }
    if facet.histogram is not None:
        found["span"] = [facet.histogram.low, facet.histogram.high]
    if facet.steps:
        found["steps"] = [[each.step.label, each.step.least] for each in facet.steps]
    return found
