"""Words for what the YAML parser trips over."""

import yaml

_ADVICE = (
    ("mapping values are not allowed", "a second ':' in one value", "put the value in double quotes"),
    (
        "did not find expected key",
        "the line does not fit in with the lines around it",
        "check its indentation, and quotes left open above it",
    ),
    (
        "did not find expected '-' indicator",
        "the line does not fit in with the list around it",
        "line the items up, each with '- '",
    ),
    ("cannot start any token", "a character that cannot begin a value", "put the value in double quotes"),
    ("found a tab character", "a tab where spaces are needed", "indent with spaces"),
    ("found unexpected end of stream", "the file ends inside a value", "close the quote or bracket"),
    ("did not find expected ',' or ']'", "a list in brackets is not closed", "add ']' or ','"),
    ("did not find expected ',' or '}'", "a mapping in braces is not closed", "add '}' or ','"),
    (
        "could not find expected ':'",
        "a line without ':'",
        "write 'field: value', or indent the line to continue the text above",
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
        "block sequence entries are not allowed",
        "a list item in a place where no list can be",
        "begin the list on a line of its own",
    ),
    (
        "did not find expected <document start>",
        "text after the end of the entry",
        "check its indentation: fields begin in column 1",
    ),
    ("found undefined tag handle", "a tag, which is not read here", "remove it; the field decides the type"),
    ("found undefined alias", "an alias, which is not read here", "write the value out"),
    ("did not find expected node content", "a value is missing", "write the value, or leave the field out"),
    (
        "did not find expected alphabetic or numeric",
        "a word that begins with '*' or '&'",
        "put the value in double quotes",
    ),
    ("exceeded max", "more nesting than any entry needs", "no field is nested so deeply"),
)


def explain_syntax_error(error: yaml.MarkedYAMLError, line: str) -> tuple[str, str]:
    """Message and advice for a syntax error in the text `line`."""
    problem = f"{error.problem or ''} {error.context or ''}"
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "not YAML: a tab where spaces are needed", "indent with spaces"
    for words, message, advice in _ADVICE:
        if words in problem:
            return f"not YAML: {message}", advice
    return (
        "not YAML: the text cannot be read from here on",
        "check quotes, brackets and indentation in this line and the one above",
    )
