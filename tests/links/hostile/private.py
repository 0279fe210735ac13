"""Private addresses: in the source, behind names, behind redirects. None of them is ever contacted.

The canary is a server at 127.0.0.1 that the guard of the tests does not allow; the others are at 127.0.0.1 as well, but
the resolver of the tests hands them out as public addresses, which its connections are led back from.
"""

from powerhouse_site.links.verdicts import Reason
from tests.links.hostile.case import BLOCKED, OK, Case
from tests.links.hostile.redirects import to


def straight(name: str, host: str) -> Case:
    """An address that names the canary."""
    return Case(f"private-{name}", BLOCKED, Reason.PRIVATE_ADDRESS, url=f"http://{host}/secret")


def behind(name: str, address: str) -> Case:
    """A public name of a private address."""
    return Case(f"behind-{name}", BLOCKED, Reason.PRIVATE_ADDRESS, address=address)


def led(name: str, location: str) -> Case:
    """A redirect to a private address."""
    return Case(f"led-{name}", BLOCKED, Reason.PRIVATE_ADDRESS, to(location, 302))


CASES = (
    straight("loopback", "127.0.0.1"),
    straight("loopback-other", "127.8.9.10"),
    straight("decimal", "2130706433"),
    straight("hexadecimal", "0x7f000001"),
    straight("octal", "0177.0.0.1"),
    straight("short", "127.1"),
    straight("zero", "0.0.0.0"),
    straight("zero-short", "0"),
    straight("localhost", "localhost"),
    straight("six", "[::1]"),
    straight("six-mapped", "[::ffff:127.0.0.1]"),
    straight("six-mapped-hex", "[::ffff:7f00:1]"),
    straight("six-compatible", "[::127.0.0.1]"),
    straight("six-nat64", "[64:ff9b::7f00:1]"),
    straight("six-6to4", "[2002:7f00:1::]"),
    straight("six-unspecified", "[::]"),
    straight("six-local", "[fd00::1]"),
    straight("six-link", "[fe80::1]"),
    straight("ten", "10.1.2.3"),
    straight("seventeen-two", "172.16.0.1"),
    straight("nineteen-two", "192.168.1.1"),
    straight("link-local", "169.254.169.254"),
    straight("carrier", "100.64.0.1"),
    straight("multicast", "224.0.0.1"),
    straight("broadcast", "255.255.255.255"),
    straight("documentation", "192.0.2.1"),
    straight("percent", "%31%32%37.0.0.1"),
    straight("wide", "１２７．０．０．１"),
    straight("circled", "①②⑦.⓪.⓪.①"),
    straight("user", "hostile.org@127.0.0.1"),
    straight("backslash", "127.0.0.1\\@hostile.org"),
    behind("name", "127.0.0.1"),
    behind("name-ten", "10.0.0.1"),
    behind("name-metadata", "169.254.169.254"),
    behind("name-six", "::1"),
    behind("name-mapped", "::ffff:10.0.0.1"),
    behind("name-unique-local", "fd12:3456::1"),
    behind("name-site-local", "fec0::1"),
    led("loopback", "http://127.0.0.1/secret"),
    led("metadata", "http://169.254.169.254/latest/meta-data/"),
    led("decimal", "http://2130706433/secret"),
    led("six", "http://[::1]/secret"),
    led("mapped", "http://[::ffff:10.0.0.1]/"),
    led("name", "http://behind-name.hostile.org/"),
    led("user", "http://hostile.org@127.0.0.1/"),
    led("no-scheme", "//127.0.0.1/secret"),
    Case(
        "led-twice",
        BLOCKED,
        Reason.PRIVATE_ADDRESS,
        lambda r: r.redirect("/b", 302) if r.path == "/some/page" else r.redirect("http://127.0.0.1/secret", 302),
    ),
    Case("mixed", OK, Reason.OK, address="mixed"),
)
