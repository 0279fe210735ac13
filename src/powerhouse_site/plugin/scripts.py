"""The site's own scripts as readers load them: linked, without comments and white space, and with short names inside.

What shortens names has no wheel for every machine; where there is none, names stay as they are written.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from rjsmin import jsmin

from powerhouse_site.linking import LinkError, Scripts

try:
    from minify import string as _minified
except ImportError:
    _minified = None


def read(config: MkDocsConfig) -> Scripts:
    """The scripts of the documentation's folder. Raises PluginError for such as cannot be linked."""
    try:
        return Scripts.below(Path(config.docs_dir))
    except LinkError as error:
        raise PluginError(f"the scripts cannot be linked: {error}") from error


def shorten(script: str) -> str:
    """A script that does the same in fewer characters."""
    return str(jsmin(script) if _minified is None else _minified("application/javascript", script))


def link(files: Files, scripts: Scripts, *, short: bool) -> None:
    """Put the linked scripts in the place of those that are written; `short` as readers load them."""
    for name in scripts.names:
        if (file := files.get_file_from_path(name)) is None:
            continue
        if text := scripts.chunks.get(name):
            file.content_string = shorten(text) if short else text
        else:
            files.remove(file)
