"""How links are checked: every limit and rule that may be set, with its default."""

import datetime
import ipaddress
import re
from collections.abc import Mapping
from typing import NamedTuple

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
NOWHERE = "https://site.invalid/"
"""Stands for the address of a site that was built without one."""


class Limits(NamedTuple):
    """Limits of one attempt, in seconds and bytes, and how often it is made again."""

    connect: float = 5.0
    read: float = 10.0
    total: float = 20.0
    head_silence: float = 4.0
    body_time: float = 5.0
    """For a body of which nothing depends but a hint that a page is none."""
    hops: int = 10
    body: int = 2 * 1024 * 1024
    head: int = 256 * 1024
    retries: int = 2
    back_off: float = 1.0
    retry_after: float = 60.0
    """A host that asks to be left alone for longer is not asked again in this run."""


class Politeness(NamedTuple):
    """How hard one host is asked. `method` is "head" (HEAD, then GET) or "get"."""

    at_once: int = 4
    delay: float = 0.1
    method: str = "head"


class Exclusion(NamedTuple):
    """Addresses that are not checked: those in which `pattern` is found, as long as it has not expired."""

    pattern: re.Pattern[str]
    reason: str
    expires: datetime.date


HOSTS: Mapping[str, Mapping[str, float | str]] = {"github.com": {"at_once": 2}}
"""What differs for a host by default."""


class Settings(NamedTuple):
    """Everything that decides how a run goes."""

    limits: Limits = Limits()
    politeness: Politeness = Politeness()
    hosts: Mapping[str, Mapping[str, float | str]] = HOSTS
    confirm_up_to: int = 500
    """In a run of at most as many addresses each page that HEAD finds is asked for with GET as well."""
    workers: int = 64
    budget: float | None = None
    fragments: bool = True
    allow_private: tuple[Network, ...] = ()
    ca_file: str | None = None
    exclude_hosts: tuple[str, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    user_agent: str = (
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
    )

    def politeness_of(self, host: str) -> Politeness:
        """How hard a host is asked."""
        own = self.hosts.get(host)
        if not own:
            return self.politeness
        return Politeness(
            at_once=min(int(own["at_once"]), self.politeness.at_once) if "at_once" in own else self.politeness.at_once,
            delay=float(own.get("delay", self.politeness.delay)),
            method=str(own.get("method", self.politeness.method)),
        )
