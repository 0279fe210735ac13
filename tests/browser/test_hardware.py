"""The reader's hardware in tables and on the home page: what fits, against what the package works out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from powerhouse_site.answers import terms_of
from powerhouse_site.memory import FORMATS, GIB, Load, estimate, usable_bytes
from powerhouse_site.pages.memory.measures import Measure, measure
from powerhouse_site.schema.models import Model
from powerhouse_site.schema.variants import Variant
from tests.browser.accessibility import violations
from tests.browser.geometry import box
from tests.browser.keyboard import tab_to
from tests.browser.looks import DARK, PHONE, WIDE, seen
from tests.browser.reader import Reader
from tests.browser.tables import Table
from tests.browser.test_table_journeys import HOW, Hand
from tests.memory_catalog import accelerators, catalog

VARIANTS = "models/variants/"
CARD = "apple-m4-max"

_CELLS = """body => [...body.rows].map(row => {
  const cell = row.querySelector(".ph-cell--memory");
  const bars = [...cell.querySelectorAll("rect")].map(each => [each.getAttribute("class").split("__")[1],
    parseFloat(each.getAttribute("x")) || 0, parseFloat(each.getAttribute("width"))]);
  return [row.querySelector(".ph-name").textContent, cell.querySelector(".ph-figure").textContent,
    cell.querySelector("[data-outcome]").textContent, cell.querySelector(".ph-need__why").textContent, bars];
})"""


@dataclass(frozen=True)
class Unit:
    """A variant of the catalog with its family's name and the answer to commercial use."""

    family: str
    variant: Variant
    model: Model
    use: str

    def against(self, capacity: int, format: str, load: Load) -> Measure:
        return measure(estimate(self.model, self.variant, FORMATS[format], load), capacity)


def units() -> Iterator[Unit]:
    for entry in catalog().of("models"):
        model = entry.facts
        assert isinstance(model, Model)
        for terms in terms_of(catalog(), model):
            for variant in terms.variants:
                yield Unit(entry.heading, variant, model, terms.answer("commercial_use"))


def families(uses: tuple[str, ...], capacity: int, tokens: int, outcome: str = "fits") -> set[str]:
    """The families with a variant that has one of the answers and the outcome, in Q4_K_M."""
    load = Load(context=tokens)
    found = (unit for unit in units() if unit.use in uses)
    return {unit.family for unit in found if unit.against(capacity, "q4_k_m", load).outcome == outcome}


def field(page: Page, label: str) -> Locator:
    return page.get_by_role("combobox", name=label, exact=True)


def select(hand: Hand, choice: Locator, words: str) -> None:
    """Choose by mouse, or by writing the words as one does in a select that has the focus."""
    if hand.mouse:
        choice.select_option(label=words)
    else:
        tab_to(hand.reader, choice)
        hand.reader.page.keyboard.type(words)
    expect(choice.locator("option:checked")).to_have_text(words)


def ready(page: Page) -> Table:
    expect(page.locator("[data-ph-table][data-ready]").first).to_be_attached()
    return Table(page)


@HOW
@seen(WIDE, PHONE)
def test_commercial_use_on_24_gb_with_32k_newest_first(
    reader: Reader, readers: Callable[..., Reader], how: str
) -> None:
    """And the link of it, sent to a colleague."""
    hand = Hand(reader, how, "models/")
    page, table = reader.page, hand.table
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    hand.open_filters()
    assert field(page, "Memory").input_value() == "24"
    assert field(page, "Weights").input_value() == "q4_k_m"
    select(hand, field(page, "At context"), "32k")
    expect(table.root.locator("[data-key=memory] .ph-unit")).to_have_text("24 GB, Q4_K_M, 32k")
    hand.choose("Your hardware", "Only what fits")
    hand.choose("Commercial use", "Yes")
    hand.close_filters()
    expected = families(("yes",), 24 * GIB, 32_768)
    assert len(expected) > 30
    assert set(table.names()) == expected
    assert table.chip_texts() == ["Fits 24 GB at Q4_K_M with 32k context", "Commercial use: yes"]
    dates = [date for date in table.column("Released") if date]
    assert dates == sorted(dates, reverse=True), "newest first"
    if how == "keyboard" and reader.look.phone:
        tab_to(reader, table.tools.get_by_role("button", name="Copy link"), "Shift+Tab")
        reader.press("Enter")
    else:
        hand.press(table.tools.get_by_role("button", name="Copy link"))
    expect(table.told).to_have_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.partition("?")[2] == "mem=24&w=q4_k_m&c=32k&fits=yes&use=yes"
    again = ready(readers().open(f"models/?{link.partition('?')[2]}"))
    assert again.names() == table.names()
    assert again.chip_texts() == table.chip_texts()


@HOW
@seen(WIDE, PHONE)
def test_the_question_of_the_home_page_leads_to_as_many_rows_as_it_says(reader: Reader, how: str) -> None:
    uses = {"commercial use": ("yes",), "commercial use, also with conditions": ("yes", "conditional")}
    questions = [("16 GB", "commercial use, also with conditions", "128k", 16 * GIB, 131_072)]
    if how == "mouse":
        card = next(facts for id, facts in accelerators().items() if id == CARD)
        questions.append((f"{card.memory_gb} GB · {card.name}", "commercial use", "8k", usable_bytes(card), 8192))
    for memory, use, context, capacity, tokens in questions:
        page = reader.open("")
        button = page.locator("[data-ph-picker] button")
        count = button.locator("[data-ph-picked]")
        before = count.text_content()
        for label, words in (("Memory", memory), ("Use", use), ("Context, tokens", context)):
            choice = field(page, label)
            if how == "mouse":
                choice.select_option(label=words)
            else:
                tab_to(reader, choice)
                page.keyboard.type(words)
        expected = families(uses[use], capacity, tokens)
        expect(count).to_have_text(f"Show {len(expected)} models")
        assert before != count.text_content()
        may = len(families(uses[use], capacity, tokens, "may") - expected)
        more = f"{may} more may fit; not all of their shape is known." if may else ""
        expect(page.locator("[data-ph-more]")).to_have_text(more)
        assert page.locator(".ph-picked tbody tr").count() == 5
        if how == "mouse":
            button.click()
        else:
            tab_to(reader, button)
            reader.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Models")
        table = ready(page)
        expect(table.notice).to_be_hidden()
        assert table.found() == len(expected)
        assert set(table.names()) == expected or table.found() > 100


@seen(WIDE)
def test_bars_are_what_the_package_works_out(reader: Reader) -> None:
    """More than a thousand cells, in words and bars."""
    card = accelerators()[CARD]
    cases = [
        ("?use=yes,conditional,no,unknown", 24 * GIB, "q4_k_m", Load()),
        (f"?mem={CARD}&w=q8_0&c=128k", usable_bytes(card), "q8_0", Load(context=131_072)),
        ("?mem=20.5&w=int4&c=2k", 41 * GIB // 2, "int4", Load(context=2048)),
    ]
    outcomes = set()
    for address, capacity, format, load in cases:
        table = Table(reader.open(f"{VARIANTS}{address}&rows=all"))
        expect(table.page.locator("[data-ph-table][data-drawn]")).to_be_attached()
        told: dict[str, list[object]] = {}
        for name, *rest in table.body.evaluate(_CELLS):
            told.setdefault(name, []).append(rest)
        for unit in units():
            found = unit.against(capacity, format, load)
            outcomes.add(found.outcome)
            bars = [
                [bar.part, pytest.approx(bar.x, abs=0.06), pytest.approx(bar.width, abs=0.06)] for bar in found.bars
            ]
            needs = "" if found.outcome == "beyond" else found.needs
            assert [needs, found.words, found.why, bars] in told[unit.variant.name], f"{unit.variant.name} {address}"
    assert outcomes == {"fits", "may", "over", "beyond"}


@seen(WIDE)
def test_a_family_is_shown_by_what_is_found_of_it(reader: Reader) -> None:
    """Its largest size that fits, among those that pass the other filters; a dot is filled where a size fits."""
    row = (
        reader.open("models/?find=llama+2")
        .locator("tbody tr")
        .filter(has=reader.page.get_by_role("link", name="Llama 2", exact=True))
    )
    expect(row.locator(".ph-need__name")).to_have_text("13B")
    assert row.locator(".ph-strip circle").count() == 3
    assert row.locator(".ph-strip .ph-hollow").count() == 1
    reader.open("models/?params=-10b&find=llama+2")
    expect(row.locator(".ph-need__name")).to_have_text("7B")
    field(reader.page, "Memory").select_option("48")
    reader.page.get_by_role("button", name="Remove Parameters up to 10 B").click()
    expect(row.locator(".ph-need__name")).to_have_text("70B")
    assert row.locator(".ph-strip .ph-hollow").count() == 0


@seen(WIDE)
def test_memory_is_an_order(reader: Reader) -> None:
    table = ready(reader.open(f"{VARIANTS}?mem=16&c=32k&rows=all"))
    table.button("Memory").click()
    known = [text for text in table.column("Memory") if text]
    numbers = [
        float(text.removeprefix("≥ ").removesuffix(" GiB").replace(",", "")) for text in known if "under" not in text
    ]
    assert len(numbers) > 300
    assert numbers == sorted(numbers)
    last = table.body.locator("tr").last.locator("[data-outcome]")
    expect(last).to_have_attribute("data-outcome", "beyond")


@seen(WIDE, PHONE)
def test_gigabytes_of_the_readers_own(reader: Reader) -> None:
    table = ready(reader.open("models/?fits=yes"))
    page = reader.page
    if reader.look.phone:
        table.root.locator("[data-ph-open]").click()
    amount = page.get_by_label("Its memory, GB")
    expect(amount).to_be_hidden()
    field(page, "Memory").select_option("own")
    expect(amount).to_be_focused()
    amount.fill("0")
    amount.blur()
    expect(page.get_by_text("A number from 1 to 99,999.")).to_be_visible()
    amount.fill("11.5")
    amount.blur()
    expect(page.get_by_text("A number from 1 to 99,999.")).to_be_hidden()
    load = Load()
    fit = {unit.family for unit in units() if unit.against(23 * GIB // 2, "q4_k_m", load).outcome == "fits"}
    assert table.found() == len(fit)
    assert page.url.endswith("?mem=11.5&w=q4_k_m&fits=yes")
    assert table.chip_texts() == ["Fits 11.5 GB at Q4_K_M"]
    page.go_back()
    assert field(page, "Memory").input_value() == "24"
    expect(amount).to_be_hidden()


@seen(WIDE)
def test_what_may_fit_comes_on_top_of_what_fits(reader: Reader) -> None:
    table = ready(reader.open(f"{VARIANTS}?mem=24&find=b"))
    fits, may = (table.option("Your hardware", label) for label in ("Only what fits", "And what may fit"))
    promised = table.tally("Your hardware", "Only what fits"), table.tally("Your hardware", "And what may fit")
    may.check()
    expect(fits).to_be_checked()
    assert table.found() == sum(promised)
    assert reader.page.url.endswith("?mem=24&w=q4_k_m&fits=yes,may&find=b")
    assert table.chip_texts() == ["Fits or may fit 24 GB at Q4_K_M"]
    fits.uncheck()
    expect(may).not_to_be_checked()
    fits.check()
    assert table.found() == promised[0]
    unknown = [row for row in table.rows() if any(cell and cell.startswith("≥") for cell in row.cells)]
    assert unknown == [], "what is not known never fits"


@seen(WIDE)
def test_hardware_is_a_filter_that_can_be_dropped(reader: Reader) -> None:
    table = ready(reader.open("models/?mem=6&w=fp32&fits=yes&params=100b-"))
    expect(table.none).to_contain_text("No model meets all of these")
    expect(table.none).to_contain_text("Fits 6 GB at FP32")
    table.none.get_by_role("button", name="Drop Fits 6 GB at FP32").click()
    assert table.found() > 20
    expect(table.filter).to_be_focused()


@seen(WIDE)
def test_what_an_address_says_in_vain_is_left_out(reader: Reader) -> None:
    table = ready(reader.open("models/?mem=own&w=q9&c=9k&fits=yes,no&use=yes"))
    expect(table.notice).to_have_text("Left out, since it is not known here: mem=own, w=q9, c=9k, fits=no")
    assert table.chip_texts() == ["Fits 24 GB at Q4_K_M", "Commercial use: yes"]


@seen(WIDE)
def test_other_views_keep_the_hardware(reader: Reader) -> None:
    table = ready(reader.open("models/?mem=16&w=q8_0&c=32k&fits=yes"))
    table.root.get_by_role("link", name="Variant", exact=True).click()
    table = ready(reader.page)
    expect(table.status).to_contain_text("variants")
    assert table.chip_texts() == ["Fits 16 GB at Q8_0 with 32k context"]


@seen(WIDE)
def test_numbers_that_do_not_load_leave_the_table_whole(reader: Reader) -> None:
    reader.foresee("of another day")
    reader.page.route("**/memory/data.json?*", lambda route: route.fulfill(body='{"stamp": "of another day"}'))
    table = ready(reader.open("models/?mem=80"))
    expect(table.notice).to_contain_text("did not load")
    assert table.found() == table.total
    assert field(reader.page, "Memory").input_value() == "24"
    page = reader.open("")
    field(page, "Memory").select_option("80")
    expect(page.locator("[data-ph-picked]")).to_have_text("Show models")
    assert reader.caused()


@seen(PHONE)
def test_a_block_ends_with_a_bar_of_its_whole_width(reader: Reader) -> None:
    table = ready(reader.open("models/?mem=24&fits=yes"))
    for row in (table.root.locator("tbody tr").nth(index) for index in range(8)):
        bar, block = box(row.locator(".ph-cell--memory")), box(row)
        assert bar.right - bar.left == block.right - block.left
        others = [box(cell) for cell in row.locator("td:not(.ph-cell--memory)").all() if cell.is_visible()]
        assert len(others) >= 3
        assert all(other.bottom <= bar.top for other in others)


@seen(WIDE, DARK, PHONE)
def test_axe_finds_nothing_on_hardware(reader: Reader) -> None:
    table = ready(reader.open("models/?mem=8&fits=yes,may&c=32k"))
    if reader.look.phone:
        table.root.locator("[data-ph-open]").click()
        reader.settle()
    assert violations(reader.page, others=reader.look.scheme == "light") == []
    page = reader.open("")
    field(page, "Memory").select_option("80")
    expect(page.locator("[data-ph-line]")).to_have_text("80 GB")
    assert violations(page, others=reader.look.scheme == "light") == []


@seen(WIDE, PHONE)
def test_without_scripts_the_question_is_a_form(readers: Callable[..., Reader]) -> None:
    reader = readers(java_script_enabled=False)
    page = reader.open("")
    field(page, "Memory").select_option("16")
    page.get_by_role("button", name="Show models").click()
    assert page.url.endswith("models/?mem=16&use=yes&c=32k&w=q4_k_m&fits=yes")
    expect(page.locator(".ph-cell--memory .ph-measure").first).to_be_visible()
    expect(page.locator("[data-ph-fits]")).to_be_hidden()


@seen(WIDE)
def test_home_fits_its_window(reader: Reader) -> None:
    page = reader.open("")
    bottom = page.locator(".ph-doors").evaluate("element => element.getBoundingClientRect().bottom")
    assert bottom <= reader.look.height
