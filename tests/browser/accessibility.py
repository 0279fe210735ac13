"""What axe-core finds on a page, in words that lead to the fault."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")

_RUN = """tags => axe.run(document, {
  runOnly: { type: "tag", values: tags },
  resultTypes: ["violations"],
  preload: false,
}).then(results => results.violations)"""


def violations(page: Page) -> list[str]:
    """Each violation with its rule, and where it is and why for the first elements of many."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found: list[dict[str, Any]] = page.evaluate(_RUN, TAGS)
    return [_in_words(violation) for violation in found]


def _in_words(violation: dict[str, Any]) -> str:
    nodes = violation["nodes"]
    lines = [f"{violation['id']} ({violation['impact']}), {len(nodes)} times: {violation['help']}"]
    for node in nodes[:4]:
        reasons = [check["message"] for check in [*node["any"], *node["all"], *node["none"]]]
        lines += [f"  {' '.join(map(str, node['target']))}", f"    {node['html'][:160]}", f"    {'; '.join(reasons)}"]
    return "\n".join(lines)
