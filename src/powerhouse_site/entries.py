"""Entries: the facts of one file together with its kind and id."""

from dataclasses import dataclass
from pathlib import Path

from powerhouse_site.loading.document import Document
from powerhouse_site.loading.source import Text
from powerhouse_site.schema.facts import Facts, Strict
from powerhouse_site.schema.kinds import Format, Kind


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing of the catalog. `file` is the path of its YAML."""

    kind: Kind
    id: str
    facts: Facts
    file: Path

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
