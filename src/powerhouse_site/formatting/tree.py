"""What is written: mappings, lists and scalars, and the comments that belong to each."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Scalar:
    """A scalar; text is quoted where it must be, anything else is written as it is spelled."""

    spelling: str
    is_text: bool = True


@dataclass(slots=True)
class Entry:
    """A key with its value, or an item of a list (`key` is None), with the comments above and beside it."""

    key: str | None
    value: "Scalar | Collection"
    above: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Collection:
    """A mapping or a list, with the comments below its last entry."""

    is_mapping: bool
    entries: list[Entry] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Tree:
    """A whole text: its first comments, each a line, and its mapping."""

    head: list[str]
    root: Collection
