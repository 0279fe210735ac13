"""What a page says of itself: that it is missing, wants a login, keeps robots out; and which fragments it has."""

import re
from dataclasses import dataclass

from powerhouse_site.links.check.phrases import is_login, is_wall, says_missing
from powerhouse_site.links.markup import Outline, outline
from powerhouse_site.links.transport.addresses import Address, decoded
from powerhouse_site.links.transport.transport import Body

HINT_BYTES = 64 * 1024
"""What a page says of itself, it says this early."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_WALL_TEXT = re.compile(
    r"_cf_chl_opt|id=[\"']?challenge-(?:form|running|error)|_incapsula_resource"
    r"|/_sec/cp_challenge|px-captcha|captcha-delivery\.com|id=[\"']?anubis_challenge"
    r"|cdn-cgi/styles/challenges|sucuri_cloudproxy_js|enable javascript and cookies to continue",
    re.IGNORECASE,
)
_WALL_WORDS = ("_cf_chl", "challenge", "_incapsula", "captcha", "sucuri_cloudproxy", "enable javascript and cookies")
"""One of them stands in each text of a wall; to look for words takes a fraction of the time."""
_PASSWORD = re.compile(r"type\s*=\s*[\"']?password\b", re.IGNORECASE)
_LOGIN_PATH = re.compile(
    r"(?:^|/)(?:log[-_]?in|sign[-_]?in|log[-_]?on|sign[-_]?on|users/sign_in|servicelogin|wp-login\.php)"
    r"(?:\.[a-z]{2,5})?(?:/|$)|^/(?:sso|oauth2?|saml2?|cas|adfs|idp)(?:/|$)|/realms/[^/]+(?:/|$)|(?:^|/)sessions?/new$"
    r"|/openid-connect/auth",
    re.IGNORECASE,
)
_LOGIN_HOST = re.compile(r"^(?:accounts|login|signin|sso)\.|\.(?:okta|auth0|onelogin)\.com$", re.IGNORECASE)
_MISSING_PATH = re.compile(
    r"(?:^|/)(?:404|not[-_]?found|page[-_]not[-_]found|error[-_]?404|404[-_](?:error|not[-_]found))(?:\.[a-z]{2,5})?/?$"
    r"|(?:^|/)error/404(?:/|$)",
    re.IGNORECASE,
)
_HOME_PATH = re.compile(
    r"/?(?:[a-z]{2}(?:[-_][a-zA-Z]{2})?/?)?(?:(?:index|default|home)(?:\.[a-z]{2,5})?/?)?", re.IGNORECASE
)
_BESIDE = re.compile(
    r"utm\w*|ref|src|source|from|lang|hl|locale|redirect(?:ed|_from)?|error|404|not_?found", re.IGNORECASE
)
"""Names in the query of a home page that make no other page of it."""
_SCRIPT_ROOTS = frozenset({"root", "app", "__next", "__nuxt", "___gatsby", "svelte", "q-app"})
_LEAST_LETTERS = 100
"""A page with fewer letters and with scripts is put together by them."""


@dataclass(frozen=True)
class Page:
    """What was read of a page: the beginning of its text, its outline, and that of the beginning alone."""

    text: str
    complete: bool
    _beginning: Outline
    _whole: Outline

    @classmethod
    def of(cls, body: Body, content_type: str, *, whole: bool = True) -> "Page":
        """Decode a body by its mark, the header, what it says itself, or as UTF-8, and keep what matters of it.

        Without the `whole` nothing will be asked of its fragments.
        """
        text = _decode(body.data, content_type)
        beginning = outline(text[:HINT_BYTES], titled=not whole)
        full = outline(text) if whole and len(text) > HINT_BYTES else beginning
        return cls(text[:HINT_BYTES], body.complete, beginning, full)

    @property
    def is_wholly_known(self) -> bool:
        """Whether nothing of it was left out."""
        return self.complete and self._whole.complete

    @property
    def says_missing(self) -> bool:
        """Whether it says of itself that there is nothing here."""
        return says_missing(self._beginning.title) or says_missing(self._beginning.heading)

    @property
    def is_wall(self) -> bool:
        """Whether it only keeps robots out."""
        if is_wall(self._beginning.title):
            return True
        text = self.text.lower()
        return any(word in text for word in _WALL_WORDS) and bool(_WALL_TEXT.search(text))

    @property
    def is_login(self) -> bool:
        """Whether it asks who is there."""
        return is_login(self._beginning.title, asks_for_password=bool(_PASSWORD.search(self.text)))

    @property
    def is_scripted(self) -> bool:
        """Whether its content is put there by scripts, so that what it has is not known."""
        whole = self._whole
        return whole.has_script and (whole.letters < _LEAST_LETTERS or not _SCRIPT_ROOTS.isdisjoint(whole.anchors))

    def has_fragment(self, fragment: str) -> bool:
        """Whether a browser finds the fragment, or the same behind the prefix that code hosts put before it."""
        plain = decoded(fragment)
        wanted = {fragment, plain, f"user-content-{plain}", f"user-content-{plain.lower()}"}
        return not wanted.isdisjoint(self._whole.anchors)


def is_login_address(address: Address) -> bool:
    """Whether an address is that of a login page."""
    return bool(_LOGIN_PATH.search(address.path) or _LOGIN_HOST.search(address.host))


def is_missing_address(address: Address) -> bool:
    """Whether an address is that of a page that says that a page is missing."""
    return bool(_MISSING_PATH.search(address.path))


def is_home(address: Address) -> bool:
    """Whether an address is the home page of its host, also in a language, or with a word on where one comes from."""
    names = [pair.partition("=")[0] for pair in address.query.split("&") if pair]
    return all(map(_BESIDE.fullmatch, names)) and bool(_HOME_PATH.fullmatch(address.path))


def _decode(data: bytes, content_type: str) -> str:
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace")
    said = re.search(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", content_type, re.IGNORECASE)
    names = [said[1]] if said else []
    within = _CHARSET.search(data[:4096])
    if within:
        names.append(within[1].decode("ascii"))
    for name in [*names, "utf-8"]:
        try:
            return data.decode("windows-1252" if name.lower() in ("latin1", "iso-8859-1") else name, errors="replace")
        except (LookupError, ValueError):
            continue
    return data.decode("utf-8", errors="replace")
