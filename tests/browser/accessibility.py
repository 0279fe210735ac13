"""What axe-core finds on a page, in words that lead to the fault."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")

CONTRAST = "color-contrast"
"""The rule that takes three quarters of the time: it asks for each text what lies behind it."""

_RUN = """async ([tags, contrast, whole]) => {
  // What style sheets tell apart: elements that are alike in that look alike in the same place.
  const rules = function* (list) { for (const rule of list) { yield rule; yield* rules(rule.cssRules ?? []); } };
  const named = new Set(), told = new Set(["class", "role"]);
  for (const sheet of document.styleSheets)
    for (const { selectorText = "" } of rules(sheet.cssRules))
      for (const [, name, value] of selectorText.matchAll(/\\[([\\w-]+)(\\W?=)?/g)) (value ? told : named).add(name);
  const looks = new Map();
  const look = element => {
    if (!looks.has(element)) looks.set(element, [
      element.parentElement && look(element.parentElement), element.localName, element.checkVisibility(),
      ...[...element.attributes].map(({ name, value }) => told.has(name) ? name + value : named.has(name) ? name : ""),
    ].join(" "));
    return looks.get(element);
  };

  // Of rows and terms that look alike in all their parts, one is enough for what depends on looks alone.
  const seen = new Set(), alike = [];
  for (const group of document.querySelectorAll("tbody > tr, dl > div, li")) {
    const found = [group, ...group.querySelectorAll("*")].map(look);
    if (found.every(each => seen.has(each))) alike.push(group); else found.forEach(each => seen.add(each));
  }
  const few = { include: [document], exclude: alike };
  const run = async (context, options) =>
    (await axe.run(context, { resultTypes: ["violations"], preload: false, ...options })).violations;
  if (!whole) return run(few, { runOnly: tags });
  return [
    ...await run(document, { runOnly: tags, rules: { [contrast]: { enabled: false } } }),
    ...await run(few, { runOnly: [contrast] }),
  ];
}"""


def violations(page: Page, *, whole: bool = False, others: bool = True) -> list[str]:
    """Each violation with its rule, and where it is and why for the first elements of many.

    Of rows that differ in nothing but their texts, one is looked at; with `whole`, all are by every rule but contrast.
    Without `others`, contrast is all that is asked for: what changes with the scheme.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found: list[dict[str, Any]] = page.evaluate(_RUN, [TAGS if others else [CONTRAST], CONTRAST, whole])
    return [_in_words(violation) for violation in found]


def _in_words(violation: dict[str, Any]) -> str:
    nodes = violation["nodes"]
    lines = [f"{violation['id']} ({violation['impact']}), {len(nodes)} times: {violation['help']}"]
    for node in nodes[:4]:
        reasons = [check["message"] for check in [*node["any"], *node["all"], *node["none"]]]
        lines += [f"  {' '.join(map(str, node['target']))}", f"    {node['html'][:160]}", f"    {'; '.join(reasons)}"]
    return "\n".join(lines)
