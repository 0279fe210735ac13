"""The live preview in a browser: it reloads by itself, with the problems and without them."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.site.small import small
from tests.site.test_preview import PATIENCE, serving, until


def test_a_page_tells_of_problems_and_of_their_end_by_itself(browser: Browser, root: Path, tmp_path: Path) -> None:
    repository = small(root, tmp_path / "repository")
    card = repository / "catalog/accelerators/card.yaml"
    good = card.read_text(encoding="utf-8")
    with serving(repository) as get:
        until(lambda: get("/accelerators/card/"), "the first page")
        context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
        page = context.new_page()
        page.goto(get.address("/accelerators/card/"))
        page.wait_for_load_state("load")
        card.write_text(good.replace('"vendor"', '"watts": "<b>70</b>",\n "vendor"'), encoding="utf-8")
        problem = page.locator(".ph-problems li")
        expect(problem).to_contain_text("catalog/accelerators/card.yaml:", timeout=PATIENCE * 1000)
        expect(problem).to_contain_text("error[unknown-field]: 'watts' is not a field of an accelerator")
        expect(problem.locator("pre")).to_contain_text('"watts": "<b>70</b>"')
        expect(problem.locator("pre")).to_contain_text("^^^^^")
        expect(problem).to_contain_text("help: ")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 390, "the page scrolls sideways"
        card.write_text(good, encoding="utf-8")
        expect(problem).to_have_count(0, timeout=PATIENCE * 1000)
        context.close()
