"""axe-core finds nothing on any sort of page."""
import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.browser.places import PLACES
from tests.browser.reader import Reader
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]

@pytest.mark.parametrize("place", PLACES)
def test_axe(reader: Reader, place: str) -> None:
    page = reader.open(PLACES[place], 404 if place == "missing" else 200)
    found = Axe().run(page, options={"runOnly": {"type":"tag","values":TAGS}, "resultTypes":["violations"]}).response["violations"]
    assert not found, "\n".join(f"{v['id']} ({v['impact']}): {v['help']}\n" + "\n".join(f"    {' '.join(map(str,n['target']))}\n       {n['failureSummary']}" for n in v['nodes'][:5])+f"  of {len(v['nodes'])}" for v in found)
