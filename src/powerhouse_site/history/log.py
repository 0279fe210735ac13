"""The commits that touched a folder, and the contents of its files then, as git keeps them.

Nothing of the repository is run: no hook, no filter, no viewer of differences, no signature check, no fetch. Only the
main line is followed: what a merge brought in came with the merge.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_SECONDS = 60
_SETTINGS = ("core.fsmonitor=false", "core.hooksPath=/dev/null", "log.showSignature=false", "core.quotePath=true")
_SURROUNDINGS = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
_COMMIT = "\x01"
_RAW = re.compile(
    r":(?P<was>\d{6}) (?P<is>\d{6}) (?P<before>[0-9a-f]+) (?P<after>[0-9a-f]+) [A-Z]\d*\t(?P<path>[^\"\t]+)"
)
_FILE = "100"
"""How the mode of a file begins, of one that is neither a link nor another repository."""


class LogError(Exception):
    """Git cannot tell, and why, in words that are the same on every machine."""


_REASONS = {
    "not a git repository": "the catalog is in no git repository",
    "does not have any commits": "nothing is committed yet",
    "dubious ownership": "git does not trust the owner of the repository",
}
"""What git says of itself, which may name folders, in words of ours."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that a commit made, changed or took away; `before` and `after` name its contents in git."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit with its time in seconds since 1970. `files` is None where the clone ends, so that nobody knows."""

    id: str
    time: int
    files: tuple[FileChange, ...] | None


def read_log(folder: Path) -> list[Commit]:
    """The commits that touched `folder`, newest first, with paths below it. Raises LogError where git cannot tell."""
    ends = _ends(folder)
    words = ("log", "--first-parent", "-m", "--no-renames", "--raw", "--no-abbrev", "--relative", "--no-show-signature")
    text = _git(folder, *words, "--no-ext-diff", "--no-textconv", "--no-color", "--format=%x01%H %ct", "--", ".")
    return list(_commits(text.decode("utf-8", "replace"), ends))


def read_contents(folder: Path, names: Sequence[str], most: int) -> Mapping[str, bytes]:
    """The contents that git keeps under `names`, without those that are missing or longer than `most` bytes."""
    output = _git(folder, "cat-file", "--batch", stdin="".join(f"{name}\n" for name in names).encode())
    found: dict[str, bytes] = {}
    start = 0
    for name in names:
        end = output.index(b"\n", start)
        head = output[start:end].split(b" ")
        start = end + 1
        if len(head) == 3 and head[2].isdigit():
            size = int(head[2])
            if size <= most:
                found[name] = output[start : start + size]
            start += size + 1
    return found


def _commits(text: str, ends: frozenset[str]) -> Iterator[Commit]:
    for part in text.split(_COMMIT)[1:]:
        head, *lines = part.split("\n")
        id, _, time = head.partition(" ")
        files = None if id in ends else tuple(filter(None, map(_file, lines)))
        yield Commit(id, int(time), files)


def _file(line: str) -> FileChange | None:
    found = _RAW.fullmatch(line)
    if found is None:
        return None
    before = found["before"] if found["was"].startswith(_FILE) else None
    after = found["after"] if found["is"].startswith(_FILE) else None
    return FileChange(found["path"], before, after) if before or after else None


def _ends(folder: Path) -> frozenset[str]:
    """The commits at which a shallow clone ends: it has no parents of theirs, so all files look new there."""
    path = _git(folder, "rev-parse", "--git-path", "shallow").decode("utf-8", "surrogateescape").removesuffix("\n")
    try:
        return frozenset((folder / path).read_text(encoding="ascii").split())
    except OSError:
        return frozenset()


def _git(folder: Path, *words: str, stdin: bytes = b"") -> bytes:
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    command = ["git", "--no-pager", "--no-replace-objects", "-C", str(folder), *settings, *words]
    surroundings = {**os.environ, **_SURROUNDINGS}
    try:
        done = subprocess.run(  # noqa: S603 - no shell; fixed words, a folder, and names that git gave
            command, input=stdin, capture_output=True, env=surroundings, timeout=_SECONDS, check=False
        )
    except FileNotFoundError:
        raise LogError("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise LogError(f"git gave no answer within {_SECONDS} seconds") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace")
        raise LogError(next((ours for theirs, ours in _REASONS.items() if theirs in said), "git failed"))
    return done.stdout
