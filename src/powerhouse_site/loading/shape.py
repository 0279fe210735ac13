"""A document against the schema of its kind: facts, or what is wrong in the reader's words."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from powerhouse_site.diagnostics import Code
from powerhouse_site.diagnostics import codes as c
from powerhouse_site.loading.document import Document, Finding, Path, Refused
from powerhouse_site.loading.suggestions import suggest
from powerhouse_site.schema.facts import Facts
from powerhouse_site.schema.kinds import Kind

_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "model_type": "a mapping of fields",
    "dict_type": "a mapping of fields",
    "date_type": "a date",
    "is_instance_of": "another type",
}
_FOUND = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "a mapping",
}
_CUSTOM = {"date": c.INVALID_DATE, "url": c.INVALID_URL}


def check_shape(document: Document, kind: Kind) -> tuple[Facts | None, list[Finding]]:
    """Validate `document` as an entry of `kind`."""
    if not isinstance(document.value, dict):
        message = f"an entry is a mapping of fields, this is {_describe(document.value)}"
        return None, [Finding(document.root.span, c.WRONG_TYPE, message, "write lines such as 'name: ...'")]
    try:
        return kind.facts.model_validate(document.value), []
    except ValidationError as error:
        return None, list(_findings(error.errors(include_url=False), document, kind))


def _findings(errors: list[ErrorDetails], document: Document, kind: Kind) -> Iterator[Finding]:
    unknown = [e for e in errors if e["type"] == "extra_forbidden"]
    meant: dict[Path, str] = {}
    for error in unknown:
        path = error["loc"]
        model = _model_at(kind.facts, path[:-1])
        present = _mapping_at(document, path[:-1])
        word = suggest(str(path[-1]), [name for name in model.model_fields if name not in present]) if model else None
        if word:
            meant[(*path[:-1], word)] = str(path[-1])
        help = f"did you mean '{word}'?" if word else _fields_help(model)
        owner = _owner(kind, model)
        yield Finding(document.key_span(path), c.UNKNOWN_FIELD, f"'{path[-1]}' is not a field of {owner}", help, path)
    seen: set[tuple[Path, Code]] = set()
    for error in errors:
        path = _document_path(error["loc"], document)
        if error["type"] == "extra_forbidden" or (error["type"] == "missing" and error["loc"] in meant):
            continue
        if isinstance(error["input"], Refused) or _is_echo(error):
            continue
        finding = _finding(error, path, document, kind)
        if (finding.path, finding.code) not in seen:
            seen.add((finding.path, finding.code))
            yield finding


def _is_echo(error: ErrorDetails) -> bool:
    """Whether a list only counts as short because its items are broken, which is reported for each of them."""
    return error["type"] == "too_short" and len(error["input"]) >= error.get("ctx", {})["min_length"]


def _finding(error: ErrorDetails, path: Path, document: Document, kind: Kind) -> Finding:
    context = error.get("ctx", {})
    name = _field_name(path)
    match error["type"]:
        case "missing":
            model = _model_at(kind.facts, path[:-1])
            info = model.model_fields.get(str(path[-1])) if model else None
            what = (
                f": {info.description[0].lower()}{info.description[1:].rstrip('.')}"
                if info and info.description
                else ""
            )
            message = f"'{path[-1]}' is missing from {_owner(kind, model)}"
            return Finding(document.owner_span(path[:-1]), c.MISSING_FIELD, message, f"add '{path[-1]}'{what}", path)
        case "enum" | "literal_error":
            choices = _choices(error)
            word = suggest(str(error["input"]), choices)
            if not isinstance(error["input"], str):
                break_message = f"'{name}' takes a word, found {_describe(error['input'])}"
                return Finding(
                    document.value_span(path), c.WRONG_TYPE, break_message, f"one of: {', '.join(choices)}", path
                )
            message = f"'{error['input']}' is not a value of '{name}'"
            help = f"did you mean '{word}'?" if word else f"one of: {', '.join(choices)}"
            return Finding(document.value_span(path), c.INVALID_CHOICE, message, help, path)
        case kind_of if kind_of in _TYPES:
            message = f"'{name}' takes {_TYPES[kind_of]}, found {_describe(error['input'])}"
            return Finding(document.value_span(path), c.WRONG_TYPE, message, _type_help(kind_of, error["input"]), path)
        case kind_of:
            code = _CUSTOM.get(kind_of, c.INVALID_VALUE)
            advice = context.get("help")
            return Finding(
                document.value_span(path), code, f"'{name}': {_rule(error)}", str(advice) if advice else None, path
            )


def _rule(error: ErrorDetails) -> str:
    context = error.get("ctx", {})
    match error["type"]:
        case "string_too_short":
            return "the text is empty"
        case "string_too_long":
            return f"the text has {len(error['input'])} characters; at most {context['max_length']} are allowed"
        case "string_pattern_mismatch":
            return f"'{error['input']}' has characters or a form that are not allowed here"
        case "too_short":
            return f"the list has {context['actual_length']} items; at least {context['min_length']} are needed"
        case "too_long":
            return f"the list has {context.get('actual_length') or 'more'} items; at most {context['max_length']} are allowed"
        case "greater_than":
            return f"{error['input']} must be more than {context['gt']}"
        case "greater_than_equal":
            return f"{error['input']} must be at least {context['ge']}"
        case "less_than_equal":
            return f"{error['input']} must be at most {context['le']}"
        case _:
            return error["msg"]


def _choices(error: ErrorDetails) -> list[str]:
    expected = str(error.get("ctx", {}).get("expected", ""))
    return [word.strip().strip("'") for word in expected.replace(" or ", ", ").split(",") if word.strip()]


def _type_help(kind_of: str, found: object) -> str | None:
    if kind_of == "string_type" and isinstance(found, bool | int | float):
        shown = str(found).lower() if isinstance(found, bool) else str(found)
        return f'quote it: "{shown}"'
    if kind_of == "tuple_type" and not isinstance(found, dict):
        return "write each item on a line of its own, after '- '"
    if kind_of in ("int_type", "float_type", "bool_type") and isinstance(found, str):
        return "write it without quotes and units"
    return None


def _describe(value: object) -> str:
    name = _FOUND.get(type(value), "something else")
    if isinstance(value, str) and len(value) <= 40:
        return f"{name} ('{value}')"
    if isinstance(value, bool | int | float):
        return f"{name} ({str(value).lower()})"
    return name


def _field_name(path: Path) -> str:
    names = [step for step in path if isinstance(step, str)]
    return names[-1] if names else "the entry"


def _owner(kind: Kind, model: type[BaseModel] | None) -> str:
    if model is None or model is kind.facts:
        return f"{'an' if kind.singular[0] in 'aeiou' else 'a'} {kind.singular}"
    noun = _words(model.__name__)
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _words(name: str) -> str:
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()


def _fields_help(model: type[BaseModel] | None) -> str | None:
    return f"its fields are: {', '.join(model.model_fields)}" if model else None


def _document_path(location: tuple[int | str, ...], document: Document) -> Path:
    """Drop from an error's location the steps that name a member of a union and stand nowhere in the document."""
    path: list[int | str] = []
    value: Any = document.value
    for index, step in enumerate(location):
        if isinstance(value, dict) and (step in value or index == len(location) - 1 and not isinstance(step, int)):
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
        nested = _model_in(info.annotation) if info else None
        if nested is None:
            return None
        model = nested
    return model


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for argument in get_args(annotation) if (found := _model_in(argument))), None)
