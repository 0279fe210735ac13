"""What is asked of certain hosts in the place of a page, as data: a row a rule, and a test a row.

What their answers mean in the end is in `signs`.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

from powerhouse_site.links.transport.addresses import Address
from powerhouse_site.links.verdicts import Reason, Verdict

Meaning = tuple[Verdict, Reason]
_OK: Meaning = (Verdict.OK, Reason.OK)
GONE: Meaning = (Verdict.BROKEN, Reason.NOT_FOUND)


class Step(NamedTuple):
    """An address to ask, with `{id}` for what the rule has found, and what each status means; None asks the next."""

    url: str
    meanings: Mapping[int, Meaning | None]


class Probe(NamedTuple):
    """What is asked for addresses that the pattern fits. Where no status is known, the address itself is checked."""

    name: str
    pattern: re.Pattern[str]
    steps: tuple[Step, ...]

    def addresses(self, url: str) -> list[tuple[str, Mapping[int, Meaning | None]]]:
        """The addresses to ask for `url`; none where the rule does not fit."""
        found = self.pattern.match(url)
        if not found:
            return []
        words = {"id": found["id"], "page": quote(found[0], safe="")}
        return [(step.url.format(**words), step.meanings) for step in self.steps]


PROBES = (
    Probe(
        name="youtube",
        pattern=re.compile(
            r"https?://(?:(?:www|m|music)\.)?(?:youtube(?:-nocookie)?\.com/(?:watch\?(?:[^#]*&)?v=|embed/|shorts/|live/|v/)"
            r"|youtu\.be/)(?P<id>[A-Za-z0-9_-]{6,20})(?![A-Za-z0-9_-])"
        ),
        steps=(
            Step(
                url="https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3D{id}",
                meanings={200: _OK, 404: GONE, 400: GONE, 401: None, 403: None},
            ),
            Step(url="https://i.ytimg.com/vi/{id}/hqdefault.jpg", meanings={200: _OK, 404: GONE}),
        ),
    ),
    Probe(
        name="youtube-playlist",
        pattern=re.compile(
            r"https?://(?:(?:www|m|music)\.)?youtube\.com/playlist\?(?:[^#]*&)?list=(?P<id>[A-Za-z0-9_-]{6,60})"
        ),
        steps=(
            Step(
                url="https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fwww.youtube.com%2Fplaylist%3Flist%3D{id}",
                meanings={200: _OK, 404: GONE, 400: GONE},
            ),
        ),
    ),
)


_REPOSITORY = re.compile(r"/(?P<owner>[A-Za-z0-9-]{1,39})/(?P<name>[A-Za-z0-9._-]{1,100}?)(?:\.git)?/?$")
_NO_OWNERS = frozenset(
    {"about", "apps", "collections", "customer-stories", "enterprise", "explore", "features", "marketplace", "orgs"}
    | {"pricing", "search", "settings", "site", "sponsors", "stars", "topics", "trending", "users", "security"}
)
GITHUB_API = "https://api.github.com/repos/{owner}/{name}"


def repository_of(address: Address) -> tuple[str, str] | None:
    """Owner and name of the repository on GitHub whose page this is."""
    found = _REPOSITORY.match(address.path) if address.host in ("github.com", "www.github.com") else None
    if not found or found["owner"].lower() in _NO_OWNERS:
        return None
    return found["owner"], found["name"]
