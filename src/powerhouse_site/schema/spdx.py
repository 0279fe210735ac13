"""Identifiers and expressions of SPDX, by the characters that they are made of."""

from typing import Annotated

from pydantic import StringConstraints
from pydantic_core import PydanticCustomError

from powerhouse_site.schema.forms import Form

_IDENTIFIER_WORDS = "An SPDX identifier is letters, digits, '.', '+' and '-', such as Apache-2.0."
_EXPRESSION_WORDS = "An SPDX expression is identifiers joined by AND, OR or WITH, such as Apache-2.0 OR MIT."


def _no_identifier(text: str) -> PydanticCustomError:
    advice = {"help": "write letters, digits, '.', '+' and '-', such as Apache-2.0"}
    return PydanticCustomError("spdx", "{text} is not an SPDX identifier", {"text": repr(text), **advice})


def _no_expression(text: str) -> PydanticCustomError:
    advice = {"help": "join identifiers by AND, OR or WITH, such as Apache-2.0 OR MIT"}
    return PydanticCustomError("spdx", "{text} is not an SPDX expression", {"text": repr(text), **advice})


SpdxIdentifier = Annotated[
    str,
    StringConstraints(min_length=1, max_length=140),
    Form(r"[A-Za-z0-9.+-]+", _IDENTIFIER_WORDS, _no_identifier),
]
SpdxExpression = Annotated[
    str,
    StringConstraints(min_length=1, max_length=120),
    Form(r"[A-Za-z0-9.+()-]+(?: +[A-Za-z0-9.+()-]+)*", _EXPRESSION_WORDS, _no_expression),
]
