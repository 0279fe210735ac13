"""The addresses in Markdown: links, images, autolinks, and HTML inside of it; what is code leads nowhere."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from powerhouse_site.links.collect.found import Found, Lines, is_web_address
from powerhouse_site.links.collect.html import in_html
from powerhouse_site.links.verdicts import Location


def in_markdown(text: str, name: str) -> list[Found]:
    """The addresses in a text, which goes by `name`."""
    parser = MarkdownIt("commonmark").enable("table")
    setattr(parser, "normalizeLink", str)  # noqa: B010 - untyped; addresses stay as they are written
    lines = Lines(text)
    found: list[Found] = []
    places: dict[str, tuple[int, int]] = {}
    for block in parser.parse(text):
        first, last = (block.map[0] + 1, block.map[1]) if block.map else (1, None)
        for kind, url in _addresses(block):
            after = places.get(url, (1, 0))
            start = max((first, 1), (after[0], after[1] + 1))
            at = lines.find(url, *start, last) or lines.find(url, 1)  # definitions stand anywhere
            places[url] = at or (first, 1)
            found.append(Found(url, Location(name, *places[url], kind)))
    return found


def _addresses(block: Token) -> Iterator[tuple[str, str]]:
    for token in (block, *(block.children or ())):
        if token.type in ("link_open", "image"):
            name = "href" if token.type == "link_open" else "src"
            url = str(token.attrGet(name) or "")
            if is_web_address(url):
                yield "link" if name == "href" else "image", url
        elif token.type in ("html_inline", "html_block"):
            yield from ((each.location.field, each.url) for each in in_html(token.content, ""))
