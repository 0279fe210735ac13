"""Pages as HTML: the Jinja environment, its filters, and the fragment of each page."""

import math
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from jinja2 import BytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps

from powerhouse_site.addresses import Addresses
from powerhouse_site.compiling import QuickEnvironment
from powerhouse_site.entries import Entry
from powerhouse_site.exports.json_ld import json_ld
from powerhouse_site.linking import Scripts
from powerhouse_site.pages.health.links import NO_REPORT, LinkHealth
from powerhouse_site.pages.page import Page
from powerhouse_site.pages.words import (
    breakable,
    count_words,
    date_words,
    limit_words,
    month_words,
    parameter_words,
    range_words,
    token_words,
)
from powerhouse_site.prose import prose_html, prose_text

_NONE = Scripts({})


class Renderer:
    """Draws pages with the templates of one folder.

    A template gets `page`, its `view`, and `to(url)`, the relative address of another page of the site. All values
    are escaped; an unknown name in a template raises jinja2.UndefinedError. `compiled` keeps compiled templates for the
    next renderer. `links` marks outbound links that are dead or have moved. `scripts` tell which files a page asks for
    to run one. Without `twins` no page names its twin as Markdown.
    """

    def __init__(  # noqa: PLR0913 - four of them have defaults
        self,
        templates: Path,
        addresses: Addresses,
        compiled: BytecodeCache | None = None,
        links: LinkHealth = NO_REPORT,
        *,
        scripts: Scripts = _NONE,
        twins: bool = True,
    ) -> None:
        self._environment = QuickEnvironment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=compiled,
            cache_size=-1,  # there are few, and each is asked for again with every page
            auto_reload=False,  # the live preview makes another renderer when a template has changed
        )
        self._environment.filters.update(
            prose=prose_html,
            plain=prose_text,
            date_words=date_words,
            month_words=month_words,
            parameter_words=parameter_words,
            token_words=token_words,
            count_words=count_words,
            range_words=range_words,
            limit_words=limit_words,
            breakable=breakable,
            log_share=log_share,
            json_ld=lambda view: htmlsafe_json_dumps(
                json_ld(view.owner.catalog, view.entry, addresses.site), ensure_ascii=False
            ),
        )
        self._environment.globals.update(
            addresses=addresses, link_health=links, scripts=scripts, has_twins=twins, once_each=lru_cache(1024)
        )

    def fragment(self, page: Page) -> str:
        """The HTML of `page` inside the site's frame."""
        return self._environment.get_template(page.template).render(page=page, view=page.view, to=page.link_to)

    def parts(self, page: Page) -> Iterator[str]:
        """The same bit by bit, for pages that take long."""
        template = self._environment.get_template(page.template)
        return template.generate(page=page, view=page.view, to=page.link_to)

    def redirect(self, entry: Entry) -> str:
        """A whole page that stands at a former address of `entry` and leads to the present one."""
        return self._environment.get_template("redirect.html").render(entry=entry)


def log_share(value: float, low: float, high: float) -> float:
    """Where `value` stands between `low` and `high` on a log scale, from 0 to 100 with two decimals."""
    if value <= low or high <= low or low <= 0:
        return 0.0
    return round(min(1.0, math.log(value / low) / math.log(high / low)) * 100, 2)
