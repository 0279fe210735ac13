"""Free text of the catalog: inline code, emphasis and http(s) links, and nothing else."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from markupsafe import Markup

_MARKS = re.compile(r"[`*_\[\\\r\0]")
"""What the parser looks for. It leaves a text without any of them as it is."""


def prose_html(text: str) -> Markup:
    """The text as safe HTML. Everything but code, emphasis and links is shown as it was typed."""
    if not _MARKS.search(text):
        return Markup(escapeHtml(text))  # noqa: S704 - all of it is escaped
    parser = _parser()
    blocks = parser.parseInline(text)
    for block in blocks:
        _undo_empty_links(block.children or [])
    return Markup(parser.renderer.render(blocks, parser.options, {}))  # noqa: S704 - the parser escapes all text and has HTML turned off


def _undo_empty_links(tokens: list[Token]) -> None:
    """Turn links that lead nowhere, such as `[x]()`, back into text: the parser does not ask whether it may."""
    open_links: list[bool] = []
    for index, token in enumerate(tokens):
        if token.type == "link_open":
            open_links.append(not token.attrGet("href"))
        if token.type in ("link_open", "link_close") and open_links[-1]:
            text = "[" if token.type == "link_open" else "]()"
            tokens[index] = Token("text", "", 0, content=text)
        if token.type == "link_close":
            open_links.pop()


def prose_text(text: str) -> str:
    """The text without its marks, for titles, descriptions and search."""
    if not _MARKS.search(text):
        return text
    tokens = _parser().parseInline(text)[0].children or []
    _undo_empty_links(tokens)
    return "".join(token.content for token in tokens if token.type in ("text", "code_inline"))


def prose_links(text: str) -> list[str]:
    """The addresses that the text leads to, in its order."""
    if not _MARKS.search(text):
        return []
    tokens = _parser().parseInline(text)[0].children or []
    return [str(token.attrGet("href")) for token in tokens if token.type == "link_open" and token.attrGet("href")]


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False}).enable(["backticks", "emphasis", "link"])
    setattr(parser, "validateLink", _is_web_address)  # noqa: B010 - the documented way to set the rule, and untyped
    return parser


def _is_web_address(address: str) -> bool:
    return address.startswith(("https://", "http://"))
