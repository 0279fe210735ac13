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
from powerhouse_site.schema.kinds import SINGLE_FILES, Format, Kind
from powerhouse_site.schema.values import SLUG_PATTERN

_SLUG = re.compile(SLUG_PATTERN)
MAX_SLUG = 80


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
            continue
        stem = item.name.removesuffix(".yaml")
        if item.is_symlink():
            yield _stray(item, "symbolic links are not followed", "put the file itself here")
        elif item.is_dir(follow_symlinks=False):
            yield _stray(item, "a folder among the entries", "entries stand side by side, one file each")
        elif not item.is_file(follow_symlinks=False):
            yield _stray(item, "this is not a regular file", None)
        elif item.name.lower().endswith(".yml"):
            yield _stray(item, "entries end in .yaml", _rename(item.name[:-4], names))
        elif stem == item.name:
            yield _stray(item, "this file is not an entry", "entries end in .yaml; move other files elsewhere")
        elif not _SLUG.fullmatch(stem) or len(stem) > MAX_SLUG:
            yield _bad_name(item, stem, names)
        else:
            yield EntryFile(Path(item.path), kind, stem)


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
