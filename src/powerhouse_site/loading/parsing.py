"""YAML text as plain values with the position of each, in one pass over the parser's events.

Nothing is composed recursively, so deep nesting cannot crash the parser; whatever could hide what an entry says is
refused on the way. Only YAML syntax ends the pass early; every other problem is collected.
"""

from sys import intern
from typing import Any

import yaml

from powerhouse_site.diagnostics import Code, Span
from powerhouse_site.diagnostics import codes as c
from powerhouse_site.loading.document import Document, Finding, Node, Path, first_line, span_of
from powerhouse_site.loading.scalars import ScalarError, forbidden_character, plain_value, without_forbidden
from powerhouse_site.loading.syntax import explain_syntax_error, swallows_fields
from powerhouse_site.loading.wording import shorten

MAX_DEPTH = 20
MAX_ITEMS = 1000
"""In one list, or fields in one mapping: many times what any field takes."""
_LONG = 40
"""Shorter texts are words that stand in many entries, so each is held once."""
_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_NO_SUCH_KEY = "put it in double quotes if it is text; a key is a word followed by ':'"


def slim(text: str, facts: object, end: tuple[int, int]) -> Document:
    """The document of a sound text with its facts in the place of its values, and without the tree of its positions.

    Where a position is asked for, the text is read again.
    """

    def again() -> Node:
        found, _ = parse(text)
        if found is None:
            raise ValueError("no document comes of this text")
        return found.places()

    return Document(value=facts, places=again, end=end)


def parse(text: str) -> tuple[Document | None, list[Finding]]:
    """Read `text`; the document is None when its syntax or structure cannot be made sense of."""
    builder = _Builder(end=(text.count("\n") + 1, len(text) - text.rfind("\n")))
    try:
        parser = yaml.CLoader(text)
        while (event := parser.get_event()) is not None and builder.take(event):
            pass
    except yaml.MarkedYAMLError as error:
        finding = builder.open_quote(text, error) or _syntax_finding(text, error)
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


def _syntax_finding(text: str, error: yaml.MarkedYAMLError) -> Finding:
    problem = explain_syntax_error(error, text)
    code = c.YAML_DEPTH if problem.too_deep else c.YAML_SYNTAX
    line, column = problem.line, problem.column
    return Finding(Span(line, column, line, column + problem.width), code, problem.message, problem.advice)


class _Open:
    """A mapping or list that the events are inside of."""

    __slots__ = ("is_mapping", "key", "key_node", "node", "value")

    def __init__(self, value: dict[str, Any] | list[Any], node: Node) -> None:
        self.value: Any = value
        self.is_mapping = isinstance(value, dict)
        self.node = node
        self.key: str | None = None
        self.key_node: Node | None = None


class _Builder:
    """Collects values, positions and findings from a stream of events."""

    def __init__(self, end: tuple[int, int]) -> None:
        self.findings: list[Finding] = []
        self._end = end
        self._stack: list[_Open] = []
        self._root: tuple[Any, Node] | None = None
        self._documents = 0
        self._unusable = False
        self._goes_on = True
        self._last_quoted: yaml.ScalarEvent | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the text held nothing but comments."""
        return not self._unusable and (self._root is None or self._root[0] == "")

    def document(self) -> Document | None:
        """The document that the events made up, if it can be used."""
        if self._unusable or self._root is None:
            return None
        value, root = self._root
        return Document(value, lambda: root, self._end)

    def open_quote(self, text: str, error: yaml.MarkedYAMLError) -> Finding | None:
        """Whether the parser tripped right behind a quoted text that goes over the next fields: where that begins."""
        quoted = self._last_quoted
        if quoted is None or error.problem_mark is None:
            return None
        start, end = quoted.start_mark, quoted.end_mark
        if start is None or end is None or end.line != error.problem_mark.line:
            return None
        if not swallows_fields(text.split("\n")[start.line : end.line + 1]):
            return None
        advice = f"close it in this line; the next quote is in line {end.line + 1}"
        line, column = start.line + 1, start.column + 1
        return Finding(Span(line, column, line, column + 1), c.YAML_SYNTAX, "not YAML: a quote is not closed", advice)

    def take(self, event: yaml.Event) -> bool:
        """Work one event in; False when reading on makes no sense."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, _STARTS):
            self._open(event)
        elif isinstance(event, _ENDS):
            self._close(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._start_document(event)
        return self._goes_on

    def _start_document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self._find(
                event, c.YAML_FEATURE, "a second document", "one file holds one entry; remove '---' and what follows"
            )
            self._goes_on = False
        elif event.version or event.tags:
            self._find(event, c.YAML_FEATURE, "a YAML directive", "remove the line that begins with '%'")

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        if event.anchor or event.tag:
            self._refuse_properties(event)
        owner = self._stack[-1] if self._stack else None
        if len(self._stack) >= MAX_DEPTH:
            self._find(event, c.YAML_DEPTH, f"more than {MAX_DEPTH} levels of nesting", "no field is nested so deeply")
            self._give_up()
            return
        if owner is not None and owner.is_mapping and owner.key is None:
            self._find(event, c.WRONG_TYPE, "a key that is a list or a mapping", _NO_SUCH_KEY)
            self._give_up()
            return
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        node = Node(event)
        node.keys, node.children = {}, {}
        self._place(value, node, event)
        self._stack.append(_Open(value, node))

    def _close(self, event: yaml.Event) -> None:
        self._stack.pop().node.end = event.end_mark
        if self._stack:
            self._stack[-1].key = None

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.style and event.style in "'\"":
            self._last_quoted = event
        if event.anchor or event.tag:
            self._refuse_properties(event)
        owner = self._stack[-1] if self._stack else None
        if owner is not None and owner.is_mapping and owner.key is None:
            self._key(owner, event)
            return
        value: Any = event.value if len(event.value) > _LONG else intern(event.value)
        if event.tag:
            value = _REFUSED
        elif event.style == '"':
            bad = forbidden_character(value)
            if bad:
                advice = "remove it, also where it is written as an escape"
                self._add(event, c.FORBIDDEN_CHARACTER, f"the text holds {bad}", advice)
                value = _REFUSED
        elif owner is not None and not event.style:
            try:
                value = plain_value(value)
            except ScalarError as error:
                self._add(event, error.code, error.message, error.help)
                value = _REFUSED
        self._place(value, Node(event), event)
        if owner is not None:
            owner.key = None

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._find(event, c.YAML_FEATURE, "an alias", "write the value out")
        self._unusable = True
        owner = self._stack[-1] if self._stack else None
        if owner is not None and owner.is_mapping and owner.key is None:
            owner.key, owner.key_node = "", Node(event)
        else:
            self._place("", Node(event), event)
            if owner is not None:
                owner.key = None

    def _key(self, owner: _Open, event: yaml.ScalarEvent) -> None:
        name = event.value
        bad = forbidden_character(name) if event.style == '"' else None
        if bad:
            self._add(event, c.FORBIDDEN_CHARACTER, f"the key holds {bad}", "remove it")
            name = without_forbidden(name)
        first = owner.node.keys.get(name)
        if name == "<<" and not event.style:
            self._find(event, c.YAML_FEATURE, "a merge key", "write the fields out")
            self._unusable = True
        elif first is not None:
            line = span_of(first, self._end).line
            message = f"'{shorten(name)}' stands here a second time; the first is in line {line}"
            owner.key = name
            self._add(event, c.DUPLICATE_KEY, message, "keep one of the two")
        owner.key, owner.key_node = name, Node(event)

    def _next_path(self) -> Path:
        """The way to the value that comes next; to the mapping around it where that is a key."""
        steps: list[str | int] = []
        for opened in self._stack:
            if not opened.is_mapping:
                steps.append(len(opened.value) - (opened is not self._stack[-1]))
            elif opened.key is not None:
                steps.append(opened.key)
        return tuple(steps)

    def _place(self, value: Any, node: Node, event: yaml.Event) -> None:
        if not self._stack:
            self._root = (value, node)
            return
        owner = self._stack[-1]
        if not owner.is_mapping:
            owner.node.children[len(owner.value)] = node
            owner.value.append(value)
        elif owner.key is not None and owner.key_node is not None and owner.key not in owner.node.keys:
            owner.node.keys[owner.key] = owner.key_node
            owner.node.children[owner.key] = node
            owner.value[owner.key] = value
        if len(owner.value) > MAX_ITEMS:
            what = "fields in one mapping" if owner.is_mapping else "items in one list"
            self._find(event, c.INVALID_VALUE, f"more than {MAX_ITEMS} {what}", "no entry needs so many")
            self._give_up()

    def _give_up(self) -> None:
        self._unusable = True
        self._goes_on = False

    def _refuse_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor:
            anchor = f"an anchor, '&{shorten(event.anchor)}'"
            self._find(event, c.YAML_FEATURE, anchor, "write the value out where it is needed")
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._find(event, c.YAML_FEATURE, f"a tag, '{shorten(tag)}'", "remove it; the field decides the type")

    def _find(self, event: yaml.Event, code: Code, what: str, advice: str) -> None:
        """Add a finding in the first line of what the event is about."""
        message = f"{what} is not read here" if code is c.YAML_FEATURE else what
        self.findings.append(
            Finding(first_line(span_of(Node(event), self._end)), code, message, advice, self._next_path())
        )

    def _add(self, event: yaml.Event, code: Code, message: str, advice: str | None) -> None:
        self.findings.append(Finding(span_of(Node(event), self._end), code, message, advice, self._next_path()))


class Refused:
    """Stands where a scalar was refused, so that its field is not reported as missing as well."""

    def __repr__(self) -> str:
        """Never shown: problems at a refused value are dropped."""
        return "refused"


_REFUSED = Refused()
