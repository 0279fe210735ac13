"""Entries: the facts of one file together with its kind and id."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from powerhouse_site.loading.document import Document
from powerhouse_site.loading.source import Text
from powerhouse_site.schema.facts import Facts, Strict
from powerhouse_site.schema.kinds import Format, Kind


@dataclass(frozen=True, kw_only=True, eq=False)
class Entry:
    """One thing of the catalog, and equal to no other.

    `file` is the path of its YAML, `memory` what `remembered` functions have found.
    """

    kind: Kind
    id: str
    facts: Facts
    file: Path
    memory: dict[object, Any] = field(default_factory=dict, init=False, repr=False)

    @property
    def heading(self) -> str:
        """The words that it goes by."""
        return self.facts.heading

    @property
    def url(self) -> str:
        """The address of its page below the site's root."""
        return f"{self.kind.name}/{self.id}/"

    @property
    def source(self) -> str:
        """The path of its YAML in the repository, and of the copy that the site serves."""
        return f"catalog/{self.kind.name}/{self.id}.yaml"


T = TypeVar("T")


def remembered(find: Callable[[Entry], T]) -> Callable[[Entry], T]:
    """Ask a pure function once for each entry; the answer goes when the entry does."""

    @wraps(find)
    def ask(entry: Entry) -> T:
        if find not in entry.memory:
            entry.memory[find] = find(entry)
        found: T = entry.memory[find]
        return found

    return ask


@dataclass(frozen=True, kw_only=True)
class LoadedFile:
    """What was read from one file. `facts` is None where the file has errors, `entry` also where it is no entry."""

    path: Path
    kind: Format
    id: str
    text: Text | None = None
    document: Document | None = None
    facts: Strict | None = None
    entry: Entry | None = None
