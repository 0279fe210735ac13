"""Which addresses of the network may be contacted: those of the public internet, and exceptions that were asked for.

The special blocks are those of the IANA registries of special-purpose addresses (RFC 6890 and its updates):
https://www.iana.org/assignments/iana-ipv4-special-registry and https://www.iana.org/assignments/iana-ipv6-special-registry
"""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from typing import NamedTuple

from powerhouse_site.links.settings import Network

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Endpoint = tuple[str, int]
"""The text of an IP address, and a port."""
Resolver = Callable[[str, int], Sequence[Endpoint]]
"""From host and port to where they are; raises socket.gaierror, or UnicodeError for what is no name."""

_SPECIAL_4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
            *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24"),
            *("192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
            *("224.0.0.0/4", "240.0.0.0/4"),
            "168.63.129.16/32",  # the host of a virtual machine at Azure, for its guests only
        ),
    )
)
_GLOBAL_6 = ipaddress.IPv6Network("2000::/3")
_SPECIAL_6 = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20")))
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class BlockedError(Exception):
    """A host has no address that may be contacted; the text names one that it has."""


def resolve(host: str, port: int) -> list[Endpoint]:
    """Ask the name servers of this machine. What is named localhost is this machine, whatever they say (RFC 6761)."""
    if f".{host.lower().removesuffix('.')}".endswith(".localhost"):
        return [("127.0.0.1", port), ("::1", port)]
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys((str(address[0]), port) for *_, address in found))


class Guard(NamedTuple):
    """Resolves a host once and passes on what may be contacted, so that no second answer can differ from the tested."""

    allowed: tuple[Network, ...] = ()
    resolver: Resolver = resolve

    def endpoints(self, host: str, port: int) -> list[Endpoint]:
        """Where to connect to; raises BlockedError, socket.gaierror or UnicodeError."""
        found = self.resolver(host, port)
        fit = [endpoint for endpoint in found if self.permits(endpoint[0])]
        if not fit:
            if not found:
                raise socket.gaierror(socket.EAI_NONAME, "no address")
            raise BlockedError(found[0][0])
        return fit

    def permits(self, text: str) -> bool:
        """Whether an IP address may be contacted."""
        try:
            address = ipaddress.ip_address(text)
        except ValueError:
            return False
        inner = _unwrapped(address)
        return any(_contains(network, a) for network in self.allowed for a in (address, inner)) or is_public(address)


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet, and so does the IPv4 address that it may carry."""
    inner = _unwrapped(address)
    if isinstance(inner, ipaddress.IPv4Address):
        return inner.is_global and not any(inner in network for network in _SPECIAL_4)
    return inner.is_global and inner in _GLOBAL_6 and not any(inner in network for network in _SPECIAL_6)


def _unwrapped(address: Address) -> Address:
    """The IPv4 address inside an IPv6 address that stands for one (mapped, 6to4, Teredo, NAT64), else the same."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def _contains(network: Network, address: Address) -> bool:
    return address.version == network.version and address in network
