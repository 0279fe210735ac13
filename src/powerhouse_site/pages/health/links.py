"""How the outbound links stood when they were last checked, for readers: what is dead, what has moved, the sums."""

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from powerhouse_site.links.reports.json import SCHEMA
from powerhouse_site.links.reports.report import REASONS
from powerhouse_site.links.verdicts import DEFINITE, Reason, Verdict
from powerhouse_site.schema.kinds import KINDS
from powerhouse_site.schema.urls import Url

_URL: TypeAdapter[str] = TypeAdapter(Url)
_MAX_BYTES = 64 * 1024 * 1024
_CATALOG = Path("catalog")


class LinkReportError(Exception):
    """A link report that cannot be read; the text says why."""


@dataclass(frozen=True, kw_only=True)
class LinkMark:
    """What a reader should know of a link: that it is dead, or has moved to `target`. `copy` is an archived one."""

    dead: bool
    words: str
    target: str | None = None
    copy: str | None = None


@dataclass(frozen=True, kw_only=True)
class MarkedLink:
    """A link with its mark, and the pages of the site (or the files) that it stands in."""

    url: str
    mark: LinkMark
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LinkHealth:
    """The links of the last check. Without a report there are none, and no marks."""

    date: datetime.date | None = None
    counts: Mapping[Verdict, int] = field(default_factory=dict)
    links: tuple[MarkedLink, ...] = ()
    marks: Mapping[str, LinkMark] = field(default_factory=dict)

    def mark(self, url: str) -> LinkMark | None:
        """The mark of a link, if it needs one."""
        return self.marks.get(url)

    @property
    def total(self) -> int:
        """How many links were checked."""
        return sum(self.counts.values())

    @property
    def dead(self) -> list[MarkedLink]:
        """Those that lead nowhere any more."""
        return [link for link in self.links if link.mark.dead]

    @property
    def moved(self) -> list[MarkedLink]:
        """Those that have moved for good."""
        return [link for link in self.links if not link.mark.dead]


NO_REPORT = LinkHealth()


def read_link_report(path: Path) -> LinkHealth:
    """What `powerhouse links --format json` has written; without a file, no report. Raises LinkReportError."""
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        return NO_REPORT
    except OSError as error:
        raise LinkReportError(f"{path}: {error.strerror}") from None
    if len(data) > _MAX_BYTES:
        raise LinkReportError(f"{path}: too large for a link report")
    try:
        document = json.loads(data)
        _check_version(document["schema"])
        if document["summary"].get("offline"):
            return NO_REPORT
        return _health(document["results"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise LinkReportError(f"{path}: no link report ({type(error).__name__}: {error})") from None


def _check_version(schema: object) -> None:
    if schema != SCHEMA:
        raise ValueError("another version of the format")


def _health(results: Iterable[Mapping[str, Any]]) -> LinkHealth:
    counts = dict.fromkeys(Verdict, 0)
    links: list[MarkedLink] = []
    last = ""
    for result in sorted(results, key=lambda each: str(each["url"])):
        verdict = Verdict(result["verdict"])
        counts[verdict] += 1
        last = max(last, str(result.get("checked_at") or ""))
        mark = _mark(verdict, result)
        if mark is not None:
            files = sorted({str(place["file"]) for place in result.get("locations", ())})
            pages = tuple(page for file in files if (page := _page_of(file)))
            others = tuple(file for file in files if not _page_of(file))
            links.append(MarkedLink(url=str(result["url"]), mark=mark, pages=pages, files=others))
    return LinkHealth(
        date=datetime.date.fromisoformat(last[:10]) if last else None,
        counts=counts,
        links=tuple(links),
        marks={link.url: link.mark for link in links},
    )


def _mark(verdict: Verdict, result: Mapping[str, Any]) -> LinkMark | None:
    """Only what is certain is marked: what fails the check, or is gone by its own words, and permanent redirects."""
    reason = Reason(result["reason"])
    target, copy = _public(result.get("target")), _public(result.get("archived"))
    if verdict is Verdict.BROKEN and (result.get("failing") is True or reason in DEFINITE):
        return LinkMark(dead=True, words=REASONS[reason], copy=copy)
    if verdict is Verdict.REDIRECTED and target is not None:
        return LinkMark(dead=False, words=REASONS[reason], target=target)
    return None


def _public(url: object) -> str | None:
    """An address that readers may be led to, as one of the catalog may be."""
    try:
        return _URL.validate_python(url)
    except ValidationError:
        return None


def _page_of(file: str) -> str | None:
    """The address of the page that shows an entry, from the path of its file."""
    path = Path(file)
    kinds = {kind.name for kind in KINDS}
    if path.parent.parent == _CATALOG and path.parent.name in kinds and path.suffix == ".yaml":
        return f"{path.parent.name}/{path.stem}/"
    return None
