"""What hosts say of their pages by interfaces of their own: by the rules of `hosts`, and by that of GitHub."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from powerhouse_site.links.check.chains import Chain
from powerhouse_site.links.check.hosts import GITHUB_API, PROBES, repository_of
from powerhouse_site.links.check.judging import judge, of_error
from powerhouse_site.links.transport.addresses import Address, read_address
from powerhouse_site.links.transport.deadline import Deadline
from powerhouse_site.links.transport.failures import ExchangeError
from powerhouse_site.links.transport.transport import Transport
from powerhouse_site.links.verdicts import Outcome, Reason, Verdict

_API_BYTES = 256 * 1024


class Interfaces(NamedTuple):
    """Asks in the place of a page what knows more of it. The token is for GitHub's own interface alone."""

    transport: Transport
    github_token: str = ""

    def ask(self, address: Address, deadline: Deadline) -> Outcome | None:
        """What is said there of an address; None where there is no such interface, or where it does not know."""
        return self._by_rule(address, deadline) or self._by_github(address, deadline)

    def _by_rule(self, address: Address, deadline: Deadline) -> Outcome | None:
        for probe in PROBES:
            for url, meanings in probe.addresses(address.url):
                try:
                    with self.transport.ask("GET", read_address(url), deadline.within(deadline.left)) as answer:
                        status = answer.status
                except ExchangeError as error:
                    return of_error(error.reason, error.detail)
                if status not in meanings:
                    return judge(Chain(hops=(), end=address, status=status)) if status >= 400 else None
                meaning = meanings[status]
                if meaning is not None:
                    verdict, reason = meaning
                    return Outcome(verdict=verdict, reason=reason, status=status)
        return None

    def _by_github(self, address: Address, deadline: Deadline) -> Outcome | None:
        """The present name of a repository, and whether it is archived."""
        repository = repository_of(address) if self.github_token else None
        if repository is None:
            return None
        owner, name = repository
        found = self._repository(read_address(GITHUB_API.format(owner=owner, name=name)), deadline)
        if found is None:
            return None
        status, facts = found
        full_name = facts.get("full_name")
        if isinstance(full_name, str) and full_name.lower() != f"{owner}/{name}".lower():
            target = f"https://github.com/{full_name}"
            return Outcome(verdict=Verdict.REDIRECTED, reason=Reason.RENAMED, status=status, target=target)
        reason = Reason.ARCHIVED if facts.get("archived") is True else Reason.OK
        return Outcome(verdict=Verdict.OK, reason=reason, status=status)

    def _repository(self, api: Address, deadline: Deadline) -> tuple[int, Mapping[str, object]] | None:
        headers = {"Authorization": f"Bearer {self.github_token}", "Accept": "application/vnd.github+json"}
        origin = api.origin
        try:
            for _ in range(3):
                with self.transport.ask("GET", api, deadline.within(deadline.left), headers=headers) as answer:
                    status, location = answer.status, answer.header("location")
                    body = answer.read(_API_BYTES) if status == 200 else None
                if status not in (301, 302, 307, 308) or not location:
                    break
                api = read_address(location)
                if api.origin != origin:  # the token is for this host alone
                    return None
            facts = json.loads(body.data) if body is not None else None
        except (ExchangeError, ValueError):
            return None
        return (status, facts) if isinstance(facts, dict) else None
