"""The `mkdocs.yml` of the plain folder: that of the repository, without what only our plugin and templates can do."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from powerhouse_site.pages.navigation import navigation
from powerhouse_site.pages.page import Page

_KEPT = ("site_name", "site_description", "copyright", "markdown_extensions", "extra", "extra_css", "extra_javascript")


def plain_settings(text: str, pages: Sequence[Page], *, site: str) -> str:
    """The settings of a plain folder, from the text of those of the repository. Raises ValueError for none."""
    try:
        settings = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(f"it is no YAML: {error}") from error
    if not isinstance(settings, Mapping):
        raise ValueError("it holds no settings")  # noqa: TRY004 - a value of a file, not of a program
    theme = {key: value for key, value in _mapping(settings.get("theme")).items() if key != "custom_dir"}
    plain: dict[str, Any] = {key: settings[key] for key in _KEPT if key in settings}
    plain |= {"docs_dir": "docs", "site_dir": "site", "theme": theme, "plugins": ["search"]}
    if site:
        plain["site_url"] = site
    plain["nav"] = navigation(pages, settings.get("nav") or [])
    plain["validation"] = {"nav": {"omitted_files": "info"}}  # pages of entries are in none
    return yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=120)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {"name": value}
