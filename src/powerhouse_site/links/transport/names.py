"""Names of hosts, each looked up once for a while and not waited for without end."""

import ipaddress
import socket
import threading
import time
from collections.abc import Sequence

from powerhouse_site.links.transport.guard import Endpoint, Resolver, resolve

_LASTS = 300.0
_SECONDS = 5.0
_LATE_MOST = 20
_SECONDS_THEN = 0.5
"""After as many names that nobody has answered for, and none that anybody has, as many seconds are waited."""


class Names:
    """A resolver that keeps what another one answers, failures included. Any number of threads ask it."""

    def __init__(self, resolver: Resolver = resolve, seconds: float = _SECONDS) -> None:
        self._resolver = resolver
        self._seconds = seconds
        self._lock = threading.Lock()
        self._lookups: dict[tuple[str, int], _Lookup] = {}
        self._late = 0

    def __call__(self, host: str, port: int) -> Sequence[Endpoint]:
        """Where a host is; raises what the resolver raises, and socket.gaierror where it takes too long."""
        if _is_literal(host):
            return self._resolver(host, port)
        now = time.monotonic()
        with self._lock:
            lookup = self._lookups.get((host, port))
            is_new = lookup is None or lookup.is_over(now)
            if lookup is None or is_new:
                lookup = self._lookups[host, port] = _Lookup(self._resolver, host, port)
            seconds = self._seconds if self._late < _LATE_MOST else min(_SECONDS_THEN, self._seconds)
        if is_new:
            lookup.begin()
        is_answered = lookup.wait(seconds)
        with self._lock:
            self._late = -1_000_000 if is_answered else self._late + is_new
        return lookup.answer()


class _Lookup:
    """One question to the name servers, which cannot be taken back: its thread is left alone when time is up."""

    def __init__(self, resolver: Resolver, host: str, port: int) -> None:
        self._ask = resolver
        self._place = (host, port)
        self._begun = time.monotonic()
        self._done = threading.Event()
        self._endpoints: Sequence[Endpoint] = ()
        self._error: Exception | None = None

    def is_over(self, now: float) -> bool:
        """Whether to ask anew: after a while, and soon where another try may have another answer."""
        return now - self._begun > (1.0 if self._is_transient else _LASTS)

    def begin(self) -> None:
        """Ask, without waiting."""
        threading.Thread(target=self._run, daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Wait until so many seconds after the question at most; whether the name servers are there."""
        return self._done.wait(max(0.0, self._begun + seconds - time.monotonic())) and not self._is_transient

    def answer(self) -> Sequence[Endpoint]:
        """The answer; raises what the resolver has raised, or that it takes too long."""
        if not self._done.is_set():
            raise socket.gaierror(socket.EAI_AGAIN, "the name servers take too long")
        if self._error is not None:
            raise self._error
        return self._endpoints

    @property
    def _is_transient(self) -> bool:
        """Whether another try may have another answer."""
        return isinstance(self._error, socket.gaierror) and self._error.errno != socket.EAI_NONAME

    def _run(self) -> None:
        try:
            self._endpoints = self._ask(*self._place)
        except (OSError, UnicodeError, ValueError) as error:
            self._error = error
        finally:
            self._done.set()


def _is_literal(host: str) -> bool:
    """Whether a host is an address already, so that nobody is asked."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
