"""With which method an address is asked: HEAD costs a host less, GET alone tells the truth."""

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from threading import Lock

from powerhouse_site.links.settings import Settings
from powerhouse_site.links.transport.addresses import Address

_ONE_OF = 20
"""Of a host with as many addresses one page is asked for with GET, whatever else there is to ask."""
_FILE = re.compile(
    r"\.(?:pdf|ps|epub|docx?|xlsx?|pptx?|zip|t?gz|bz2|xz|zst|7z|rar|tar|jar|whl|exe|msi|dmg|pkg|deb|rpm|apk|iso"
    r"|png|jpe?g|gif|webp|avif|bmp|tiff?|ico|mp[34]|m4[av]|mov|avi|mkv|webm|og[gv]|opus|wav|flac|[ot]tf|woff2?"
    r"|bin|pth?|ckpt|safetensors|gguf|ggml|onnx|h5|np[yz]|parquet|arrow|pkl)$",
    re.IGNORECASE,
)
"""How the names of large files end, of which nothing is to be read."""


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

    Only a GET tells walls, logins, pages that say that they are missing, and whether HEAD tells the truth. So pages are
    asked for with GET in a run of few addresses, and where nobody waits for that, since another host has at least twice
    as many; else one page is, of a host that has many. Nothing is asked for both ways that GET alone tells. Large files
    are asked for with HEAD first: they say nothing of themselves.
    """
    found = [Methods.GET if starts_with_get(settings, each) else Methods.HEAD for each in queue]
    asked = [index for index, methods in enumerate(found) if methods is Methods.HEAD]
    if total > settings.confirm_up_to and 2 * len(queue) > longest:
        pages = (index for index in asked if not _names_file(queue[index]))
        asked = [next(pages, asked[0])] if asked and len(queue) >= _ONE_OF else []
    for index in asked:
        found[index] = Methods.HEAD_THEN_PAGE if _names_file(queue[index]) else Methods.GET_THEN_HEAD
    return found


def _names_file(address: Address) -> bool:
    """Whether an address ends like the name of a large file; it may be a page about it all the same."""
    return bool(_FILE.search(address.path))


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
