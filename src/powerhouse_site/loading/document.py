"""A YAML text as plain values, and where each of them stands."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from powerhouse_site.diagnostics import Code, Span

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of the text, not yet tied to a file. `path` leads to the value it is about.

    `excerpt` is the source line, where the text as a whole could not be read.
    """

    span: Span
    code: Code
    message: str
    help: str | None = None
    path: Path = ()
    excerpt: str = ""


class Node:
    """Where a value stands and, for a collection, what it holds."""

    __slots__ = ("children", "end_mark", "is_mapping", "keys", "start_mark")

    def __init__(self, event: yaml.Event) -> None:
        self.start_mark = event.start_mark
        self.end_mark = event.end_mark
        self.is_mapping = isinstance(event, yaml.MappingStartEvent)
        self.keys: dict[str, Node] = {}
        self.children: dict[str | int, Node] = {}


@dataclass(frozen=True, slots=True)
class Document:
    """The plain value of a YAML text, and `places`, which gives the tree of its positions; `end` is where it ends.

    Of a sound text the value may be its facts, which have the same fields.
    """

    value: Any
    places: Callable[[], Node]
    end: tuple[int, int]

    def value_span(self, path: Path) -> Span:
        """The span of the value at `path`, or of the nearest enclosing value that exists."""
        node = self.places()
        for step in path:
            child = node.children.get(step)
            if child is None:
                break
            node = child
        return span_of(node, self.end)

    def key_span(self, path: Path) -> Span:
        """The span of the key at `path`; for a list item or a missing key, the span of the value around it."""
        parent = self.places()
        for step in path[:-1]:
            child = parent.children.get(step)
            if child is None:
                return span_of(parent, self.end)
            parent = child
        key = parent.keys.get(str(path[-1])) if path else None
        return span_of(key, self.end) if key else self.value_span(path)

    def owner_span(self, path: Path) -> Span:
        """Where a field that is missing from the mapping at `path` should be reported: at the key that holds it."""
        return self.key_span(path) if path and isinstance(path[-1], str) else first_line(self.value_span(path))


def span_of(place: Node | yaml.Event, limit: tuple[int, int]) -> Span:
    """The span of a place. What libyaml puts in one line below a text that breaks off ends at `limit` instead."""
    start, end = place.start_mark, place.end_mark
    if start is None or end is None:
        return Span()
    return Span(
        *min((start.line + 1, start.column + 1), limit),
        *min((end.line + 1, end.column + 1), limit),
    )


def first_line(span: Span) -> Span:
    """The first character of a span over several lines; a span in one line as it is."""
    if span.end_line == span.line:
        return span
    return Span(span.line, span.column, span.line, span.column + 1)
