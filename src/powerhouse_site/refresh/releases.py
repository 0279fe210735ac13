"""The last release of a package, read from what its index answers."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from packaging.utils import InvalidSdistFilename, InvalidWheelFilename, parse_sdist_filename, parse_wheel_filename
from packaging.version import InvalidVersion, Version


@dataclass(frozen=True, kw_only=True)
class Release:
    """A version and the day on which its first file came out."""

    version: str
    day: datetime.date


def last_of_simple(document: Mapping[str, Any]) -> Release | None:
    """The last final release in a page of the Simple API as JSON (PEP 691), with upload times (PEP 700).

    Yanked files and pre-releases do not count. None where no file tells its upload time.
    """
    days: dict[Version, datetime.date] = {}
    for file in document.get("files", ()):
        version = _version_of(str(file.get("filename", "")))
        day = _day_of(file.get("upload-time"))
        if version is None or day is None or version.is_prerelease or file.get("yanked"):
            continue
        days[version] = min(day, days.get(version, day))
    last = max(days, default=None)
    return None if last is None else Release(version=str(last), day=days[last])


def last_of_npm(document: Mapping[str, Any]) -> Release | None:
    """The release that the tag `latest` names in the full document of a package, as npm registries answer it."""
    version = _mapping(document, "dist-tags").get("latest")
    day = _day_of(_mapping(document, "time").get(version)) if isinstance(version, str) else None
    return Release(version=str(version), day=day) if day is not None else None


def _mapping(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = document.get(name)
    return found if isinstance(found, dict) else {}


def _version_of(filename: str) -> Version | None:
    try:
        if filename.endswith(".whl"):
            return parse_wheel_filename(filename)[1]
        return parse_sdist_filename(filename)[1]
    except (InvalidWheelFilename, InvalidSdistFilename, InvalidVersion):
        return None


def _day_of(time: object) -> datetime.date | None:
    try:
        return datetime.datetime.fromisoformat(str(time)).astimezone(datetime.UTC).date()
    except ValueError:
        return None
