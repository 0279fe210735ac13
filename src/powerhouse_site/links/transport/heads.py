"""The head of an answer, read against the deadline and within limits; of its headers those are kept that matter."""

import http.client
import io
import socket
from collections.abc import Callable

from urllib3 import HTTPHeaderDict

from powerhouse_site.links.transport.deadline import CURRENT, Deadline, TotalTimeoutError

_KEPT = frozenset(
    (
        b"connection content-encoding content-length content-type cf-mitigated location refresh retry-after server"
        b" set-cookie transfer-encoding www-authenticate x-amzn-waf-action x-error-code x-error-message"
        b" x-vercel-mitigated"
    ).split()
)
_MOST = 90
_LONGEST_LINE = 65536
_ENDS = frozenset({b"\r\n", b"\n", b""})


class HeadError(http.client.HTTPException):
    """The head of an answer is larger than it may be."""


class _TimedReader(io.RawIOBase):
    """Reads from a socket; each wait ends with the silence or with the deadline, whichever comes first."""

    def __init__(self, inner: io.RawIOBase, sock: socket.socket, deadline: Deadline) -> None:
        self._inner = inner
        self._sock = sock
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int | None:
        """Wait for bytes; raises TimeoutError."""
        deadline = self._deadline
        left = deadline.left
        wait = min(left, deadline.silence)
        if self._sock.gettimeout() != wait:  # to set it asks the system
            self._sock.settimeout(wait)
        try:
            return self._inner.readinto(buffer)  # type: ignore[arg-type] # the base class has no such type
        except TimeoutError:
            if left <= deadline.silence:
                raise TotalTimeoutError from None
            raise

    def close(self) -> None:
        """Let go of the socket."""
        self._inner.close()
        super().close()


class _Head:
    """The lines of a head, as long as there are not too many bytes of them."""

    def __init__(self, whole: io.BufferedReader, limit: int) -> None:
        self._whole = whole
        self._readline: Callable[[int], bytes] = whole.readline
        self._left = limit

    def readline(self, _limit: int = -1) -> bytes:
        """The next line; raises HeadError."""
        line = self._readline(self._left + 1)
        self._left -= len(line)
        if self._left < 0:
            raise HeadError
        return line

    def fields(self) -> list[tuple[str, str]]:
        """The headers that are kept, by their names in small letters; a line that begins with a space goes on."""
        found: list[tuple[str, str]] = []
        is_kept = False
        while (line := self.readline()) not in _ENDS:
            if line[:1] in (b" ", b"\t"):
                if is_kept and len(line) < _LONGEST_LINE:
                    name, value = found[-1]
                    found[-1] = (name, f"{value} {_text(line)}".strip())
                continue
            written, colon, rest = line.partition(b":")
            key = written.strip().lower()
            is_kept = bool(colon) and key in _KEPT and len(found) < _MOST and len(line) < _LONGEST_LINE
            if is_kept:
                found.append((_text(key), _text(rest)))
        return found

    def skip(self) -> None:
        """Pass over the headers."""
        while self.readline() not in _ENDS:
            pass

    def close(self) -> None:
        """Close what the lines come from."""
        self._whole.close()


class TimedResponse(http.client.HTTPResponse):
    """An answer that is read against the current deadline, whose head may have any number of headers."""

    def __init__(self, sock: socket.socket, debuglevel: int = 0, method: str | None = None, url: str | None = None):
        super().__init__(sock, debuglevel, method, url)
        self.deadline = CURRENT.get()
        self.fp.close()
        raw = sock.makefile("rb", buffering=0)
        self.fp = io.BufferedReader(_TimedReader(raw, sock, self.deadline), 16384)

    def begin(self) -> None:
        """Read the head, and pass over preliminary ones (1xx).

        As the standard library does it, but for its parser of mail, which takes longer than all else.
        """
        whole = self.fp
        head = _Head(whole, self.deadline.head)
        self.fp = head  # type: ignore[assignment] # its lines are all that is read of it here
        try:
            version, status, reason = self._read_status()  # type: ignore[attr-defined] # not in its stub
            while 100 <= status < 200 and status != http.HTTPStatus.SWITCHING_PROTOCOLS:
                head.skip()
                version, status, reason = self._read_status()  # type: ignore[attr-defined] # not in its stub
            fields = head.fields()
        finally:
            if self.fp is head:  # type: ignore[comparison-overlap] # it is closed where there is no status
                self.fp = whole
        if not version.startswith(("HTTP/1.", "HTTP/0.9")):
            raise http.client.UnknownProtocol(version)
        self.version = 10 if version in ("HTTP/1.0", "HTTP/0.9") else 11
        self.status = self.code = status
        self.reason = reason.strip()
        self.headers = self.msg = HTTPHeaderDict(fields)  # type: ignore[assignment] # it is asked in the same words
        self._measure()

    def _measure(self) -> None:
        """How long the body is, and whether the connection ends with it."""
        first = self.headers.get_all
        self.chunked = first("transfer-encoding", [""])[0].lower() == "chunked"
        self.chunk_left = None
        self.will_close = self._check_close()  # type: ignore[attr-defined] # not in its stub
        length = first("content-length", [""])[0]
        self.length = int(length) if length.isdecimal() and length.isascii() and not self.chunked else None
        if self.status in (http.HTTPStatus.NO_CONTENT, http.HTTPStatus.NOT_MODIFIED) or self._method == "HEAD":  # type: ignore[attr-defined] # not in its stub
            self.length = 0
        if not self.chunked and self.length is None:
            self.will_close = True


def _text(line: bytes) -> str:
    return line.strip(b" \t\r\n").decode("latin-1")
