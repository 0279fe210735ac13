"""The site's own scripts as readers load them: without comments and white space, and with short names inside.

What shortens names has no wheel for every machine; where there is none, names stay as they are written.
"""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from rjsmin import jsmin

try:
    from minify import string as _minified
except ImportError:
    _minified = None


def shorten(script: str) -> str:
    """A script that does the same in fewer characters."""
    return str(jsmin(script) if _minified is None else _minified("application/javascript", script))


def minify(files: Files, config: MkDocsConfig) -> None:
    """Shorten the scripts of the documentation folder; those of the theme are short already."""
    for file in files:
        if file.src_uri.endswith(".js") and file.src_dir == config.docs_dir:
            file.content_string = shorten(file.content_string)
