"""Ids that no entry can have, since another page has their address."""

import re

from powerhouse_site.schema.kinds import Kind

_FURTHER_PAGE = re.compile(r"page-[0-9]+")
_FILES_OF_A_FOLDER = ("index.html", "index.md")


def taken_by(kind: Kind, slug: str) -> str | None:
    """What has the address of the id `slug` of `kind`, in words; None where it is free."""
    if slug in (*_FILES_OF_A_FOLDER, *kind.narrower, kind.items) or _FURTHER_PAGE.fullmatch(slug):
        return "is the address of another page of the site"
    return None
