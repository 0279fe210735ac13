"""The whole state of a table stands in the address, and comes back from it."""

from playwright.sync_api import expect

from tests.browser.looks import PHONE, WIDE, seen
from tests.browser.reader import Reader
from tests.browser.tables import Table

EVERYTHING = "use=yes,conditional&params=0.5b-40b&find=base&sort=name&cols=-evidence,inputs&view=compact&rows=all"


def search(reader: Reader) -> str:
    found: str = reader.page.evaluate("location.search.slice(1)")
    return found


@seen(WIDE)
def test_a_link_brings_back_everything_in_it(reader: Reader) -> None:
    table = Table(reader.open(f"models/?{EVERYTHING}"))
    expect(table.option("Commercial use", "Yes")).to_be_checked()
    expect(table.option("Commercial use", "With conditions")).to_be_checked()
    expect(table.page.get_by_label("Parameters from, B")).to_have_value("0.5")
    expect(table.page.get_by_label("Parameters to, B")).to_have_value("40")
    expect(table.filter).to_have_value("base")
    expect(table.head("Model")).to_have_attribute("aria-sort", "ascending")
    expect(table.head("Evidence")).to_be_hidden()
    expect(table.head("Input")).to_be_visible()
    expect(table.tools.get_by_role("button", name="Compact")).to_have_attribute("aria-pressed", "true")
    expect(table.notice).to_be_hidden()
    table.option("Commercial use", "No").check()
    table.option("Commercial use", "No").uncheck()
    assert search(reader) == EVERYTHING, "an address is written as it is read"


@seen(WIDE)
def test_back_and_forward_go_through_what_was_chosen(reader: Reader) -> None:
    table = Table(reader.open("models/"))
    seen_states = [table.names()]
    table.option("Commercial use", "No").check()
    seen_states.append(table.names())
    table.filter.click()
    reader.page.keyboard.type("meta")
    seen_states.append(table.names())
    table.button("Parameters").click()
    seen_states.append(table.names())
    assert len({tuple(names) for names in seen_states}) == 4
    for names in reversed(seen_states[:-1]):
        reader.page.go_back()
        assert table.names() == names
    expect(table.option("Commercial use", "No")).not_to_be_checked()
    expect(table.filter).to_have_value("")
    for names in seen_states[1:]:
        reader.page.go_forward()
        assert table.names() == names
    expect(table.filter).to_have_value("meta")


@seen(WIDE, PHONE)
def test_what_is_not_known_is_left_out_with_a_word(reader: Reader) -> None:
    unknown = ["colour=red", "use=perhaps", "ctx=long", "params=9b-2b", "sort=beauty", "cols=beauty", "rows=few"]
    for each in unknown[:1] if reader.look.phone else unknown:
        table = Table(reader.open(f"models/?arch=hybrid&{each}"))
        told = each if each != "colour=red" else "colour"
        expect(table.notice).to_have_text(f"Left out, since it is not known here: {told}")
        assert table.chip_texts() == ["Architecture: Hybrid"]
        assert table.names()


@seen(WIDE)
def test_markup_in_an_address_stays_text(reader: Reader) -> None:
    table = Table(reader.open("models/?%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E=1&find=%3Cb%3Ex"))
    expect(table.notice).to_contain_text("<img src=x onerror=alert(1)>")
    expect(table.none).to_contain_text("Words: <b>x")
    expect(table.root.locator("img, b")).to_have_count(0)


@seen(WIDE)
def test_the_tables_of_one_page_have_addresses_of_their_own(reader: Reader) -> None:
    page = reader.open("models/research-use/?find=falcon&not-established.find=upstage&not-established.colour=red")
    first, second = (page.locator("[data-ph-table]").nth(index) for index in range(2))
    expect(first.get_by_role("searchbox")).to_have_value("falcon")
    expect(second.get_by_role("searchbox")).to_have_value("upstage")
    expect(first.locator("[data-ph-notice]")).to_be_hidden()
    expect(second.locator("[data-ph-notice]")).to_contain_text("not-established.colour")
    second.get_by_role("searchbox").fill("solar")
    assert search(reader) == "find=falcon&not-established.find=solar"
    first.get_by_role("searchbox").fill("")
    assert search(reader) == "not-established.find=solar"


@seen(WIDE)
def test_columns_are_sorted_by_several_with_shift(reader: Reader) -> None:
    table = Table(reader.open("models/?cols=architecture&rows=all"))
    table.button("Architecture").click()
    table.button("Context").focus()
    reader.press("Shift+Enter")
    assert search(reader) == "sort=architecture,-context-range&cols=architecture&rows=all"
    expect(table.status).to_contain_text("sorted by Architecture, ascending, then Context, descending")
    expect(table.root.locator("[aria-sort]")).to_have_count(1)
    pairs = table.body.locator("tr").evaluate_all(
        "rows => rows.map(row => ['architecture', 'context_range'].map("
        "key => row.querySelector(`.ph-cell--${key}`).dataset.sort ?? null))"
    )
    known = [(word, -float(number)) for word, number in pairs if word and number]
    assert known == sorted(known)
    assert len({word for word, _ in known}) > 2


@seen(WIDE)
def test_the_first_hundred_are_shown_then_all(reader: Reader) -> None:
    table = Table(reader.open("models/"))
    assert len(table.names()) == 100 < table.total
    table.root.get_by_role("button", name="Show all").click()
    assert len(table.names()) == table.total
    expect(table.root.locator("tbody tr").nth(100).get_by_role("link").first).to_be_focused()
    assert search(reader) == "rows=all"


@seen(WIDE)
def test_a_chip_takes_its_filter_away(reader: Reader) -> None:
    table = Table(reader.open("models/?use=no&arch=hybrid,recurrent"))
    assert table.chip_texts() == ["Commercial use: no", "Architecture: Recurrent or Hybrid"]
    table.chips.get_by_role("button", name="Remove Commercial use: no").click()
    expect(table.filter).to_be_focused()
    assert table.chip_texts() == ["Architecture: Recurrent or Hybrid"]
    table.chips.get_by_role("button", name="Clear all").click()
    expect(table.chips).to_be_hidden()
    assert search(reader) == ""
    assert table.found() == table.total


@seen(WIDE)
def test_zero_results_name_the_filters_that_help(reader: Reader) -> None:
    table = Table(reader.open("models/?use=yes&ctx=1m-&params=-1b&input=audio"))
    assert table.names() == []
    offers = {}
    for item in table.none.get_by_role("listitem").all():
        words, number = item.locator("span").text_content(), item.locator("strong").text_content()
        offers[str(words)] = int((number or "").split()[0])
    assert offers
    assert list(offers.values()) == sorted(offers.values(), reverse=True)
    expect(table.none).to_contain_text("Dropping any other single filter still gives none.")
    best, gives = next(iter(offers.items()))
    table.none.get_by_role("button", name=f"Drop {best}").click()
    assert table.found() == gives
    assert best not in table.chip_texts()
    expect(table.filter).to_be_focused()


@seen(WIDE)
def test_a_range_that_is_none_says_so(reader: Reader) -> None:
    table = Table(reader.open("models/"))
    table.page.get_by_label("Parameters from, B").fill("70")
    table.page.get_by_label("Parameters to, B").fill("8")
    fault = table.facet("Parameters").get_by_role("alert")
    expect(fault).to_have_text("The first number is larger than the second.")
    expect(table.page.get_by_label("Parameters to, B")).to_have_attribute("aria-invalid", "true")
    table.page.get_by_label("Parameters to, B").fill("80")
    expect(fault).to_be_hidden()
    assert search(reader) == "params=70b-80b"
