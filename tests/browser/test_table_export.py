"""What is handed on is exactly what is shown: as CSV, JSON and Markdown, copied or saved."""

import csv
import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import tab_to
from tests.browser.looks import PHONE, WIDE, seen
from tests.browser.reader import Reader
from tests.browser.tables import Table

FILTERED = "models/?use=no&sort=-context-range,name"


def saved(table: Table, format: str) -> tuple[str, str]:
    """The name and text of the file that a reader gets."""
    table.tools.get_by_role("button", name="Export").click()
    with table.page.expect_download() as waiting:
        table.tools.get_by_role("button", name=f"Download as {format}").click()
    text = Path(waiting.value.path()).read_bytes().decode("utf-8")
    return waiting.value.suggested_filename, text


def addresses(table: Table) -> list[str]:
    rows = table.body.locator(".ph-name")
    found: list[str] = rows.evaluate_all("links => links.map(link => link.href)")
    return found


@seen(WIDE)
def test_csv_holds_the_rows_and_columns_that_are_shown(reader: Reader) -> None:
    table = Table(reader.open(f"{FILTERED}&cols=-evidence,inputs"))
    name, text = saved(table, "CSV")
    assert name == "models.csv"
    head, *lines = list(csv.reader(io.StringIO(text, newline="")))
    shown = ["Model", "Released", "License", "Largest that fits", "Parameters", "Context", "Input"]
    assert head == [*shown, "Address"]
    assert [line[0] for line in lines] == table.names()
    assert [line[-1] for line in lines] == addresses(table)
    assert [line[1] or None for line in lines] == table.column("Released"), "dates as machines write them"
    assert [line[2].split("; ")[0] or None for line in lines] == table.column("License")
    assert all("GiB; " in line[3] for line in lines), "how much, and whether it fits"
    assert [line[5].split("; ")[0] or None for line in lines] == table.column("Context")
    assert len(lines) == table.found() > 10
    expect(table.told).to_have_text(f"{table.found()} models saved as CSV")


@seen(WIDE)
def test_json_has_the_keys_of_the_catalog(reader: Reader) -> None:
    table = Table(reader.open("accelerators/?class=unified"))
    name, text = saved(table, "JSON")
    assert name == "accelerators.json"
    rows = json.loads(text)
    assert [row["name"] for row in rows] == table.names()
    assert [row["url"] for row in rows] == addresses(table)
    assert all(isinstance(row["bandwidth_gb_s"], int | float | None) for row in rows)
    assert {"vendor", "category", "memory_gb", "bandwidth_gb_s", "availability", "evidence"} < set(rows[0])


@seen(WIDE)
def test_a_matrix_is_handed_on_in_words(reader: Reader) -> None:
    table = Table(reader.open("deployment-tools/?can=openai-compatible-api"))
    _, text = saved(table, "CSV")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert {row["OpenAI-compatible API"].split(" (")[0] for row in rows} == {"Yes"}
    assert {row["TPU"].split(" (")[0] for row in rows} <= {"Yes", "No", ""}


@seen(WIDE, PHONE)
@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_markdown_is_copied(reader: Reader, how: str) -> None:
    table = Table(reader.open("models/?use=no&find=falcon"))
    page = reader.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opener = table.tools.get_by_role("button", name="Export")
    copy = table.tools.get_by_role("button", name="Copy as Markdown")
    if how == "mouse":
        opener.click()
        copy.click()
    else:
        opener.focus()
        reader.press("Enter")
        tab_to(reader, copy, limit=8)
        reader.press("Enter")
    expect(table.told).to_contain_text("copied as Markdown")
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[0].startswith("| Model | Released | License |")
    assert len(lines) == 2 + len(table.names())
    for line, name, address in zip(lines[2:], table.names(), addresses(table), strict=True):
        assert line.startswith(f"| [{name}]({address}) |")


@seen(WIDE)
def test_a_menu_takes_the_focus_and_gives_it_back(reader: Reader) -> None:
    table = Table(reader.open("models/"))
    for name in ("Columns", "Export"):
        button = table.tools.get_by_role("button", name=name)
        button.focus()
        reader.press("Enter")
        menu = table.tools.get_by_role("group", name=name)
        expect(menu).to_be_visible()
        expect(button).to_have_attribute("aria-expanded", "true")
        assert menu.evaluate("menu => menu.contains(document.activeElement)")
        reader.press("Escape")
        expect(menu).to_be_hidden()
        expect(button).to_be_focused()


@seen(WIDE)
def test_cells_that_a_spreadsheet_would_run_are_made_harmless(reader: Reader) -> None:
    """The catalog has none, so the table is given some."""
    page = reader.open("accelerators/")
    table = Table(page)
    texts = ['=HYPERLINK("http://example.org")', "+1+1", "-2", "@SUM(A1)", "-5,000", 'a "b", c', "\t=1"]
    page.evaluate(
        """texts => texts.forEach((text, index) => {
          const cell = document.querySelectorAll("tbody tr")[index].querySelector(".ph-cell--vendor");
          cell.replaceChildren(text);
        })""",
        texts,
    )
    _, text = saved(table, "CSV")
    cells = [row["Vendor"] for row in csv.DictReader(io.StringIO(text, newline=""))][: len(texts)]
    assert cells == [f"'{texts[0]}", "'+1+1", "-2", "'@SUM(A1)", "-5,000", texts[5], "'=1"]
