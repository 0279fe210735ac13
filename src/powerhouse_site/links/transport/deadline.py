"""Limits on time that no drip of bytes gets around, and limits on the head of an answer."""

import http.client
import io
import re
import socket
import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

_KEPT = frozenset(
    (
        b"connection content-encoding content-length content-type cf-mitigated location refresh retry-after server"
        b" set-cookie transfer-encoding www-authenticate x-amzn-waf-action x-error-code x-error-message"
        b" x-vercel-mitigated"
    ).split()
)
"""The only headers that anything here asks for; the others are dropped before they are parsed."""
_MOST = 90
"""The standard library refuses more than 100 headers."""


class TotalTimeoutError(TimeoutError):
    """An attempt took longer in all than it may."""


class HeadError(http.client.HTTPException):
    """The head of an answer is larger than it may be."""


@dataclass(slots=True)
class Deadline:
    """The moment (of the monotonic clock) at which a request ends, and the longest silence until then."""

    at: float
    silence: float
    head: int

    @classmethod
    def after(cls, seconds: float, silence: float, head: int) -> "Deadline":
        """A deadline from now on."""
        return cls(time.monotonic() + seconds, silence, head)

    @property
    def left(self) -> float:
        """The seconds that are left; raises TotalTimeoutError where none are."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise TotalTimeoutError
        return left

    def shorten(self, seconds: float) -> None:
        """End in `seconds` from now on, unless it ends earlier anyway."""
        self.at = min(self.at, time.monotonic() + seconds)

    def within(self, seconds: float, silence: float | None = None) -> "Deadline":
        """The earlier one of this and of `seconds` from now on."""
        return Deadline(min(self.at, time.monotonic() + seconds), silence or self.silence, self.head)


CURRENT: ContextVar[Deadline] = ContextVar("deadline")
"""The deadline of the request that the present thread makes."""


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
        left = self._deadline.left
        self._sock.settimeout(min(left, self._deadline.silence))
        try:
            return self._inner.readinto(buffer)  # type: ignore[arg-type] # the base class has no such type
        except TimeoutError:
            if left <= self._deadline.silence:
                raise TotalTimeoutError from None
            raise

    def close(self) -> None:
        """Let go of the socket."""
        self._inner.close()
        super().close()


class _Head:
    """Hands the lines of a head on, but for the headers that nobody asks for."""

    def __init__(self, whole: io.BufferedReader, limit: int) -> None:
        self._whole = whole
        self._readline: Callable[[int], bytes] = whole.readline
        self._left = limit
        self._kept = 0
        self._in_kept = False
        self._started = False

    def readline(self, _limit: int = -1) -> bytes:
        """The next line that is kept; the empty line at the end always is."""
        while True:
            line = self._readline(self._left + 1)
            self._left -= len(line)
            if self._left < 0:
                raise HeadError
            if not self._started:
                self._started = True
                return line
            if line in (b"\r\n", b"\n", b""):
                self._started = False  # another head may follow a preliminary one
                return line
            if line[:1] not in b" \t":
                name, colon, _ = line.partition(b":")
                self._in_kept = bool(colon) and name.strip().lower() in _KEPT and self._kept < _MOST
                self._kept += self._in_kept
            if self._in_kept and len(line) < http.client._MAXLINE:  # type: ignore[attr-defined] # noqa: SLF001
                return re.sub(rb"^([^:\s]+)\s+:", rb"\1:", line) if line[:1] not in b" \t" else line

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
        """Read the head."""
        whole = self.fp
        self.fp = _Head(whole, self.deadline.head)  # type: ignore[assignment]
        try:
            super().begin()
        finally:
            if isinstance(self.fp, _Head):
                self.fp = whole

    def _read_status(self) -> tuple[str, int, str]:
        """The status line of the answer itself; preliminary ones (1xx) are passed over with their headers."""
        while True:
            version, status, reason = super()._read_status()  # type: ignore[misc]
            if status == http.HTTPStatus.CONTINUE or not 100 < status < 200 or status == 101:
                return version, status, reason
            while self.fp.readline(http.client._MAXLINE + 1) not in (b"\r\n", b"\n", b""):  # type: ignore[attr-defined] # noqa: SLF001
                pass
