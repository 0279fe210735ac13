"""Copies of dead pages in the Wayback Machine, by its interface: https://archive.org/help/wayback_api.php."""

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from powerhouse_site.links.settings import Limits
from powerhouse_site.links.transport.addresses import read_address
from powerhouse_site.links.transport.deadline import Deadline
from powerhouse_site.links.transport.failures import ExchangeError
from powerhouse_site.links.transport.transport import Transport
from powerhouse_site.links.verdicts import Reason, Result, Verdict

ASKED = "https://archive.org/wayback/available?url={url}"
_COPIES = "https://web.archive.org/web/"
_NO_PAGE = frozenset({Reason.MALFORMED, Reason.MISSING_FRAGMENT})
_BYTES = 64 * 1024
_MOST_FAILURES = 3


@dataclass
class Archive:
    """Asks for copies, one after the other with a pause; after some failures in a row it asks no more."""

    transport: Transport
    limits: Limits
    pause: float = 0.5
    failures: int = 0

    def with_copies(self, results: Iterable[Result]) -> list[Result]:
        """The results, those of broken addresses with the address of a copy where there is one."""
        return [r._replace(archived=self.copy_of(r.url)) if _is_dead(r) else r for r in results]

    def copy_of(self, url: str) -> str | None:
        """The address of the copy that is best; None where there is none, or where the archive gives no answer."""
        if self.failures >= _MOST_FAILURES:
            return None
        deadline = Deadline.after(self.limits.total, self.limits.read, self.limits.head)
        try:
            with self.transport.ask("GET", read_address(ASKED.format(url=quote(url, safe=""))), deadline) as answer:
                body = answer.read(_BYTES) if answer.status == 200 else None
        except ExchangeError:
            body = None
        time.sleep(self.pause)
        if body is None:
            self.failures += 1
            return None
        self.failures = 0
        return _closest(body.data)


def _is_dead(result: Result) -> bool:
    return result.outcome.verdict is Verdict.BROKEN and result.outcome.reason not in _NO_PAGE


def _closest(data: bytes) -> str | None:
    try:
        found = json.loads(data)
    except ValueError:
        return None
    for name in ("archived_snapshots", "closest"):
        found = found.get(name) if isinstance(found, Mapping) else None
    if not isinstance(found, Mapping) or found.get("available") is not True:
        return None
    url = str(found.get("url", ""))
    status = str(found.get("status", "200"))
    copy = "https://" + url.partition("://")[2]
    return copy if copy.startswith(_COPIES) and status.startswith("2") else None
