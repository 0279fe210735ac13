"""How a text is written: plain where every reader takes it for the same text, else quoted; long ones wrapped."""

import json
import re

import yaml

from powerhouse_site.loading.scalars import ScalarError, plain_value

WIDTH = 100
"""A line is broken at the first single space beyond this column."""
_NEVER_PLAIN = re.compile(
    r"\A(?:\Z|[\s#,\[\]{}&*!|>'\"%@`]|[-?:](?:\s|\Z)|---|\.\.\.)"  # what cannot begin a plain text
    r"|:\s|:\Z| #|\s\Z|[\t\n]"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SPACE = re.compile("(?<=[^ ]) (?=[^ ])")


def is_plain(text: str) -> bool:
    """Whether `text` can go without quotes. Days can: here they are text, and elsewhere nothing else than days."""
    if _NEVER_PLAIN.search(text):
        return False
    try:
        if not isinstance(plain_value(text), str):
            return False
    except ScalarError:
        return False
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers.get(text[0], ())
    return _DAY.fullmatch(text) is not None or not any(pattern.match(text) for _, pattern in resolvers)


def spell_on_one_line(text: str) -> str:
    """The text as a key."""
    if is_plain(text):
        return text
    return _double_quoted(text) if re.search(r"[\t\n]", text) else _single_quoted(text)


def spell(text: str, column: int, indent: int) -> list[str]:
    """The lines of a value. The first begins at `column`, and the others, which are indented by `indent`, are whole.

    A text of several lines becomes a literal block, whose first line here is its sign.
    """
    if _fits_literal_block(text):
        sign = "|" if text.endswith("\n") else "|-"
        return [sign, *(" " * indent + line if line else "" for line in text.removesuffix("\n").split("\n"))]
    if re.search(r"[\t\n]", text):
        return [_double_quoted(text)]
    return _wrap(text if is_plain(text) else _single_quoted(text), column, indent)


def _fits_literal_block(text: str) -> bool:
    """Whether a block says the same without signs for indentation and without spaces at the end of a line."""
    lines = text.removesuffix("\n").split("\n")
    several = "\n" in text and bool(lines[0]) and bool(lines[-1])
    return several and lines[0][0] != " " and "\t" not in text and not any(line.endswith(" ") for line in lines)


def _single_quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _double_quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # what JSON escapes, YAML escapes likewise


def _wrap(spelling: str, column: int, indent: int) -> list[str]:
    lines = [""]
    for word in _SPACE.split(spelling):
        if lines == [""]:
            lines[0] = word
        elif column > WIDTH:
            lines.append(" " * indent + word)
            column = indent
        else:
            lines[-1] += f" {word}"
            column += 1
        column += len(word)
    return lines
