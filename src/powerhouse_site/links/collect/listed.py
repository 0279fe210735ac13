"""The addresses in a list, one a line."""

from powerhouse_site.links.collect.found import Found
from powerhouse_site.links.verdicts import Location


def in_list(text: str, name: str) -> list[Found]:
    """The lines of a list that are not empty; one that begins with # is a comment."""
    found: list[Found] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        url = line.strip()
        if url and not url.startswith("#"):
            found.append(Found(url, Location(name, number, line.index(url) + 1)))
    return found
