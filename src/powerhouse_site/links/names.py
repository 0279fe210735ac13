"""Names of hosts, each looked up once for a while and not waited for without end."""

import socket
import threading
import time
from collections.abc import Sequence

from powerhouse_site.links.guard import Endpoint, Resolver, resolve

_LASTS = 300.0
_SECONDS = 10.0


class Names:
    """A resolver that keeps what another one answers, failures included. Any number of threads ask it."""

    def __init__(self, resolver: Resolver = resolve, seconds: float = _SECONDS) -> None:
        self._resolver = resolver
        self._seconds = seconds
        self._lock = threading.Lock()
        self._lookups: dict[tuple[str, int], _Lookup] = {}

    def __call__(self, host: str, port: int) -> Sequence[Endpoint]:
        """Where a host is; raises what the resolver raises, and socket.gaierror where it takes too long."""
        now = time.monotonic()
        with self._lock:
            lookup = self._lookups.get((host, port))
            if lookup is None or now - lookup.begun > _LASTS or (lookup.is_transient and now - lookup.begun > 1):
                lookup = self._lookups[host, port] = _Lookup(self._resolver, host, port)
        return lookup.answer(self._seconds)


class _Lookup(threading.Thread):
    """One question to the name servers, which cannot be taken back: the thread is left alone when time is up."""

    def __init__(self, resolver: Resolver, host: str, port: int) -> None:
        super().__init__(daemon=True)
        self.begun = time.monotonic()
        self._ask = resolver
        self._place = (host, port)
        self._endpoints: Sequence[Endpoint] = ()
        self._error: Exception | None = None
        self.start()

    @property
    def is_transient(self) -> bool:
        """Whether another try may have another answer."""
        return isinstance(self._error, socket.gaierror) and self._error.errno != socket.EAI_NONAME

    def run(self) -> None:
        """Ask."""
        try:
            self._endpoints = self._ask(*self._place)
        except (OSError, UnicodeError, ValueError) as error:
            self._error = error

    def answer(self, seconds: float) -> Sequence[Endpoint]:
        """Wait for the answer."""
        self.join(max(0.0, self.begun + seconds - time.monotonic()))
        if self.is_alive():
            raise socket.gaierror(socket.EAI_AGAIN, "the name servers take too long")
        if self._error is not None:
            raise self._error
        return self._endpoints
