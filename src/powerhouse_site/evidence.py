"""The evidence behind an entry's values: numbered sources, and which of them bears out which field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from sys import intern
from typing import NamedTuple

from powerhouse_site.entries import Entry, remembered
from powerhouse_site.schema.described import Described, described_fields
from powerhouse_site.schema.facts import Facts, Source


class NumberedSource(NamedTuple):
    """A source with the number that the page cites it by, and the words for the fields of its kind, by their paths."""

    number: int
    source: Source
    words: Mapping[str, tuple[str, str]]

    @property
    def labels(self) -> tuple[str, ...]:
        """The fields that it supports in words; the choices of one field together: `Capabilities: LoRA, QLoRA`."""
        members: dict[str, list[str]] = {}
        for label, choice in (self.words[path] for path in self.source.supports if path in self.words):
            members.setdefault(label, []).extend([choice] if choice else [])
        return tuple(f"{label}: {', '.join(words)}" if words else label for label, words in members.items())


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """The sources of an entry, and the paths of its facts: of what it says that needs evidence, in their order.

    `unverified` are the paths of the facts without a source, `by_field` the sources by the fields that they name. One
    is kept for each entry, so it holds no more than that.
    """

    sources: tuple[NumberedSource, ...]
    paths: tuple[str, ...]
    unverified: tuple[str, ...]
    by_field: Mapping[str, Sequence[NumberedSource]] = field(repr=False, compare=False)

    @property
    def facts(self) -> int:
        """How many facts there are."""
        return len(self.paths)

    @property
    def verified(self) -> int:
        """How many facts have a source."""
        return self.facts - len(self.unverified)

    @property
    def complete(self) -> bool:
        """Whether every fact that needs evidence has a source."""
        return not self.unverified

    @property
    def by_age(self) -> tuple[NumberedSource, ...]:
        """The sources in the order of the days on which they were checked, the oldest first."""
        return tuple(sorted(self.sources, key=lambda s: s.source.checked.sort_key))

    def cites(self, path: str) -> tuple[int, ...]:
        """The numbers of the sources that support the field at `path`."""
        return tuple([s.number for s in self._supporting(path)])

    def is_verified(self, path: str) -> bool:
        """Whether a source supports the field at `path`."""
        return _is_in(path, self.by_field)

    def last_check(self, path: str) -> NumberedSource | None:
        """The source that was checked last among those that support the field at `path`."""
        return max(self._supporting(path), key=lambda s: (s.source.checked.sort_key, s.number), default=None)

    def _supporting(self, path: str) -> Sequence[NumberedSource]:
        """The sources of a field, in their order: one of a field supports what is nested in it as well."""
        if "." not in path:
            return self.by_field.get(path, ())
        lists = [found for field in _upward(path) if (found := self.by_field.get(field))]
        if len(lists) < 2:
            return lists[0] if lists else ()
        once = {s.number: s for found in lists for s in found}
        return [once[number] for number in sorted(once)]


def _is_in(path: str, by_field: Mapping[str, object]) -> bool:
    """Whether a path or one that it is nested in is among those that sources name."""
    return path in by_field or ("." in path and any(field in by_field for field in _upward(path)))


@cache
def _upward(path: str) -> tuple[str, ...]:
    """A path and those that it is nested in."""
    return (*(path[:end] for end, letter in enumerate(path) if letter == "."), path)


@cache
def _words(model: type[Facts]) -> Mapping[str, tuple[str, str]]:
    """The label of each field by its path, and the words for a choice where the path is that of one."""
    found: dict[str, tuple[str, str]] = {}
    for one in described_fields(model):
        found[one.path] = (one.label, "")
        choices = zip(one.member_paths, one.choices, strict=False)
        found |= {path: (one.label, getattr(choice, "label", choice.value)) for path, choice in choices}
    return found


@remembered
def evidence_of(entry: Entry) -> Evidence:
    """Number the sources of `entry` in their order and count the facts that they bear out."""
    words = _words(type(entry.facts))
    sources = tuple(
        NumberedSource(number=n, source=source, words=words) for n, source in enumerate(entry.facts.sources, start=1)
    )
    paths = dict.fromkeys(path for field in _evidenced(type(entry.facts)) for path in _facts_of(entry, field))
    by_field: dict[str, list[NumberedSource]] = {}
    for numbered in sources:
        for path in numbered.source.supports:
            by_field.setdefault(path, []).append(numbered)
    unverified = tuple(path for path in paths if not _is_in(path, by_field))
    return Evidence(sources=sources, paths=tuple(paths), unverified=unverified, by_field=by_field)


@cache
def _evidenced(model: type[Facts]) -> tuple[Described, ...]:
    return tuple(field for field in described_fields(model) if field.evidence)


def _facts_of(entry: Entry, field: Described) -> Iterator[str]:
    """The paths that need evidence because `field` has a value: one for each member of a list of choices."""
    if field.member_paths:
        yield from (intern(f"{field.path}.{value}") for _, value in field.values(entry.facts))
    elif field.is_known(entry.facts):
        yield field.evidence
