"""All styles of the site as one short file: what is used of the theme's, then our own in the order of `extra_css`.

Sixteen files would be asked for one after another before a reader sees anything.
"""

import hashlib
import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from rcssmin import cssmin

from powerhouse_site.plugin.used_styles import only_used

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
    ours = "\n".join(str(cssmin(file.content_string)) for file in whole[len(theirs) :])
    text = f"{only_used(''.join(map(_without_map, whole[: len(theirs)])), ours)}\n{ours}"
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    combined = File.generated(config, f"assets/site.{digest}.css", content=text)
    for file in whole:
        files.remove(file)
        if sources := files.get_file_from_path(f"{file.src_uri}.map"):
            files.remove(sources)
    files.append(combined)
    config.extra_css = []
    return combined.url


def _without_map(file: File) -> str:
    """The text of a style of the theme, without the name of its source map."""
    return re.sub(r"/\*# sourceMappingURL=.*?\*/\s*", "", file.content_string)
