"""Comparing: from ticks in a table to a few entries side by side, and from there to a file."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import violations
from tests.browser.keyboard import tab_to
from tests.browser.looks import DARK, PHONE, WIDE, Look, seen
from tests.browser.reader import Reader
from tests.browser.tables import Table

THREE = "compare/?variants=qwen3-30b-a3b,gpt-oss-20b,gemma-3-27b"


class Hand:
    """A reader's hand, on a mouse or on a keyboard."""

    def __init__(self, reader: Reader, how: str) -> None:
        self.reader = reader
        self.mouse = how == "mouse"

    def press(self, control: Locator, key: str = "Enter") -> None:
        if self.mouse:
            control.click()
            return
        if not control.evaluate("element => element === document.activeElement"):
            tab_to(self.reader, control)
        self.reader.press(key)

    def find(self, table: Table, words: str) -> None:
        if self.mouse:
            table.filter.fill(words)
        else:
            tab_to(self.reader, table.filter)
            self.reader.press("ControlOrMeta+a")
            table.page.keyboard.type(words)


class Sides:
    """The page, once its script has drawn what stands there."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.locator("[data-ph-compare]")
        self.table = self.root.get_by_role("table", name="side by side")
        self.notice = self.root.locator("[data-ph-notice]")
        self.name = self.root.get_by_role("combobox", name="Add by name")
        self.told = self.root.locator("[data-ph-told]")
        expect(page.locator("[data-ph-compare][data-ready]")).to_be_visible()

    @property
    def names(self) -> list[str]:
        return self.table.locator("thead .ph-name").all_text_contents()

    def row(self, label: str) -> Locator:
        return self.table.get_by_role("row").filter(has=self.page.get_by_role("rowheader", name=label))

    def cells(self, label: str) -> list[str]:
        """The first words of each cell of a row."""
        found: list[str] = (
            self.row(label)
            .get_by_role("cell")
            .evaluate_all(
                """cells => cells.map(cell => {
              const copy = cell.cloneNode(true);
              for (const part of copy.querySelectorAll(".ph-cite, .ph-small, .ph-best, .ph-hidden")) part.remove();
              return copy.textContent.trim();
            })"""
            )
        )
        return found

    def best(self, label: str) -> list[bool]:
        cells = self.row(label).get_by_role("cell")
        found: list[bool] = cells.evaluate_all("cells => cells.map(cell => Boolean(cell.querySelector('.ph-best')))")
        return found

    def search(self) -> str:
        return str(self.page.evaluate("location.search"))


def tray_of(page: Page) -> Locator:
    return page.get_by_role("region", name="To compare")


def tick(table: Table, name: str) -> Locator:
    return table.root.get_by_role("checkbox", name=f"Compare {name}", exact=True)


@seen(WIDE, PHONE)
@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_compare_three_and_export(reader: Reader, how: str) -> None:
    hand = Hand(reader, how)
    page = reader.open("models/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    table, tray = Table(page), tray_of(page)
    expect(tray).to_be_hidden()
    for words, name in (("llama 2", "Llama 2"), ("qwen3", "Qwen3"), ("gpt-oss", "gpt-oss")):
        hand.find(table, words)  # what is ticked stays while the rows change
        hand.press(tick(table, name), "Space")
        expect(tick(table, name)).to_be_checked()
    expect(tray.get_by_role("status")).to_have_text("3 of 5 to compare")
    assert tray.get_by_role("button", name="Remove").all_text_contents() == ["Llama 2", "Qwen3", "gpt-oss"]
    hand.press(tray.get_by_role("link", name="Compare"))
    page.wait_for_url("**/compare/?models=llama-2,qwen3,gpt-oss")

    sides = Sides(page)
    assert sides.names == ["Llama 2", "Qwen3", "gpt-oss"]
    answers = sides.cells("Commercial use (differs)")
    assert answers == ["With conditions", "Yes", "Yes"]
    rows = sides.table.locator("tbody tr:not(.ph-sides__section)")
    whole = rows.count()
    hand.press(page.get_by_role("checkbox", name="Only differences"), "Space")
    expect(sides.row("Architecture")).to_have_count(0)
    assert 5 < rows.count() < whole
    assert sides.search() == "?models=llama-2,qwen3,gpt-oss&view=differences"

    export = page.get_by_role("button", name="Export", exact=True)
    hand.press(export)
    hand.press(page.get_by_role("button", name="Copy as CSV"))
    expect(sides.told).to_contain_text("copied as CSV")
    lines = list(csv.reader(io.StringIO(page.evaluate("navigator.clipboard.readText()"))))
    assert lines[0] == ["", *sides.names]
    assert len(lines) == rows.count() + 2, "names, what is shown, addresses"
    with page.expect_download() as waiting:
        hand.press(page.get_by_role("button", name="Download as JSON"))
    assert waiting.value.suggested_filename == "compare.json"
    objects: list[dict[str, Any]] = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert [each["name"] for each in objects] == sides.names
    assert [each["commercial_use"].split("; ")[0] for each in objects] == answers
    assert objects[0]["release_date"] == "2023-07-18"
    assert objects[1]["url"].endswith("/models/qwen3/")
    assert len(objects[0]) == rows.count() + 3, "id, name, url, and what is shown"
    if not hand.mouse:
        reader.press("Escape")
        expect(export).to_be_focused()
    hand.press(page.get_by_role("button", name="Copy link"))
    expect(sides.told).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url

    page.go_back()
    expect(page.get_by_role("checkbox", name="Only differences")).not_to_be_checked()
    page.go_back()
    expect(tray.get_by_role("status")).to_have_text("3 of 5 to compare")


@seen(WIDE, PHONE)
def test_a_tray_holds_five_over_pages_of_one_kind(reader: Reader) -> None:
    page = reader.open("models/")
    table, tray = Table(page), tray_of(page)
    boxes = table.root.locator(".ph-tick input")
    names = table.names()
    for index in range(5):
        boxes.nth(index).check()
    expect(tray.get_by_role("status")).to_have_text("5 of 5 to compare")
    expect(boxes.nth(5)).to_be_disabled()
    expect(boxes.nth(4)).to_be_enabled()
    chips = tray.get_by_role("button", name="Remove")
    chips.first.click()
    expect(chips).to_have_count(4)
    expect(chips.first).to_be_focused()
    expect(boxes.nth(0)).not_to_be_checked()
    expect(boxes.nth(5)).to_be_enabled()

    table = Table(reader.open("models/commercial-use/"))
    expect(tray.get_by_role("status")).to_have_text("4 of 5 to compare")
    assert chips.all_text_contents() == names[1:5]
    reader.open("models/variants/")
    expect(tray).to_be_hidden()
    reader.open("licenses/")
    expect(tray).to_be_hidden()
    reader.open("models/")
    tray.get_by_role("button", name="Clear").click()
    expect(tray).to_be_hidden()
    expect(page.locator(".ph-tick :checked")).to_have_count(0)
    expect(page.locator("[data-ph-filter]").first).to_be_focused()
    reader.open("accelerators/")
    expect(page.locator(".ph-tick")).to_have_count(0)


@seen(WIDE)
def test_ticks_work_where_nothing_may_be_kept(readers: Callable[..., Reader]) -> None:
    reader = readers(own=True)
    reader.page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('no'); } })")
    table = Table(reader.open("licenses/"))
    tick(table, "Apache-2.0").check()
    tick(table, "MIT").check()
    tray_of(reader.page).get_by_role("link", name="Compare").click()
    assert Sides(reader.page).names == ["Apache-2.0", "MIT"]


@seen(WIDE, PHONE)
def test_memory_stands_against_the_card_that_a_reader_has(reader: Reader) -> None:
    sides = Sides(reader.open(THREE))
    page = sides.page
    assert sides.cells("Context of 128k (differs)")[0] == "Beyond its context of 40,960"
    assert sides.best("Context of 8k (differs)") == [False, True, False]
    assert sides.best("Context (differs)") == [False, False, False], "a longer context is not plainly better"
    assert sides.best("Active (differs)") == [True, False, False]
    before = sides.cells("Context of 8k (differs)")
    page.get_by_role("combobox", name="Weights").select_option("bf16")
    expect(sides.row("Context of 8k (differs)")).not_to_contain_text(before[0])
    page.get_by_role("combobox", name="Memory on your card").select_option("nvidia-h100-sxm")
    page.get_by_role("combobox", name="At context").select_option("32k")
    expect(sides.row("Context of 8k")).to_have_count(0)
    expect(sides.row("Context of 32k (differs)").locator("svg")).to_have_count(3)
    expect(sides.row("Context of 32k (differs)")).to_contain_text("free")
    assert before != sides.cells("Context of 32k (differs)")
    assert sides.search() == THREE.removeprefix("compare/") + "&mem=nvidia-h100-sxm&w=bf16&c=32k"
    shown = sides.table.inner_text()
    page.reload()
    expect(page.locator("[data-ph-compare][data-ready]")).to_be_visible()
    assert sides.table.inner_text() == shown
    families = Sides(reader.open("compare/?models=llama-2,qwen3"))
    expect(families.row("Largest that fits at 32k (differs)")).to_contain_text("Qwen3-")
    tools = Sides(reader.open("compare/?frameworks=deepspeed,trl"))
    expect(tools.page.get_by_role("combobox", name="Memory on your card")).to_be_hidden()


@seen(WIDE, PHONE)
def test_the_card_of_a_table_goes_along_and_comes_back(reader: Reader) -> None:
    page = reader.open("models/variants/?mem=22&w=q8_0&c=32k&fits=yes&find=qwen3")
    table, tray = Table(page), tray_of(page)
    boxes = table.root.locator(".ph-tick input")
    boxes.nth(0).check()
    boxes.nth(1).check()
    tray.get_by_role("link", name="Compare").click()
    sides = Sides(page)
    assert sides.search().endswith("&mem=22&w=q8_0&c=32k")
    memory = sides.row("Context of 32k").or_(sides.row("Context of 32k (differs)"))
    expect(sides.table.get_by_role("rowheader", name="Memory on 22 GB, Q8_0")).to_be_visible()
    expect(memory).to_contain_text("Fits")
    amount = page.get_by_role("spinbutton", name="Its memory, GB")
    expect(amount).to_have_value("22")
    amount.press("ControlOrMeta+a")
    page.keyboard.type("2.5")
    expect(sides.table.get_by_role("rowheader", name="Memory on 2.5 GB, Q8_0")).to_be_visible()
    assert "&mem=2.5&" in sides.search()
    amount.press("Enter")
    expect(memory).to_contain_text("over")
    amount.fill("0")
    expect(page.get_by_text("A number from 1 to 99,999.")).to_be_visible()
    assert "&mem=2.5&" in sides.search()
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="Variants").click()
    page.wait_for_url("**/models/variants/?mem=2.5&w=q8_0&c=32k")
    expect(Table(page).root.locator("[data-key=memory] .ph-unit")).to_have_text("2.5 GB, Q8_0, 32k")
    page.go_back()
    page.go_back()
    expect(sides.table.get_by_role("rowheader", name="Memory on 22 GB, Q8_0")).to_be_visible()


@seen(WIDE, PHONE)
def test_entries_are_picked_by_name(reader: Reader) -> None:
    page = reader.open("compare/")
    sides = Sides(page)
    expect(page.get_by_role("heading", name="Nothing stands here yet")).to_be_visible()
    page.get_by_role("combobox", name="Compare", exact=True).select_option(label="Licenses")
    wrong = page.get_by_role("alert")
    sides.name.fill("vLLM")
    reader.press("Enter")
    expect(wrong).to_contain_text("vLLM is a deployment tool; only licenses stand side by side here.")
    sides.name.fill("no such thing")
    reader.press("Enter")
    expect(wrong).to_contain_text("No license has “no such thing” in its name.")
    expect(sides.name).to_have_attribute("aria-invalid", "true")
    sides.name.fill("apache-2.0")
    reader.press("Enter")
    expect(page.get_by_text("One stands here alone.")).to_be_visible()
    expect(page.locator(".ph-differs, .ph-best:visible")).to_have_count(0)
    assert page.locator("datalist option").count() > 30
    for name in ("MIT", "Gemma Terms of Use"):
        sides.name.fill(name)
        reader.press("Enter")
        expect(sides.table.get_by_role("columnheader", name=name)).to_be_visible()
    expect(sides.name).to_be_focused()
    assert sides.search() == "?licenses=apache-2.0,mit,gemma-terms"
    page.get_by_role("button", name="Change MIT").click()
    expect(page.get_by_text("In the place of MIT")).to_be_visible()
    page.keyboard.type("Llama 2 Community")
    reader.press("Enter")
    expect(sides.table.get_by_role("columnheader", name="Llama 2 Community")).to_be_visible()
    page.get_by_role("button", name="Remove Apache-2.0").click()
    expect(page.get_by_role("button", name="Remove Llama 2 Community")).to_be_focused()
    assert sides.search() == "?licenses=llama-2,gemma-terms"
    page.go_back()
    expect(sides.table.locator("thead .ph-name")).to_have_count(3)
    page.get_by_role("button", name="Start over").click()
    expect(page.get_by_role("heading", name="Nothing stands here yet")).to_be_visible()
    assert sides.search() == ""


@seen(WIDE)
def test_addresses_that_ask_for_too_much_say_what_is_left_out(reader: Reader) -> None:
    sides = Sides(reader.open("compare/?models=llama-2,no-such,qwen3&licenses=mit&mem=abacus&odd"))
    assert sides.names == ["Llama 2", "Qwen3"]
    expect(sides.notice).to_contain_text("Licenses do not stand beside models. Left out: mit.")
    expect(sides.notice).to_contain_text("Not known here. Left out: no-such, mem=abacus, odd.")
    sides = Sides(reader.open("compare/?models=llama-2,llama-3,qwen3,gemma-3,gpt-oss,falcon,llama-2"))
    assert len(sides.names) == 5
    expect(sides.notice).to_have_text("At most 5 stand side by side. Left out: Falcon.")
    expect(sides.root.get_by_role("button", name="Add", exact=True)).to_be_disabled()
    sides = Sides(reader.open("compare/?frameworks=nothing"))
    expect(sides.notice).to_have_text("Not known here. Left out: nothing.")
    expect(sides.page.get_by_role("heading", name="Nothing stands here yet")).to_be_visible()
    reader.foresee("licenses.json", "names.json", "Failed to fetch", "JSON")
    reader.page.route("**/compare/licenses.json", lambda route: route.abort())
    sides = Sides(reader.open("compare/?licenses=mit"))
    expect(sides.notice).to_contain_text("The values did not load.")
    assert reader.caused("licenses.json")
    reader.page.route("**/compare/names.json", lambda route: route.fulfill(body="[broken"))
    sides.name.fill("MIT")
    reader.press("Enter")
    expect(sides.root.get_by_text("The names did not load.")).to_be_visible()
    reader.page.unroute("**/compare/names.json")
    reader.page.unroute("**/compare/licenses.json")
    reader.press("Enter")
    expect(sides.table.get_by_role("columnheader", name="MIT")).to_be_visible()
    expect(sides.notice).to_be_hidden()


@seen(WIDE, PHONE)
def test_an_entry_leads_to_itself_beside_what_to_take_instead(reader: Reader) -> None:
    page = reader.open("deployment-tools/vllm/")
    page.locator(".ph-actions").get_by_role("link", name="Compare").click()
    sides = Sides(page)
    assert sides.names[0] == "vLLM"
    assert 2 <= len(sides.names) <= 5
    sides.table.get_by_role("link", name="vLLM", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("vLLM")


@seen(PHONE)
def test_labels_stand_above_the_columns_on_a_phone(reader: Reader) -> None:
    sides = Sides(reader.open(THREE))
    label = sides.table.get_by_role("rowheader", name="Commercial use").bounding_box()
    cells = [cell.bounding_box() for cell in sides.row("Commercial use (differs)").get_by_role("cell").all()]
    assert label
    for box in cells:
        assert box
        assert box["y"] >= label["y"] + label["height"] - 1
        assert box["x"] + box["width"] <= PHONE.width
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= PHONE.width
    reader.open("compare/?frameworks=deepspeed,trl,axolotl,unsloth,peft")
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= PHONE.width


@seen(WIDE)
def test_it_prints_what_stands_there_without_the_controls(reader: Reader) -> None:
    sides = Sides(reader.open(THREE))
    sides.page.emulate_media(media="print")
    for control in ("[data-ph-tools]", "[data-ph-pick]", "[data-ph-hardware]", ".ph-sides__acts >> nth=0"):
        expect(sides.page.locator(control)).to_be_hidden()
    expect(sides.row("Commercial use (differs)")).to_be_visible()


@seen(WIDE, DARK, PHONE, Look("dark", 390))
def test_axe_finds_nothing_where_entries_stand_side_by_side(reader: Reader) -> None:
    sides = Sides(reader.open(f"{THREE}&odd"))
    sides.name.fill("no such thing")
    reader.press("Enter")
    expect(sides.page.locator("[data-ph-wrong]")).to_be_visible()
    assert violations(sides.page, others=reader.look.scheme == "light") == []
    page = reader.open("compare/?deployment-tools=vllm,ollama")
    Sides(page)
    assert violations(page, others=reader.look.scheme == "light") == []
    table = Table(reader.open("models/?find=llama"))  # some rows; all have been looked at as a place
    assert table.found() > 5
    for box in table.body.locator("tr:visible .ph-tick input").all()[:5]:
        box.check()
    reader.settle()
    assert violations(page, others=reader.look.scheme == "light") == []
