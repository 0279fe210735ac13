"""Characters that no report may pass on as they are."""

import re

_SURROGATE = re.compile("[\ud800-\udfff]")
"""Stands for a byte of a file name that is not UTF-8, and cannot be encoded."""


def printable(text: str) -> str:
    """The text on one line, without characters that a terminal would act on: they are written as escapes."""
    return "".join(x if x.isprintable() else x.encode("unicode_escape").decode("ascii") for x in text)


def encodable(json_text: str) -> str:
    """JSON text that can be encoded: what cannot is written as an escape of JSON."""
    return json_text if json_text.isascii() else _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", json_text)
