"""The page "Will it run?": the same bytes as the package, what readers come for, and addresses that bring it back."""

import math
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from powerhouse_site.memory import FORMATS, GIB, Load
from powerhouse_site.memory.coefficients import divide, evaluate
from powerhouse_site.memory.speed import decoding_upper_bound
from tests.browser.accessibility import violations
from tests.browser.keyboard import tab_to
from tests.browser.looks import DARK, PHONE, WIDE, seen
from tests.browser.reader import Reader
from tests.site.reading import parsed, words

POINTS = 3000
LOADS: dict[str, tuple[Any, ...]] = {
    "context": (None, 1, 2048, 8192, 32_768, 131_072, 1_048_576),
    "batch": (1, 3, 64),
    "kv_bits": (16, 8),
    "cards": (1, 2, 8),
}

EVALUATE = """async points => {
  const { divide, evaluate, speedLimit } = await import(new URL("written.js", location));
  const data = await (await fetch("data.json")).json();
  const formats = new Map(data.formats.map(format => [format.id, format]));
  return points.map(([place, format, load, capacity, system]) => {
    const size = data.sizes[place];
    const needs = evaluate(size, formats.get(format), load);
    const limit = speedLimit(size, needs, load, 1000);
    const division = divide(size, needs, load, capacity, system);
    const slower = division?.layers > 0 ? speedLimit(size, needs, load, 1000, division, 50) : null;
    const { layers = null, onCards = null, inSystem = null } = division ?? {};
    const bytes = [needs.weights, needs.cache, needs.overhead, needs.total];
    return [bytes, limit, [layers, onCards, inSystem], slower];
  });
}"""


class Calculator:
    """The page, once its script has the numbers."""

    def __init__(self, reader: Reader, address: str = "") -> None:
        self.reader = reader
        self.page: Page = reader.open(f"memory/{address}")
        expect(self.page.locator("[data-ph-memory][data-ready]")).to_be_visible()

    def field(self, label: str) -> Locator:
        choice = self.page.get_by_role("combobox", name=label, exact=True)
        return choice.or_(self.page.get_by_role("spinbutton", name=label, exact=True))

    @property
    def result(self) -> Locator:
        return self.page.locator("[data-ph-result]")

    @property
    def notice(self) -> Locator:
        return self.page.locator("[data-ph-notice]")

    @property
    def search(self) -> str:
        return self.page.evaluate("location.search")  # type: ignore[no-any-return]

    def show_all(self) -> None:
        """Open every group that is cut short."""
        buttons = self.page.get_by_role("button", name="more sizes")
        for _ in range(buttons.count()):
            buttons.first.click()

    def row(self, name: str) -> Locator:
        link = self.page.get_by_role("link", name=name, exact=True)
        return self.page.locator(".ph-runs__row").filter(has=link).first


def texts(page: Page) -> list[str]:
    """The rows that stand in the table, without those that lead on."""
    found: list[str] = page.locator(".ph-runs__row, .ph-runs__group").evaluate_all(
        "rows => rows.map(row => row.textContent.replace(/\\s+/g, ' ').trim())"
    )
    return found


@seen(WIDE)
def test_the_page_works_out_the_same_bytes_as_the_package(reader: Reader, root: Path) -> None:
    page = reader.open("memory/")
    data: dict[str, Any] = page.evaluate("fetch('data.json').then(response => response.json())")
    formats = {format["id"]: format for format in data["formats"]}
    choose = random.Random(7)
    cards = sorted({card["usable"] for card in data["cards"]})
    known, divided = 0, 0
    points: list[tuple[int, str, dict[str, Any], int, int]] = []
    contexts: list[float] = []
    for number in range(POINTS):
        load = {name: choose.choice(values) for name, values in LOADS.items()}
        size, format = number % len(data["sizes"]), choose.choice(list(FORMATS))
        contexts.append(math.inf if number % 9 == 0 else load["context"] or 0)
        if number % 9 == 0:
            load["context"] = data["sizes"][size]["context"]  # all that it has
        total = evaluate(data["sizes"][size], formats[format], Load(**load)).total
        near = [total // 7, total // 2, total - 1, total] if total else []
        capacity = choose.choice([load["cards"] * choose.choice(cards), *near])
        points.append((size, format, load, capacity, choose.choice((0, 16, 64, 512, 4096)) * GIB))
    asked = [
        [size, format, {**load, "context": context, "bits": load["kv_bits"]}, capacity, system]
        for (size, format, load, capacity, system), context in zip(points, contexts, strict=True)
    ]
    written = root / "docs/assets/memory/core.js"
    page.route("**/written.js", lambda route: route.fulfill(path=written, content_type="text/javascript"))
    found = page.evaluate(EVALUATE, asked)
    for (index, format, load, capacity, system), (bytes_, limit, division, slower) in zip(points, found, strict=True):
        size = data["sizes"][index]
        ours = evaluate(size, formats[format], Load(**load))
        told = f"{size['id']} in {format} under {load} on {capacity} and {system}"
        assert bytes_ == [ours.weights, ours.cache, ours.overhead, ours.total], told
        known += ours.total is not None
        parts = divide(size, ours, Load(**load), capacity, system)
        assert division == ([parts.layers, parts.on_cards, parts.in_system] if parts else [None, None, None]), told
        divided += parts is not None and 0 < parts.layers < size["layers"]
        if limit is not None:
            seen_ = min(load["context"] or min(8192, size["context"] or 8192), size["top"] or 10**9)
            one = evaluate(size, formats[format], Load(seen_, 1, load["kv_bits"]))
            assert one.cache is not None
            read = ours.weights * (size["read"] / size["parameters"]) + one.cache
            assert limit == pytest.approx(decoding_upper_bound(read, 1000, load["cards"]), rel=1e-6), told
            if slower is not None and parts is not None:
                on_cards = read * parts.layers / size["layers"]
                seconds = on_cards / (load["cards"] * 1e12) + (read - on_cards) / 50e9
                assert slower == pytest.approx(1 / seconds, rel=1e-6), told
    assert known > 500
    assert divided > 500


@seen(WIDE)
def test_the_script_draws_what_the_page_said_without_it(readers: Callable[..., Reader]) -> None:
    plain = readers(java_script_enabled=False)
    page = plain.open("memory/")
    rows = page.locator(".ph-runs__row")
    expect(rows.first).to_be_visible()
    said = [" ".join((row or "").split()) for row in rows.all_text_contents()]
    heading = page.locator("[data-ph-result]").text_content()
    expect(page.get_by_text("need JavaScript")).to_be_visible()
    assert page.locator("select").first.is_hidden()
    calculator = Calculator(readers())
    calculator.show_all()
    assert calculator.result.text_content() == heading
    drawn = [" ".join((row or "").split()) for row in calculator.page.locator(".ph-runs__row").all_text_contents()]
    missing = [row for row in said if row.replace(" ", "") not in {each.replace(" ", "") for each in drawn}]
    assert missing == []


@seen(WIDE, PHONE)
def test_which_card_for_this_70b_model_by_mouse(reader: Reader) -> None:
    calculator = Calculator(reader)
    page = calculator.page
    page.get_by_role("button", name="I have a model").click()
    expect(calculator.result).to_have_text("Choose a model to see which cards hold it")
    calculator.field("Model").select_option("Llama 3.1 70B")
    expect(calculator.result).to_contain_text("cards hold it")
    expect(calculator.row("L40S")).to_contain_text("Fits, 4.1 GiB free")
    expect(calculator.row("A100 PCIe 40 GB")).to_contain_text("2 of them hold it")
    assert calculator.search == "?model=llama-3.1-70b"
    calculator.field("Context, tokens").select_option("128k")
    expect(calculator.row("L40S")).to_have_count(0)
    page.get_by_role("button", name="Show", exact=False).last.click()
    expect(calculator.row("L40S")).to_contain_text("GiB over")
    assert calculator.search == "?model=llama-3.1-70b&context=128k"
    calculator.row("H200 SXM").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("H200 SXM")


@seen(WIDE, PHONE)
def test_which_card_for_this_70b_model_by_keyboard(reader: Reader) -> None:
    calculator = Calculator(reader)
    tab_to(reader, calculator.page.get_by_role("button", name="I have a model"))
    reader.press("Enter")
    tab_to(reader, calculator.field("Model"))
    calculator.page.keyboard.type("Llama 3.1 70B")
    expect(calculator.result).to_contain_text("Llama 3.1 70B: ")
    tab_to(reader, calculator.field("Cards"))
    calculator.page.keyboard.type("2")
    expect(calculator.row("A100 PCIe 40 GB")).to_contain_text("Fits")
    assert calculator.search == "?model=llama-3.1-70b&cards=2"
    tab_to(reader, calculator.row("A100 PCIe 40 GB").get_by_role("link"))
    reader.press("Enter")
    expect(calculator.page.get_by_role("heading", level=1)).to_have_text("A100 PCIe 40 GB")


@seen(WIDE)
def test_addresses_bring_back_what_was_chosen(reader: Reader) -> None:
    calculator = Calculator(reader)
    page = calculator.page
    before = calculator.result.inner_text()
    calculator.field("Card").select_option("nvidia-rtx-3060-12gb")
    calculator.field("Weights").select_option("q8_0")
    calculator.field("Commercial use").select_option("yes")
    assert calculator.search == "?card=nvidia-rtx-3060-12gb&weights=q8_0&use=yes"
    after = calculator.result.inner_text()
    page.go_back()
    page.go_back()
    assert calculator.search == "?card=nvidia-rtx-3060-12gb"
    assert calculator.field("Weights").input_value() == "q4_k_m"
    page.go_back()
    expect(calculator.result).to_have_text(before)
    for _ in range(3):
        page.go_forward()
    expect(calculator.result).to_have_text(after)
    page.reload()
    expect(page.locator("[data-ph-memory][data-ready]")).to_be_visible()
    expect(calculator.result).to_have_text(after)
    expect(calculator.notice).to_be_hidden()


@seen(WIDE)
def test_what_an_address_says_in_vain_is_passed_over_with_a_word(reader: Reader) -> None:
    calculator = Calculator(reader, "?card=abacus&weights=q8_0&context=1y&gb=-3&wizard=1&h=word")
    expect(calculator.notice).to_have_text("Not known here, and passed over: card=abacus, context=1y, gb=-3, wizard=1")
    assert calculator.field("Weights").input_value() == "q8_0"
    assert calculator.field("Card").input_value() == "24gb"
    calculator.field("Context, tokens").select_option("32k")
    assert calculator.search == "?weights=q8_0&context=32k"
    expect(calculator.notice).to_be_hidden()


@seen(WIDE, PHONE)
def test_a_card_and_a_model_of_the_readers_own(reader: Reader) -> None:
    calculator = Calculator(reader)
    expect(calculator.page.get_by_text("Its memory, GB")).to_be_hidden()
    calculator.field("Card").select_option("own")
    calculator.field("Its memory, GB").fill("40")
    calculator.field("Its bandwidth, GB/s").fill("1000")
    calculator.field("Its bandwidth, GB/s").blur()
    assert calculator.search == "?card=own&gb=40&bandwidth=1000"
    expect(calculator.row("Mixtral 8x7B v0.1")).to_contain_text("at most")
    calculator.field("Its memory, GB").fill("0")
    expect(calculator.result).to_have_text("Its memory, GB: a number from 1 to 100,000")
    calculator.page.get_by_role("button", name="I have a model").click()
    calculator.field("Model").select_option("own")
    expect(calculator.result).to_contain_text("0 cards hold it")
    expect(calculator.page.get_by_text("not known without its layers, KV heads and head dimension")).to_be_visible()
    for label, number in (("Layers", "80"), ("KV heads", "8"), ("Head dimension", "128")):
        calculator.field(label).fill(number)
    calculator.field("Head dimension").blur()
    assert calculator.search == "?model=own&layers=80&heads=8&dim=128"
    expect(calculator.row("A40")).to_contain_text("Fits")


@seen(WIDE, PHONE)
def test_layers_that_do_not_fit_go_to_the_memory_of_the_system(reader: Reader) -> None:
    calculator = Calculator(reader)
    calculator.field("Card").select_option("nvidia-rtx-4090")
    expect(calculator.field("System bandwidth, GB/s")).to_have_count(0)
    calculator.field("System memory, GB").fill("64")
    expect(calculator.result).to_contain_text("with system memory")
    calculator.page.get_by_role("button", name="more sizes").first.click()
    row = calculator.row("Llama 3.1 70B")
    expect(row).to_contain_text("43 of 80 layers on the card")
    expect(row).to_contain_text("19.4 GiB in system memory")
    expect(row).not_to_contain_text("tokens/s")
    calculator.field("System bandwidth, GB/s").fill("80")
    calculator.field("System bandwidth, GB/s").blur()
    calculator.page.get_by_role("button", name="more sizes").first.click()
    expect(row).to_contain_text("at most 3.6 tokens/s")
    assert calculator.search == "?card=nvidia-rtx-4090&ram=64&rambw=80"
    calculator.page.reload()
    calculator.page.get_by_role("button", name="more sizes").first.click()
    expect(row).to_contain_text("at most 3.6 tokens/s")
    secret = [text for text in texts(calculator.page) if "not known without" in text and "layers on the" in text]
    assert secret == []
    calculator.field("Card").select_option("apple-m3-max")
    expect(calculator.field("System memory, GB")).to_have_count(0)
    calculator.page.get_by_role("button", name="I have a model").click()
    calculator.field("Model").select_option("Llama 3.1 70B")
    expect(calculator.row("A100 PCIe 40 GB")).to_contain_text("72 of 80 layers on the card")


@seen(WIDE)
def test_what_is_not_known_never_fits(reader: Reader) -> None:
    calculator = Calculator(reader, "?card=192gb")
    calculator.show_all()
    found = [text for text in texts(calculator.page) if "not known without" in text]
    assert len(found) > 5
    assert [text for text in found if not text.endswith("May fit") and "GiB over" not in text] == []


@seen(WIDE)
def test_all_that_a_model_reads(reader: Reader) -> None:
    calculator = Calculator(reader, "?model=qwen3-8b&context=all")
    notes = calculator.page.locator("[data-ph-notes]")
    expect(notes).to_contain_text("40,960 tokens, its whole context")
    expect(notes).not_to_contain_text("in each request")
    expect(calculator.row("GeForce RTX 3060 12 GB")).to_contain_text("Fits, 1.2 GiB free")
    calculator.page.get_by_role("button", name="I have a card").click()
    expect(notes).to_be_hidden()
    expect(calculator.result).not_to_contain_text("fewer tokens")
    calculator.show_all()
    expect(calculator.row("Llama 2 7B")).to_contain_text("4,096 tokens, its whole context")
    assert calculator.search == "?context=all"


@seen(WIDE)
def test_more_than_its_context_is_said_so(reader: Reader) -> None:
    calculator = Calculator(reader, "?model=llama-2-7b&context=32k")
    expect(calculator.result).to_have_text("Beyond its context of 4,096")
    expect(calculator.page.locator("[data-ph-runs]")).to_be_hidden()


@seen(WIDE)
def test_numbers_that_do_not_load_are_said_so(reader: Reader) -> None:
    reader.foresee("JSON")
    reader.page.route("**/memory/data.json?*", lambda route: route.fulfill(body="{", content_type="application/json"))
    page = reader.open("memory/")
    expect(page.locator("[data-ph-notice]")).to_contain_text("did not load")
    expect(page.locator("select").first).to_be_disabled()
    written = parsed(page.request.get(reader.site.url("memory/")).text())
    rows = [e for e in written.iter() if {"ph-runs__row", "ph-runs__group"} & set(e.get("class", "").split())]
    assert rows
    assert texts(page) == [words(row) for row in rows], "what is written into the page stays"
    assert reader.caused()


@seen(WIDE, DARK, PHONE)
def test_axe_finds_nothing_on_what_is_chosen(reader: Reader) -> None:
    calculator = Calculator(reader, "?card=own&gb=48&bandwidth=900&context=32k&weird")
    assert violations(calculator.page, others=reader.look.scheme == "light") == []
    calculator.page.get_by_role("button", name="I have a model").click()
    calculator.field("Model").select_option("Llama 3.1 70B")
    expect(calculator.result).to_contain_text("cards hold it")
    reader.settle()
    assert violations(calculator.page, others=reader.look.scheme == "light") == []


@seen(WIDE, PHONE)
def test_an_entry_leads_to_its_size(reader: Reader) -> None:
    page = reader.open("models/llama-2/#memory")
    row = page.locator(".ph-runs--panel tbody").filter(has_text="Llama 2 70B").locator(".ph-runs__row").first
    expect(row).to_contain_text("GiB over")
    page.get_by_role("link", name="Which cards hold Llama 2 70B?").click()
    expect(page.locator("[data-ph-result]")).to_contain_text("Llama 2 70B: ")
