"""Addresses as browsers read them: what is asked for, and the fragment that is looked for in the answer."""

import ipaddress
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote, unquote_to_bytes, urljoin, urlsplit, urlunsplit

_STRIPPED = "".join(map(chr, range(0x21)))
_NEVER_WRITTEN = re.compile(r"[\t\r\n]")
_BAD_IN_HOST = re.compile(r"[\x00-\x20#%/:<>?@\[\\\]^`{|}\x7f]")
_SAFE = "!#$%&'()*+,/:;=?@[]~"
_BAD_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_NUMBER = re.compile(r"[0-9]{1,40}|0[xX][0-9A-Fa-f]{0,40}")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SIMPLE = re.compile(
    r"(https?)://([a-z0-9.-]+)(?::([1-9][0-9]{0,3}|[1-5][0-9]{4}))?"
    r"((?:/(?!\.)[A-Za-z0-9._~!$&'()*+,;=:@-]*)+)(?:\?([A-Za-z0-9._~!$&'()*+,;=:@/?-]+))?(?:#([!-~]+))?"
)
"""An address that is spelled as it should be, as nearly all are: it is read in a tenth of the time."""


class MalformedError(Exception):
    """A text that no browser takes for an address; the message says why."""


class SchemeError(Exception):
    """An address that is neither http nor https; the message is its scheme."""


class Address(NamedTuple):
    """An http or https address without its fragment, spelled in ASCII; `host` has no brackets and no capitals."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    query: str
    fragment: str = ""

    @property
    def origin(self) -> str:
        """Scheme, host and port, as a key."""
        return f"{self.scheme}://{self.host}:{self.port}"

    @property
    def with_fragment(self) -> str:
        """The address with its fragment."""
        return f"{self.url}#{self.fragment}" if self.fragment else self.url


def read_address(text: str) -> Address:
    """Read what stands in a file, or what a redirect says; raises MalformedError or SchemeError."""
    simple = _SIMPLE.fullmatch(text)
    if simple is None:
        return _read(text)
    scheme, name, digits, path, query, fragment = simple.groups()
    host, default = _host(name), _DEFAULT_PORTS[scheme]
    port = int(digits or default)
    place = host if port == default else f"{host}:{port}"
    return Address(
        f"{scheme}://{place}{path}?{query}" if query else f"{scheme}://{place}{path}",
        *(scheme, host, port, path, query or "", fragment or ""),
    )


def _read(text: str) -> Address:
    """Read an address however it is written."""
    text = _NEVER_WRITTEN.sub("", text.strip(_STRIPPED))
    head, mark, tail = _split(text)
    try:
        parts = urlsplit(head.replace("\\", "/") + mark + tail)
        port = parts.port
    except ValueError as error:
        raise MalformedError(str(error)) from None
    if parts.scheme not in _DEFAULT_PORTS:
        if parts.scheme and re.fullmatch(r"[a-z][a-z0-9+.-]*", parts.scheme):
            raise SchemeError(parts.scheme)
        raise MalformedError("no http or https address")
    if not parts.hostname or not re.match(r"[A-Za-z]+://[^/]", head.replace("\\", "/")):
        raise MalformedError("no host")
    if port == 0:
        raise MalformedError("port 0")
    if "[" in parts.netloc and ":" not in parts.hostname:
        raise MalformedError("no proper IPv6 address")
    host = _host(parts.hostname)
    shown = f"[{host}]" if ":" in host else host
    number = port or _DEFAULT_PORTS[parts.scheme]
    place = shown if number == _DEFAULT_PORTS[parts.scheme] else f"{shown}:{number}"
    user = parts.netloc.rpartition("@")[0]
    path, query = _spelled(_without_dots(parts.path)) or "/", _spelled(parts.query)
    url = urlunsplit((parts.scheme, f"{user}@{place}" if user else place, path, query, ""))
    return Address(url, parts.scheme, host, number, path, query, parts.fragment)


def join(base: Address, location: str) -> Address:
    """Where a redirect from `base` leads; it keeps the fragment of `base` unless it names one of its own."""
    location = location.strip(_STRIPPED)
    is_full = re.match(r"https?://", location, re.IGNORECASE)
    target = read_address(location if is_full else urljoin(base.url, re.sub(r"^[\\/]{2}", "//", location)))
    if not target.fragment and base.fragment:
        return Address(target.url, target.scheme, target.host, target.port, target.path, target.query, base.fragment)
    return target


def _split(text: str) -> tuple[str, str, str]:
    """What stands before the query or fragment, the mark, and the rest."""
    found = re.search(r"[?#]", text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")


@lru_cache(maxsize=4096)  # the addresses of a list have few hosts
def _host(name: str) -> str:
    if ":" in name:
        if "%" in name:
            raise MalformedError("an IPv6 address with a zone")
        return name
    if "%" in name:
        try:
            name = unquote_to_bytes(name).decode().lower()
        except UnicodeDecodeError:
            raise MalformedError("a host that is no text") from None
    if not name.isascii():
        name = _in_ascii(name)
    labels = name.removesuffix(".").split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _numbered(labels)
    if _BAD_IN_HOST.search(name) or not all(0 < len(label) < 64 for label in labels) or len(name) > 254:
        raise MalformedError("no proper host")
    return name


def _in_ascii(name: str) -> str:
    """A host as it is looked up, by UTS #46 alone as browsers do: registries of names are stricter, their hosts not."""
    import idna  # noqa: PLC0415 - its tables are large, and few hosts need them

    try:
        labels = re.split("[.\u3002\uff0e\uff61]", idna.uts46_remap(name, std3_rules=False, transitional=False))
    except idna.IDNAError as error:
        raise MalformedError(f"no proper host: {error}") from None
    return ".".join(each if each.isascii() else f"xn--{each.encode('punycode').decode('ascii')}" for each in labels)


def _numbered(labels: list[str]) -> str:
    """The IPv4 address that a host stands for whose last label is a number.

    It has one to four parts, each to base 8, 10 or 16; the last one fills the rest.
    """
    numbers = []
    for label in labels:
        if not _NUMBER.fullmatch(label):
            raise MalformedError("no proper IPv4 address")
        base = 16 if label[:2].lower() == "0x" else 8 if label[0] == "0" and len(label) > 1 else 10
        try:
            numbers.append(int(label[2:] or "0", 16) if base == 16 else int(label, base))
        except ValueError:
            raise MalformedError("no proper IPv4 address") from None
    *parts, last = numbers
    if len(numbers) > 4 or any(part > 255 for part in parts) or last >= 256 ** (4 - len(parts)):
        raise MalformedError("no proper IPv4 address")
    return str(ipaddress.IPv4Address(sum(part << 8 * (3 - index) for index, part in enumerate(parts)) + last))


def _without_dots(path: str) -> str:
    """A path without steps to where it is and back, which no browser sends."""
    if "/." not in path and "/%2" not in path:
        return path
    steps: list[str] = []
    dots = ""
    for step in path.split("/")[1:]:
        dots = re.sub("%2e", ".", step, flags=re.IGNORECASE)
        if dots == "..":
            del steps[-1:]
        elif dots != ".":
            steps.append(step)
    return "/" + "/".join(steps) + ("/" if dots in (".", "..") and steps else "")


def _spelled(text: str) -> str:
    """Characters that have no place in a request as the bytes of UTF-8; what is encoded already stays."""
    return quote(_BAD_PERCENT.sub("%25", text), safe=_SAFE)


def decoded(fragment: str) -> str:
    """A fragment with what is percent-encoded in plain letters."""
    return unquote(fragment, errors="replace")
