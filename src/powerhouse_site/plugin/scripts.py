"""The site's own scripts as readers load them: without comments and white space."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from rjsmin import jsmin


def minify(files: Files, config: MkDocsConfig) -> None:
    """Shorten the scripts of the documentation folder; those of the theme are short already."""
    for file in files:
        if file.src_uri.endswith(".js") and file.src_dir == config.docs_dir:
            file.content_string = jsmin(file.content_string)
