"""What pydantic found wrong with a value, in the words of people who edit YAML."""

from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails

from powerhouse_site.diagnostics import Code
from powerhouse_site.diagnostics import codes as c
from powerhouse_site.loading.suggestions import slug_of, suggest
from powerhouse_site.schema.values import SLUG_PATTERN


@dataclass(frozen=True, slots=True)
class Wording:
    """The code, message and advice for an error."""

    code: Code
    message: str
    help: str | None = None


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
_TEXT_OR_NUMBER = {"count": "a number of parameters", "context": "a number of tokens, or unbounded"}
_FOUND = {
    str: "text",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "a mapping",
}
_CODES = {"date": c.INVALID_DATE, "url": c.INVALID_URL}
_RULES = {
    "string_too_short": "the text is empty",
    "string_too_long": "the text has {length} characters; at most {max_length} are allowed",
    "string_pattern_mismatch": "'{input}' has characters or a form that are not allowed here",
    "too_short": "the list has {actual_length} items; at least {min_length} are needed",
    "too_long": "the list has {length} items; at most {max_length} are allowed",
    "greater_than": "{input} must be more than {gt}",
    "greater_than_equal": "{input} must be at least {ge}",
    "less_than_equal": "{input} must be at most {le}",
}
_LIST_RULES_FOR_TEXT = {"too_short": "string_too_short", "too_long": "string_too_long"}
SHOWN = 40
SHOWN_OF_LONG = 80
LONGEST = 400
"""Longer texts are not repeated whole in a message; the source line is shown below it."""


def word_error(error: ErrorDetails, name: str) -> Wording:
    """Tell what is wrong with the value of the field `name`. A missing field is not told here."""
    if error["type"] in ("enum", "literal_error"):
        return _choice(error, name)
    found = error["input"]
    context: dict[str, Any] = error.get("ctx", {})
    if error["type"] in _TYPES or (error["type"] in _TEXT_OR_NUMBER and not _is_text_or_number(found)):
        expected = _TYPES.get(error["type"]) or _TEXT_OR_NUMBER[error["type"]]
        message = f"'{name}' takes {expected}, found {describe(found)}"
        return Wording(c.WRONG_TYPE, message, _type_help(error["type"], found) or context.get("help"))
    advice = context.get("help") or _rule_help(error)
    code = _CODES.get(error["type"], c.INVALID_VALUE)
    return Wording(code, f"'{name}': {_rule(error)}", str(advice) if advice else None)


def describe(value: object) -> str:
    """The kind of a value and, where it is short, the value: `text ('7B')`."""
    if isinstance(value, bool):
        return str(value).lower()
    name = _FOUND.get(type(value), "something else")
    if isinstance(value, str) and len(value) <= SHOWN:
        return f"{name} ('{value}')"
    if isinstance(value, int | float):
        return f"{name} ({value})"
    return name


def shorten(text: str, limit: int = SHOWN) -> str:
    """The beginning of a text that is longer than `limit`, to be repeated in a message."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _choice(error: ErrorDetails, name: str) -> Wording:
    found = error["input"]
    expected = str(error.get("ctx", {}).get("expected", ""))
    choices = [word.strip().strip("'") for word in expected.replace(" or ", ", ").split(",") if word.strip()]
    listed = f"one of: {', '.join(choices)}"
    if not isinstance(found, str):
        return Wording(c.WRONG_TYPE, f"'{name}' takes a word, found {describe(found)}", listed)
    word = suggest(found, choices)
    return Wording(
        c.INVALID_CHOICE,
        f"'{shorten(found)}' is not a value of '{name}'",
        f"did you mean '{word}'?" if word else listed,
    )


def _rule(error: ErrorDetails) -> str:
    """The rule that a value of the right type breaks; our own rules bring their words with them."""
    found = error["input"]
    length = len(found) if isinstance(found, str | list) else 0
    kind = _LIST_RULES_FOR_TEXT.get(error["type"], error["type"]) if isinstance(found, str) else error["type"]
    context: dict[str, Any] = error.get("ctx", {})
    if kind == "too_short" and not length:
        return "the list is empty"
    if kind in _RULES:
        shown = shorten(found) if isinstance(found, str) else found
        return _RULES[kind].format(**{"input": shown, "length": length, **context})
    message = error["msg"]
    quoted = context.get("text") or context.get("found")
    if isinstance(quoted, str) and len(quoted) > SHOWN_OF_LONG:
        message = message.replace(quoted, shorten(quoted, SHOWN_OF_LONG) + quoted[-1])
    return shorten(message, LONGEST)


def _rule_help(error: ErrorDetails) -> str | None:
    """Advice for a rule of pydantic's own."""
    if error["type"] == "string_too_short":
        return "write it, or leave the field out if it is not known"
    if error["type"] != "string_pattern_mismatch":
        return None
    pattern = error.get("ctx", {}).get("pattern")
    if pattern != SLUG_PATTERN:
        return f"it has to match {pattern}"
    word = slug_of(str(error["input"]))
    return f"did you mean '{word}'?" if word else "an id is lower-case letters and digits, joined by single '-' or '.'"


def _is_text_or_number(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _type_help(kind: str, found: object) -> str | None:
    if kind == "string_type" and isinstance(found, bool | int | float):
        return f'quote it: "{str(found).lower() if isinstance(found, bool) else found}"'
    if kind == "tuple_type":
        return "write each item on a line of its own, after '- '"
    if kind == "date_type":
        return "write 2023-07-18, 2023-07 or 2023"
    if kind == "model_type":
        return "write its fields on lines of their own, indented below it"
    if kind in ("int_type", "float_type", "bool_type") and isinstance(found, str):
        return "write it without quotes and units"
    return None
