"""What was right once and may no longer be: facts that nobody has looked at for long, tools that have gone quiet."""

import datetime
from collections import defaultdict
from collections.abc import Iterator

from powerhouse_site.diagnostics import codes as c
from powerhouse_site.entries import Entry
from powerhouse_site.evidence import evidence_of
from powerhouse_site.loading.document import Document, Finding
from powerhouse_site.schema.tools import Tool, ToolStatus

CHECK_AGE = datetime.timedelta(days=365)
"""How long a check of a fact holds."""
RELEASE_AGE = datetime.timedelta(days=548)
"""How long a tool may go without a release and still be called active: 18 months."""
_NAMED = 4
"""As many facts of one source are named; the others are counted."""


def upkeep(entry: Entry, document: Document, today: datetime.date) -> Iterator[Finding]:
    """Facts whose last check is over a year old, and tools that are called active without a release for 18 months."""
    yield from _stale_facts(entry, document, today)
    if isinstance(entry.facts, Tool):
        yield from _quiet_tool(entry.facts, document, today)


def _stale_facts(entry: Entry, document: Document, today: datetime.date) -> Iterator[Finding]:
    evidence = evidence_of(entry)
    stale: dict[int, list[str]] = defaultdict(list)
    for fact in evidence.paths:
        last = evidence.last_check(fact)
        if last is not None and last.source.checked.first_day < today - CHECK_AGE:
            stale[last.number].append(fact)
    for number, facts in sorted(stale.items()):
        path = ("sources", number - 1, "checked")
        more = f" and {len(facts) - _NAMED} more" if len(facts) > _NAMED else ""
        yield Finding(
            document.value_span(path),
            c.STALE_FACT,
            f"over a year since anybody looked at: {', '.join(facts[:_NAMED])}{more}",
            "look at the page again and write the day; name a better source if it is gone",
            path,
        )


def _quiet_tool(tool: Tool, document: Document, today: datetime.date) -> Iterator[Finding]:
    released = tool.last_release
    if tool.status is ToolStatus.ACTIVE and released is not None and released.first_day < today - RELEASE_AGE:
        yield Finding(
            document.value_span(("status",)),
            c.STALE_STATUS,
            f"'active', but the last release is of {released}, over 18 months ago",
            "look whether it is still developed; else write 'maintenance', 'dormant' or 'archived'",
            ("status",),
        )
