"""axe-core finds nothing where something is open, sorted or empty; every sort of page has a test of its own."""

from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.looks import DARK, PHONE, WIDE, Look, seen
from tests.browser.reader import Reader
from tests.browser.search import Search
from tests.browser.tables import Table


def _check(reader: Reader, state: str) -> None:
    reader.settle()
    found = violations(reader.page)
    assert not found, f"{state}, {reader.look}:\n" + "\n".join(found)


@seen(DARK, PHONE)
def test_axe_finds_nothing_in_an_open_search(reader: Reader) -> None:
    page = reader.open("")
    search = Search(page)
    search.open_by_mouse()
    page.keyboard.type("llama")
    expect(search.titles.nth(2)).to_be_visible()
    search.check_open()
    _check(reader, "search")


@seen(PHONE, Look("dark", 390))
def test_axe_finds_nothing_in_an_open_drawer(reader: Reader) -> None:
    page = reader.open("models/")
    page.locator(".ph-menu").click()
    expect(page.get_by_role("navigation", name="Navigation").get_by_role("link", name="All models")).to_be_in_viewport()
    _check(reader, "drawer")


@seen(WIDE, Look("dark", 390))
def test_axe_finds_nothing_in_a_sorted_or_an_empty_table(reader: Reader) -> None:
    table = Table(reader.open("models/"))
    if table.choice.is_visible():
        table.choice.select_option(label="Parameters")
    else:
        table.button("Parameters").click()
    table.filter.fill("eleutherai")
    _check(reader, "sorted and filtered")
    table.filter.fill("no such model")
    expect(table.none).to_be_visible()
    _check(reader, "empty")


@seen(WIDE)
def test_axe_finds_what_is_wrong(reader: Reader) -> None:
    """A check that finds nothing anywhere would be of no use, nor one that leaves out what is unlike the rest."""
    page = reader.open("")
    known: list[str] = []
    assert violations(page, known=known) == []
    page.evaluate(
        """() => {
          document.querySelector("main").insertAdjacentHTML("beforeend", '<img src="data:,"><button></button>');
          const last = document.querySelector("tbody > tr:last-child");
          last.cells[0].insertAdjacentHTML("beforeend", '<i class="new">Faint</i>');
          last.querySelector(".new").style.color = "#ccc";
        }"""
    )
    wrong = ["button-name", "color-contrast", "image-alt"]
    for choice in ({}, {"whole": True}, {"known": list(known)}):
        assert sorted(line.split()[0] for line in violations(page, **choice)) == wrong
    assert [line.split()[0] for line in violations(page, others=False)] == ["color-contrast"]
    assert violations(page, known=known)
    assert violations(page, known=known) == [], "what has been looked at is passed over"


@seen(WIDE)
def test_axe_tells_apart_what_looks_alike(reader: Reader) -> None:
    """Of many that are alike, the one that has no name, another color or another state."""
    page = reader.open("licenses/")
    expect(Table(page).body.locator("tr").first).to_be_visible()  # and all others have come
    known: list[str] = []
    assert violations(page, known=known) == []
    last = "document.querySelector('tbody > tr:last-child')"
    page.evaluate(f"{last}.querySelector('a').replaceChildren()")
    assert [line.split()[0] for line in violations(page, known=list(known))] == ["link-name"]
    page.evaluate(f"{last}.querySelector('a').replaceChildren('Name')")
    assert violations(page, known=list(known)) == []
    page.evaluate(f"{last}.querySelector('a').style.setProperty('color', '#bbb', 'important')")
    reader.settle()
    assert [line.split()[0] for line in violations(page, known=list(known))] == ["color-contrast"]
    page.evaluate(f"{last}.querySelector('a').style.removeProperty('color')")
    reader.settle()
    page.evaluate(f"{last}.setAttribute('aria-expanded', 'perhaps')")
    assert "aria-valid-attr-value" in [line.split()[0] for line in violations(page, known=list(known))]
