"""The files below a catalog folder: which are entries, of which kind, and which do not belong there."""

import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from powerhouse_site.diagnostics import Span
from powerhouse_site.diagnostics import codes as c
from powerhouse_site.loading.document import Finding
from powerhouse_site.loading.suggestions import slug_of, suggest
from powerhouse_site.schema.ids import taken_by
from powerhouse_site.schema.kinds import SINGLE_FILES, Format, Kind
from powerhouse_site.schema.values import SLUG_PATTERN

_SLUG = re.compile(SLUG_PATTERN)
MAX_SLUG = 80
_ENTRY_ENDINGS = (".yaml", ".yml")
_LEFT_BY_OTHERS = (".#", "._")
"""How locks of Emacs begin, and what macOS puts on foreign disks."""


@dataclass(frozen=True, slots=True)
class EntryFile:
    """The file of one entry."""

    path: Path
    kind: Format
    id: str


@dataclass(frozen=True, slots=True)
class Stray:
    """A file or folder that is not an entry, and why."""

    path: Path
    finding: Finding


def list_files(root: Path, kinds: Iterable[Kind]) -> Iterator[EntryFile | Stray]:
    """Everything below `root` in a fixed order, as entry files and strays. Links are never followed."""
    by_name = {kind.name: kind for kind in kinds}
    single = {f"{one.name}.yaml": one for one in SINGLE_FILES}
    for item in _sorted(root):
        kind = by_name.get(item.name)
        if item.name.startswith("."):
            yield from _hidden(item)
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
        elif kind is None and item.name in single and item.is_file(follow_symlinks=False):
            yield EntryFile(Path(item.path), single[item.name], single[item.name].name)
        elif kind is None:
            yield _stray(item, "a file outside the folders of the kinds", "entries stand in catalog/<kind>/<id>.yaml")
        elif not item.is_dir(follow_symlinks=False):
            yield _stray(item, f"'{item.name}' is a kind and must be a folder", None)
        else:
            yield from _list_kind(item, kind)


def _list_kind(folder: os.DirEntry[str], kind: Kind) -> Iterator[EntryFile | Stray]:
    try:
        items = _sorted(folder)
    except OSError as error:
        yield _stray(folder, f"the folder cannot be read: {error.strerror}", None)
        return
    names = {item.name for item in items}
    for item in items:
        if item.name.startswith("."):
            yield from _hidden(item)
        else:
            yield _no_file(item) or _entry(item, kind, names)


def _no_file(item: os.DirEntry[str]) -> Stray | None:
    """What cannot be an entry whatever its name is."""
    if item.is_symlink():
        return _stray(item, "symbolic links are not followed", "put the file itself here")
    if item.is_dir(follow_symlinks=False):
        return _stray(item, "a folder among the entries", "entries stand side by side, one file each")
    if not item.is_file(follow_symlinks=False):
        return _stray(item, "this is not a regular file", None)
    return None


def _entry(item: os.DirEntry[str], kind: Kind, names: Collection[str]) -> EntryFile | Stray:
    """A regular file by its name."""
    stem = item.name.removesuffix(".yaml")
    if item.name.lower().endswith(".yml"):
        return _stray(item, "entries end in .yaml", _rename(item.name[:-4], names))
    if stem == item.name:
        return _stray(item, "this file is not an entry", "entries end in .yaml; move other files elsewhere")
    if not _SLUG.fullmatch(stem) or len(stem) > MAX_SLUG:
        return _bad_name(item, stem, names)
    taken = taken_by(kind, stem)
    if taken is not None:
        return Stray(Path(item.path), Finding(Span(), c.BAD_FILE_NAME, f"'{stem}' {taken}", "take another id"))
    return EntryFile(Path(item.path), kind, stem)


def _hidden(item: os.DirEntry[str]) -> Iterator[Stray]:
    """A hidden file that looks like an entry; what editors and systems leave beside entries is none."""
    if item.name.lower().endswith(_ENTRY_ENDINGS) and not item.name.startswith(_LEFT_BY_OTHERS):
        yield _stray(item, "hidden files are not read", "remove the '.' that its name begins with, or the file")


def _bad_name(item: os.DirEntry[str], stem: str, names: Collection[str]) -> Stray:
    rule = (
        f"at most {MAX_SLUG} characters"
        if _SLUG.fullmatch(stem)
        else "lower-case letters and digits, joined by single '-' or '.'"
    )
    finding = Finding(Span(), c.BAD_FILE_NAME, f"'{stem}' is not an id: {rule}", _rename(stem, names))
    return Stray(Path(item.path), finding)


def _rename(stem: str, names: Collection[str]) -> str | None:
    slug = slug_of(stem)
    if slug is None or len(slug) > MAX_SLUG:
        return None
    name = f"{slug}.yaml"
    return f"'{name}' is there already; keep one of the two" if name in names else f"rename it to '{name}'"


def _stray(item: os.DirEntry[str], message: str, advice: str | None) -> Stray:
    return Stray(Path(item.path), Finding(Span(), c.BAD_FILE, message, advice))


def _sorted(folder: Path | os.DirEntry[str]) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as items:
        return sorted(items, key=lambda item: item.name)
