"""The addresses in HTML."""

import bisect
import re

from powerhouse_site.links.collect.found import Found, is_web_address
from powerhouse_site.links.markup import tags
from powerhouse_site.links.verdicts import Location

LINKING = ("href", "src", "cite", "poster", "data", "action", "formaction")
"""Attributes that hold an address."""
LISTING = ("srcset", "imagesrcset")
"""Attributes that hold several."""
_NO_LINKS = frozenset({"preconnect", "dns-prefetch"})
_CANDIDATE = re.compile(r"([^\s,](?:\S*[^\s,])?)(?:\s+[^,]*)?(?:,|$)")


def in_html(text: str, name: str) -> list[Found]:
    """The absolute addresses in a page, which goes by `name`; the field is that of element and attribute."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    found: list[Found] = []
    for tag in tags(text):
        if tag.name == "link" and _NO_LINKS.intersection(tag.attributes.get("rel", "").lower().split()):
            continue
        for attribute, value in tag.attributes.items():
            for url in addresses_of(attribute, value):
                if not is_web_address(url):
                    continue
                at = text.find(url, tag.attributes_offset)
                line = bisect.bisect_right(starts, at if at >= 0 else tag.offset)
                column = (at if at >= 0 else tag.offset) - starts[line - 1] + 1
                found.append(Found(url, Location(name, line, column, f"{tag.name}.{attribute}")))
    return found


def addresses_of(attribute: str, value: str) -> list[str]:
    """The addresses in an attribute."""
    if attribute in LINKING:
        return [value.strip()] if value.strip() else []
    return _CANDIDATE.findall(value) if attribute in LISTING else []
