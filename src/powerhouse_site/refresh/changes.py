"""What a release means for an entry: the values of its package, and the day on which its source was seen."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from powerhouse_site.refresh.edits import Path
from powerhouse_site.refresh.releases import Release
from powerhouse_site.schema.tools import Tool

SEEN_AGE = datetime.timedelta(days=30)
"""A source is marked as seen again when it was last seen longer ago."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """New values for an entry, and the change in words."""

    values: Mapping[Path, str]
    words: str


def change_of(tool: Tool, release: Release, today: datetime.date) -> Change | None:
    """The change that brings `tool` up to `release`; None where nothing differs and the source was seen lately."""
    package = tool.package
    if package is None:
        return None
    values: dict[Path, str] = {}
    words = "seen again"
    if package.version != release.version:
        values = {("package", "version"): release.version, ("package", "released"): str(release.day)}
        words = f"{_words(package.version, package.released)} -> {_words(release.version, release.day)}"
    for number, source in enumerate(tool.sources):
        supported = "package.released" in source.supports or "package" in source.supports
        is_old = source.checked.first_day < today - SEEN_AGE
        if supported and package.name in source.url and (values or is_old):
            values["sources", number, "checked"] = str(today)
    return Change(values=values, words=words) if values else None


def _words(version: str | None, day: object) -> str:
    return f"{version or 'no version'} ({day or 'no date'})"
