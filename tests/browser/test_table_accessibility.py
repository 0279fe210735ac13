"""axe-core finds nothing with a sheet or a menu open, with filters on, and in the matrix; and what a sheet does."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.keyboard import tab_to
from tests.browser.looks import DARK, PHONE, WIDE, Look, seen
from tests.browser.reader import Reader
from tests.browser.tables import Table


def check(reader: Reader, state: str, *, others: bool = True) -> None:
    reader.settle()
    found = violations(reader.page, others=others)
    assert not found, f"{state}, {reader.look}:\n" + "\n".join(found)


@seen(WIDE, DARK)
def test_axe_finds_nothing_with_a_menu_open(reader: Reader) -> None:
    others = reader.look.scheme == "light"
    table = Table(reader.open("models/?use=yes&find=no+such&colour=red"))
    check(reader, "chips, notice and nothing found", others=others)
    reader.open("models/?use=yes&view=compact")
    for name in ("Columns", "Export"):
        table.tools.get_by_role("button", name=name).click()
        expect(table.tools.get_by_role("group", name=name)).to_be_visible()
        check(reader, name, others=others)


@seen(PHONE, Look("dark", 390))
def test_axe_finds_nothing_with_the_sheet_open(reader: Reader) -> None:
    table = Table(reader.open("models/?use=yes"))
    table.root.locator("[data-ph-open]").click()
    expect(table.root.get_by_role("dialog", name="Filters of Models")).to_be_visible()
    table.facet("Developer").get_by_role("button", name="All ").click()
    check(reader, "sheet", others=reader.look.scheme == "light")


@seen(WIDE, Look("dark", 390))
def test_axe_finds_nothing_in_the_variants(reader: Reader) -> None:
    reader.open("models/variants/?params=-3b")
    check(reader, "variants")


@seen(PHONE)
@pytest.mark.parametrize("path", ["models/", "deployment-tools/"])
def test_the_sheet_gives_the_focus_back(reader: Reader, path: str) -> None:
    table = Table(reader.open(path))
    opener = table.root.locator("[data-ph-open]")
    expect(opener).to_have_text(f"Filters, {table.status.text_content()}")
    tab_to(reader, opener)
    reader.press("Enter")
    sheet = table.root.get_by_role("dialog")
    expect(sheet).to_be_visible()
    assert sheet.evaluate("sheet => sheet.contains(document.activeElement)")
    reader.press("Escape")
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()


@seen(PHONE)
def test_the_sheet_counts_and_clears(reader: Reader) -> None:
    table = Table(reader.open("models/"))
    opener = table.root.locator("[data-ph-open]")
    opener.click()
    sheet = table.root.get_by_role("dialog")
    table.option("Commercial use", "No").check()
    table.option("Tuning", "Base").check()
    found = table.found()
    expect(sheet.get_by_role("button", name="Show ")).to_have_text(f"Show {found} models")
    sheet.get_by_role("button", name="Show ").click()
    expect(opener).to_have_text(f"2 filters, {found} models")
    opener.click()
    sheet.get_by_role("button", name="Clear").click()
    expect(sheet).to_be_visible()
    expect(table.option("Tuning", "Base")).not_to_be_checked()
    expect(sheet.get_by_role("button", name="Show ")).to_have_text(f"Show {table.total} models")


@seen(WIDE, Look("dark", 1024))
def test_a_cell_of_the_matrix_is_told_in_words(reader: Reader) -> None:
    table = Table(reader.open("frameworks/"))
    row = table.root.get_by_role("row").filter(has_text="PEFT").first
    expect(row.locator(".ph-can--yes").first).to_have_text("Yes")
    assert set(table.root.locator(".ph-can--unknown").all_text_contents()[:50]) == {"Not evidenced"}
    groups = table.root.locator("thead .ph-group").all_text_contents()
    assert [group.strip() for group in groups] == ["Trains", "Adapters", "Preferences", "Parallel", "Machines"]
    expect(table.root.get_by_role("columnheader", name="LoRA", exact=True)).to_be_visible()


@seen(WIDE)
def test_a_group_of_columns_is_hidden_whole(reader: Reader) -> None:
    table = Table(reader.open("frameworks/"))
    table.tools.get_by_role("button", name="Columns").click()
    table.tools.get_by_label("Parallel").uncheck()
    expect(table.root.get_by_role("columnheader", name="Parallel", exact=True)).to_be_hidden()
    expect(table.root.get_by_role("columnheader", name="Tensor parallel")).to_be_hidden()
    expect(table.root.get_by_role("columnheader", name="LoRA", exact=True)).to_be_visible()
    assert reader.page.url.endswith("?cols=-parallel")
    table.tools.get_by_label("Category").check()
    expect(table.head("Category")).to_be_visible()
    assert reader.page.url.endswith("?cols=-parallel,category")


@seen(WIDE, PHONE)
def test_what_no_source_speaks_of_is_a_choice_of_its_own(reader: Reader) -> None:
    table = Table(reader.open("deployment-tools/?can=unknown.docker,openai-compatible-api"))
    assert table.chip_texts() == ["Must have: OpenAI-compatible API and Docker image: not evidenced"]
    index = table.root.locator("thead th").evaluate_all(
        "heads => heads.find(head => head.dataset.key === 'capabilities-docker').dataset.column"
    )
    cells = table.body.locator("tr").evaluate_all(f"rows => rows.map(r => r.cells[{index}].className)")
    assert cells
    assert all("ph-can--unknown" in each for each in cells)
