"""What a page of the site may load and run: one content security policy for all pages.

The theme has scripts inside its pages; they are allowed by their hash. The hashes are taken from the theme drawn around
nothing: no content, no title, no navigation. So a script that comes into a page with its content is in no hash.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import is_error_template

_DATA = {"application/json", "application/ld+json"}
"""Types of scripts that a browser does not run."""
_ALIGNED = re.compile(r'(<t[dh]) style="text-align: (left|center|right);"')


def policy(frames: Iterable[str], *, preview: bool) -> str:
    """The policy that allows what stands in `frames` and what the site serves, and nothing else.

    The live preview puts a script of its own into each page, with another text each time; so there, and only there,
    every script inside a page may run.
    """
    inline = _Inline.of(frames)
    scripts = ["'unsafe-inline'"] if preview else _hashes(inline.scripts)
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *scripts],
        "style-src": ["'self'", *_hashes(inline.styles)],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def bare_frames(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> Iterator[str]:
    """The theme around an empty page at each depth that the site has, and its pages that are templates of their own.

    Scripts of the theme differ by depth, since they name the root of the site by a relative address.
    """
    nothing = Navigation([], [])
    template = env.get_template("main.html")
    for depth in sorted({file.dest_uri.count("/") for file in files if file.dest_uri.endswith(".html")}):
        page = Page("", File.generated(config, "x/" * depth + "index.md", content=""), config)
        page.content, page.toc = "", TableOfContents([])
        yield template.render(get_context(nothing, Files([]), config, page))
    for name in sorted(config.theme.static_templates):
        if name.endswith(".html"):
            base = urlsplit(config.site_url or "/").path if is_error_template(name) else "."
            yield env.get_template(name).render(get_context(nothing, Files([]), config, base_url=base))


def without_styles(html: str) -> str:
    """Markdown's aligned table cells with a class instead of a style, which the policy would not allow."""
    return _ALIGNED.sub(r'\1 class="ph-align-\2"', html)


def _hashes(texts: Iterable[str]) -> list[str]:
    digests = sorted({hashlib.sha256(text.encode()).digest() for text in texts})
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


class _Inline(HTMLParser):
    """Collects the texts of scripts and styles that stand inside a page."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self._open: list[str] | None = None

    @classmethod
    def of(cls, pages: Iterable[str]) -> "_Inline":
        """Read the pages."""
        inline = cls()
        for page in pages:
            inline.feed(page)
        return inline

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a text."""
        given = dict(attrs)
        if tag == "script" and "src" not in given and given.get("type") not in _DATA:
            self._begin(self.scripts)
        elif tag == "style":
            self._begin(self.styles)

    def handle_endtag(self, tag: str) -> None:
        """End a text."""
        if tag in {"script", "style"}:
            self._open = None

    def handle_data(self, data: str) -> None:
        """Go on with a text, which may come in several pieces."""
        if self._open is not None:
            self._open[-1] += data

    def _begin(self, texts: list[str]) -> None:
        texts.append("")
        self._open = texts
