"""One request and its answer, within its limits: what is read, and what went wrong in one word."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

import requests
import urllib3
from requests.cookies import RequestsCookieJar, extract_cookies_to_jar
from requests.structures import CaseInsensitiveDict

from powerhouse_site.links.settings import Settings
from powerhouse_site.links.transport.adapter import AddressedRequest, GuardedAdapter
from powerhouse_site.links.transport.addresses import Address
from powerhouse_site.links.transport.deadline import CURRENT, Deadline
from powerhouse_site.links.transport.failures import explained
from powerhouse_site.links.transport.guard import Guard
from powerhouse_site.links.transport.names import Names
from powerhouse_site.links.transport.trust import Trust

PAGE_TYPES = frozenset({"", "text/html", "application/xhtml+xml"})
"""What a page is sent as, or nothing at all."""
_CHUNK = 16 * 1024
_LARGE_AT_ONCE = 6


class Body(NamedTuple):
    """What was read of a body, after decompression; `complete` where that is all of it and nothing went wrong."""

    data: bytes = b""
    complete: bool = True


class Answer:
    """The head of an answer, and the body as long as the exchange is open."""

    def __init__(self, address: Address, response: requests.Response) -> None:
        self.address = address
        self.status = response.status_code
        self._raw: urllib3.HTTPResponse = response.raw
        self._is_head = response.request.method == "HEAD"
        self._first: dict[str, str] = {}
        for name, value in self._raw.headers.iteritems():
            self._first.setdefault(name, value)

    def header(self, name: str) -> str:
        """The first value of a header, empty where there is none; bytes that are UTF-8 are read as such.

        The name is in small letters.
        """
        value = self._first.get(name, "")
        if value.isascii():
            return value
        try:
            return value.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return value

    @property
    def media_type(self) -> str:
        """The media type without its parameters, in small letters."""
        return self.header("content-type").partition(";")[0].strip().lower()

    @property
    def is_page(self) -> bool:
        """Whether it is HTML, or does not say what it is."""
        return self.media_type in PAGE_TYPES

    @property
    def _is_decoded(self) -> bool:
        """Whether it comes in no encoding that is not known here, so that its bytes are those of a page."""
        encodings = {each.strip().lower() for each in self.header("content-encoding").split(",")}
        return encodings <= {"", "identity", *self._raw.CONTENT_DECODERS}

    @property
    def _is_unpacked(self) -> bool:
        """Whether what was compressed has come to its end, which no error tells."""
        decoder = getattr(self._raw, "_decoder", None)
        packers = [getattr(each, "_obj", None) for each in getattr(decoder, "_decoders", [decoder])]
        return all(getattr(packer, "eof", True) for packer in packers)

    def read(self, limit: int) -> Body:
        """Read on in the body, at most `limit` bytes after decompression. What goes wrong only makes it incomplete."""
        if not self._is_decoded:
            return Body(complete=False)
        data = bytearray()
        try:
            while len(data) < limit:
                part = self._raw.read1(min(_CHUNK, limit - len(data)), decode_content=True)
                if not part:
                    return Body(bytes(data), complete=self._is_unpacked)
                data += part
        except Exception:  # noqa: BLE001, S110 - what a stranger sends may break in any way
            pass
        return Body(bytes(data), complete=False)

    def finish(self) -> None:
        """Keep the connection where the body is read or small, else close it."""
        if self._is_head:
            self._raw.release_conn()
            return
        length = self._raw.length_remaining
        if self._raw.closed or (length is not None and length <= _CHUNK and not self._raw.chunked):
            try:
                self._raw.drain_conn()
            except Exception:  # noqa: BLE001 - as above
                self._raw.close()
        else:
            self._raw.close()
        self._raw.release_conn()


class Cookies:
    """The cookies of one chain of requests; there is no jar until an answer sets any."""

    def __init__(self) -> None:
        self.jar: RequestsCookieJar | None = None

    @property
    def state(self) -> tuple[str, ...]:
        """All of them, as a key."""
        return tuple(sorted(f"{c.domain} {c.path} {c.name}={c.value}" for c in self.jar or ()))

    def add_to(self, request: requests.PreparedRequest) -> None:
        """Send those that are for an address along."""
        if self.jar is not None:
            request.prepare_cookies(self.jar)

    def take_from(self, response: requests.Response) -> None:
        """Keep those that an answer sets."""
        if "set-cookie" in response.raw.headers:
            self.jar = RequestsCookieJar() if self.jar is None else self.jar
            extract_cookies_to_jar(self.jar, response.request, response.raw)  # type: ignore[no-untyped-call] # requests has no types there


class Transport:
    """Makes requests, each for itself: no proxy of the environment, no netrc, no cookie but those it is given."""

    def __init__(self, settings: Settings, guard: Guard | None = None, trust: Trust | None = None) -> None:
        """Raises TrustError."""
        self._settings = settings
        self.large_bodies = threading.BoundedSemaphore(_LARGE_AT_ONCE)
        most = max([settings.politeness.at_once, *(settings.politeness_of(h).at_once for h in settings.hosts)])
        self._adapter = GuardedAdapter(
            guard or Guard(settings.allow_private, Names(seconds=settings.limits.connect)),
            (trust or Trust(settings.ca_file)).context,
            most,
        )
        self._headers: CaseInsensitiveDict[str] = CaseInsensitiveDict(
            {
                "User-Agent": settings.user_agent,
                "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "Accept-Language": "en-US,en;q=0.9",
                "Accept-Encoding": "gzip, deflate",
            }
        )

    @contextmanager
    def ask(
        self,
        method: str,
        address: Address,
        deadline: Deadline,
        cookies: Cookies | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Iterator[Answer]:
        """Make one request; the answer is of no use after the block. Raises ExchangeError."""
        token = CURRENT.set(deadline)
        try:
            answer = self._send(method, address, deadline, cookies or Cookies(), headers or {})
            try:
                yield answer
            finally:
                answer.finish()
        finally:
            CURRENT.reset(token)

    def leave(self, address: Address) -> None:
        """Close the connections to where an address is; one more request opens them anew."""
        self._adapter.leave(address)

    def close(self) -> None:
        """Close all connections."""
        self._adapter.close()

    def _send(
        self, method: str, address: Address, deadline: Deadline, cookies: Cookies, headers: Mapping[str, str]
    ) -> Answer:
        try:
            request = AddressedRequest(method, address, self._headers)
            if headers or cookies.jar or "@" in address.url:
                request.headers = CaseInsensitiveDict({**self._headers, **headers})
                request.prepare_auth(None, address.url)
                cookies.add_to(request)
            response = self._adapter.send(request, timeout=min(self._settings.limits.connect, deadline.left))
        except Exception as error:
            raise explained(error) from error
        cookies.take_from(response)
        return Answer(address, response)
