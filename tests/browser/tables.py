"""Comparison tables as a reader sees them: rows of what the cells show, and orders worked out from that alone."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from playwright.sync_api import Locator, Page, expect

SCALE = {"": 1.0, "k": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}
ANSWERS = ("Yes", "With conditions", "No")

_READ = """(body, columns) => [...body.rows].filter(row => row.checkVisibility()).map(row => {
  return [...row.cells].slice(0, columns).map(cell => {
    if (cell.matches(".ph-absent, :has(.ph-pill--unknown)")) return null;
    const date = cell.querySelector("time");
    if (date) return date.dateTime;
    const rest = ".ph-hidden, .ph-quiet, .ph-small, .ph-cite, .ph-clamp:not(a)";
    const main = cell.querySelector(rest) ? cell.cloneNode(true) : cell;
    if (main !== cell) for (const each of main.querySelectorAll(rest)) each.remove();
    return main.textContent.trim().replace(/\\s+/g, " ");
  });
})"""


@dataclass(frozen=True)
class Row:
    """A row: the first line of each of its cells, dates as they are written for machines, None for what is unknown."""

    cells: tuple[str | None, ...]

    @property
    def name(self) -> str:
        return self.cells[0] or ""


class Table:
    """The first comparison table of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.locator("[data-ph-table]").first
        self.filter = self.root.get_by_role("searchbox")
        self.region = self.root.get_by_role("region")
        self.status = self.root.locator("[data-ph-count]")
        self.tools = self.root.locator("[data-ph-tools]")
        self.chips = self.root.locator("[data-ph-chips]")
        self.notice = self.root.locator("[data-ph-notice]")
        self.told = self.root.locator("[data-ph-told]")
        self.choice = self.root.get_by_role("combobox", name="Sort by")
        self.none = self.root.locator("[data-ph-none]")

    def button(self, label: str) -> Locator:
        """The button in a column's head."""
        return self.root.get_by_role("columnheader").get_by_role("button", name=label, exact=True)

    def head(self, label: str) -> Locator:
        return self.root.get_by_role("columnheader").filter(has_text=label).first

    @property
    def total(self) -> int:
        """How many rows there are, whether they are shown or not: the last number before what a row is called."""
        words = (self.status.text_content() or "").partition(", sorted")[0]
        return int(re.findall(r"[\d,]+", words)[-1].replace(",", ""))

    def found(self) -> int:
        """How many rows the table says that it has found."""
        return int((self.status.text_content() or "").split()[0].replace(",", ""))

    def facet(self, label: str) -> Locator:
        """A filter by the words above it."""
        return self.page.get_by_role("group", name=re.compile(rf"^{re.escape(label)}\b"))

    def option(self, facet: str, label: str) -> Locator:
        """One choice of a filter; its name ends with how many rows it gives."""
        return self.facet(facet).get_by_label(re.compile(rf"^{re.escape(label)} [\d,]+$"))

    def tally(self, facet: str, label: str) -> int:
        """How many rows a choice says that it gives."""
        words = self.option(facet, label).locator("xpath=..").text_content() or ""
        return int(words.split()[-1].replace(",", ""))

    def chip_texts(self) -> list[str]:
        return self.chips.get_by_role("button", name=re.compile("^Remove")).all_text_contents()

    @property
    def body(self) -> Locator:
        """Its rows, once all that are shown have come: those below the window come a moment later."""
        # Hundreds of rows are drawn while nothing else is done, which on a busy machine is seldom.
        expect(self.root).not_to_have_attribute("data-busy", "", timeout=60_000)
        return self.root.locator("tbody")

    def rows(self, columns: int = 1_000) -> list[Row]:
        """The rows that are shown, in their order, with all of their cells or the first few."""
        found: list[list[str | None]] = self.body.evaluate(_READ, columns)
        return [Row(tuple(cells)) for cells in found]

    def names(self) -> list[str]:
        return [row.name for row in self.rows(1)]

    def column(self, label: str) -> list[str | None]:
        """What the cells of a column show, from top to bottom."""
        heads = self.root.locator("thead th[data-column] .ph-head")
        labels = [text.strip() for text in heads.all_text_contents()]
        return [row.cells[labels.index(label)] for row in self.rows()]


def natural(text: str) -> list[tuple[int, int | str]]:
    """The order of names: signs before numbers before letters; numbers by their value, letters without case."""
    parts = re.findall(r"\d+|\D", text.lower())
    return [(1, int(part)) if part.isdigit() else (2 * part.isalpha(), part) for part in parts]


def largest(text: str) -> float:
    """The last amount that a cell shows: `124 M to 1.6 B` is 1.6 billion, `64k` is 64 thousand."""
    if text == "Unbounded":
        return math.inf
    found = re.search(r"([\d.,]+)\s?([kMBT]?)$", text)
    assert found, f"no amount in {text!r}"
    return float(found[1].replace(",", "")) * SCALE[found[2]]


def answer(text: str) -> int:
    """Where an answer stands between yes and no."""
    return ANSWERS.index(text)


def disorder(shown: Sequence[str | None], key: Callable[[str], Any], *, descending: bool) -> list[str]:
    """Neighbours of a sorted column that stand the wrong way round. Unknown values belong last, whatever the order."""
    wrong = []
    for upper, lower in pairwise(shown):
        if lower is None:
            continue
        if upper is None:
            wrong.append(f"an unknown value stands above {lower!r}")
        elif key(upper) < key(lower) if descending else key(upper) > key(lower):
            wrong.append(f"{upper!r} stands above {lower!r}")
    return wrong
