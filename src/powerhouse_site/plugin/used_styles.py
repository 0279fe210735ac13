"""The styles of the theme without what this site has no use for, which is half of them.

The theme brings styles along for every extension of Markdown and every feature that a site may turn on. What is named
here is on no page: none of them is turned on, and the parts that have them are replaced by ours.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

UNUSED = re.compile(
    r"""
    \.(?:
        # Markdown: admonitions, tabs, keys, tasks, footnotes, marks of editors, icons, formulas, diagrams, grids, lines
        admonition | abstract | bug | danger | example | failure | info | note | question | quote | success | tip
        | warning | tabbed-[\w-]+ | keys | key-[\w-]+ | task-list-[\w-]+ | footnote(?:-\w+)? | critic
        | twemoji | emojione | gemoji | lg | xl | xxl | xxxl | arithmatex | katex-html | mermaid | giscus
        | grid | cards? | highlighttable | linenodiv | linenos | filename
        # Features that are off, and parts of the frame that are ours
        | md-(?: annotation | author | button | clipboard | code | consent | copyright | draft | feedback | footer
            | input | logo | meta | pagination | path | pin | post | profile | progress | select | social | source
            | status | tabs | tags? | tooltip2? | top | version )(?:-[\w-]+|_[\w-]+)?
        | md-nav--(?: primary | lifted | integrated ) | md-nav__(?: button | container | source | toggle )
        | md-header--lifted | md-header__(?: ellipsis | source | title | topic )(?:--\w+)?
        | md-content__button | md-content--post | md-sidebar--post | md-search__suggest
    )(?![\w-])
    | \[dir=rtl\]
    | \[data-md-color-(?:primary|accent)=(?!custom)
    """,
    re.VERBOSE,
)
"""What no selector names that can match something here."""

_NOT = re.compile(r":not\([^()]*\)")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")


@lru_cache(maxsize=2)
def only_used(theme: str, ours: str) -> str:
    """The styles of the theme that this site has a use for, beside `ours`."""
    rules = list(_matching(tinycss2.parse_stylesheet(theme, skip_comments=True, skip_whitespace=True)))
    text = ""
    while text != (text := tinycss2.serialize(rules)):
        known = frozenset(_VARIABLE.findall(f"{text}{ours}"))
        rules = [_without_variables(rule, known) for rule in rules]
    return text


def _matching(rules: Iterable[Node]) -> Iterator[Node]:
    """The rules of which a selector can match, with those selectors alone."""
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = [one for one in _selectors(rule) if not UNUSED.search(_NOT.sub("", one))]
            if selectors:
                rule.prelude = tinycss2.parse_component_value_list(",".join(selectors))
                yield rule
        elif isinstance(rule, AtRule) and rule.lower_at_keyword in ("media", "supports"):
            rule.content = list(_matching(tinycss2.parse_rule_list(rule.content, True, True)))
            if rule.content:
                yield rule
        else:
            yield rule


def _selectors(rule: QualifiedRule) -> list[str]:
    found: list[list[Node]] = [[]]
    for part in rule.prelude:
        if part.type == "literal" and part.value == ",":
            found.append([])
        else:
            found[-1].append(part)
    return [tinycss2.serialize(parts).strip() for parts in found]


def _without_variables(rule: Node, known: frozenset[str]) -> Node:
    """A rule without the variables that nothing uses."""
    if isinstance(rule, AtRule) and rule.lower_at_keyword in ("media", "supports"):
        rule.content = [_without_variables(one, known) for one in rule.content]
    elif isinstance(rule, QualifiedRule):
        parts = tinycss2.parse_blocks_contents(rule.content, True, True)
        kept = [one for one in parts if not _is_unknown(one, known)]
        if len(kept) < len(parts):
            rule.content = tinycss2.parse_component_value_list(";".join(one.serialize() for one in kept))
    return rule


def _is_unknown(part: Node, known: frozenset[str]) -> bool:
    return isinstance(part, Declaration) and part.name.startswith("--md-") and part.name not in known
