r"""Forms of text: one regular expression each, which the validator, the JSON Schema and editors read alike.

Python's `re`, ECMAScript's regular expressions and others differ in `\s`, `\w`, `\d`, in what `$` matches and in what a
flag does. So a form is written in what they share: classes that are spelt out, no flags, no anchors.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError, core_schema

Refusal = PydanticCustomError | PydanticKnownError

LINE_BREAKS = r"\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029"
"""What ends a line for one program or another, and tabs; to stand in a character class."""
SPACES = LINE_BREAKS + r"\x20\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff"
"""White space of any sort, to stand in a character class."""


@dataclass(frozen=True)
class Form:
    """The text must be of the form `source`. `words` is what editors say of another; `refusal` is what we say of it."""

    source: str
    words: str
    refusal: Callable[[str], Refusal]
    _compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_compiled", re.compile(self.source))

    @property
    def json_pattern(self) -> str:
        r"""The expression, anchored. In Python `$` also matches before a last line feed; hence what follows it."""
        return rf"^(?:{self.source})$(?!\n)"

    def matches(self, text: str) -> bool:
        """Whether the whole of `text` is of this form."""
        return self._compiled.fullmatch(text) is not None

    def check(self, text: str) -> str:
        """`text`, or the refusal raised."""
        if self._compiled.fullmatch(text) is None:
            raise self.refusal(text)
        return text

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check the text once its type and length are right."""
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Add the pattern, and the words that editors show when it does not match."""
        return {**handler(schema), "pattern": self.json_pattern, "patternErrorMessage": self.words}
