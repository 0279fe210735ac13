"""A run as Markdown, for an issue: all text made inert, so that no address becomes a mention or markup."""

from collections.abc import Iterator, Sequence

from powerhouse_site.diagnostics.reports.github import table_cell
from powerhouse_site.links.reports.report import Report, words
from powerhouse_site.links.verdicts import Result, Verdict

LONGEST = 60_000
"""GitHub refuses the text of an issue above 65,536 characters."""
_PLACES = 3


def markdown_report(report: Report) -> str:
    """Render the sums, then a table each of what fails, what is bad otherwise, and what has moved."""
    if report.is_offline:
        return "The network could not be reached: no verdicts.\n"
    lines = [f"{report.sums()}.", ""]
    told = [result for _, result in report.places()]
    told = sorted(dict.fromkeys(told), key=lambda result: (result.outcome.verdict, result.url))
    groups = {
        "Failing": [r for r in told if r.failing],
        "Bad, but not for long enough or not for certain": [
            r for r in told if not r.failing and r.outcome.verdict.is_bad
        ],
        "Moved for good (`powerhouse links --fix` writes the new addresses)": [
            r for r in told if r.outcome.verdict in (Verdict.OK, Verdict.REDIRECTED)
        ],
    }
    for heading, results in groups.items():
        if results:
            lines += [f"### {heading}", "", "| address | what | where |", "| --- | --- | --- |"]
            lines += _rows(results, LONGEST - sum(map(len, lines)))
            lines.append("")
    lines += [f"- {table_cell(note)}" for note in report.notes]
    return "\n".join(lines).rstrip("\n") + "\n"


def _rows(results: Sequence[Result], room: int) -> Iterator[str]:
    for number, result in enumerate(results):
        row = f"| {table_cell(result.url)} | {_what(result)} | {_where(result)} |"
        room -= len(row)
        if room < 0:
            yield f"| and {len(results) - number} more | | |"
            return
        yield row


def _what(result: Result) -> str:
    runs = f", in {result.bad_runs} runs in a row" if result.bad_runs > 1 else ""
    copy = f" [archived copy]({result.archived})" if result.archived and _is_plain(result.archived) else ""
    return f"{table_cell(f'{result.outcome.verdict}: {words(result)}{runs}')}{copy}"


def _is_plain(url: str) -> bool:
    return not set(url) & set(" <>()[]|`\\\"'")


def _where(result: Result) -> str:
    shown = [table_cell(f"{each.file}:{each.line}") for each in result.locations[:_PLACES]]
    if len(result.locations) > _PLACES:
        shown.append(f"and {len(result.locations) - _PLACES} more")
    return ", ".join(shown)
