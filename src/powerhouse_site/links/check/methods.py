"""With which method an address is asked: HEAD costs a host less, GET alone tells the truth."""

from collections.abc import Iterable
from enum import Enum
from threading import Lock

from powerhouse_site.links.settings import Settings
from powerhouse_site.links.transport.addresses import Address

_ONE_OF = 20
"""Of a host with as many addresses one page is asked for both ways, whatever else there is to ask."""


class Methods(Enum):
    """How an address is asked: with HEAD, and GET where that finds nothing; with both; or with GET alone."""

    HEAD = "head"
    BOTH = "both"
    GET = "get"


def starts_with_get(settings: Settings, address: Address) -> bool:
    """Whether the configuration leaves HEAD out."""
    own = settings.hosts.get(address.host, {}).get("method", settings.politeness.method)
    return own == "get"


def confirmed_pages(settings: Settings, queue: int, longest: int, total: int) -> int:
    """How many pages of a host with a `queue` of addresses are asked for with GET as well where HEAD finds them.

    Only a GET tells walls, logins, pages that say that they are missing, and whether HEAD tells the truth. So it is all
    of them in a run of few addresses in `total`, and where nobody waits for that, since the `longest` queue of another
    host goes on anyway.
    """
    if total <= settings.confirm_up_to or 2 * queue <= longest:
        return queue
    return 1 if queue >= _ONE_OF else 0


class HeadMemory:
    """At which origins HEAD and GET were seen to differ, so that HEAD is of no use there."""

    def __init__(self, liars: Iterable[str] = ()) -> None:
        self._lock = Lock()
        self._liars = set(liars)
        self._found: set[str] = set()
        self._working: set[str] = set()

    @property
    def found(self) -> frozenset[str]:
        """The origins at which this memory itself has seen it."""
        with self._lock:
            return frozenset(self._found)

    def lies(self, origin: str) -> bool:
        """Whether HEAD is of no use there."""
        return origin in self._liars

    def remember_success(self, origin: str) -> None:
        """HEAD has found something."""
        with self._lock:
            self._working.add(origin)

    def remember_refusal(self, origin: str) -> None:
        """HEAD met what may pass, such as a 503, and GET then did not: no lie where HEAD has worked before."""
        if origin not in self._working:
            self.remember_lie(origin)

    def remember_lie(self, origin: str) -> None:
        """HEAD and GET have differed."""
        with self._lock:
            self._liars.add(origin)
            self._found.add(origin)
