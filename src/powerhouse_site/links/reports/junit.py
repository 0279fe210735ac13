"""A run as JUnit's XML, which most systems for continuous integration read: a test case an address."""

import re
from xml.sax.saxutils import quoteattr

from powerhouse_site.links.reports.report import Report, is_told, words
from powerhouse_site.links.verdicts import Result, Verdict

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_report(report: Report) -> str:
    """Render one suite. What fails is a failure; what is only uncertain is told in the output of its case."""
    skipped = report.counts[Verdict.SKIPPED]
    counts = f'tests="{len(report.results)}" failures="{report.failing}" errors="0" skipped="{skipped}"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites {counts} time="{report.elapsed:.3f}">',
        f'  <testsuite name="links" {counts} time="{report.elapsed:.3f}">',
        *(line for result in report.results for line in _case(result)),
        *(f"    <system-out>{_text(note)}</system-out>" for note in report.notes),
        "  </testsuite>",
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _case(result: Result) -> list[str]:
    first = result.locations[0] if result.locations else None
    where = f" file={_attribute(first.file)} line={_attribute(str(first.line))}" if first else ""
    name = f"name={_attribute(result.url)} classname={_attribute(first.file if first else 'links')}"
    head = f'    <testcase {name}{where} time="{result.elapsed:.3f}"'
    outcome = result.outcome
    message = f"{outcome.verdict}: {words(result)}"
    places = "\n".join(f"{each.file}:{each.line}:{each.column}" for each in result.locations)
    if result.failing:
        kind = _attribute(outcome.reason.value)
        failure = f"<failure message={_attribute(message)} type={kind}>{_text(places)}</failure>"
        return [f"{head}>{failure}</testcase>"]
    if outcome.verdict is Verdict.SKIPPED:
        return [f"{head}><skipped message={_attribute(outcome.detail or words(result))}/></testcase>"]
    if is_told(result):
        return [f"{head}><system-out>{_text(message)}</system-out></testcase>"]
    return [f"{head}/>"]


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


def _text(text: str) -> str:
    return _clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
