"""Connections to the very address that was tested, and what is asked over them."""

import http.client
import socket
import time
from collections.abc import Mapping
from typing import Any, cast

from urllib3 import HTTPConnectionPool, HTTPHeaderDict, HTTPResponse, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, ReadTimeoutError

from powerhouse_site.links.transport.deadline import CURRENT, TotalTimeoutError
from powerhouse_site.links.transport.guard import Guard
from powerhouse_site.links.transport.heads import TimedResponse

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


class AskingConnection(HTTPConnection):
    """A connection that asks and reads the head of the answer."""

    response_class = TimedResponse

    def ask(self, method: str, target: str, headers: Mapping[str, str], seconds: float) -> TimedResponse:
        """Make a request against the current deadline; a new connection has `seconds` to come about."""
        if self.sock is None:
            self.timeout = seconds
            self.connect()
        deadline = CURRENT.get()
        wait = min(deadline.silence, deadline.left)
        if self.sock.gettimeout() != wait:  # to set it asks the system
            self.sock.settimeout(wait)
        plain = http.client.HTTPConnection  # what urllib3 adds to it is for bodies and other headers
        try:
            plain.putrequest(self, method, target, skip_accept_encoding=True)
            for name, value in headers.items():
                plain.putheader(self, name, value)
            self.endheaders()
        except (BrokenPipeError, ConnectionResetError):
            pass  # it may have answered before it hung up
        answer = cast("TimedResponse", plain.getresponse(self))
        if method == "HEAD":
            answer.read()  # nothing, and the connection is free again
        return answer


class AskingPool(HTTPConnectionPool):
    """A pool of such connections."""

    def ask(self, method: str, target: str, headers: Mapping[str, str], seconds: float) -> HTTPResponse:
        """Make a request, over a connection that is free if there is one; the answer brings the connection back."""
        connection = cast("AskingConnection", self._get_conn())
        try:
            answer = connection.ask(method, target, headers, seconds)
            return HTTPResponse(
                body=cast("Any", answer),
                headers=cast("HTTPHeaderDict", answer.headers),
                status=answer.status,
                version=answer.version,
                reason=answer.reason,
                preload_content=False,
                decode_content=False,
                original_response=cast("Any", answer),
                pool=self,
                connection=cast("Any", connection),
                request_method=method,
                request_url=target,
            )
        except BaseException as error:
            connection.close()
            self._put_conn(None)
            if isinstance(error, TimeoutError) and not isinstance(error, TotalTimeoutError):
                raise ReadTimeoutError(self, target, "no answer in time") from error
            raise


def pool_classes(guard: Guard) -> dict[str, type[HTTPConnectionPool]]:
    """The pools of each scheme, whose connections ask the guard."""

    class Plain(AskingConnection):
        def _new_conn(self) -> socket.socket:
            return _opened(self, guard)

    class Secure(AskingConnection, HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _opened(self, guard)

    class PlainPool(AskingPool):
        ConnectionCls = Plain

    class SecurePool(AskingPool, HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _opened(connection: HTTPConnection, guard: Guard) -> socket.socket:
    host = cast("str", getattr(connection, "_dns_host", connection.host))
    try:
        return connect(guard, host.strip("[]"), connection.port or 80, float(connection.timeout or 0))
    except TimeoutError as error:
        raise ConnectTimeoutError(connection, "connect") from error
