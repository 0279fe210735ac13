"""The timeline: answers and lines are chosen, marks are links with names, and the newest end comes first."""

from playwright.sync_api import expect

from tests.browser.looks import DARK, PHONE, WIDE, seen
from tests.browser.reader import Reader

TIMELINE = "timeline/"
COLLIDING = """() => {
  const box = (each) => each.getBoundingClientRect();
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const shrunk = (b) => ({ left: b.left + 1, right: b.right - 1, top: b.top + 3, bottom: b.bottom - 3 });
  const dots = [...document.querySelectorAll(".ph-dot")];
  const labels = [...document.querySelectorAll(".ph-dot--named text")].map((t) => [t.textContent, shrunk(box(t)), t]);
  const found = [];
  for (const [name, label, text] of labels) {
    for (const dot of dots) {
      if (dot !== text.parentNode && meet(label, box(dot.querySelector(".ph-dot__mark")))) found.push(name);
    }
    for (const [other, second] of labels) if (other < name && meet(label, second)) found.push(`${name} / ${other}`);
  }
  return [labels.length, found];
}"""


@seen(WIDE, DARK)
def test_names_stand_clear_of_marks_and_of_each_other(reader: Reader) -> None:
    for path in (TIMELINE, "timeline/context/", "timeline/size-and-context/"):
        number, colliding = reader.open(path).evaluate(COLLIDING)
        assert number > 20
        assert colliding == [], path


@seen(WIDE)
def test_a_reader_chooses_answers_and_a_line_and_the_address_brings_them_back(reader: Reader) -> None:
    page = reader.open(TIMELINE)
    dots = page.locator(".ph-dot.ph-is-no")
    expect(dots.first).to_be_visible()
    page.get_by_role("checkbox", name="No", exact=False).nth(0).focus()
    page.locator("fieldset input[value=no]").uncheck()
    expect(dots.first).to_be_hidden()
    line = page.locator("[data-ph-line]")
    before = line.bounding_box()
    page.get_by_label("Line of a card").select_option("80")
    expect(line).to_contain_text("80 GB")
    after = line.bounding_box()
    assert before is not None
    assert after is not None
    assert after["y"] < before["y"]
    assert page.url.endswith("?without=no&line=80")
    page.reload()
    expect(dots.first).to_be_hidden()
    expect(line).to_contain_text("80 GB")
    page.get_by_label("Line of a card").select_option("none")
    expect(line).to_be_hidden()
    page.get_by_role("link", name="Same data as a table").click()
    table = page.get_by_role("region", name="Timeline: size over time, table")
    expect(table).to_be_visible()
    expect(table.locator("tr.ph-is-no").first).to_be_hidden()
    expect(table.locator("tr.ph-is-yes").first).to_be_visible()


@seen(WIDE, DARK)
def test_a_mark_is_reached_by_keyboard_says_its_name_and_leads_to_its_model(reader: Reader) -> None:
    page = reader.open(TIMELINE)
    mark = page.get_by_role("link", name="Llama 2, Meta, 18 Jul 2023")
    expect(mark).to_have_count(1)
    unnamed = page.locator(".ph-dot:not(.ph-dot--named)").first
    unnamed.focus()
    reader.press("Shift+Tab", "Tab")
    expect(unnamed).to_be_focused()
    expect(unnamed.locator("text")).to_have_css("visibility", "visible")
    mark.focus()
    reader.press("Enter")
    page.wait_for_url("**/models/llama-2/")


@seen(PHONE)
def test_on_a_phone_the_chart_begins_at_its_newest_end(reader: Reader) -> None:
    page = reader.open(TIMELINE)
    plot = page.locator(".ph-plot")
    assert plot.evaluate("each => each.scrollWidth > each.clientWidth")
    edge = plot.evaluate(
        "each => each.querySelector('svg').getBoundingClientRect().right - each.getBoundingClientRect().right"
    )
    assert abs(edge) < 2
    assert page.evaluate("document.documentElement.scrollWidth") <= reader.look.width


@seen(WIDE)
def test_the_parts_of_a_year_lead_to_its_models(reader: Reader) -> None:
    page = reader.open("timeline/licenses/")
    part = page.get_by_role("link", name="2023, no: ")
    part.focus()
    reader.press("Enter")
    page.wait_for_url("**/models/?use=no&released=2023")
    expect(page.locator("[data-ph-chips]")).to_contain_text("2023")
