"""Diagnostics in the Static Analysis Results Interchange Format, version 2.1.0 (OASIS Standard, 2020-03-27)."""

import json
import os
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from powerhouse_site import __version__
from powerhouse_site.diagnostics.code import Code
from powerhouse_site.diagnostics.codes import CODES
from powerhouse_site.diagnostics.diagnostic import Diagnostic
from powerhouse_site.diagnostics.reports.characters import encodable
from powerhouse_site.diagnostics.summary import Summary

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif_report(diagnostics: Sequence[Diagnostic], summary: Summary) -> str:
    """Render a log with one run, which lists every code as a rule and every problem as a result."""
    indexes = {name: index for index, name in enumerate(CODES)}
    driver = {"name": "powerhouse", "version": __version__, "rules": [*map(_rule, CODES.values())]}
    results = [_result(d, indexes[d.code.name]) for d in diagnostics]
    return sarif_log(driver, results, {"files": summary.files})


def sarif_log(
    driver: Mapping[str, object], results: Sequence[Mapping[str, object]], properties: Mapping[str, object]
) -> str:
    """A log with one run of a tool."""
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "properties": properties,
        "results": results,
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return encodable(json.dumps(document, indent=2, ensure_ascii=False)) + "\n"


def _rule(code: Code) -> dict[str, object]:
    name = "".join(part.capitalize() for part in code.name.split("-"))
    text = f"Wrong:\n\n{code.wrong.text}\n\nRight:\n\n{code.right.text}"
    return {
        "id": code.name,
        "name": name,
        "shortDescription": {"text": f"{code.name.replace('-', ' ').capitalize()}."},
        "fullDescription": {"text": code.why},
        "help": {"text": text},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _result(d: Diagnostic, index: int) -> dict[str, object]:
    region: dict[str, object] = {
        "startLine": d.span.line,
        "startColumn": d.span.column,
        "endLine": d.span.end_line,
        "endColumn": d.span.end_column,
    }
    location = {"artifactLocation": {"uri": artifact_uri(d.file)}, "region": region}
    return {
        "ruleId": d.code.name,
        "ruleIndex": index,
        "level": d.severity.value,
        "message": {"text": f"{d.message}: {d.help}" if d.help else d.message},
        "locations": [{"physicalLocation": location}],
        "properties": {"field": d.field},
    }


def artifact_uri(file: str) -> str:
    """The relative reference of a path, each byte of its name that has no place in one percent-encoded (RFC 3986)."""
    return quote(os.fsencode(file), safe="/")
