"""Connections to the very address that was tested, as a transport adapter of requests."""

import socket
import ssl
import time
from typing import Any, cast
from urllib.parse import urlsplit

from requests import PreparedRequest
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError

from powerhouse_site.links.transport.deadline import CURRENT, TimedResponse
from powerhouse_site.links.transport.guard import Guard

try:
    import resource
except ImportError:  # Windows has no such limit
    resource = None  # type: ignore[assignment]

_POOLS = 1024
"""Of as many origins connections are kept at most, the last used ones, and of fewer where few files may be open."""
_OTHER_FILES = 128
_LEAST = 1.0
"""Seconds that each of several addresses of a host gets at least."""


def connect(guard: Guard, host: str, port: int, seconds: float) -> socket.socket:
    """Connect to the first address of `host` that answers, of those that may be contacted.

    Raises what the guard raises, TimeoutError, or the OSError of the last address.
    """
    deadline = CURRENT.get().within(seconds)
    endpoints = guard.endpoints(host, port)
    failure: OSError = TimeoutError()
    for index, (address, number) in enumerate(endpoints):
        left = deadline.at - time.monotonic()
        if left <= 0:
            break
        share = left if index == len(endpoints) - 1 else max(_LEAST, left / (len(endpoints) - index))
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.settimeout(min(share, left))
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.connect((address, number))
        except OSError as error:
            sock.close()
            failure = error
        else:
            return sock
    raise failure


class GuardedAdapter(HTTPAdapter):
    """An adapter whose connections ask the guard, and whose TLS context is shared and never changed."""

    def __init__(self, guard: Guard, context: ssl.SSLContext, per_host: int) -> None:
        self._guard = guard
        self._context = context
        super().__init__(pool_connections=_most_pools(), pool_maxsize=per_host, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: Any) -> None:
        """Make pools of guarded connections."""
        self.poolmanager = PoolManager(
            num_pools=connections, maxsize=maxsize, block=block, ssl_context=self._context, **kwargs
        )
        self.poolmanager.pool_classes_by_scheme = _pool_classes(self._guard)

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """Nothing: the context verifies already."""

    def request_url(self, request: PreparedRequest, proxies: Any) -> str:  # noqa: ARG002 - there are no proxies
        """What is asked for, without the guess that two slashes begin a host."""
        return request.path_url

    def get_connection_with_tls_context(
        self,
        request: PreparedRequest,
        verify: Any,  # noqa: ARG002 - the context is the same for all
        proxies: Any = None,  # noqa: ARG002 - there are none
        cert: Any = None,  # noqa: ARG002 - there is none
    ) -> HTTPConnectionPool:
        """The pool of an origin."""
        parts = urlsplit(cast("str", request.url))
        pool: HTTPConnectionPool = self.poolmanager.connection_from_host(parts.hostname, parts.port, parts.scheme)
        return pool


def _most_pools() -> int:
    """For how many origins there is room among the files that may be open, where each has a connection or two."""
    if resource is None:
        return _POOLS // 4
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return _POOLS if soft == resource.RLIM_INFINITY else max(64, min(_POOLS, (soft - _OTHER_FILES) // 2))


def _pool_classes(guard: Guard) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        response_class = TimedResponse

        def _new_conn(self) -> socket.socket:
            return _opened(self, guard)

    class Secure(HTTPSConnection):
        response_class = TimedResponse

        def _new_conn(self) -> socket.socket:
            return _opened(self, guard)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _opened(connection: HTTPConnection, guard: Guard) -> socket.socket:
    host = cast("str", getattr(connection, "_dns_host", connection.host))
    try:
        return connect(guard, host.strip("[]"), connection.port or 80, float(connection.timeout or 0))
    except TimeoutError as error:
        raise ConnectTimeoutError(connection, "connect") from error
