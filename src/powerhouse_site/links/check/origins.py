"""What a run has seen of origins and hosts: which it need not ask again, and whether the network is there at all."""

import threading

from powerhouse_site.links.transport.addresses import Address
from powerhouse_site.links.verdicts import Outcome, Reason, Verdict

_UNREACHED_MOST = 3
"""After as many addresses of an origin that could not be reached, and none that could, the rest is not asked."""
_LIMITED_MOST = 25
"""After as many addresses of a host given up for rate limits in a row, the rest is not asked."""
_OFFLINE_HOSTS = 20
_RATE_LIMITED = Outcome(verdict=Verdict.UNCERTAIN, reason=Reason.RATE_LIMITED, status=429)


class Origins:
    """What the outcomes of a run say of the hosts that it asks, of which there are `count`. Any thread may ask."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._lock = threading.Lock()
        self._reached: set[str] = set()
        self._hosts: set[str] = set()
        self._hosts_reached: set[str] = set()
        self._failures: dict[str, tuple[int, Outcome]] = {}
        self._limited: dict[str, int] = {}

    def known(self, address: Address) -> Outcome | None:
        """The outcome that needs no request, since what was asked of the same host before has shown it."""
        with self._lock:
            failures, outcome = self._failures.get(address.origin, (0, None))
            if failures >= _UNREACHED_MOST:
                return outcome
            return _RATE_LIMITED if self._limited.get(address.host, 0) >= _LIMITED_MOST else None

    def note(self, address: Address, outcome: Outcome, *, reached: bool, gives_up: bool) -> None:
        """Take account of an outcome: whether its host was `reached`, and whether it is the last for its address."""
        if outcome.reason in (Reason.PRIVATE_ADDRESS, Reason.MALFORMED):
            return
        host, origin = address.host, address.origin
        with self._lock:
            self._hosts.add(host)
            if reached:
                self._reached.add(origin)
                self._hosts_reached.add(host)
                self._failures.pop(origin, None)
            elif origin not in self._reached:
                count, _ = self._failures.get(origin, (0, outcome))
                self._failures[origin] = (count + 1, outcome)
            if outcome.reason is not Reason.RATE_LIMITED:
                self._limited.pop(host, None)
            elif gives_up:
                self._limited[host] = self._limited.get(host, 0) + 1

    def forget(self, address: Address) -> None:
        """Ask for an address once more, whatever its host has shown."""
        with self._lock:
            self._failures.pop(address.origin, None)
            self._limited.pop(address.host, None)

    @property
    def is_offline(self) -> bool:
        """Whether more than half of the hosts that were asked could not be reached, and there are enough to tell."""
        with self._lock:
            unreached = len(self._hosts - self._hosts_reached)
            return len(self._hosts) >= _OFFLINE_HOSTS and unreached * 2 > len(self._hosts)

    @property
    def is_hopeless(self) -> bool:
        """Whether it is offline whatever the hosts would say that were not asked yet."""
        return not self._hosts_reached and len(self._hosts) * 2 > self._count and self.is_offline
