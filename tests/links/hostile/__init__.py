"""A server that does everything that servers do to those who check links, as a table by group."""

from tests.links.hostile import (
    addresses,
    bodies,
    certificates,
    fragments,
    heads,
    hosts,
    private,
    redirects,
    statuses,
    walls,
)
from tests.links.hostile.case import Case

GROUPS: dict[str, tuple[Case, ...]] = {
    "status codes": statuses.CASES,
    "Retry-After and hiccups": statuses.WAITS,
    "HEAD that lies": heads.LIES,
    "heads": heads.HEADS,
    "redirects and cookies": redirects.CASES,
    "bodies": bodies.CASES,
    "certificates": certificates.CASES,
    "walls, logins and soft 404": walls.CASES,
    "fragments": fragments.CASES,
    "forms of addresses": addresses.CASES,
    "private addresses": private.CASES,
    "host rules": hosts.CASES,
}
CASES: tuple[Case, ...] = tuple(case for cases in GROUPS.values() for case in cases)
