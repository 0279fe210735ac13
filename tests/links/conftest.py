"""Servers and checkers for the tests of links."""

import ipaddress
import random
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from powerhouse_site.links.check.checker import Checker
from powerhouse_site.links.check.methods import HeadMemory
from powerhouse_site.links.check.probe import Prober
from powerhouse_site.links.settings import Limits, Politeness, Settings
from powerhouse_site.links.transport.guard import Endpoint, Guard
from powerhouse_site.links.transport.transport import Transport
from powerhouse_site.links.verdicts import Run, Sought
from tests.links.authority import Authority
from tests.links.server import Apart, Behave

QUICK = Limits(
    connect=1.5,
    read=1.0,
    total=3.0,
    head_silence=0.5,
    body_time=0.5,
    back_off=0.05,
    retry_after=2.0,
    body=2 * 1024 * 1024,
)
PUBLIC = "93.184.215.14"
"""Stands for the servers of the tests in the answers of the resolver."""
SWAPPED = "93.184.215.15"
"""The same with TLS where it is not expected, and none where it is."""
CLOSED = "93.184.215.16"
"""A host where nobody listens."""


@dataclass
class Net:
    """A network of names: where each host is, and the servers behind them. It leads `PUBLIC` back to this machine."""

    servers: Apart
    names: frozenset[str]
    authority: Authority
    addresses: dict[str, Sequence[str]] = field(default_factory=dict)
    connected: list[Endpoint] = field(default_factory=list)

    def resolve(self, host: str, port: int) -> list[Endpoint]:
        """Where a host is: at its own addresses, at the servers if they know it, and else as this machine knows it."""
        if host in self.addresses:
            return [(address, port) for address in self.addresses[host]]
        if host.rstrip(".") in self.names or host in self.names:
            return [(PUBLIC, port)]
        if host.endswith("hostile.org"):
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        if host == "localhost":
            return [("127.0.0.1", port)]
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return [(str(address[0]), port) for *_, address in found]

    def checker(self, *, token: str = "", **settings: Any) -> Checker:
        """A checker that knows these names only."""
        quick: dict[str, Any] = {"limits": QUICK, "politeness": Politeness(delay=0.0), "hosts": {}}
        chosen = Settings(**{**quick, "ca_file": str(self.authority.file), **settings})
        transport = Transport(chosen, Guard(chosen.allow_private, self.resolve))
        return Checker(Prober(chosen, transport, HeadMemory(), token), rng=random.Random(1))

    def check(self, *urls: str, **settings: Any) -> Run:
        """Check addresses."""
        return self.checker(**settings).check([Sought(url=url) for url in urls])


class _LedBack(socket.socket):
    """A socket that finds the servers of the tests behind a public address, and remembers where it was led."""

    net: Net

    def connect(self, address: object) -> None:
        host, port = address[:2]  # type: ignore[index]
        self.net.connected.append((host, port))
        ports = {
            PUBLIC: {80: self.net.servers.plain_port, 443: self.net.servers.secure_port},
            SWAPPED: {80: self.net.servers.secure_port, 443: self.net.servers.plain_port},
        }
        if host not in (PUBLIC, SWAPPED, CLOSED):
            raise AssertionError(f"contacted {host}")
        super().connect(("127.0.0.1", ports.get(host, {}).get(port, 1)))


def make_net(folder: Path, behaviors: dict[str, Behave], monkeypatch: pytest.MonkeyPatch) -> Iterator[Net]:
    """A network with hosts."""
    authority = Authority(folder)
    made = Net(Apart(behaviors, authority.context), frozenset(behaviors), authority)
    led = type("Led", (_LedBack,), {"net": made})
    monkeypatch.setattr("powerhouse_site.links.transport.connections.socket.socket", led)
    yield made
    made.servers.close()


LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"),)
