"""The live preview: a mistake in a template ends no server and shows in the browser, as one in the catalog does."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from powerhouse_site.addresses import Addresses
from powerhouse_site.entries import Entry
from powerhouse_site.linking import Scripts
from powerhouse_site.pages.health.links import LinkHealth
from powerhouse_site.pages.page import Page
from powerhouse_site.plugin.kept import Kept
from powerhouse_site.plugin.problems import Problem, problem_list
from powerhouse_site.rendering import Renderer

log: logging.LoggerAdapter[logging.Logger] = get_plugin_logger("powerhouse")

_FRAGMENT = Markup(
    '<div class="ph ph-wide"><h1 id="title">This page cannot be drawn</h1><div class="ph-broken">{}</div></div>'
)
_PAGE = Markup(
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
    '<meta name="color-scheme" content="light dark">\n<title>The theme cannot be drawn</title>\n'
    "<style>body{{font:15px/1.5 sans-serif;margin:24px}}pre{{overflow:auto}}p{{overflow-wrap:anywhere}}</style>\n"
    "</head>\n<body>\n<h1>The theme cannot be drawn</h1>\n{}\n</body>\n</html>\n"
)


class Mistakes:
    """The mistakes in templates that a rebuild comes upon, each logged once."""

    def __init__(self) -> None:
        self._told: set[Problem] = set()

    def drawn(self, draw: Callable[[], str], frame: Markup) -> str:
        """What `draw` gives, or what is wrong with the template, in a frame."""
        try:
            return draw()
        except Exception as error:  # noqa: BLE001 - a template may raise anything
            return self.tell(error, frame)

    def tell(self, error: Exception, frame: Markup) -> str:
        """Log what a template raised, and put it into a frame."""
        problem = Problem.of_template(error)
        if problem not in self._told:
            log.error("a template cannot be drawn\n\n%s\n", problem)
        self._told.add(problem)
        return frame.format(problem_list([problem]))


class PreviewRenderer(Renderer):
    """Draws pages like any renderer. A page whose template fails says so in the place of its content."""

    def __init__(
        self, templates: Path, addresses: Addresses, kept: Kept, links: LinkHealth, *, scripts: Scripts
    ) -> None:
        super().__init__(templates, addresses, kept.compiled, links, scripts=scripts)
        self._mistakes = Mistakes()

    def fragment(self, page: Page) -> str:
        """The HTML of `page` inside the site's frame, or what is wrong with its template."""
        return self._mistakes.drawn(lambda: super(PreviewRenderer, self).fragment(page), _FRAGMENT)

    def redirect(self, entry: Entry) -> str:
        """The page at a former address of `entry`, or what is wrong with its template."""
        return self._mistakes.drawn(lambda: super(PreviewRenderer, self).redirect(entry), _PAGE)


def guard(env: jinja2.Environment, config: MkDocsConfig, kept: Kept) -> None:
    """Let no mistake in the theme's templates end the server: the pages tell of it."""
    mistakes = Mistakes()

    class Guarded(jinja2.Template):
        """A template that says what is wrong with it instead of raising it."""

        def render(self, *args: Any, **kwargs: Any) -> str:
            return mistakes.drawn(lambda: super(Guarded, self).render(*args, **kwargs), _PAGE)

    env.bytecode_cache = kept.compiled
    env.template_class = Guarded
    names = ["main.html", *sorted(config.theme.static_templates)]
    try:
        for name in names:
            env.get_template(name)
    except jinja2.TemplateError as error:
        env.globals["broken"] = mistakes.tell(error, _PAGE)
        env.loader = jinja2.DictLoader(dict.fromkeys(names, "{{ broken }}"))
