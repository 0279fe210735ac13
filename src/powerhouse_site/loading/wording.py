"""What pydantic found wrong with a value, in the words of people who edit YAML."""

from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails

from powerhouse_site.diagnostics import Code
from powerhouse_site.diagnostics import codes as c
from powerhouse_site.loading.suggestions import suggest


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
_FOUND = {
    str: "text",
    bool: "true or false",
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
SHOWN = 40
"""Longer texts are not repeated in a message."""


def word_error(error: ErrorDetails, name: str) -> Wording:
    """Tell what is wrong with the value of the field `name`. A missing field is not told here."""
    if error["type"] in ("enum", "literal_error"):
        return _choice(error, name)
    if error["type"] in _TYPES:
        found = error["input"]
        message = f"'{name}' takes {_TYPES[error['type']]}, found {describe(found)}"
        return Wording(c.WRONG_TYPE, message, _type_help(error["type"], found))
    context: dict[str, Any] = error.get("ctx", {})
    advice = context.get("help")
    code = _CODES.get(error["type"], c.INVALID_VALUE)
    return Wording(code, f"'{name}': {_rule(error)}", str(advice) if advice else None)


def describe(value: object) -> str:
    """The kind of a value and, where it is short, the value: `text ('7B')`."""
    name = _FOUND.get(type(value), "something else")
    if isinstance(value, str) and len(value) <= SHOWN:
        return f"{name} ('{value}')"
    if isinstance(value, bool | int | float):
        return f"{name} ({str(value).lower()})"
    return name


def _choice(error: ErrorDetails, name: str) -> Wording:
    found = error["input"]
    expected = str(error.get("ctx", {}).get("expected", ""))
    choices = [word.strip().strip("'") for word in expected.replace(" or ", ", ").split(",") if word.strip()]
    listed = f"one of: {', '.join(choices)}"
    if not isinstance(found, str):
        return Wording(c.WRONG_TYPE, f"'{name}' takes a word, found {describe(found)}", listed)
    word = suggest(found, choices)
    return Wording(
        c.INVALID_CHOICE, f"'{found}' is not a value of '{name}'", f"did you mean '{word}'?" if word else listed
    )


def _rule(error: ErrorDetails) -> str:
    """The rule that a value of the right type breaks; our own rules bring their words with them."""
    template = _RULES.get(error["type"])
    if template is None:
        return error["msg"]
    found = error["input"]
    length = len(found) if isinstance(found, str | list) else ""
    return template.format(**{"input": found, "length": length, **error.get("ctx", {})})


def _type_help(kind: str, found: object) -> str | None:
    if kind == "string_type" and isinstance(found, bool | int | float):
        return f'quote it: "{str(found).lower() if isinstance(found, bool) else found}"'
    if kind == "tuple_type" and not isinstance(found, dict):
        return "write each item on a line of its own, after '- '"
    if kind in ("int_type", "float_type", "bool_type") and isinstance(found, str):
        return "write it without quotes and units"
    return None
