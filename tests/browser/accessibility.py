"""What axe-core finds on a page, in words that lead to the fault.

What costs is asked of what differs. Contrast follows from what style sheets tell apart in an element and in what it is
in, and from its colors, so each look is asked for it once. The other rules are asked of all elements (`whole`), or not
of parts in which every element is like one that has been looked at, in its look, in which attributes it has and in
whether it says anything. One who goes through several pages keeps in `known` what has been looked at: the header is
looked at on the first of them.
"""

from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")

CONTRAST = "color-contrast"

_LOOK = """known => {
  const rules = function* (list) { for (const rule of list) { yield rule; yield* rules(rule.cssRules ?? []); } };
  const named = new Set(), told = new Set(["class", "role", "type", "style", "fill"]);
  for (const sheet of document.styleSheets)
    for (const { selectorText = "" } of rules(sheet.cssRules))
      for (const [, name, value] of selectorText.matchAll(/\\[([\\w-]+)(\\W?=)?/g)) (value ? told : named).add(name);
  const own = /^(id|for|href|src|value|data-key|aria-(label|description|valuetext|\\w+by|controls|owns|details))$/;
  const attribute = ({ name, value }) => {
    if (!own.test(name) && (told.has(name) || name.startsWith("aria-"))) return name + value;
    return named.has(name) || !name.startsWith("data-") ? name + Boolean(value) : "";
  };
  const COLORS = ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize", "fontWeight", "position"];

  const numbers = new Map(known.map((text, number) => [text, number])), unlike = [], alike = [];
  const look = (element, around) => {
    const shown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const style = shown ? getComputedStyle(element) : {};
    const text = [
      around, element.localName, shown, ...[...element.attributes].map(attribute), ...COLORS.map(each => style[each]),
      [...element.childNodes].some(each => each.nodeType === Node.TEXT_NODE && each.data.trim()),
      /\\S/.test(element.textContent),
    ].join(" ");
    let size = 1, same = numbers.has(text);
    if (!same) { numbers.set(text, numbers.size); unlike.push(element); }
    const parts = [...element.children].map(each => ({ each, ...look(each, numbers.get(text)) }));
    for (const part of parts) { size += part.size; same &&= part.same; }
    if (!same) for (const part of parts) if (part.same && part.size > 9) alike.push(part.each);
    return { size, same };
  };
  const { same } = look(document.documentElement, "");
  return { same, seen: [...numbers.keys()], unlike, alike };
}"""

_RUN = f"""async ([tags, contrast, whole, known]) => {{
  const {{ same, seen, unlike, alike }} = ({_LOOK})(known);
  if (same && !whole) return [[], known];
  for (const element of unlike) element.setAttribute("data-unlike", "");
  axe.configure({{ rules: [{{ id: contrast, selector: "[data-unlike]" }}] }});
  const context = whole ? document : {{ include: [document], exclude: alike }};
  const options = {{ runOnly: tags, resultTypes: ["violations"], preload: false }};
  const {{ violations }} = await axe.run(context, options);
  for (const element of unlike) element.removeAttribute("data-unlike");
  return [violations, seen];
}}"""


def violations(page: Page, *, whole: bool = False, others: bool = True, known: list[str] | None = None) -> list[str]:
    """Each violation with its rule, and where it is and why for the first elements of many.

    With `whole`, all elements are looked at by every rule but contrast. Without `others`, contrast is all that is asked
    for: what changes with the scheme. `known` is what was looked at before, in the same scheme and width and by the
    same rules, and grows.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found: list[dict[str, Any]]
    found, seen = page.evaluate(_RUN, [TAGS if others else [CONTRAST], CONTRAST, whole, known or []])
    if known is not None:
        known[:] = seen
    return [_in_words(violation) for violation in found]


def _in_words(violation: dict[str, Any]) -> str:
    nodes = violation["nodes"]
    lines = [f"{violation['id']} ({violation['impact']}), {len(nodes)} times: {violation['help']}"]
    for node in nodes[:4]:
        reasons = [check["message"] for check in [*node["any"], *node["all"], *node["none"]]]
        lines += [f"  {' '.join(map(str, node['target']))}", f"    {node['html'][:160]}", f"    {'; '.join(reasons)}"]
    return "\n".join(lines)
