"""Free text of the catalog: inline code, emphasis and http(s) links, and nothing else."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from markupsafe import Markup

_MARKS = re.compile(r"[`*_\[\\\r\0]")
"""What the parser looks for. It leaves a text without any of them as it is."""
_SPECIAL = re.compile(r"[\\`*\[\]<|]|~~|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])|&(?=#?[0-9A-Za-z]+;)")
_ODD = re.compile(r"[\\`*_\[\]<|~&]")
"""A text without any of these has nothing special in it, which is found out sooner."""
_BLOCK = re.compile(r"^((?=[-+#>=])|\d{1,9}(?=[.)] ))([-+#>=.)])")
"""What begins a list, a heading or a quotation at the start of a line."""
_PARENTHESIS = re.compile(r"[()]")


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


def prose_markdown(text: str) -> str:
    """The text as Markdown of one line in which other parsers find the same code, emphasis and links, and no more."""
    line = " ".join(text.split())
    if not _MARKS.search(line):
        return _escape(line)
    tokens = _parser().parseInline(line)[0].children or []
    _undo_empty_links(tokens)
    pieces: list[str] = []
    target = ""  # one is enough: no link is inside another
    for token in tokens:
        if token.type == "link_open":
            target = f"{token.attrGet('href')}"
            if pieces and pieces[-1].endswith("!"):
                pieces[-1] = f"{pieces[-1][:-1]}\\!"  # no image
            pieces.append("[")
        elif token.type == "link_close":
            pieces.append(f"](<{target}>)" if _PARENTHESIS.search(target) else f"]({target})")
        else:
            pieces.append(_written(token))
    return "".join(pieces)


def _written(token: Token) -> str:
    """A token as it is typed."""
    if token.type == "code_inline":
        space = " " if token.content.startswith("`") or token.content.endswith("`") else ""
        return f"{token.markup}{space}{token.content}{space}{token.markup}"
    return _escape(token.content) if token.type == "text" else token.markup


def _escape(text: str) -> str:
    """Text of which no parser makes marks: each character that may be one gets a backslash."""
    if _ODD.search(text):
        text = _SPECIAL.sub(r"\\\g<0>", text)
    return _BLOCK.sub(r"\1\\\2", text) if _BLOCK.match(text) else text


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
