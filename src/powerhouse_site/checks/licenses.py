"""SPDX expressions, held to the list of licenses and exceptions that SPDX publishes."""

import re
from collections.abc import Iterator

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from powerhouse_site.diagnostics import codes as c
from powerhouse_site.entries import LoadedFile
from powerhouse_site.loading.document import Document, Finding
from powerhouse_site.loading.wording import shorten
from powerhouse_site.schema.described import declared_fields

_DEPRECATED = re.compile(r"\b((?:A|L)?GPL-\d\.\d)\+?(?![\d.]|-only|-or-later)")
"""Identifiers of the GNU licenses that leave open whether later versions apply: SPDX keeps them in its list only for
texts of old, and the library that knows the list does not tell."""


def unknown_licenses(file: LoadedFile, document: Document) -> Iterator[Finding]:
    """Expressions that name a license or an exception that SPDX does not list, or spell one as it does not."""
    for field in declared_fields(file.kind.facts):
        for path, text in field.values(document.value) if field.expression else ():
            if not isinstance(text, str):
                continue  # the shape check reports it
            try:
                written: str = canonicalize_license_expression(text)
            except InvalidLicenseExpression as error:
                reason = f"{error}"
                yield _finding(document, path, f"'{shorten(text)}': {reason[:1].lower()}{reason[1:]}", None)
                continue
            if written != text:
                yield _finding(document, path, f"'{shorten(text)}' is not how SPDX writes it", written)
            elif old := _DEPRECATED.search(written):
                message = f"'{old[0]}' does not tell whether later versions apply, and SPDX has deprecated it"
                advice = f"write '{old[1]}-only' or '{old[1]}-or-later'"
                yield Finding(document.value_span(path), c.UNKNOWN_LICENSE, message, advice, path)


def _finding(document: Document, path: tuple[str | int, ...], message: str, meant: str | None) -> Finding:
    advice = f"did you mean '{meant}'?" if meant else "take the identifiers from spdx.org/licenses, joined by AND or OR"
    return Finding(document.value_span(path), c.UNKNOWN_LICENSE, message, advice, path)
