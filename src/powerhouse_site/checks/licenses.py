"""SPDX expressions, held to the list of licenses and exceptions that SPDX publishes."""

import re
from collections.abc import Iterator
from functools import cache

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from pydantic import BaseModel

from powerhouse_site.diagnostics import codes as c
from powerhouse_site.loading.document import Document, Finding
from powerhouse_site.loading.folder import EntryFile
from powerhouse_site.loading.wording import shorten
from powerhouse_site.schema.described import Described, declared_fields

_DEPRECATED = re.compile(r"\b((?:A|L)?GPL-\d\.\d)\+?(?![\d.]|-only|-or-later)")
"""Identifiers of the GNU licenses that leave open whether later versions apply: SPDX keeps them in its list only for
texts of old, and the library that knows the list does not tell."""

_UNKNOWN_PART = re.compile(r"Unknown (license|license exception): '(.*)'")
_FILLER = re.compile(r"(?i)\b(?:the|license|version|v(?=\d)|,)\s*")
_EITHER = "write '{0}-only' or '{0}-or-later'"
_GNU = re.compile(r"(?i)([AL]?GPL)[ -]?v?([1-3])(?:\.(\d))?")


def unknown_licenses(file: EntryFile, document: Document) -> Iterator[Finding]:
    """Expressions that name a license or an exception that SPDX does not list, or spell one as it does not."""
    for field in _expressions(file.kind.facts):
        for path, text in field.values(document.value):
            if not isinstance(text, str):
                continue  # the shape check reports it
            try:
                written: str = canonicalize_license_expression(text)
            except InvalidLicenseExpression as error:
                advice = _either_gnu(text) or _meant(_respelt(text))
                yield Finding(document.value_span(path), c.UNKNOWN_LICENSE, _refusal(text, f"{error}"), advice, path)
                continue
            if written != text:
                message = f"'{shorten(text)}' is not how SPDX writes it"
                yield Finding(document.value_span(path), c.UNKNOWN_LICENSE, message, _meant(written), path)
            elif old := _DEPRECATED.search(written):
                message = f"'{old[0]}' does not tell whether later versions apply, and SPDX has deprecated it"
                advice = _EITHER.format(old[1])
                yield Finding(document.value_span(path), c.UNKNOWN_LICENSE, message, advice, path)


@cache
def _expressions(facts: type[BaseModel]) -> tuple[Described, ...]:
    return tuple(field for field in declared_fields(facts) if field.expression is not None)


def _refusal(text: str, reason: str) -> str:
    """What is wrong with an expression, from the library's reason, which names the part that it does not know."""
    unknown = _UNKNOWN_PART.match(reason)
    if unknown is None:
        return f"'{shorten(text)}' is not an SPDX expression"
    if unknown[2].casefold() == text.casefold():
        return f"'{shorten(text)}' is not on the list of SPDX"
    return f"'{shorten(text)}': the {unknown[1]} '{shorten(unknown[2])}' is not on the list of SPDX"


def _respelt(text: str) -> str | None:
    """The expression that a common way to write a license is meant for, where SPDX knows it."""
    joined = re.sub(r"[ _]+|(?<=[a-z])(?=\d)", "-", _FILLER.sub("", text).strip())
    for spelt in (joined, f"{joined}.0", f"{joined}-Clause"):
        try:
            written: str = canonicalize_license_expression(spelt)
        except InvalidLicenseExpression:
            continue
        return written
    return None


def _either_gnu(text: str) -> str | None:
    """Advice for a license of GNU that is written without the dash or the second digit, such as GPLv3."""
    gnu = _GNU.fullmatch(_FILLER.sub("", text).strip())
    return _EITHER.format(f"{gnu[1].upper()}-{gnu[2]}.{gnu[3] or 0}") if gnu else None


def _meant(written: str | None) -> str:
    if written is None:
        return "take the identifiers from spdx.org/licenses, joined by AND or OR"
    return f"did you mean '{written}'?"
