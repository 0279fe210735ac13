"""Free text of the catalog: inline code, emphasis and http(s) links, and nothing else."""

from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup


def prose_html(text: str) -> Markup:
    """The text as safe HTML. Everything but code, emphasis and links is shown as it was typed."""
    return Markup(_parser().renderInline(text))  # noqa: S704 - the parser escapes all text and has HTML turned off


def prose_text(text: str) -> str:
    """The text without its marks, for titles, descriptions and search."""
    tokens = _parser().parseInline(text)[0].children or []
    return "".join(token.content for token in tokens if token.type in ("text", "code_inline"))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False}).enable(["backticks", "emphasis", "escape", "link"])
    setattr(parser, "validateLink", _is_web_address)  # noqa: B010 - the documented way to set the rule, and untyped
    return parser


def _is_web_address(address: str) -> bool:
    return address.startswith(("https://", "http://"))
