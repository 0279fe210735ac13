"""From a question to a short list: three readers, by mouse and by keyboard alone, on wide screens and on phones."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Locator, Page, expect

from tests.browser.keyboard import tab_to
from tests.browser.looks import PHONE, WIDE, seen
from tests.browser.reader import Reader
from tests.browser.tables import Table

HOW = pytest.mark.parametrize("how", ["mouse", "keyboard"])


class Hand:
    """A reader's hand, on a mouse or on a keyboard. On a phone the filters are in a sheet."""

    def __init__(self, reader: Reader, how: str, path: str) -> None:
        self.reader = reader
        self.mouse = how == "mouse"
        self.table = Table(reader.open(path))

    def press(self, button: Locator, key: str = "Enter") -> None:
        if self.mouse:
            button.click()
        else:
            tab_to(self.reader, button)
            self.reader.press(key)

    def open_filters(self) -> None:
        if self.reader.look.phone:
            self.press(self.table.root.locator("[data-ph-open]"))
            expect(self.table.root.get_by_role("dialog")).to_be_visible()

    def choose(self, facet: str, label: str) -> None:
        option = self.table.option(facet, label)
        number = self.table.tally(facet, label)
        if option.get_attribute("type") == "radio" and not self.mouse:
            self._arrow_to(facet, option)
        else:
            self.press(option, "Space")
        expect(option).to_be_checked()
        assert self.table.found() == number, f"{label} promised another number"

    def _arrow_to(self, facet: str, option: Locator) -> None:
        tab_to(self.reader, self.table.facet(facet).get_by_label("Any"))
        for _ in range(10):
            self.reader.press("ArrowDown")
            if option.is_checked():
                return

    def write(self, label: str, text: str) -> None:
        field = self.table.page.get_by_label(label)
        if self.mouse:
            field.click()
        else:
            tab_to(self.reader, field)
        self.reader.page.keyboard.type(text)

    def close_filters(self) -> None:
        if self.reader.look.phone:
            show = self.table.root.get_by_role("dialog").get_by_role("button", name="Show ")
            found = self.table.found()
            expect(show).to_have_text(f"Show {found} {self._noun(found)}")
            self.press(show)
            expect(self.table.root.get_by_role("dialog")).to_be_hidden()

    def _noun(self, number: int) -> str:
        return str(self.table.root.get_attribute("data-one" if number == 1 else "data-many"))


def read(root: Path, kind: str) -> dict[str, dict[str, Any]]:
    """The plain YAML of a kind, by what heads each entry."""
    files = (root / "catalog" / kind).glob("*.yaml")
    facts = [yaml.load(file.read_bytes(), yaml.CSafeLoader) for file in files]
    return {each.get("name") or each["title"]: each for each in facts}


SCALE = {"K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}


def parameters(value: str | int) -> float:
    return float(value[:-1]) * SCALE[value[-1]] if isinstance(value, str) else value


def fits_the_first(root: Path) -> set[str]:
    """Models with a variant that may be used commercially, has 32k of context and at most 10 B parameters."""
    licenses = {f.stem: yaml.load(f.read_bytes(), yaml.CSafeLoader) for f in (root / "catalog/licenses").glob("*.yaml")}

    def allowed(model: dict[str, Any], variant: dict[str, Any]) -> bool:
        own = variant.get("license")
        ids = (
            [own] if own and own != model.get("license") else [model.get("license"), *model.get("additional_terms", [])]
        )
        ids = [id for id in ids if id] if own or model.get("license") else []
        answers = [licenses[id].get("commercial_use", {}).get("answer") for id in ids]
        return bool(answers) and all(answer == "yes" for answer in answers)

    def long(window: int | str | None) -> bool:
        return window == "unbounded" or (isinstance(window, int) and window >= 32_000)

    return {
        name
        for name, model in read(root, "models").items()
        for variant in model["variants"]
        if allowed(model, variant) and long(variant.get("context_window")) and parameters(variant["parameters"]) <= 10e9
    }


@HOW
@seen(WIDE, PHONE)
def test_commercial_use_with_a_long_context_under_ten_billion_newest_first(
    reader: Reader, readers: Callable[..., Reader], root: Path, how: str
) -> None:
    hand = Hand(reader, how, "models/")
    page, table = reader.page, hand.table
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    hand.open_filters()
    hand.choose("Commercial use", "Yes")
    hand.write("Parameters to, B", "10")
    hand.choose("Context, at least", "32k")
    hand.close_filters()
    expected = fits_the_first(root)
    assert expected
    assert set(table.names()) == expected
    assert table.chip_texts() == ["Commercial use: yes", "Parameters up to 10 B", "Context at least 32k"]
    dates = [date for date in table.column("Released") if date]
    assert dates == sorted(dates, reverse=True), "newest first"
    hand.press(table.tools.get_by_role("button", name="Copy link"))
    expect(table.told).to_have_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == page.url
    assert link.partition("?")[2] == "use=yes&params=-10b&ctx=32k-"
    other = readers()
    again = Table(other.open(f"models/?{link.partition('?')[2]}"))
    assert again.names() == table.names()
    assert again.chip_texts() == table.chip_texts()


@HOW
@seen(WIDE, PHONE)
def test_serving_engines_with_an_openai_api_on_amd(reader: Reader, root: Path, how: str) -> None:
    hand = Hand(reader, how, "deployment-tools/")
    hand.open_filters()
    hand.choose("Category", "Inference engine")
    hand.choose("Must have", "OpenAI-compatible API")
    hand.choose("Must have", "AMD GPU")
    hand.close_filters()
    wanted = {"openai-compatible-api", "amd-gpu"}
    expected = {
        name
        for name, tool in read(root, "deployment-tools").items()
        if tool["category"] == "inference-engine" and wanted <= set(tool.get("capabilities", []))
    }
    assert expected
    assert set(hand.table.names()) == expected
    assert reader.page.url.partition("?")[2] == "category=inference-engine&can=openai-compatible-api,amd-gpu"


@HOW
@seen(WIDE, PHONE)
def test_a_free_beginner_course_on_fine_tuning(reader: Reader, root: Path, how: str) -> None:
    hand = Hand(reader, how, "courses/")
    hand.open_filters()
    hand.choose("Topics", "Fine-tuning")
    hand.choose("Level", "Beginner")
    hand.choose("Price", "Free")
    hand.close_filters()
    expected = {
        title
        for title, course in read(root, "courses").items()
        if course.get("price") == "free" and course.get("level") == "beginner" and "fine-tuning" in course["topics"]
    }
    assert expected
    assert set(hand.table.names()) == expected


@seen(WIDE)
def test_the_counts_of_a_filter_are_what_choosing_gives(reader: Reader) -> None:
    """Each, with another filter kept."""
    page: Page = reader.open("models/?input=image")
    table = Table(page)
    for label in ("Base", "Instruction-tuned", "Reasoning"):
        promised = table.tally("Tuning", label)
        table.option("Tuning", label).check()
        assert table.found() == promised
        table.option("Tuning", label).uncheck()


@seen(WIDE)
def test_a_row_for_each_variant_finds_the_variant(reader: Reader, root: Path) -> None:
    """7B, base, Apache-2.0."""
    table = Table(reader.open("models/?params=6.5b-7.6b&tuning=base&license=apache-2.0"))
    families = set(table.names())
    table.root.get_by_role("link", name="Variant", exact=True).click()
    table = Table(reader.page)
    expect(table.status).to_contain_text("variants")
    assert table.chip_texts() == ["Parameters 6.5 to 7.6 B", "Tuning: Base", "License: Apache-2.0"]
    models = read(root, "models")
    expected = {
        (variant["name"], name)
        for name, model in models.items()
        for variant in model["variants"]
        if 6.5e9 <= parameters(variant["parameters"]) <= 7.6e9
        and variant.get("tuning") == "base"
        and variant.get("license", model.get("license")) == "apache-2.0"
    }
    assert set(table.names()) == {name for name, _ in expected}
    assert families == {family for _, family in expected}
