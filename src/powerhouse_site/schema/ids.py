"""Ids that no entry can have: another page has their address, or Windows can have no such file."""

import re

from powerhouse_site.schema.kinds import Kind

_FURTHER_PAGE = re.compile(r"page-[0-9]+")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?")
"""What Windows takes for a device, whatever stands behind the first point."""
_FILES_OF_A_FOLDER = ("index.html", "index.md")


def taken_by(kind: Kind, slug: str) -> str | None:
    """What the id `slug` of `kind` is already, in words; None where it is free."""
    if slug in (*_FILES_OF_A_FOLDER, *kind.narrower, kind.items) or _FURTHER_PAGE.fullmatch(slug):
        return "is the address of another page of the site"
    if _DEVICE.fullmatch(slug):
        return "is the name of a device on Windows, where no file can be called so"
    return None
