"""Words and a place for what the YAML parser trips over."""

import re
from dataclasses import dataclass

import yaml


@dataclass(frozen=True, kw_only=True, slots=True)
class SyntaxProblem:
    """What is wrong with the text at `line` and `column`, counted from 1, and what to do about it."""

    line: int
    column: int
    width: int
    message: str
    advice: str
    too_deep: bool = False


_ADVICE = (
    ("did not find expected key", "the line does not fit in with the lines around it", "check its indentation"),
    (
        "did not find expected '-' indicator",
        "the line does not fit in with the list around it",
        "indent the fields of an item alike, and begin each item with '- '",
    ),
    ("cannot start any token", "a character that cannot begin a value", "put the value in double quotes"),
    ("found a tab character", "a tab where spaces are needed", "indent with spaces"),
    (
        "did not find expected node content",
        "a value or a closing bracket is missing",
        "write it, or leave the field out",
    ),
    (
        "found unknown escape character",
        "an unknown escape in double quotes",
        "write the backslash twice, or use single quotes",
    ),
    (
        "did not find expected hexdecimal number",
        "an escape that is not complete",
        "write all its digits, or use single quotes",
    ),
    (
        "found invalid Unicode character escape",
        "an escape that stands for no character",
        "write the character itself",
    ),
    (
        "block sequence entries are not allowed",
        "a list item in a place where no list can be",
        "begin the list on a line of its own",
    ),
    (
        "did not find expected <document start>",
        "text after the end of the entry",
        "check its indentation: fields begin in column 1",
    ),
    (
        "did not find expected comment or line break",
        "text behind '|' or '>'",
        "begin the text in the next line, indented; or put it in double quotes here",
    ),
    ("indentation indicator equal to 0", "a block without indentation", "write '|-' or '>-'"),
    ("expected directive name", "a YAML directive", "remove the line that begins with '%'"),
    ("found unknown directive name", "a YAML directive", "remove the line that begins with '%'"),
    ("incompatible YAML document", "a YAML directive", "remove the line that begins with '%'"),
    ("mapping keys are not allowed", "a '?' that begins a value", "put the value in double quotes"),
    ("found undefined tag handle", "a tag, which is not read here", "remove it; the field decides the type"),
)
"""Words of the parser, found where it stopped."""

_ADVICE_AT_START = (
    ("found unexpected end of stream", "a quote is not closed", "close it, or remove it"),
    ("found unexpected document indicator", "a quote is not closed", "close it, or remove it"),
    ("did not find expected ',' or ']'", "a list in brackets is not closed", "add ']' or ','"),
    ("did not find expected ',' or '}'", "a mapping in braces is not closed", "add '}' or ','"),
    (
        "could not find expected ':'",
        "a line without ':'",
        "write 'field: value', or indent the line to continue the text above",
    ),
    (
        "did not find expected alphabetic or numeric",
        "a word that begins with '*' or '&'",
        "put the value in double quotes",
    ),
)
"""Words of the parser about something that begins before the place where it stopped."""

_INSIDE_A_LINE = (
    "did not find expected key",
    "text after the end of a value",
    "put the whole value in quotes, and close quotes that are left open above it",
)
_SECOND_COLON = ("a second ':' in one value", "put the value in double quotes")
_MISPLACED_COLON = ("a field in a place where none can be", "check its indentation, and the line above it")
_NO_SPACE = re.compile(r"\s*(?:- )?([a-z_]+)((?::(?=\S)|\uff1a))")
_FIELD = re.compile(r"([ -]*)[a-z_]+:(?: |$)")
_NAMELESS = ("no field before ':'", "write its name there, or remove the line")
_BEHIND_THE_END = ("text behind the end of the entry", "remove the line '...', or what follows it")
_CONFLICT = "<<<<<<< "
_CONFLICT_ADVICE = "keep what is right of the two, and remove the lines with '<<<<<<<', '=======' and '>>>>>>>'"
_UNEXPLAINED = (
    "the text cannot be read from here on",
    "check quotes, brackets and indentation in this line and the one above",
)


def explain_syntax_error(error: yaml.MarkedYAMLError, text: str) -> SyntaxProblem:
    """Tell in words what is wrong with `text`, and find the place that has to change."""
    lines = text.split("\n")
    said = f"{error.problem or ''} {error.context or ''}"
    conflict = next((number for number, text in enumerate(lines, start=1) if text.startswith(_CONFLICT)), None)
    if conflict is not None:
        message, advice = "not YAML: a merge that left both versions", _CONFLICT_ADVICE
        return SyntaxProblem(line=conflict, column=1, width=len(_CONFLICT), message=message, advice=advice)
    if "exceeded max" in said:
        line, column = _place(error.problem_mark, lines)
        message, advice = "more nesting than any entry needs", "no field is nested so deeply"
        return SyntaxProblem(line=line, column=column, width=1, message=message, advice=advice, too_deep=True)
    at_start = next(((message, advice) for words, message, advice in _ADVICE_AT_START if words in said), None)
    line, column = _place((error.context_mark if at_start else None) or error.problem_mark, lines)
    message, advice = at_start or _explain(said, lines[:line], column)
    if "could not find expected ':'" in said and (joined := _NO_SPACE.match(lines[line - 1])):
        message, advice = f"no space behind '{joined[2]}'", f"write '{joined[1]}: ' and then the value"
        column = joined.start(2) + 1
    if (message, advice) == _MISPLACED_COLON:
        column = len(lines[line - 1]) - len(lines[line - 1].lstrip()) + 1
    width = min(1, len(lines[line - 1]) + 1 - column)
    return SyntaxProblem(line=line, column=column, width=width, message=f"not YAML: {message}", advice=advice)


def swallows_fields(lines: list[str]) -> bool:
    """Whether a text in quotes that begins in the first of `lines` goes over a field that stands below that line."""
    indented = len(lines[0]) - len(lines[0].lstrip(" -"))
    return any((field := _FIELD.match(line)) and field.end(1) <= indented for line in lines[1:])


def _explain(said: str, lines: list[str], column: int) -> tuple[str, str]:
    """What is wrong at `column` of the last of `lines`, and what to do."""
    *above, line = lines
    before = line[: column - 1]
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab where spaces are needed", "indent with spaces"
    if "did not find expected <document start>" in said and "..." in above:
        return _BEHIND_THE_END
    if "expected key" in said and line[column - 1 :].startswith(":"):
        return _NAMELESS
    if "mapping values are not allowed" in said:
        return _SECOND_COLON if ": " in before else _MISPLACED_COLON
    if _INSIDE_A_LINE[0] in said and before.strip():
        return _INSIDE_A_LINE[1:]
    return next(((message, advice) for words, message, advice in _ADVICE if words in said), _UNEXPLAINED)


def _place(mark: yaml.Mark | None, lines: list[str]) -> tuple[int, int]:
    """The line and column of `mark`; the end of the last line that is not blank, where it lies behind all text.

    Tabs count as text, since they may be what is wrong.
    """
    if mark is not None and any(line.strip(" ") for line in lines[mark.line :]):
        return mark.line + 1, min(mark.column, len(lines[mark.line])) + 1
    last = max((number for number, line in enumerate(lines) if line.strip()), default=0)
    return last + 1, len(lines[last].rstrip()) + 1
