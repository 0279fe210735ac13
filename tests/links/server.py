"""A server on this machine that speaks HTTP byte by byte, plain and over TLS, under any number of names."""

import contextlib
import multiprocessing
import socket
import ssl
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

Behave = Callable[["Request"], None]


class ClosedError(Exception):
    """The connection ends here."""


@dataclass
class Request:
    """A request, and the ways to answer it. `number` counts the requests to the host from 1."""

    method: str
    path: str
    headers: dict[str, str]
    number: int
    host: str
    sock: socket.socket
    started: float = field(default_factory=time.monotonic)

    def send(self, status: int = 200, body: bytes | str = "", headers: Mapping[str, str] | None = None) -> None:
        """Answer properly; a HEAD gets the same head and no body."""
        data = body.encode() if isinstance(body, str) else body
        lines = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(data)), **(headers or {})}
        head = f"HTTP/1.1 {status} Whatever\r\n" + "".join(f"{n}: {v}\r\n" for n, v in lines.items() if v) + "\r\n"
        self.raw(head.encode("utf-8") + (b"" if self.method == "HEAD" else data))

    def redirect(self, location: str, status: int = 301, **headers: str) -> None:
        """Lead elsewhere."""
        extra = {name.replace("_", "-"): value for name, value in headers.items()}
        self.send(status, "", {"Location": location, **extra})

    def page(self, title: str = "A page", body: str = "<p>Some words.</p>", status: int = 200, **headers: str) -> None:
        """Answer with a page."""
        extra = {name.replace("_", "-"): value for name, value in headers.items()}
        self.send(status, f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>", extra)

    def raw(self, data: bytes) -> None:
        """Send bytes as they are."""
        try:
            self.sock.sendall(data)
        except OSError:
            raise ClosedError from None

    def last(self, data: bytes) -> None:
        """Send bytes and hang up."""
        self.raw(data)
        self.close()

    def cut(self, data: bytes) -> None:
        """Send bytes and break off."""
        self.raw(data)
        time.sleep(0.05)
        self.reset()

    def drip(self, data: bytes, seconds: float) -> None:
        """Send bytes one by one."""
        for byte in data:
            self.raw(bytes([byte]))
            time.sleep(seconds)

    def hang(self, seconds: float = 8.0) -> None:
        """Say nothing until the other side goes away."""
        self.sock.settimeout(seconds)
        with contextlib.suppress(OSError):
            self.sock.recv(1)
        raise ClosedError

    def close(self) -> None:
        """Hang up."""
        raise ClosedError

    def reset(self) -> None:
        """Break the connection off."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise ClosedError


class Server:
    """Answers each host by its behavior. With `contexts` it speaks TLS, with the one that fits the name asked for."""

    def __init__(
        self, behaviors: Mapping[str, Behave], contexts: Callable[[str], ssl.SSLContext] | None = None
    ) -> None:
        self.behaviors = dict(behaviors)
        self.requests: list[tuple[str, str, str, float]] = []
        self.headers: list[tuple[str, dict[str, str]]] = []
        self.peak: Counter[str] = Counter()
        self._active: Counter[str] = Counter()
        self._numbers: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._contexts = contexts
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port: int = self._socket.getsockname()[1]
        self._listener = threading.Thread(target=self._accept, daemon=True)
        self._listener.start()

    def close(self) -> None:
        """Stop listening. The thread ends first: it would go on with the next server that gets the same descriptor."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._listener.join(5)
        self._socket.close()

    def asked(self, host: str) -> list[str]:
        """The methods and paths that a host was asked for."""
        return [f"{method} {path}" for h, method, path, _ in self.requests if h == host]

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(sock,), daemon=True).start()

    def _serve(self, sock: socket.socket) -> None:
        with contextlib.suppress(OSError, ClosedError, ValueError):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.settimeout(15)
            if self._contexts is not None:
                sock = self._secured(sock, self._contexts)
            for method, path, headers in self._heads(sock):
                self._answer(sock, method, path, headers)
        with contextlib.suppress(OSError):
            sock.close()

    def _secured(self, sock: socket.socket, contexts: Callable[[str], ssl.SSLContext]) -> socket.socket:
        def choose(secure: ssl.SSLObject, name: str | None, _context: ssl.SSLContext) -> None:
            secure.context = contexts(name or "")

        base = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        base.sni_callback = choose
        return base.wrap_socket(sock, server_side=True)

    def _heads(self, sock: socket.socket) -> Iterator[tuple[str, str, dict[str, str]]]:
        buffer = b""
        while True:
            while b"\r\n\r\n" not in buffer:
                part = sock.recv(65536)
                if not part:
                    return
                buffer += part
                if buffer[0] == 0x16:  # a TLS handshake, to which this is the answer of most servers
                    sock.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\nspeak plainly")
                    return
            head, _, buffer = buffer.partition(b"\r\n\r\n")
            first, *lines = head.decode("latin-1").split("\r\n")
            method, path, _ = first.split(" ", 2)
            yield method, path, {n.strip().lower(): v.strip() for n, _, v in (line.partition(":") for line in lines)}

    def _answer(self, sock: socket.socket, method: str, path: str, headers: dict[str, str]) -> None:
        host = headers.get("host", "").rsplit(":", 1)[0]
        with self._lock:
            self._numbers[host] += 1
            self._active[host] += 1
            self.peak[host] = max(self.peak[host], self._active[host])
            self.requests.append((host, method, path, time.monotonic()))
            self.headers.append((host, headers))
            number = self._numbers[host]
        try:
            behave = self.behaviors.get(host) or self.behaviors.get("*")
            if behave is None:
                raise ClosedError
            behave(Request(method, path, headers, number, host, sock))
        finally:
            with self._lock:
                self._active[host] -= 1


class Apart:
    """Servers in a process of their own, plain and over TLS, so that whoever asks them has a processor to himself."""

    def __init__(self, behaviors: Mapping[str, Behave], contexts: Callable[[str], ssl.SSLContext] | None) -> None:
        ours, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("fork")  # behaviors are functions without a name
        self._process = context.Process(target=_serve_apart, args=(behaviors, contexts, theirs), daemon=True)
        self._process.start()
        self._pipe = ours
        self.plain_port, self.secure_port = ours.recv()

    def requests(self) -> list[tuple[str, str, str, float]]:
        """Host, method, path and time of all requests until now."""
        self._pipe.send("requests")
        found: list[tuple[str, str, str, float]] = self._pipe.recv()
        return found

    def close(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.join()


def _serve_apart(
    behaviors: Mapping[str, Behave], contexts: Callable[[str], ssl.SSLContext] | None, pipe: "Connection[Any, Any]"
) -> None:
    plain = Server(behaviors)
    secure = Server(behaviors, contexts) if contexts else plain
    pipe.send((plain.port, secure.port))
    while pipe.recv() == "requests":
        pipe.send([*plain.requests, *(secure.requests if secure is not plain else ())])
