"""Permanent redirects written into the files in which the old addresses stand; everything else stays as it is."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from powerhouse_site.links.collect.found import Found
from powerhouse_site.links.collect.texts import in_text
from powerhouse_site.links.verdicts import Location, Result
from powerhouse_site.loading.parsing import parse
from powerhouse_site.schema.urls import Url

FIXABLE = frozenset({".yaml", ".md"})
"""The endings of files that are edited."""
_URL: TypeAdapter[str] = TypeAdapter(Url)


@dataclass(frozen=True, slots=True)
class Edit:
    """An address to write in the place of another one."""

    location: Location
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text after its edits: those that were made, and those that were not since the text would say something else."""

    text: str
    made: Sequence[Edit]
    refused: Sequence[Edit]


def edits_of(results: Iterable[Result]) -> Mapping[str, Sequence[Edit]]:
    """The edits for each file, by the name that locations know it by."""
    found: dict[str, list[Edit]] = {}
    for result in results:
        target = result.outcome.target
        if target is None or target == result.url or not result.outcome.verdict.is_good:
            continue
        for location in result.locations:
            if Path(location.file).suffix in FIXABLE:
                found.setdefault(location.file, []).append(Edit(location, result.url, target))
    return found


def fix_text(text: str, name: str, edits: Sequence[Edit]) -> Fixed:
    """Make the edits one by one, each only where it changes the address alone."""
    made: list[Edit] = []
    refused: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.location.line, e.location.column), reverse=True):
        edited = _edited(text, edit)
        if edited is None or not _is_same_but(text, edited, Path(name), edit):
            refused.append(edit)
        else:
            text = edited
            made.append(edit)
    return Fixed(text, made[::-1], refused[::-1])


def _edited(text: str, edit: Edit) -> str | None:
    lines = text.split("\n")
    if edit.location.line > len(lines):
        return None
    line = lines[edit.location.line - 1]
    start = edit.location.column - 1
    if line[start : start + len(edit.old)] != edit.old:
        start = line.find(edit.old, start)  # the place may be that of the quotation mark before it
    if start < 0:
        return None
    lines[edit.location.line - 1] = line[:start] + edit.new + line[start + len(edit.old) :]
    return "\n".join(lines)


def _is_same_but(before: str, after: str, path: Path, edit: Edit) -> bool:
    """Whether nothing but the address has changed, and a catalog that was right stays so."""
    if path.suffix == ".yaml":
        old, new = parse(before), parse(after)
        if len(new[1]) > len(old[1]) or new[0] is None or (_is_public(edit.old) and not _is_public(edit.new)):
            return False
    name = edit.location.file
    expected = Counter((each.location.field, each.url) for each in in_text(path, before, name))
    expected[edit.location.field, edit.old] -= 1
    expected[edit.location.field, edit.new] += 1
    return +expected == _counted(in_text(path, after, name))


def _counted(found: Iterable[Found]) -> Counter[tuple[str, str]]:
    return Counter((each.location.field, each.url) for each in found)


def _is_public(url: str) -> bool:
    try:
        _URL.validate_python(url)
    except ValidationError:
        return False
    return True
