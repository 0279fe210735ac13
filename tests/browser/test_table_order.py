"""The order that tables open in, and ranges taken from a histogram: what a reader changes can be taken back."""

import csv
import io
import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, expect

from tests.browser.geometry import box
from tests.browser.looks import WIDE, seen
from tests.browser.reader import Reader
from tests.browser.tables import Table


def query(table: Table) -> str:
    return urlsplit(table.page.url).query


def able(table: Table) -> list[int]:
    """How many capabilities each row that has not ended shows."""
    counted: list[int] = table.body.locator("tr:not(:has(.ph-ended))").evaluate_all(
        "rows => rows.map(row => row.querySelectorAll('.ph-can--yes').length)"
    )
    return counted


@seen(WIDE)
def test_the_most_capable_come_first_until_a_reader_asks_for_another_order(reader: Reader) -> None:
    table = Table(reader.open("deployment-tools/"))
    order = table.root.get_by_text("most capabilities first, archived last")
    expect(order).to_be_visible()
    names, counts = table.names(), able(table)
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 10
    ended = table.root.locator("tbody tr:has(.ph-ended)")
    assert ended.count() > 0
    assert table.root.locator("tbody tr:has(.ph-ended) ~ tr:not(:has(.ph-ended))").count() == 0
    assert not query(table)

    table.button("Deployment tool").click()
    expect(order).to_be_hidden()
    expect(table.status).to_contain_text("sorted by Deployment tool, ascending")
    assert query(table) == "sort=name"
    assert table.names() != names
    reader.page.go_back()
    expect(order).to_be_visible()
    assert (table.names(), query(table)) == (names, "")

    table.tools.get_by_role("button", name="Columns").click()
    table.tools.get_by_label("Capabilities", exact=True).check()
    reader.press("Escape")
    expect(table.head("Capabilities")).to_have_attribute("aria-sort", "descending")
    table.button("Capabilities").click()
    expect(table.head("Capabilities")).to_have_attribute("aria-sort", "ascending")
    assert able(table) == sorted(counts)
    assert query(table) == "sort=capabilities&cols=capabilities"


def bar(table: Table, facet: str, tall: bool) -> Locator:
    """The tallest bar of a histogram, or a part of it where there is none."""
    bars = table.facet(facet).locator("rect")
    heights = [float((each.get_attribute("height") or "").rstrip("%")) for each in bars.all()]
    return bars.nth(heights.index(max(heights) if tall else 0.0))


def click(reader: Reader, part: Locator) -> None:
    """Click within the column of a bar, however low it is."""
    column = box(part)
    middle = (column.left + column.right) / 2
    reader.page.mouse.click(middle, box(part.locator("xpath=..")).top + 4)


@seen(WIDE)
def test_a_bar_is_a_range_and_a_second_click_takes_it_back(reader: Reader) -> None:
    table = Table(reader.open("accelerators/?rows=all"))
    everything = table.names()
    click(reader, bar(table, "Memory", tall=True))
    expect(table.chips).to_contain_text("Memory")
    low, high = (table.facet("Memory").get_by_label(f"Memory {end}, GB").input_value() for end in ("from", "to"))
    amounts = [int((words or "").split()[0].replace(",", "")) for words in table.column("Memory")]
    assert (min(amounts), max(amounts)) == (int(low), int(high)), "from the least in it to the most"
    assert 1 < len(amounts) == table.found() < len(everything)
    assert query(table) == f"memory={low}-{high}&rows=all" if low != high else f"memory={low}&rows=all"
    narrowed = table.names()

    click(reader, bar(table, "Memory", tall=True))
    expect(table.chips).to_be_hidden()
    assert table.names() == everything
    click(reader, bar(table, "Memory", tall=False))
    assert table.names() == everything, "there is nothing to narrow it to"
    reader.page.go_back()
    expect(table.chips).to_contain_text("Memory")
    assert table.names() == narrowed
    reader.page.reload()
    click(reader, bar(table, "Memory", tall=True))
    expect(table.chips).to_be_hidden()


@seen(WIDE)
def test_what_is_sorted_by_three_columns_is_handed_on_in_that_order(reader: Reader) -> None:
    table = Table(reader.open("accelerators/?memory=16-96"))
    table.button("Class").click()
    table.button("Memory").click(modifiers=["Shift"])
    table.button("Accelerator").click(modifiers=["Shift"])
    expect(table.status).to_contain_text(
        "sorted by Class, ascending, then Memory, descending, then Accelerator, ascending"
    )
    table.tools.get_by_role("button", name="Columns").click()
    table.tools.get_by_label("Bandwidth", exact=True).uncheck()
    reader.press("Escape")
    table.tools.get_by_role("button", name="Export").click()
    with reader.page.expect_download() as waiting:
        table.tools.get_by_role("button", name="Download as CSV").click()
    text = Path(waiting.value.path()).read_bytes().decode("utf-8")
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    assert "Bandwidth" not in lines[0]
    assert [line["Accelerator"] for line in lines] == table.names()
    order = [(line["Class"], -int(re.sub(r"\D", "", line["Memory"]))) for line in lines]
    classes = list(dict.fromkeys(name for name, _ in order))
    assert [pair for each in classes for pair in sorted(p for p in order if p[0] == each)] == order
    assert query(table) == "memory=16-96&sort=category,-memory-gb,name&cols=-bandwidth-gb-s"
