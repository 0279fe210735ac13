"""What a server does, and the verdict that is right."""

from dataclasses import dataclass

from powerhouse_site.links.verdicts import Reason, Verdict
from tests.links.server import Behave, Request

OK = Verdict.OK
REDIRECTED = Verdict.REDIRECTED
BROKEN = Verdict.BROKEN
UNCERTAIN = Verdict.UNCERTAIN
TIMEOUT = Verdict.TIMEOUT
BLOCKED = Verdict.BLOCKED


def fine(request: Request) -> None:
    """A page like any other."""
    request.page()


@dataclass(frozen=True)
class Case:
    """One address. `{host}` in `url` and `target` is the host of the case; `also` are further hosts that it needs.

    `address` is where the host is, instead of the server; with `secure` it is asked over TLS. The host may get at
    `most` as many requests, and there are `apart` seconds between them at least.
    """

    name: str
    verdict: Verdict
    reason: Reason | None = None
    behave: Behave = fine
    url: str = "{scheme}://{host}/some/page"
    target: str | None = None
    also: tuple[tuple[str, Behave], ...] = ()
    address: str | None = None
    secure: bool = False
    most: int | None = None
    apart: float = 0.0

    @property
    def host(self) -> str:
        """The name of its host."""
        return f"{self.name}.hostile.org"

    @property
    def full_url(self) -> str:
        """Its address."""
        return self.url.format(host=self.host, scheme="https" if self.secure else "http")
