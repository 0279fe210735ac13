"""The addresses of site and repository, read from the environment once, in one place."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

DEFAULT_BRANCH = "main"


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Where the site and its repository can be reached; empty where nobody said so.

    Without a repository there are no links to it, so that no dead link is ever written.
    """

    site: str = ""
    repository: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Addresses":
        """Read SITE_URL and REPOSITORY_URL, or else derive both from GITHUB_REPOSITORY (`owner/name`)."""
        owner, _, name = environment.get("GITHUB_REPOSITORY", "").partition("/")
        repository = environment.get("REPOSITORY_URL") or (f"https://github.com/{owner}/{name}" if name else "")
        site = environment.get("SITE_URL") or _pages_address(owner.lower(), name)
        return cls(site=site and site.rstrip("/") + "/", repository=repository.rstrip("/"))

    def edit(self, file: str) -> str | None:
        """The web editor for a file of the repository, given by its path from the root."""
        return f"{self.repository}/edit/{DEFAULT_BRANCH}/{quote(file)}" if self.repository else None

    def view(self, file: str) -> str | None:
        """The page of a file of the repository."""
        return f"{self.repository}/blob/{DEFAULT_BRANCH}/{quote(file)}" if self.repository else None

    def report(self, file: str, heading: str) -> str | None:
        """A prefilled issue about a wrong fact in a file."""
        if not self.repository:
            return None
        query = urlencode({"template": "report-a-wrong-fact.yml", "title": f"Wrong fact: {heading}", "entry": file})
        return f"{self.repository}/issues/new?{query}"


def _pages_address(owner: str, name: str) -> str:
    """Where GitHub Pages publishes a repository; the one that is named like the host stands at its root."""
    host = f"{owner}.github.io"
    return f"https://{host}/{'' if name.lower() == host else f'{name}/'}" if name else ""
