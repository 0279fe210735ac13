"""A server for benchmarks: answers everything after a delay, on every address of this machine, in its own process."""

import asyncio
import ssl
import sys
from pathlib import Path

import trustme

_BODY = b"<!doctype html><title>A page</title>" + b"<p>Some words.</p>" * 50
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(_BODY)


class _Answers(asyncio.Protocol):
    """Answers the requests of a connection, one after the other."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
            answer = _HEAD if head.startswith(b"HEAD ") else _HEAD + _BODY
            asyncio.get_running_loop().call_later(self._delay, self._transport.write, answer)


def addresses(count: int) -> list[str]:
    """As many addresses of this machine; each is a host of its own."""
    return [f"127.0.{1 + number // 250}.{1 + number % 250}" for number in range(count)]


async def _serve(delay: float, hosts: int, folder: str) -> None:
    context = None
    if folder:
        authority = trustme.CA(key_type=trustme.KeyType.ECDSA)
        authority.cert_pem.write_to_path(Path(folder) / "authority.pem")
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert(*addresses(hosts), key_type=trustme.KeyType.ECDSA).configure_cert(context)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Answers(delay), "0.0.0.0", 0, ssl=context, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(float(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else ""))
