"""Text: HTML, scripts, templates, Markdown, other scripts and signs, in every place that takes text.

What is accepted comes out on the page as it was typed; in descriptions and notes, code, emphasis and links are drawn.
"""

import re

from tests.hostile.rows import BASES, ID, KIND_OF, MODEL, Row, quoted

CHARACTER, VALUE = "forbidden-character", "invalid-value"

TEXTS = {
    "bold": "<b>bold</b>",
    "script": "<script>alert(1)</script>",
    "script-closed": "</script><script>alert(1)</script>",
    "title-closed": "</title><img src=x onerror=alert(1)>",
    "image": '"><img src=x onerror=alert(1)>',
    "svg": "<svg/onload=alert(1)>",
    "frame": "<iframe src=javascript:alert(1)>",
    "attribute": "' onmouseover='alert(1)",
    "attribute-double": '" onmouseover="alert(1)',
    "comment": "<!-- a --> b",
    "comment-open": "<!-- a",
    "cdata": "<![CDATA[ a ]]>",
    "declaration": "<!DOCTYPE html>",
    "instruction": "<?php echo 1 ?>",
    "textarea": "</textarea></style></template>",
    "unclosed": "<a href=",
    "less": "a < b > c",
    "entity": "&amp; &lt; &#x3C; &copy",
    "entity-script": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "ampersands": "a & b &&",
    "jinja": "{{ 7*7 }}",
    "jinja-tight": "{{7*7}}",
    "jinja-statement": "{% include '/etc/passwd' %}",
    "jinja-comment": "{# a #}",
    "jinja-attribute": "{{ ''.__class__.__mro__ }}",
    "jinja-raw": "{% endraw %}{{ 1 }}",
    "angular": "{{constructor.constructor('alert(1)')()}}",
    "dollar": "${7} #{7} $(id)",
    "percent": "%s %d %(a)s %n %%",
    "format": "{0} {a} {} {{}}",
    "attribute-list": "{: .x onclick=alert(1) }",
    "attribute-list-hash": "a {#b .c}",
    "snippet": '--8<-- "/etc/passwd"',
    "wiki": "[[Page]]",
    "footnote": "a[^1]",
    "definition": "[a]: https://example.org/",
    "abbreviation": "*[HTML]: a",
    "admonition": "!!! note",
    "heading": "# a",
    "heading-underlined": "a ===",
    "rule": "---",
    "quote": "> a",
    "list": "- a",
    "numbered": "1. a",
    "table": "| a | b |",
    "bar": "a | b || c",
    "fence": "```python",
    "tildes": "~~a~~ ~b~",
    "superscript": "a^b^ H~2~O ==m== ++k++",
    "emoji-code": ":smile: :material-pine-tree:",
    "math": r"$a_b$ \(c\) \[d\] $$e$$",
    "backslashes": "\\ \\\\ \\n",
    "autolink": "https://example.org/ www.example.org",
    "autolink-angle": "<https://example.org/>",
    "mail": "a@example.org",
    "mention": "@grove #1 GH-1",
    "workflow-command": "::error file=a::b",
    "ansi": "[31m red",
    "formula": '=HYPERLINK("https://example.org/")',
    "formula-plus": "+1+1",
    "csv": 'a,"b";c',
    "sql": "'; DROP TABLE models; --",
    "json": '{"a": "\\u003c"}',
    "script-in-json": "\\u003cscript\\u003e",
    "slot": "ph-slot-content ph-slot-title",
    "undefined": "undefined null None NaN true",
    "umlauts": "Übung façade naïve Ærø Łódź",
    "greek": "Ελληνικά",
    "cyrillic": "Кириллица",
    "cjk": "悟道 모델 モデル",
    "cjk-beyond": "\U00020000\U0002a6d6",
    "arabic": "نموذج اللغة",
    "hebrew": "מודל שפה",
    "hebrew-and-latin": "GPT מודל (1) B",
    "devanagari": "भाषा मॉडल क्ष",
    "thai": "แบบจำลองภาษา",
    "tamil": "மொழி மாதிரி",
    "persian-joiner": "می\u200cخواهم",
    "emoji": "\U0001f332\U0001f680",
    "emoji-skin": "\U0001f44d\U0001f3fd",
    "emoji-family": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "emoji-flag": "\U0001f1e9\U0001f1ea",
    "emoji-keycap": "1\ufe0f\u20e3",
    "emoji-heart": "\u2764\ufe0f\u200d\U0001f525",
    "combining": "e\u0301 a\u030a",
    "zalgo": "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e",
    "no-break-space": "a\u00a0b",
    "narrow-space": "1\u202f000",
    "ideographic-space": "a\u3000b",
    "spaces": "a   b",
    "dashes": "a – b — c ‑ d",
    "quotes": "„a“ ‚b‘ «c» ‹d›",
    "primes": "\"a\" 'b' ′ ″",
    "ellipsis": "a… b...",
    "symbols": "™ ® © ° µ Ω √ ∞ ≠ → ☃",
    "ligatures": "ﬁ ﬂ Ǆ",
    "full-width": "ＡＢＣ＜ｓ＞",
    "math-letters": "\U0001d400\U0001d401",
    "replacement": "a\ufffdb",
    "one-letter": "a",
    "digit": "7",
    "date-like": "2023-07-18",
    "truth-like": "true",
    "nothing-like": "null",
    "long-word": "a" * 130,
}
"""Accepted everywhere, and shown as they stand."""

DRAWN = {
    "code": ("a `b` c", "a b c"),
    "code-of-html": ("`<b>`", "<b>"),
    "code-of-template": ("`{{ 7*7 }}`", "{{ 7*7 }}"),
    "code-double": ("``a`b``", "a`b"),
    "emphasis": ("*a* _b_ **c**", "a b c"),
    "link": ("[a](https://example.org/b)", "a"),
    "link-with-title": ("[a](https://example.org/b 'c')", "a"),
    "link-javascript": ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
    "link-data": ("[a](data:text/html,b)", "[a](data:text/html,b)"),
    "link-relative": ("[a](/b)", "[a](/b)"),
    "link-empty": ("[a]()", "[a]()"),
    "image": ("![a](https://example.org/b.png)", "!a"),
    "reference": ("[a][b] [c]", "[a][b] [c]"),
    "star-alone": ("2 * 3 * 4", "2 * 3 * 4"),
    "backtick-alone": ("a ` b", "a ` b"),
    "underscores": ("snake_case_word", "snake_case_word"),
}
"""Sentences, and what is seen of them."""

LEADS = {
    "jinja-attribute": "{{ ''.class.mro }}",
}
"""Descriptions in which CommonMark sees emphasis."""

REFUSED = {
    "nul": "\x00",
    "bell": "\x07",
    "backspace": "\x08",
    "escape": "\x1b[31m",
    "delete": "\x7f",
    "next-line": "\x85",
    "c1-control": "\x9f",
    "soft-hyphen": "\xad",
    "letter-mark": "\u061c",
    "zero-width-space": "\u200b",
    "left-to-right-mark": "\u200e",
    "right-to-left-mark": "\u200f",
    "line-separator": "\u2028",
    "paragraph-separator": "\u2029",
    "right-to-left-embedding": "\u202b",
    "pop-directional": "\u202c",
    "left-to-right-override": "\u202d",
    "right-to-left-override": "\u202e",
    "word-joiner": "\u2060",
    "invisible-times": "\u2062",
    "left-to-right-isolate": "\u2066",
    "right-to-left-isolate": "\u2067",
    "pop-isolate": "\u2069",
    "deprecated-format": "\u206a",
    "byte-order-mark": "\ufeff",
    "private-use": "\ue000",
    "private-use-logo": "\uf8ff",
    "private-use-plane": "\U000f0000",
    "interlinear": "\ufff9",
    "noncharacter": "\ufdd0",
    "noncharacter-ffff": "\uffff",
    "tag": "\U000e0061",
    "language-tag": "\U000e0001",
    "musical-format": "\U0001d173",
    "mongolian-separator": "\u180e",
}
"""Characters that are not seen or change how others are seen."""

UNTRIMMED = {
    "space-before": " a",
    "space-behind": "a ",
    "only-a-space": " ",
    "no-break-space-behind": "a\u00a0",
    "ideographic-space-before": "\u3000a",
    "tab-before": "\ta",
    "line-feed-behind": "a\n",
    "empty": "",
}

EVERYWHERE = "<b>x</b> {{ 7*7 }} {% y %} &amp; | [[w]] {: .z } --8<-- \"q\" '悟' \U0001f332"
"""In each place of each kind in turn."""
ANSWERS = {
    **dict.fromkeys(["license", "additional_terms", "derived_from", "superseded_by", "former_ids"], VALUE),
    **dict.fromkeys(["succeeded_by", "built_on", "uses_models", "spdx", "parameters", "active_parameters"], VALUE),
    "context_window": VALUE,
    **dict.fromkeys(["release_date", "released", "checked", "year"], "invalid-date"),
    **dict.fromkeys(
        ["url", "checkpoint", "evidence", "repository", "homepage", "documentation", "code"], "invalid-url"
    ),
    **dict.fromkeys(["field", "supports"], "unknown-path"),
    **dict.fromkeys(["layers", "query_heads", "ratio", "memory_gb", "bandwidth_gb_s", "hours", "parts"], "wrong-type"),
    **dict.fromkeys(["tied_embeddings", "osi_approved", "certificate", "value"], "wrong-type"),
    **dict.fromkeys(["architecture", "experts", "inputs", "context_kind", "tuning", "kind", "table"], "invalid-choice"),
    **dict.fromkeys(["category", "reading", "answer", "availability", "status", "registry"], "invalid-choice"),
    **dict.fromkeys(["backends", "capabilities", "hardware", "interfaces", "weight_formats"], "invalid-choice"),
    **dict.fromkeys(["level", "price", "topics", "format"], "invalid-choice"),
}
"""What is said of it in fields that take no text of any sort; in all others it is accepted."""
UNSEEN = {"row"}
"""Fields that the page of an entry does not show."""
ANSWERS_BY_KIND = {("licenses", "text"): "invalid-url", ("frameworks", "license"): VALUE}


def published(id: str, text: str, lead: str | None = None) -> Row:
    """A model whose name and description are `text`; the description comes out as `lead` where it is drawn."""
    lines = MODEL.replace(ID, id).split("\n")
    lines[0] = f"name: {quoted(text)}"
    lines[_line("description") - 1] = f"description: {quoted(text)}"
    return Row(id=id, kind="models", data="\n".join(lines).encode(), heading=text, lead=text if lead is None else lead)


def refused(id: str, field: str, text: str, code: str, *, escaped: bool = False) -> Row:
    """A model that says `text` in a field that does not take it."""
    lines = MODEL.replace(ID, id).split("\n")
    at = _line(field)
    lines[at - 1] = f"{field}: {_escaped(text) if escaped else quoted(text)}"
    return Row(id=id, kind="models", data="\n".join(lines).encode(), problems=((code, at),))


def _line(field: str) -> int:
    return MODEL[: MODEL.index(f"\n{field}: ") + 1].count("\n") + 1


def _escaped(text: str) -> str:
    return '"' + "".join(f"\\U{ord(x):08X}" for x in text) + '"'


def _everywhere() -> list[Row]:
    """Each place in turn, written as an item or a field on a line of its own, says something hostile."""
    rows = []
    for base in BASES.values():
        owner = ""
        lines = base.split("\n")
        for number, line in enumerate(lines):
            found = re.fullmatch(r"( *(?:- )?)(?:([a-z_]+):)?(?: ?(.+))?", line)
            if not found or not line or "[" in line:
                continue
            owner = found[2] or owner
            if found[3]:
                rows.append(_one_place(base, number, found[1], found[2], owner))
    return rows


def _one_place(base: str, number: int, indent: str, key: str | None, field: str) -> Row:
    kind = KIND_OF[base]
    id = f"{kind.rstrip('s')}-{field.replace('_', '-')}-{number + 1}"
    lines = base.replace(ID, id).split("\n")
    text = EVERYWHERE if field not in ("name", "title", "aliases") else f"{EVERYWHERE} {id}"
    lines[number] = f"{indent}{key + ': ' if key else ''}{quoted(text)}"
    code = ANSWERS_BY_KIND.get((kind, field)) or ANSWERS.get(field)
    problems = ((code, number + 1),) if code else ()
    shown = None if code or field in UNSEEN else text
    return Row(id=id, kind=kind, data="\n".join(lines).encode(), problems=problems, shown=shown)


ROWS: list[Row] = [
    *(published(f"text-{id}", text, LEADS.get(id)) for id, text in TEXTS.items()),
    *(published(f"drawn-{id}", text, lead) for id, (text, lead) in DRAWN.items()),
    *(refused(f"hidden-{id}", "developer", f"a{x}b", CHARACTER) for id, x in REFUSED.items()),
    *(refused(f"escaped-{id}", "developer", f"a{x}b", CHARACTER, escaped=True) for id, x in REFUSED.items()),
    *(refused(f"untrimmed-name-{id}", "developer", text, VALUE) for id, text in UNTRIMMED.items()),
    *(refused(f"untrimmed-description-{id}", "description", text, VALUE) for id, text in UNTRIMMED.items()),
    *_everywhere(),
]
