"""What answers of certain hosts mean, as data: a row a rule, and a test a row. Only who has an answer needs it.

- `SIGNS`: answers that mean something else than their status says.
- `_SCRIPT_FRAGMENTS`: fragments that scripts make, so that no page has them.
"""

import datetime
import re
from typing import NamedTuple
from urllib.parse import parse_qs

from powerhouse_site.links.check.chains import Chain
from powerhouse_site.links.check.hosts import GONE, Meaning
from powerhouse_site.links.transport.addresses import Address
from powerhouse_site.links.verdicts import Reason, Verdict

_ANY = re.compile(r".*")


class Sign(NamedTuple):
    """An answer that means something else: its end or its start on a host, its status, and words in head or page."""

    name: str
    meaning: Meaning
    host: re.Pattern[str] = _ANY
    path: re.Pattern[str] = _ANY
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
        meaning=GONE,
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
