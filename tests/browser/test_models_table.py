"""The table of models: sorted and filtered by mouse and by keyboard, on wide screens and on phones."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import tab_to
from tests.browser.looks import PHONE, WIDE, Look, seen
from tests.browser.reader import Reader
from tests.browser.tables import Table, answer, disorder, largest, natural

MODELS = "models/"


def past_the_filters(reader: Reader, table: Table) -> None:
    """The way of a reader with a keyboard, who would pass by some fifty boxes."""
    tab_to(reader, table.root.get_by_role("link", name="Past the filters"))
    reader.press("Enter")
    expect(table.filter).to_be_focused()


SELECTABLE: list[tuple[str, str, Callable[[str], Any], str]] = [
    ("Parameters", "Parameters", largest, "descending"),
    ("Name", "Model", natural, "ascending"),
    ("License", "License", answer, "ascending"),
    ("Released", "Released", str, "descending"),
]
OTHER = {"ascending": "descending", "descending": "ascending"}


@seen(WIDE)
@pytest.mark.parametrize(
    ("label", "order", "first", "key"),
    [
        ("Model", natural, "ascending", "Enter"),
        ("Released", str, "ascending", "Space"),  # newest first is the order that the table comes in
        ("License", answer, "ascending", "Enter"),
        ("Parameters", largest, "descending", "Space"),  # the largest first
    ],
)
def test_a_column_is_sorted_by_keyboard(
    reader: Reader, label: str, order: Callable[[str], Any], first: str, key: str
) -> None:
    table = Table(reader.open(f"{MODELS}?rows=all"))
    head, button = table.head(label), table.button(label)
    past_the_filters(reader, table)
    tab_to(reader, button)
    for direction in (first, OTHER[first], first):
        reader.press(key)
        expect(head).to_have_attribute("aria-sort", direction)
        expect(table.root.locator("[aria-sort]")).to_have_count(1)
        expect(table.status).to_have_text(f"{table.total} models, sorted by {label}, {direction}")
        expect(button).to_be_focused()
        shown = table.column(label)
        column = [each for each in shown if each is not None or label != "License"]  # it is an answer
        assert disorder(column, order, descending=direction == "descending") == []
        assert len(set(column)) > 1, "a column of one value cannot show an order"
        assert len(shown) == table.total


@seen(WIDE)
def test_context_windows_are_in_the_order_of_their_tokens(reader: Reader) -> None:
    """What they show is rounded: 1M may be less than 1010k."""
    table = Table(reader.open(MODELS))
    table.button("Context").click()
    values = table.body.locator("tr .ph-cell--context_range").evaluate_all(
        "cells => cells.map(cell => Number(cell.dataset.sort))"
    )
    assert values == sorted(values, reverse=True)
    assert len(set(values)) > 5


@seen(WIDE)
def test_models_come_newest_first(reader: Reader) -> None:
    table = Table(reader.open(MODELS))
    expect(table.head("Released")).to_have_attribute("aria-sort", "descending")
    assert disorder(table.column("Released"), str, descending=True) == []
    assert len(table.names()) > 20


@seen(WIDE)
def test_unknown_values_stand_last_in_both_directions(reader: Reader) -> None:
    table = Table(reader.open(f"{MODELS}?rows=all"))
    unknown = table.column("Context").count(None)
    assert unknown, "no model without a known context is left to test this with"
    for _ in range(2):
        table.button("Context").click()
        column = table.column("Context")
        assert column[-unknown:] == [None] * unknown
        assert None not in column[:-unknown]


@seen(WIDE)
def test_equal_values_are_in_the_order_of_names(reader: Reader) -> None:
    table = Table(reader.open(MODELS))
    table.button("License").click()
    for _ in range(2):
        rows = list(zip(table.column("License"), table.names(), strict=True))
        for word in {word for word, _ in rows}:
            names = [name for each, name in rows if each == word]
            assert names == sorted(names, key=natural)
        table.button("License").click()


@seen(WIDE, PHONE)
def test_the_filter_shows_rows_that_have_all_words(reader: Reader) -> None:
    table = Table(reader.open(MODELS))
    total = table.total
    table.filter.click()
    reader.page.keyboard.type("pythia")
    shown = table.names()
    assert "Pythia" in shown
    assert 0 < len(shown) < total
    expect(table.status).to_have_text(f"{len(shown)} of {total} models")
    reader.page.keyboard.type(" LAION")
    assert table.names() == ["Open Assistant (Pythia family)"]
    expect(table.status).to_have_text(f"1 of {total} models")


@seen(WIDE)
@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("gptj", "GPT-J-6B"),  # an alias, which the row does not show
        ("mosaicml 30b", "MPT-30B"),  # the developer
        ("pythia laion", "Open Assistant (Pythia family)"),  # words in any order
    ],
)
def test_the_filter_finds_more_than_names(reader: Reader, words: str, name: str) -> None:
    table = Table(reader.open(MODELS))
    table.filter.fill(words)
    assert table.names() == [name]


@seen(WIDE)
def test_a_filtered_table_is_sorted_and_a_sorted_one_filtered(reader: Reader) -> None:
    table = Table(reader.open(MODELS))
    total = table.total
    table.filter.fill("eleutherai")
    some = table.names()
    table.button("Parameters").click()
    assert sorted(table.names()) == sorted(some)
    assert disorder(table.column("Parameters"), largest, descending=True) == []
    expect(table.status).to_have_text(f"{len(some)} of {total} models, sorted by Parameters, descending")
    table.filter.fill("")
    assert table.found() == total
    assert disorder(table.column("Parameters"), largest, descending=True) == []


@seen(WIDE, PHONE)
@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_zero_results_say_so_and_lead_back(reader: Reader, how: str) -> None:
    table = Table(reader.open(MODELS))
    before = table.names()
    expect(table.none).to_be_hidden()
    table.filter.fill("no such model")
    expect(table.none).to_be_visible()
    expect(table.none).to_contain_text("No model meets all of these")
    expect(table.status).to_have_text(f"0 of {table.total} models")
    assert table.names() == []
    drop = table.none.get_by_role("button", name="Drop Words: no such model")
    expect(drop.locator("xpath=..")).to_contain_text(f"{table.total} models")
    if how == "mouse":
        drop.click()
    else:
        tab_to(reader, drop)
        reader.press("Enter")
    expect(table.filter).to_be_focused()
    expect(table.filter).to_have_value("")
    expect(table.none).to_be_hidden()
    assert table.names() == before


@seen(WIDE)
def test_escape_clears_the_filter(reader: Reader) -> None:
    table = Table(reader.open(MODELS))
    before = table.names()
    table.filter.click()
    reader.page.keyboard.type("falcon")
    assert "Falcon" in table.names()
    assert len(table.names()) < 10
    reader.press("Escape")
    expect(table.filter).to_have_value("")
    expect(table.filter).to_be_focused()
    assert table.names() == before


@seen(WIDE)
def test_letters_in_the_filter_are_no_shortcuts(reader: Reader) -> None:
    table = Table(reader.open(MODELS))
    table.filter.click()
    reader.page.keyboard.type("s/f,n.p")  # each opens the search or turns the page elsewhere
    expect(table.filter).to_have_value("s/f,n.p")
    expect(table.filter).to_be_focused()
    expect(reader.page.locator("#__search")).not_to_be_checked()
    assert reader.path == MODELS


@seen(WIDE)
def test_what_a_reader_comes_back_to_is_filtered(reader: Reader) -> None:
    """Browsers keep what fields hold when a reader goes back; then the rows have to follow."""
    page = reader.open(MODELS)
    table = Table(page)
    table.filter.fill("falcon")
    page.get_by_role("link", name="Falcon", exact=True).click()
    assert reader.path == "models/falcon/"
    page.go_back()
    reader.settle()
    kept = table.filter.input_value()
    assert kept == "falcon"
    assert 0 < len(table.names()) < 10


@seen(PHONE)
def test_a_phone_sorts_by_a_select(reader: Reader) -> None:
    table = Table(reader.open(MODELS))
    total = table.total
    expect(table.choice).to_be_visible()
    expect(table.choice).to_have_value("release_date")
    for option, label, order, direction in SELECTABLE:
        table.choice.select_option(label=option)
        assert disorder(table.column(label), order, descending=direction == "descending") == []
        expect(table.status).to_have_text(f"{total} models, sorted by {label}, {direction}")


@seen(PHONE)
def test_a_phone_sorts_by_keyboard(reader: Reader) -> None:
    """Phones and tablets have keyboards, too."""
    table = Table(reader.open(MODELS))
    tab_to(reader, table.choice)
    reader.press("Home")
    expect(table.choice).to_have_value("name")
    assert disorder(table.column("Model"), natural, descending=False) == []


@seen(WIDE)
def test_a_wide_screen_has_no_select(reader: Reader) -> None:
    table = Table(reader.open(MODELS))
    expect(table.choice).to_be_hidden()
    expect(table.button("Parameters")).to_be_visible()


@seen(PHONE, Look("dark", 360))
def test_rows_are_blocks_on_a_phone(reader: Reader) -> None:
    page = reader.open(MODELS)
    table = Table(page)
    previous = 0.0
    for row in table.root.get_by_role("row").all()[1:4]:
        block = row.bounding_box()
        name = row.get_by_role("rowheader").locator(".ph-name").bounding_box()
        pill = row.locator(".ph-cell--license .ph-pill").bounding_box()
        assert block
        assert name
        assert pill
        assert block["y"] >= previous
        assert name["x"] + name["width"] <= pill["x"], "the answer stands beside the name"
        first_line = name["y"] + min(name["height"], pill["height"]) / 2
        assert abs(first_line - (pill["y"] + pill["height"] / 2)) < 8, "beside its first line"
        assert pill["x"] + pill["width"] <= reader.look.width
        parameters = row.locator(".ph-cell--parameter_range").bounding_box()
        assert parameters
        assert parameters["y"] > pill["y"], "the rest stands below"
        assert (
            row.locator(".ph-cell--parameter_range").evaluate("cell => getComputedStyle(cell, '::before').content")
            == '"Parameters"'
        ), "each value has its label"
        previous = block["y"] + block["height"]
    expect(table.root.locator("thead")).not_to_be_in_viewport()
