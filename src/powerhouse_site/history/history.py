"""Commits as what they did to the facts: entries added and taken away, and facts that differ."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from powerhouse_site.catalog import Catalog
from powerhouse_site.history.comparing import Change, Pair, compare
from powerhouse_site.history.log import Commit, FileChange, LogError, read_log
from powerhouse_site.schema.kinds import Kind

MOST_IN_A_COMMIT = 1000
"""Entries of one commit that are compared; where it changed more, as a new form of all files does, none is."""
MOST_IN_ALL = 3000
"""Entries that are compared in all, so that a long history costs no more than a short one; older commits are left."""


class Sort(StrEnum):
    """What happened to an entry."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Reach(StrEnum):
    """How far back the history could be read."""

    WHOLE = "whole"
    SHALLOW = "shallow"
    LONG = "long"
    NONE = "none"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Event:
    """What a commit did to an entry, which goes by its present id if it was renamed since."""

    kind: Kind
    id: str
    sort: Sort
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit that did something to the facts. `uncompared` counts entries that it changed in too great a number."""

    commit: str
    time: int
    events: tuple[Event, ...]
    uncompared: int = 0


@dataclass(frozen=True)
class History:
    """What happened to the facts, newest first; `reason` says why there is nothing where git could not tell."""

    revisions: tuple[Revision, ...]
    reach: Reach
    reason: str = ""


LEFT_OUT = History((), Reach.LEFT_OUT)


def read_history(folder: Path, catalog: Catalog, store: Path | None = None) -> History:
    """The history of the catalog in `folder`. `store` is a file that keeps what was compared for the next time."""
    try:
        commits = read_log(folder)
        known = [commit for commit in commits if commit.files is not None]
        steps = list(_steps(known, catalog))
        pairs = [pair for step in steps for pair in step.compared.values()]
        found = compare(folder, pairs, store)
    except LogError as error:
        return History((), Reach.NONE, str(error))
    revisions = [revision for step in steps if (revision := step.revision(found)) is not None]
    shallow = len(known) < len(commits)
    reach = Reach.LONG if len(steps) < len(known) else Reach.SHALLOW if shallow else Reach.WHOLE
    return History(tuple(revisions), reach)


@dataclass(frozen=True)
class _Step:
    """A commit before its contents are compared."""

    commit: Commit
    added: Sequence[tuple[Kind, str]]
    removed: Sequence[tuple[Kind, str]]
    compared: Mapping[tuple[Kind, str], Pair]
    uncompared: int

    def revision(self, found: Mapping[Pair, tuple[Change, ...]]) -> Revision | None:
        events = [
            *(Event(kind, id, Sort.ADDED) for kind, id in self.added),
            *(
                Event(kind, id, Sort.CHANGED, changes)
                for (kind, id), p in self.compared.items()
                if (changes := found[p])
            ),
            *(Event(kind, id, Sort.REMOVED) for kind, id in self.removed),
        ]
        if not events and not self.uncompared:
            return None
        return Revision(self.commit.id, self.commit.time, tuple(events), self.uncompared)


def _steps(commits: Sequence[Commit], catalog: Catalog) -> Iterator[_Step]:
    """The commits in the form of steps, as long as not too much is to be compared."""
    kinds = {kind.name: kind for kind in catalog.kinds}
    present = {
        (kind.name, former): entry.id
        for kind in catalog.kinds
        for entry in catalog.of(kind.name)
        for former in entry.facts.former_ids
    }
    total = 0
    for commit in commits:
        step = _step(commit, kinds, present)
        total += len(step.compared)
        if total > MOST_IN_ALL:
            return
        yield step


def _step(commit: Commit, kinds: Mapping[str, Kind], present: dict[tuple[str, str], str]) -> _Step:
    """What a commit did. `present` tells the ids of today from former ones, and learns more of them on the way back."""
    before: dict[tuple[Kind, str], str] = {}
    after: dict[tuple[Kind, str], str] = {}
    for file in commit.files or ():
        found = _entry(file, kinds)
        if found is not None:
            kind, id = found[0], present.get((found[0].name, found[1]), found[1])
            before |= {(kind, id): file.before} if file.before else {}
            after |= {(kind, id): file.after} if file.after else {}
    present |= _follow_renames(before, after)
    both = [key for key in after if key in before and after[key] != before[key]]
    too_many = len(both) > MOST_IN_A_COMMIT
    return _Step(
        commit=commit,
        added=[key for key in after if key not in before],
        removed=[key for key in before if key not in after],
        compared={} if too_many else {key: Pair(key[0], before[key], after[key]) for key in both},
        uncompared=len(both) if too_many else 0,
    )


def _follow_renames(
    before: dict[tuple[Kind, str], str], after: Mapping[tuple[Kind, str], str]
) -> dict[tuple[str, str], str]:
    """Take a file that went for one of the same kind and content that came; returns the ids of both."""
    gone = {(kind, content): id for (kind, id), content in before.items() if (kind, id) not in after}
    renamed: dict[tuple[str, str], str] = {}
    for (kind, id), content in after.items():
        if gone and (kind, id) not in before and (old := gone.pop((kind, content), None)) is not None:
            before[kind, id] = before.pop((kind, old))
            renamed[kind.name, old] = id
    return renamed


def _entry(file: FileChange, kinds: Mapping[str, Kind]) -> tuple[Kind, str] | None:
    """The kind and id of the entry that a path belongs to."""
    path = PurePosixPath(file.path)
    if len(path.parts) != 2 or path.suffix != ".yaml" or path.parts[0] not in kinds:
        return None
    return kinds[path.parts[0]], path.stem
