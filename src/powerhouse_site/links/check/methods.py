"""With which method an address is asked: HEAD costs a host less, GET alone tells the truth."""

from collections.abc import Iterable, Sequence
from enum import Enum
from threading import Lock

from powerhouse_site.links.settings import Settings
from powerhouse_site.links.transport.addresses import Address

_ONE_OF = 20
"""Of a host with as many addresses one is asked with GET, however many others have."""


class Methods(Enum):
    """How an address is asked.

    With HEAD, and GET where that finds nothing; with HEAD, and GET where that finds nothing or a page; with GET, and
    HEAD where that finds nothing as long as nobody knows whether HEAD tells the truth; or with GET alone.
    """

    HEAD = "head"
    HEAD_THEN_PAGE = "head-then-page"
    GET_THEN_HEAD = "get-then-head"
    GET = "get"


def starts_with_get(settings: Settings, address: Address) -> bool:
    """Whether the configuration leaves HEAD out."""
    own = settings.hosts.get(address.host, {}).get("method", settings.politeness.method)
    return own == "get"


def methods_of(queue: Sequence[Address], settings: Settings, longest: int, total: int) -> list[Methods]:
    """How the addresses of a host are asked, in a run of `total` in which the `longest` queue of a host has as many.

    Only a GET tells walls, logins, pages that say that they are missing, and whether HEAD tells the truth. So a GET
    follows for every page in a run of few addresses, and where nobody waits for that, since another host has at least
    twice as many. Of the other hosts one address is asked with GET in the place of HEAD, if they have many.
    """
    found = [Methods.GET if starts_with_get(settings, each) else Methods.HEAD for each in queue]
    asked = [index for index, methods in enumerate(found) if methods is Methods.HEAD]
    if total <= settings.confirm_up_to or 2 * len(queue) <= longest:
        for index in asked:
            found[index] = Methods.HEAD_THEN_PAGE
    elif asked and len(queue) >= _ONE_OF:
        found[asked[0]] = Methods.GET_THEN_HEAD
    return found


class HeadMemory:
    """At which origins HEAD and GET were seen to differ, so that HEAD is of no use there."""

    def __init__(self, liars: Iterable[str] = ()) -> None:
        self._lock = Lock()
        self._liars = set(liars)
        self._found: set[str] = set()
        self._working: set[str] = set()
        self._compared: set[str] = set()

    @property
    def found(self) -> frozenset[str]:
        """The origins at which this memory itself has seen it."""
        with self._lock:
            return frozenset(self._found)

    def lies(self, origin: str) -> bool:
        """Whether HEAD is of no use there."""
        return origin in self._liars

    def is_known(self, origin: str) -> bool:
        """Whether HEAD and GET have been compared there already."""
        return origin in self._liars or origin in self._compared

    def remember_truth(self, origin: str) -> None:
        """Where GET found nothing, HEAD did not either."""
        with self._lock:
            self._compared.add(origin)

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
