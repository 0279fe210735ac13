"""With which method an address is asked: HEAD costs a host less, GET alone tells the truth."""

import re
from collections.abc import Iterable
from threading import Lock

from powerhouse_site.links.addresses import Address
from powerhouse_site.links.settings import Settings

_FILE = re.compile(
    r"\.(?:7z|apk|avi|bin|bz2|ckpt|deb|dmg|docx?|epub|exe|gguf|gif|gz|h5|ipynb|iso|jar|jpe?g|mov|mp3|mp4|msi|npz|onnx|pdf"
    r"|parquet|png|pptx?|pth?|rar|rpm|safetensors|svg|tar|tgz|ttf|wav|webm|webp|whl|woff2?|xlsx?|xz|zip|zst)$",
    re.IGNORECASE,
)
"""How the path of what is no page ends, and is large as a rule."""


def starts_with_get(settings: Settings, address: Address, *, few: bool) -> bool:
    """Whether HEAD is left out for a page.

    Of a `few` at an origin each is asked with GET: HEAD would have to be compared with it anyway, and tells nothing of
    walls, logins and pages that say that they are missing.
    """
    own = settings.hosts.get(address.host, {}).get("method")
    if own is not None:
        return own == "get"
    return settings.politeness.method == "get" or (few and not _FILE.search(address.path))


class HeadMemory:
    """What HEAD is worth at each origin. Only a GET tells, so the first page of an origin is asked for both ways."""

    def __init__(self, liars: Iterable[str] = ()) -> None:
        self._lock = Lock()
        self._liars = set(liars)
        self._found: set[str] = set()
        self._tested: set[str] = set()

    @property
    def found(self) -> frozenset[str]:
        """The origins at which HEAD and GET were seen to differ by this memory itself."""
        with self._lock:
            return frozenset(self._found)

    def lies(self, origin: str) -> bool:
        """Whether HEAD is of no use there."""
        return origin in self._liars

    def remember_lie(self, origin: str) -> None:
        """HEAD and GET have differed."""
        with self._lock:
            self._liars.add(origin)
            self._found.add(origin)

    def is_first(self, origin: str) -> bool:
        """Whether nobody has compared HEAD and GET there yet; whoever asks first does it."""
        with self._lock:
            is_first = origin not in self._tested
            self._tested.add(origin)
            return is_first
