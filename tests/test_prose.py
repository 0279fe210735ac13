"""Free text: code, emphasis and web links are drawn, and nothing else is."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markupsafe import Markup

from powerhouse_site import prose
from powerhouse_site.prose import prose_html, prose_markdown, prose_text


class Elements(HTMLParser):
    """Collects the elements of a fragment and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain", "plain"),
        ("set `max_tokens`", "set <code>max_tokens</code>"),
        ("*mind* the **limit**", "<em>mind</em> the <strong>limit</strong>"),
        ("[the card](https://grove.org/a?b=c&d=e)", '<a href="https://grove.org/a?b=c&amp;d=e">the card</a>'),
        ("[the card](http://grove.org)", '<a href="http://grove.org">the card</a>'),
        ("[*the* `card`](https://grove.org)", '<a href="https://grove.org"><em>the</em> <code>card</code></a>'),
        (r"2 \* 3, C:\grove\(x) and \[a](b)", r"2 \* 3, C:\grove\(x) and \[a](b)"),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
        ("snake_case_name and 5 * 3 * 2", "snake_case_name and 5 * 3 * 2"),
    ],
)
def test_code_emphasis_and_links_are_drawn(text: str, html: str) -> None:
    assert prose_html(text) == Markup(html)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<!-- comment --> <?php ?> <![CDATA[x]]>",
        "a {: onclick=alert(1) } b",
        "[x]{: .y } {#id .class}",
        "[a]: https://grove.org 'title'",
        "[a][b] and [a][]",
        "https://grove.org and <https://grove.org> and www.grove.org",
        "# no heading",
        "- no list",
        "1. no list",
        "> no quote",
        "    no code block",
        "| no | table |",
        "~~no strike~~ ^no^ ==no==",
        "--8<-- 'secret.txt'",
        "{% include 'x' %} {{ x }}",
        "&lt; &#60; &amp; &copy;",
        ":smile: --- ... (c)",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,y)",
        "[x](//grove.org)",
        "[x](<>)",
        "[x]( 'title')",
        "[x](/admin)",
        "[x](mailto:a@grove.org)",
        "[x](<javascript:alert(1)>)",
        "[x](&#106;avascript:alert(1))",
        "[x]( java\nscript:alert(1))",
        "[^1] and footnote[^note]",
        "*not closed and `not closed and [not closed](https://grove.org",
        "\"quotes\" and 'quotes'",
    ],
)
def test_everything_else_is_shown_as_it_was_typed(text: str) -> None:
    found = Elements(prose_html(text))
    assert found.elements == []
    assert found.text == text


def test_a_link_without_an_address_is_shown_as_it_was_typed() -> None:
    assert prose_html("[x]()") == "[x]()"


@pytest.mark.parametrize("text", ["![x](https://grove.org/a.png)", "![x](javascript:alert(1))", "![x][y]"])
def test_images_are_not_loaded(text: str) -> None:
    assert {tag for tag, _ in Elements(prose_html(text)).elements} <= {"a"}


@pytest.mark.parametrize(
    "text",
    [
        '[x](https://grove.org "a\\" onclick=alert(1)")',
        '[x](https://grove.org/"onclick="alert(1))',
        "[x](https://grove.org/'><script>)",
        '[" onclick="x](https://grove.org)',
        "[x](<https://grove.org/ onclick=alert(1)>)",
    ],
)
def test_no_attribute_and_no_element_breaks_out_of_a_link(text: str) -> None:
    for tag, attributes in Elements(prose_html(text)).elements:
        assert tag == "a"
        assert set(attributes) <= {"href", "title"}
        assert (attributes["href"] or "").startswith("https://grove.org")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "Set `max_tokens`, *mind* the **limit**, and read [the *card*](https://grove.org).",
            "Set max_tokens, mind the limit, and read the card.",
        ),
        (r"2 \* 3 < 4 & 5", r"2 \* 3 < 4 & 5"),
        ("<b>x</b> ![y](javascript:z)", "<b>x</b> ![y](javascript:z)"),
        ("[x]() y", "[x]() y"),
    ],
)
def test_plain_text_leaves_the_marks_out(text: str, plain: str) -> None:
    assert prose_text(text) == plain


@pytest.mark.parametrize("text", ["*" * 1000, "[" * 1000, "`" * 999 + " ", "[x](" * 250, "**a *b " * 140, "\\" * 1000])
def test_hostile_texts_of_full_length_end_quickly(text: str) -> None:
    assert Elements(prose_html(text)).text


@given(st.one_of(st.text(), st.text("ab &<>\"'!]()\n\t#-_*`[")))
def test_a_text_without_marks_needs_no_parser(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        short = prose_html(text), prose_text(text)
        patch.setattr(prose, "_MARKS", re.compile(""))
        assert (prose_html(text), prose_text(text)) == short


@pytest.mark.parametrize(
    "text",
    [
        "Set `max_tokens`, *mind* the **limit**, and read [the *card*](https://grove.org).",
        "[x](javascript:alert(1)) [y](data:text/html,x)",
        "![x](https://grove.org/a.png) and ![y](javascript:z)",
        "# no heading",
        "- no list",
        "1. no list",
        "> no quotation",
        "<b>x</b> <!-- y --> <https://grove.org>",
        "&lt; &#x3c; & < >",
        r"2 \* 3 \ 4",
        "snake_case __init__ _x_ ~~y~~ a | b",
        "`` a`b `` [x](https://grove.org/a_(b))",
        "[x]() y",
        "[x]: https://grove.org",
        "==",
    ],
)
def test_other_parsers_find_no_more_in_it_than_ours(text: str) -> None:
    """A twin is read by strangers' parsers: what is literal on the page is literal there."""
    theirs = Elements(MarkdownIt("gfm-like", {"linkify": False}).render(prose_markdown(text)))
    ours = Elements(prose_html(text))
    assert theirs.text.strip() == ours.text.strip()
    assert [tag for tag, _ in theirs.elements if tag != "p"] == [tag for tag, _ in ours.elements]
