"""The example of the reference in a page of another site."""

import json
import re
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.site import Site


def test_the_javascript_example_runs(browser: Browser, site: Site, root: Path) -> None:
    text = (root / "docs" / "reference" / "data.md").read_text(encoding="utf-8")
    [example] = re.findall(r"^```js\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.evaluate(f"async () => {{ {example.replace('https://example.org/powerhouse/', site.base)} }}")
    page.close()
    [line] = said
    found = json.loads(line)
    assert len(found) == 5
    assert [one["context"] for one in found] == sorted((one["context"] for one in found), reverse=True)
    assert found[0]["context"] >= 1_000_000
    assert all(one["name"] for one in found)
