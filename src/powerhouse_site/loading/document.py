"""YAML text as plain values with the position of each, in one pass over the parser's events.

Nothing is composed recursively, so deep nesting cannot crash the parser; whatever could hide what an entry says is
refused on the way. Only YAML syntax ends the pass early; every other problem is collected.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from powerhouse_site.diagnostics import Code, Span
from powerhouse_site.diagnostics import codes as c
from powerhouse_site.loading.scalars import ScalarError, forbidden_character, plain_value, without_forbidden
from powerhouse_site.loading.syntax import explain_syntax_error
from powerhouse_site.loading.wording import shorten

MAX_DEPTH = 20
MAX_ITEMS = 1000
"""In one list, or fields in one mapping: many times what any field takes."""
_NO_SUCH_KEY = "put it in double quotes if it is text; a key is a word followed by ':'"

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


@dataclass(slots=True)
class Node:
    """The position of a value and, for a collection, of what it holds."""

    span: Span
    keys: dict[str, Span] = field(default_factory=dict)
    children: dict[str | int, "Node"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """The plain value of a YAML text and the tree of its positions."""

    value: Any
    root: Node

    def value_span(self, path: Path) -> Span:
        """The span of the value at `path`, or of the nearest enclosing value that exists."""
        node = self.root
        for step in path:
            child = node.children.get(step)
            if child is None:
                break
            node = child
        return node.span

    def key_span(self, path: Path) -> Span:
        """The span of the key at `path`; for a list item or a missing key, the span of the value around it."""
        parent = self.root
        for step in path[:-1]:
            child = parent.children.get(step)
            if child is None:
                return parent.span
            parent = child
        span = parent.keys.get(str(path[-1])) if path else None
        return span or self.value_span(path)

    def owner_span(self, path: Path) -> Span:
        """Where a field that is missing from the mapping at `path` should be reported: at the key that holds it."""
        return self.key_span(path) if path and isinstance(path[-1], str) else _first_line(self.value_span(path))


def parse(text: str) -> tuple[Document | None, list[Finding]]:
    """Read `text`; the document is None when its syntax or structure cannot be made sense of."""
    builder = _Builder(end=(text.count("\n") + 1, len(text) - text.rfind("\n")))
    try:
        for event in _events(text):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        finding = _syntax_finding(text, error)
        # what was found behind the place, such as in a bracket that is not closed, comes of it
        return None, [*(other for other in builder.findings if other.span < finding.span), finding]
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        line = before.count("\n") + 1
        column = error.position - before.rfind("\n")
        finding = Finding(
            Span(line, column, line, column + 1), c.FORBIDDEN_CHARACTER, "a character that YAML does not allow"
        )
        return None, [*builder.findings, finding]
    if builder.is_empty:
        empty = Finding(Span(), c.EMPTY_VALUE, "the file holds no entry", "write lines such as 'name: ...'")
        return None, [*builder.findings, empty]
    return builder.document(), builder.findings


def _events(text: str) -> Iterator[yaml.Event]:
    parser = yaml.CLoader(text)
    while (event := parser.get_event()) is not None:
        yield event


def _syntax_finding(text: str, error: yaml.MarkedYAMLError) -> Finding:
    problem = explain_syntax_error(error, text)
    code = c.YAML_DEPTH if problem.too_deep else c.YAML_SYNTAX
    line, column = problem.line, problem.column
    return Finding(Span(line, column, line, column + problem.width), code, problem.message, problem.advice)


class _Open:
    """A mapping or list that the events are inside of."""

    __slots__ = ("key", "key_span", "node", "path", "value")

    def __init__(self, value: dict[str, Any] | list[Any], node: Node, path: Path) -> None:
        self.value = value
        self.node = node
        self.path = path
        self.key: str | None = None
        self.key_span: Span | None = None

    @property
    def awaits_key(self) -> bool:
        """Whether the next event is a key of a mapping rather than a value."""
        return isinstance(self.value, dict) and self.key is None


class _Builder:
    """Collects values, positions and findings from a stream of events."""

    def __init__(self, end: tuple[int, int]) -> None:
        self.findings: list[Finding] = []
        self._end = end
        self._stack: list[_Open] = []
        self._root: tuple[Any, Node] | None = None
        self._documents = 0
        self._unusable = False

    @property
    def is_empty(self) -> bool:
        """Whether the text held nothing but comments."""
        return not self._unusable and (self._root is None or self._root[0] == "")

    def document(self) -> Document | None:
        """The document that the events made up, if it can be used."""
        if self._unusable or self._root is None:
            return None
        return Document(*self._root)

    def take(self, event: yaml.Event) -> bool:
        """Work one event in; False when reading on makes no sense."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            return self._open(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._close(event)
        elif isinstance(event, yaml.AliasEvent):
            self._find(event, c.YAML_FEATURE, "an alias", "write the value out")
            self._unusable = True
            self._alias(self._span(event))
        elif isinstance(event, yaml.DocumentStartEvent):
            return self._start_document(event)
        return not self._is_full(event)

    def _is_full(self, event: yaml.Event) -> bool:
        if not self._stack or len(self._stack[-1].value) <= MAX_ITEMS:
            return False
        what = "items in one list" if isinstance(self._stack[-1].value, list) else "fields in one mapping"
        self._find(event, c.INVALID_VALUE, f"more than {MAX_ITEMS} {what}", "no entry needs so many")
        self._unusable = True
        return True

    def _start_document(self, event: yaml.DocumentStartEvent) -> bool:
        self._documents += 1
        if self._documents > 1:
            self._find(
                event, c.YAML_FEATURE, "a second document", "one file holds one entry; remove '---' and what follows"
            )
            return False
        if event.version or event.tags:
            self._find(event, c.YAML_FEATURE, "a YAML directive", "remove the line that begins with '%'")
        return True

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> bool:
        self._refuse_properties(event)
        path = self._next_path()
        if len(self._stack) >= MAX_DEPTH:
            self._find(event, c.YAML_DEPTH, f"more than {MAX_DEPTH} levels of nesting", "no field is nested so deeply")
            self._unusable = True
            return False
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        node = Node(self._span(event))
        if self._stack and self._stack[-1].awaits_key:
            self._find(event, c.WRONG_TYPE, "a key that is a list or a mapping", _NO_SUCH_KEY)
            self._unusable = True
            return False
        self._place(value, node)
        self._stack.append(_Open(value, node, path))
        return True

    def _close(self, event: yaml.Event) -> None:
        closed = self._stack.pop()
        end = self._span(event)
        start = closed.node.span
        closed.node.span = Span(start.line, start.column, end.end_line, end.end_column)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._refuse_properties(event)
        span = self._span(event)
        owner = self._stack[-1] if self._stack else None
        if owner is not None and owner.awaits_key:
            self._key(owner, event, span)
            return
        value: Any = event.value
        path = self._next_path()
        bad = forbidden_character(event.value) if event.style == '"' else None
        if bad:
            self._add(
                span,
                c.FORBIDDEN_CHARACTER,
                f"the text holds {bad}",
                "remove it, also where it is written as an escape",
                path,
            )
            value = _REFUSED
        elif event.tag:
            value = _REFUSED
        elif owner is not None and not event.style:
            try:
                value = plain_value(event.value)
            except ScalarError as error:
                self._add(span, error.code, error.message, error.help, path)
                value = _REFUSED
        self._place(value, Node(span))

    def _alias(self, span: Span) -> None:
        owner = self._stack[-1] if self._stack else None
        if owner is not None and owner.awaits_key:
            owner.key, owner.key_span = "", span
        else:
            self._place("", Node(span))

    def _key(self, owner: _Open, event: yaml.ScalarEvent, span: Span) -> None:
        name = event.value
        bad = forbidden_character(name) if event.style == '"' else None
        if bad:
            self._add(span, c.FORBIDDEN_CHARACTER, f"the key holds {bad}", "remove it", owner.path)
            name = without_forbidden(name)
        if name == "<<" and not event.style:
            self._find(event, c.YAML_FEATURE, "a merge key", "write the fields out")
            self._unusable = True
        elif name in owner.node.keys:
            first = owner.node.keys[name]
            self._add(
                span,
                c.DUPLICATE_KEY,
                f"'{shorten(name)}' stands here a second time; the first is in line {first.line}",
                "keep one of the two",
                (*owner.path, name),
            )
        owner.key, owner.key_span = name, span

    def _next_path(self) -> Path:
        if not self._stack:
            return ()
        owner = self._stack[-1]
        if isinstance(owner.value, list):
            return (*owner.path, len(owner.value))
        return owner.path if owner.key is None else (*owner.path, owner.key)

    def _place(self, value: Any, node: Node) -> None:
        if not self._stack:
            self._root = (value, node)
            return
        owner = self._stack[-1]
        if isinstance(owner.value, list):
            owner.node.children[len(owner.value)] = node
            owner.value.append(value)
        elif owner.key is not None and owner.key_span is not None:
            if owner.key not in owner.node.keys:
                owner.node.keys[owner.key] = owner.key_span
                owner.node.children[owner.key] = node
                owner.value[owner.key] = value
            owner.key = None

    def _refuse_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor:
            self._find(
                event,
                c.YAML_FEATURE,
                f"an anchor, '&{shorten(event.anchor)}'",
                "write the value out where it is needed",
            )
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._find(event, c.YAML_FEATURE, f"a tag, '{shorten(tag)}'", "remove it; the field decides the type")

    def _span(self, event: yaml.Event) -> Span:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            raise ValueError("the parser gave an event without a position")
        # libyaml puts what the text breaks off in one line below the text
        line, column = min((start.line + 1, start.column + 1), self._end)
        end_line, end_column = min((end.line + 1, end.column + 1), self._end)
        return Span(line, column, end_line, end_column)

    def _find(self, event: yaml.Event, code: Code, what: str, advice: str) -> None:
        self._add(
            _first_line(self._span(event)),
            code,
            f"{what} is not read here" if code is c.YAML_FEATURE else what,
            advice,
            self._next_path(),
        )

    def _add(self, span: Span, code: Code, message: str, advice: str | None, path: Path) -> None:
        self.findings.append(Finding(span, code, message, advice, path))


class Refused:
    """Stands where a scalar was refused, so that its field is not reported as missing as well."""

    def __repr__(self) -> str:
        """Never shown: problems at a refused value are dropped."""
        return "refused"


_REFUSED = Refused()


def _first_line(span: Span) -> Span:
    if span.end_line == span.line:
        return span
    return Span(span.line, span.column, span.line, span.column + 1)
