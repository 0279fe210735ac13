"""YAML text as plain values, in one pass over the parser's events.

Nothing is composed recursively, so deep nesting cannot crash the parser; whatever could hide what an entry says is
refused on the way. Only YAML syntax ends the pass early; every other problem is collected.
"""

from collections.abc import Callable
from functools import partial
from sys import intern
from typing import Any

import yaml

from powerhouse_site.diagnostics import Code, Span
from powerhouse_site.diagnostics import codes as c
from powerhouse_site.loading.document import Document, Finding, Path, first_line, span_of
from powerhouse_site.loading.places import name_of, read_places
from powerhouse_site.loading.scalars import ScalarError, forbidden_character, plain_value
from powerhouse_site.loading.syntax import explain_syntax_error, swallows_fields
from powerhouse_site.loading.wording import shorten

MAX_DEPTH = 20
MAX_ITEMS = 1000
"""In one list, or fields in one mapping: many times what any field takes."""
_LONG = 40
"""Shorter texts are words that stand in many entries, so each is held once."""
_NO_SUCH_KEY = "put it in double quotes if it is text; a key is a word followed by ':'"


def slim(text: str, facts: object, end: tuple[int, int]) -> Document:
    """The document of a sound text with its facts in the place of its values."""
    return Document(value=facts, places=partial(read_places, text), end=end)


def parse(text: str) -> tuple[Document | None, list[Finding]]:
    """Read `text`; the document is None when its syntax or structure cannot be made sense of."""
    builder = _Builder(end=(text.count("\n") + 1, len(text) - text.rfind("\n")))
    try:
        builder.take_all(yaml.CLoader(text))
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
    return builder.document(text), builder.findings


def _syntax_finding(text: str, error: yaml.MarkedYAMLError) -> Finding:
    problem = explain_syntax_error(error, text)
    code = c.YAML_DEPTH if problem.too_deep else c.YAML_SYNTAX
    line, column = problem.line, problem.column
    return Finding(Span(line, column, line, column + problem.width), code, problem.message, problem.advice)


class _Builder:
    """Collects values and findings from a stream of events."""

    def __init__(self, end: tuple[int, int]) -> None:
        self.findings: list[Finding] = []
        self._end = end
        self._root: Any = None
        self._owner: dict[str, Any] | list[Any] | None = None
        self._keys: dict[str, yaml.Event] = {}
        self._key: str | None = None
        self._around: list[tuple[dict[str, Any] | list[Any] | None, dict[str, yaml.Event], str | int | None]] = []
        """What the mapping or list is in that events are inside of: each with its keys and the step to what follows."""
        self._documents = 0
        self._unusable = False
        self._goes_on = True
        self._last_quoted: yaml.ScalarEvent | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the text held nothing but comments."""
        return not self._unusable and (self._root is None or self._root == "")

    def document(self, text: str) -> Document | None:
        """The document that the events of `text` made up, if it can be used."""
        if self._unusable or self._root is None:
            return None
        return Document(self._root, partial(read_places, text), self._end)

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

    def take_all(self, parser: yaml.CLoader) -> None:
        """Work the events in, up to one behind which reading on makes no sense."""
        takes: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._start_document,
        }
        while self._goes_on and (event := parser.get_event()) is not None:
            if take := takes.get(type(event)):
                take(event)

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
        if len(self._around) >= MAX_DEPTH:
            self._find(event, c.YAML_DEPTH, f"more than {MAX_DEPTH} levels of nesting", "no field is nested so deeply")
            self._give_up()
            return
        if self._key is None and isinstance(self._owner, dict):
            self._find(event, c.WRONG_TYPE, "a key that is a list or a mapping", _NO_SUCH_KEY)
            self._give_up()
            return
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        step = len(self._owner) if isinstance(self._owner, list) else self._key
        around = self._owner, self._keys, step
        self._put(value, event)
        self._around.append(around)
        self._owner, self._keys = value, {}

    def _close(self, event: yaml.Event) -> None:  # noqa: ARG002 - as all that take events
        self._owner, self._keys, _ = self._around.pop()

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        style = event.style
        if style and style in "'\"":
            self._last_quoted = event
        if event.anchor or event.tag:
            self._refuse_properties(event)
        if self._key is None and isinstance(self._owner, dict):
            self._take_key(event)
            return
        value: Any = event.value if len(event.value) > _LONG else intern(event.value)
        if event.tag:
            value = _REFUSED
        elif style == '"':
            bad = forbidden_character(value)
            if bad:
                advice = "remove it, also where it is written as an escape"
                self._add(event, c.FORBIDDEN_CHARACTER, f"the text holds {bad}", advice)
                value = _REFUSED
        elif not style and self._owner is not None:
            try:
                value = plain_value(value)
            except ScalarError as error:
                self._add(event, error.code, error.message, error.help)
                value = _REFUSED
        self._put(value, event)

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._find(event, c.YAML_FEATURE, "an alias", "write the value out")
        self._unusable = True
        if self._key is None and isinstance(self._owner, dict):
            self._key = ""
        else:
            self._put("", event)

    def _take_key(self, event: yaml.ScalarEvent) -> None:
        name = name_of(event)
        if name != event.value:
            self._add(event, c.FORBIDDEN_CHARACTER, f"the key holds {forbidden_character(event.value)}", "remove it")
        first = self._keys.setdefault(name, event)
        if name == "<<" and not event.style:
            self._find(event, c.YAML_FEATURE, "a merge key", "write the fields out")
            self._unusable = True
        elif first is not event:
            line = self._span(first).line
            message = f"'{shorten(name)}' stands here a second time; the first is in line {line}"
            self._key = name
            self._add(event, c.DUPLICATE_KEY, message, "keep one of the two")
        self._key = name

    def _next_path(self) -> Path:
        """The way to the value that comes next; to the mapping around it where that is a key."""
        steps = [step for _, _, step in self._around if step is not None]
        if isinstance(self._owner, list):
            return (*steps, len(self._owner))
        return (*steps, self._key) if self._key is not None else tuple(steps)

    def _put(self, value: Any, event: yaml.Event) -> None:
        owner = self._owner
        if isinstance(owner, list):
            owner.append(value)
        elif owner is None:
            self._root = value
            return
        elif self._key is not None:
            owner.setdefault(self._key, value)
        if len(owner) > MAX_ITEMS:
            what = "fields in one mapping" if isinstance(owner, dict) else "items in one list"
            self._find(event, c.INVALID_VALUE, f"more than {MAX_ITEMS} {what}", "no entry needs so many")
            self._give_up()
        self._key = None

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
        self.findings.append(Finding(first_line(self._span(event)), code, message, advice, self._next_path()))

    def _add(self, event: yaml.Event, code: Code, message: str, advice: str | None) -> None:
        self.findings.append(Finding(self._span(event), code, message, advice, self._next_path()))

    def _span(self, event: yaml.Event) -> Span:
        return span_of(event, self._end)


class Refused:
    """Stands where a scalar was refused, so that its field is not reported as missing as well."""

    def __repr__(self) -> str:
        """Never shown: problems at a refused value are dropped."""
        return "refused"


_REFUSED = Refused()
