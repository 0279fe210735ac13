"""All styles of the site as one short file: those of the theme first, then our own in the order of `extra_css`.

Sixteen files would be asked for one after another before a reader sees anything.
"""

import hashlib
import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from rcssmin import cssmin

_OF_THEME = re.compile(r"assets/stylesheets/(main|palette)\.\w+\.min\.css")


def combine(files: Files, config: MkDocsConfig) -> str | None:
    """Put one file in the place of all others and give its address below the site's root.

    None where a style is not among the files, as under another theme: then every one stays what and where it is.
    """
    theirs = [file.src_uri for file in files if _OF_THEME.fullmatch(file.src_uri)]
    names = [*sorted(theirs), *map(str, config.extra_css)]
    found = [files.get_file_from_path(name) for name in names]
    whole = [file for file in found if file is not None]
    if len(theirs) != 2 or len(whole) != len(names):
        return None
    text = "\n".join(_short(file, config) for file in whole)
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    combined = File.generated(config, f"assets/site.{digest}.css", content=text)
    for file in whole:
        files.remove(file)
        if sources := files.get_file_from_path(f"{file.src_uri}.map"):
            files.remove(sources)
    files.append(combined)
    config.extra_css = []
    return combined.url


def _short(file: File, config: MkDocsConfig) -> str:
    """The text of a style: ours without comments and white space, the theme's without the name of its source map."""
    text = file.content_string
    return (
        str(cssmin(text)) if file.src_dir == config.docs_dir else re.sub(r"/\*# sourceMappingURL=.*?\*/\s*", "", text)
    )
