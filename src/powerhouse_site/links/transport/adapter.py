"""Requests sent over guarded connections, as a transport adapter of requests."""

import contextlib
import ssl
from typing import Any, cast

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from urllib3 import PoolManager

from powerhouse_site.links.transport.addresses import Address
from powerhouse_site.links.transport.connections import AskingPool, pool_classes
from powerhouse_site.links.transport.guard import Guard

try:
    import resource
except ImportError:  # Windows has no such limit
    resource = None  # type: ignore[assignment] # in the place of a module

_POOLS = 1024
"""Of as many origins connections are kept at most, the last used ones, and of fewer where few files may be open."""
_OTHER_FILES = 128


class AddressedRequest(PreparedRequest):
    """A request for an address that is spelled already, with neither parameters nor a body."""

    def __init__(self, method: str, address: Address, headers: CaseInsensitiveDict[str]) -> None:
        super().__init__()
        self.method, self.url, self.headers = method, address.url, headers
        self.address = address

    @property
    def target(self) -> str:
        """What is asked for, without the guess that two slashes begin a host."""
        return f"{self.address.path}?{self.address.query}" if self.address.query else self.address.path


class GuardedAdapter(HTTPAdapter):
    """An adapter whose connections ask the guard, and whose TLS context is shared and never changed.

    It sends a request once, without a proxy, and leaves cookies and redirects to others: what the base classes do for
    all of these takes longer than the request.
    """

    def __init__(self, guard: Guard, context: ssl.SSLContext, per_host: int) -> None:
        self._guard = guard
        self._context = context
        self._places: dict[tuple[str, str, int], tuple[Any, dict[str, Any]]] = {}
        super().__init__(pool_connections=_most_pools(), pool_maxsize=per_host, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: Any) -> None:
        """Make pools of guarded connections."""
        self.poolmanager = PoolManager(
            num_pools=connections, maxsize=maxsize, block=block, ssl_context=self._context, **kwargs
        )
        self.poolmanager.pool_classes_by_scheme = pool_classes(self._guard)

    def send(self, request: PreparedRequest, *_: Any, timeout: Any = None, **__: Any) -> Response:
        """Make an addressed request against the current deadline; `timeout` are the seconds to connect."""
        assert isinstance(request, AddressedRequest)  # noqa: S101 - tells the type
        response = Response()
        response.request, response.url = request, request.address.url
        response.raw = self._pool(request.address).ask(request.method or "", request.target, request.headers, timeout)
        response.status_code = response.raw.status
        return response

    def leave(self, address: Address) -> None:
        """Let go of the connections to where an address is, which closes those that are free."""
        key, _ = self._places.pop((address.scheme, address.host, address.port), (None, None))
        with contextlib.suppress(KeyError):
            del self.poolmanager.pools[key]

    def _pool(self, address: Address) -> AskingPool:
        place = (address.scheme, address.host, address.port)
        known = self._places.get(place)
        if known is None:  # to make the key takes longer than to look it up
            context = {**self.poolmanager.connection_pool_kw, "scheme": place[0], "host": place[1], "port": place[2]}
            known = self._places[place] = self.poolmanager.key_fn_by_scheme[address.scheme](context), context
        return cast("AskingPool", self.poolmanager.connection_from_pool_key(*known))


def _most_pools() -> int:
    """For how many origins there is room among the files that may be open, where each has a connection or two."""
    if resource is None:
        return _POOLS // 4
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return _POOLS if soft == resource.RLIM_INFINITY else max(64, min(_POOLS, (soft - _OTHER_FILES) // 2))
