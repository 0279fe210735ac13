"""A document against the schema of its kind: facts, or what is wrong in the reader's words."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from powerhouse_site.diagnostics import Code
from powerhouse_site.diagnostics import codes as c
from powerhouse_site.loading.document import Document, Finding, Path
from powerhouse_site.loading.parsing import Refused
from powerhouse_site.loading.suggestions import other_word, suggest
from powerhouse_site.loading.wording import describe, shorten, word_error
from powerhouse_site.schema.described import described_fields
from powerhouse_site.schema.facts import Strict, field_order, model_in
from powerhouse_site.schema.kinds import Format


def check_shape(document: Document, kind: Format) -> tuple[Strict | None, list[Finding]]:
    """Validate `document` as an entry of `kind`. Values that were refused before are not told of again."""
    if isinstance(document.value, Refused):
        return None, []
    if not isinstance(document.value, dict):
        message = f"an entry is a mapping of fields, this is {describe(document.value)}"
        return None, [Finding(document.value_span(()), c.WRONG_TYPE, message, "write lines such as 'name: ...'")]
    try:
        return kind.facts.model_validate(document.value), []
    except ValidationError as error:
        return None, list(_findings(error.errors(include_url=False), document, kind))


def _findings(errors: list[ErrorDetails], document: Document, kind: Format) -> Iterator[Finding]:
    unknown = [e for e in errors if e["type"] == "extra_forbidden"]
    meant: dict[Path, str] = {}
    for error in unknown:
        path = error["loc"]
        model = _model_at(kind.facts, path[:-1])
        word = _meant_field(path, model, document)
        if word:
            meant[(*path[:-1], word)] = str(path[-1])
        advice = f"did you mean '{word}'?" if word else _fields_help(path, model, document, kind)
        message = f"'{shorten(str(path[-1]))}' is not a field of {_owner(kind, model)}"
        yield Finding(document.key_span(path), c.UNKNOWN_FIELD, message, advice, path)
    seen: set[tuple[Path, Code]] = set()
    for error in errors:
        path = _document_path(error, document)
        if error["type"] == "extra_forbidden" or (error["type"] == "missing" and error["loc"] in meant):
            continue
        if isinstance(error["input"], Refused) or _is_echo(error):
            continue
        finding = _finding(error, path, document, kind)
        if (finding.path, finding.code) not in seen:
            seen.add((finding.path, finding.code))
            yield finding


def advise(findings: list[Finding], kind: Format) -> list[Finding]:
    """The findings with other advice where an empty field is one that no entry can do without."""
    return [
        replace(finding, help=f"write it: {_meaning(info)}")
        if finding.code is c.EMPTY_VALUE and (info := _required(finding.path, kind)) is not None
        else finding
        for finding in findings
    ]


def _required(path: Path, kind: Format) -> FieldInfo | None:
    model = _model_at(kind.facts, path[:-1]) if path else None
    info = model.model_fields.get(str(path[-1])) if model else None
    return info if info is not None and info.is_required() and info.description else None


def _meaning(info: FieldInfo) -> str:
    """What a field says, as it stands within a sentence."""
    words = info.description or ""
    return f"{words[:1].lower()}{words[1:].rstrip('.')}"


def _is_echo(error: ErrorDetails) -> bool:
    """Whether a list only counts as short because its items are broken, which is reported for each of them."""
    return error["type"] == "too_short" and len(error["input"]) >= error.get("ctx", {})["min_length"]


def _finding(error: ErrorDetails, path: Path, document: Document, kind: Format) -> Finding:
    if error["type"] == "missing":
        return _missing(path, document, kind)
    wording = word_error(error, _field_name(path))
    return Finding(document.value_span(path), wording.code, wording.message, wording.help, path)


def _missing(path: Path, document: Document, kind: Format) -> Finding:
    model = _model_at(kind.facts, path[:-1])
    info = model.model_fields.get(str(path[-1])) if model else None
    what = f": {_meaning(info)}" if info and info.description else ""
    message = f"'{path[-1]}' is missing from {_owner(kind, model)}"
    return Finding(document.owner_span(path[:-1]), c.MISSING_FIELD, message, f"add '{path[-1]}'{what}", path)


def _field_name(path: Path) -> str:
    names = [step for step in path if isinstance(step, str)]
    return names[-1] if names else "the entry"


def _owner(kind: Format, model: type[BaseModel] | None) -> str:
    if model is None or model is kind.facts:
        return kind.one
    noun = getattr(model, "noun", "") or _words(model.__name__)
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _words(name: str) -> str:
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()


def _meant_field(path: Path, model: type[BaseModel] | None, document: Document) -> str | None:
    """The field of `model` that the unknown key at `path` is probably meant for; none that is there already."""
    if model is None:
        return None
    present, word = _mapping_at(document, path[:-1]), str(path[-1])
    absent = [name for name in model.model_fields if name not in present]
    required = [name for name in absent if model.model_fields[name].is_required()]
    return suggest(word, absent) or other_word(word, required)


def _fields_help(path: Path, model: type[BaseModel] | None, document: Document, kind: Format) -> str | None:
    if model is None:
        return None
    there = suggest(str(path[-1]), model.model_fields)
    if there:
        line = document.key_span((*path[:-1], there)).line
        return f"'{there}' is there already, in line {line}; keep one of the two"
    places = _owners(kind.facts).get(str(path[-1]), ())
    if path[:-1] and "" in places:
        return f"it is a field of {kind.one}: write it in column 1"
    if not path[:-1] and places:
        return f"it is a field of {' or '.join(map(repr, places[:3]))}: write it there, indented"
    return f"its fields are: {', '.join(field_order(model))}"


@cache
def _owners(facts: type[BaseModel]) -> dict[str, tuple[str, ...]]:
    """By the name of a field, the paths of what has one, the shortest first; an empty path for the entry itself."""
    found: dict[str, tuple[str, ...]] = {}
    for field in sorted(described_fields(facts), key=lambda field: field.path.count(".")):
        owner, _, name = field.path.rpartition(".")
        if owner or name in facts.model_fields:
            found[name] = (*found.get(name, ()), owner)
    return found


def _document_path(error: ErrorDetails, document: Document) -> Path:
    """Drop from an error's location the steps that name a member of a union and stand nowhere in the document."""
    location = error["loc"]
    path: list[int | str] = []
    value: Any = document.value
    for index, step in enumerate(location):
        is_missing = error["type"] == "missing" and index == len(location) - 1
        if isinstance(value, dict) and (step in value or is_missing):
            path.append(step)
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            path.append(step)
            value = value[step]
    return tuple(path)


def _mapping_at(document: Document, path: Path) -> dict[str, Any]:
    value: Any = document.value
    for step in path:
        value = value[step]
    return value if isinstance(value, dict) else {}


@cache
def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    for step in path:
        if isinstance(step, int):
            continue
        info = model.model_fields.get(step)
        nested = model_in(info.annotation) if info else None
        if nested is None:
            return None
        model = nested
    return model
