"""The files below a catalog folder: which are entries, of which kind, and which do not belong there."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from powerhouse_site.diagnostics import Span
from powerhouse_site.diagnostics import codes as c
from powerhouse_site.loading.document import Finding
from powerhouse_site.loading.suggestions import suggest
from powerhouse_site.schema.kinds import Kind
from powerhouse_site.schema.values import SLUG_PATTERN

_SLUG = re.compile(SLUG_PATTERN)
MAX_SLUG = 80


@dataclass(frozen=True, slots=True)
class EntryFile:
    """The file of one entry."""

    path: Path
    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Stray:
    """A file or folder that is not an entry, and why."""

    path: Path
    finding: Finding


def list_files(root: Path, kinds: Iterable[Kind]) -> Iterator[EntryFile | Stray]:
    """Everything below `root` in a fixed order, as entry files and strays. Links are never followed."""
    by_name = {kind.name: kind for kind in kinds}
    for item in _sorted(root):
        kind = by_name.get(item.name)
        if item.name.startswith("."):
            continue
        if item.is_symlink():
            yield _stray(item, "symbolic links are not followed", "put the file or folder itself here")
        elif kind is None and item.is_dir(follow_symlinks=False):
            word = suggest(item.name, by_name)
            yield _stray(
                item,
                f"'{item.name}' is not a kind of entry",
                f"did you mean '{word}'?" if word else f"kinds are: {', '.join(by_name)}",
            )
        elif kind is None:
            yield _stray(item, "a file outside the folders of the kinds", "entries stand in catalog/<kind>/<id>.yaml")
        elif not item.is_dir(follow_symlinks=False):
            yield _stray(item, f"'{item.name}' is a kind and must be a folder", None)
        else:
            yield from _list_kind(Path(item.path), kind)


def _list_kind(folder: Path, kind: Kind) -> Iterator[EntryFile | Stray]:
    lowered: dict[str, str] = {}
    for item in _sorted(folder):
        if item.name.startswith("."):
            continue
        stem = item.name.removesuffix(".yaml")
        earlier = lowered.setdefault(item.name.lower(), item.name)
        if item.is_symlink():
            yield _stray(item, "symbolic links are not followed", "put the file itself here")
        elif item.is_dir(follow_symlinks=False):
            yield _stray(item, "a folder among the entries", "entries stand side by side, one file each")
        elif not item.is_file(follow_symlinks=False):
            yield _stray(item, "this is not a regular file", None)
        elif item.name.lower().endswith(".yml"):
            yield _stray(item, "entries end in .yaml", f"rename it to '{item.name[:-4].lower()}.yaml'")
        elif stem == item.name:
            yield _stray(item, "this file is not an entry", "entries end in .yaml; move other files elsewhere")
        elif not _SLUG.fullmatch(stem) or len(stem) > MAX_SLUG:
            yield _bad_name(item, stem)
        elif earlier != item.name:
            yield _stray(item, f"the name differs from '{earlier}' only in case", "rename one of the two")
        else:
            yield EntryFile(Path(item.path), kind, stem)


def _bad_name(item: os.DirEntry[str], stem: str) -> Stray:
    slug = re.sub(r"[^a-z0-9.]+", "-", stem.lower()).strip("-.")
    advice = f"rename it to '{slug}.yaml'" if _SLUG.fullmatch(slug) and len(slug) <= MAX_SLUG else None
    finding = Finding(
        Span(),
        c.BAD_FILE_NAME,
        f"'{stem}' is not an id: lower-case letters and digits, joined by single '-' or '.'",
        advice,
    )
    return Stray(Path(item.path), finding)


def _stray(item: os.DirEntry[str], message: str, advice: str | None) -> Stray:
    return Stray(Path(item.path), Finding(Span(), c.BAD_FILE, message, advice))


def _sorted(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as items:
        return sorted(items, key=lambda item: item.name)
