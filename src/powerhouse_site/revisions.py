"""What git knows of the files: which have changed since a revision."""

import subprocess
from pathlib import Path

_SECONDS = 60


class RevisionError(Exception):
    """Git cannot tell, and why."""


def changed_files(folder: Path, revision: str) -> frozenset[Path]:
    """The resolved paths of all files below `folder` that differ from `revision`, new ones that git ignores left out.

    Raises RevisionError where `folder` is in no repository, `revision` names no commit, or git is not there.
    """
    top = Path(_git(folder, "rev-parse", "--show-toplevel").removesuffix("\n")).resolve()
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    changed = _git(folder, "diff", "--name-only", "--no-renames", "-z", commit, "--", ".")
    added = _git(folder, "ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ".")
    return frozenset(top / name for name in f"{changed}{added}".split("\0") if name)


def head(folder: Path) -> str | None:
    """The commit that `folder` is at; None where git cannot tell."""
    try:
        return _git(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").strip() or None
    except RevisionError:
        return None


def text_at(folder: Path, revision: str, file: Path) -> str | None:
    """What the text of a file was at `revision`; None where it was not there. Raises RevisionError as above."""
    top = Path(_git(folder, "rev-parse", "--show-toplevel").removesuffix("\n")).resolve()
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    name = f"{commit}:{file.relative_to(top).as_posix()}"
    try:
        return _git(folder, "cat-file", "blob", name)
    except RevisionError:
        return None


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    try:
        found = subprocess.run(  # noqa: S603 - no shell; the revision follows --end-of-options
            command, capture_output=True, encoding="utf-8", errors="surrogateescape", timeout=_SECONDS, check=False
        )
    except FileNotFoundError:
        raise RevisionError("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise RevisionError(f"git gave no answer within {_SECONDS} seconds") from None
    if found.returncode:
        reason = found.stderr.strip().removeprefix("fatal: ") or "no such commit here; a shallow clone may lack it"
        raise RevisionError(reason)
    return found.stdout
