"""What is special about certain hosts, as data: a row a rule, and a test a row.

- `PROBES`: addresses that are asked in the place of a page that always answers 200, and what their answers mean.
- `SIGNS`: answers that mean something else than their status says.
- `LINE_NUMBERS` and the like: fragments that scripts make, so that no page has them.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, quote

from powerhouse_site.links.check.chains import Chain
from powerhouse_site.links.transport.addresses import Address
from powerhouse_site.links.verdicts import Reason, Verdict

Meaning = tuple[Verdict, Reason]
_OK: Meaning = (Verdict.OK, Reason.OK)
_GONE: Meaning = (Verdict.BROKEN, Reason.NOT_FOUND)


@dataclass(frozen=True, kw_only=True)
class Step:
    """An address to ask, with `{id}` for what the rule has found, and what each status means; None asks the next."""

    url: str
    meanings: Mapping[int, Meaning | None]


@dataclass(frozen=True, kw_only=True)
class Probe:
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
                meanings={200: _OK, 404: _GONE, 400: _GONE, 401: None, 403: None},
            ),
            Step(url="https://i.ytimg.com/vi/{id}/hqdefault.jpg", meanings={200: _OK, 404: _GONE}),
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
                meanings={200: _OK, 404: _GONE, 400: _GONE},
            ),
        ),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Sign:
    """An answer that means something else: its end or its start on a host, its status, and words in head or page."""

    name: str
    meaning: Meaning
    host: re.Pattern[str] = field(default_factory=lambda: re.compile(r".*"))
    path: re.Pattern[str] = field(default_factory=lambda: re.compile(r".*"))
    statuses: frozenset[int] = frozenset()
    words: re.Pattern[str] | None = None

    def fits(self, chain: Chain) -> bool:
        """Whether the answer at the end of a chain bears the sign."""
        end = chain.end
        if self.statuses and chain.status not in self.statuses:
            return False
        if not self.host.fullmatch(end.host) or not self.path.match(end.path):
            return False
        if self.words is None:
            return True
        heads = "\n".join((chain.signs or {}).values())
        return bool(self.words.search(heads) or (chain.page and self.words.search(chain.page.text[:65536])))


SIGNS = (
    Sign(
        name="hugging-face-no-repository",
        host=re.compile(r"(?:.*\.)?huggingface\.co|hf\.co"),
        statuses=frozenset({401, 404}),
        words=re.compile(r"RepoNotFound|Repository not found", re.IGNORECASE),
        meaning=_GONE,
    ),
    Sign(
        name="google-sign-in",
        host=re.compile(r"accounts\.google\.[a-z.]+"),
        meaning=(Verdict.UNCERTAIN, Reason.LOGIN),
    ),
    Sign(
        name="google-service-login",
        host=re.compile(r"(?:.*\.)?google\.[a-z.]+"),
        path=re.compile(r"/(?:ServiceLogin|signin|v3/signin)", re.IGNORECASE),
        meaning=(Verdict.UNCERTAIN, Reason.LOGIN),
    ),
    Sign(
        name="github-sign-in",
        host=re.compile(r"github\.com"),
        path=re.compile(r"/login(?:/|$)"),
        meaning=(Verdict.UNCERTAIN, Reason.LOGIN),
    ),
)

_SIGNED = re.compile(
    r"[?&](?:X-Amz-Signature|X-Goog-Signature|Signature|GoogleAccessId|sig|Key-Pair-Id|token_expires)=", re.IGNORECASE
)
_EXPIRED_WORDS = re.compile(
    r"request has expired|expired ?token|signature (?:has )?expired|ExpiredToken|link (?:has )?expired"
    r"|signed expiry time|AuthenticationFailed.*expir|url (?:has )?expired",
    re.IGNORECASE | re.DOTALL,
)
_REFUSALS = frozenset({400, 401, 403, 410})


def is_expired_signature(chain: Chain, now: datetime.datetime) -> bool:
    """Whether an address was signed for a time that is over, by its own words or by those of the host."""
    end = chain.end
    if chain.status not in _REFUSALS or not _SIGNED.search(f"?{end.query}"):
        return False
    if chain.page is not None and _EXPIRED_WORDS.search(chain.page.text[:65536]):
        return True
    expiry = signature_expiry(end)
    return expiry is not None and expiry < now


def signature_expiry(address: Address) -> datetime.datetime | None:
    """Until when a signed address is good, as it says itself; None where it does not."""
    words = {name.lower(): values[0] for name, values in parse_qs(address.query).items()}
    try:
        for vendor in ("amz", "goog"):
            if f"x-{vendor}-date" in words and f"x-{vendor}-expires" in words:
                begun = datetime.datetime.fromisoformat(words[f"x-{vendor}-date"])
                lasts = datetime.timedelta(seconds=int(words[f"x-{vendor}-expires"]))
                return begun.replace(tzinfo=datetime.UTC) + lasts
        if "expires" in words:
            return datetime.datetime.fromtimestamp(int(words["expires"]), datetime.UTC)
        if "se" in words and "sig" in words:
            moment = datetime.datetime.fromisoformat(words["se"])
            return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    except (ValueError, OverflowError):
        return None
    return None


_SCRIPT_FRAGMENTS = (
    (
        re.compile(r"(?:.*\.)?(?:github\.com|gitlab\.com|huggingface\.co|codeberg\.org|bitbucket\.org)"),
        re.compile(
            r"L[0-9]+(?:C[0-9]+)?(?:-L?[0-9]+(?:C[0-9]+)?)?|lines-[0-9:,]+"
            r"|(?:issuecomment|discussioncomment|pullrequestreview|discussion_r|issue|diff|event|ref|note_)[-_a-z0-9]*[0-9].*",
            re.IGNORECASE,
        ),
    ),
    (re.compile(r"(?:docs|drive|sites|colab\.research)\.google\.com|colab\.google"), re.compile(r".*")),
)


def is_made_by_scripts(address: Address, fragment: str) -> bool:
    """Whether no page of the host has such a fragment before its scripts run."""
    return any(host.fullmatch(address.host) and name.fullmatch(fragment) for host, name in _SCRIPT_FRAGMENTS)


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
