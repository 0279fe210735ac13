"""Inputs made at random, and what has to hold for each: it is read, or told what is wrong with it."""

import datetime
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from powerhouse_site.catalog import diagnostic_of
from powerhouse_site.checks import check_catalog, check_file, ids_of
from powerhouse_site.diagnostics import REPORTS, Severity, Summary, sort_diagnostics
from powerhouse_site.diagnostics.reports.github import github_summary
from powerhouse_site.entries import Entry, LoadedFile
from powerhouse_site.formatting import format_text
from powerhouse_site.loading.document import Document, Finding
from powerhouse_site.loading.folder import EntryFile
from powerhouse_site.loading.parsing import parse
from powerhouse_site.loading.shape import check_shape
from powerhouse_site.loading.source import decode
from powerhouse_site.schema.facts import Facts
from powerhouse_site.schema.kinds import KINDS, Kind
from tests.hostile.rows import BASES, ID
from tests.test_properties import FRAGMENTS, YAML_LIKE

LIBRARY_WORDS = re.compile(
    r"extra_forbidden|NoneType|pydantic|\byaml\.|_type\b|_error\b|Traceback|<class|<enum| object at |powerhouse_site"
    r"|Input should|Decimal\(|\bctx\b|PartialDate|libyaml|ScannerError|ParserError|Refused|'tuple'|'dict'|'str'"
)
"""Words that mean nothing to someone who edits YAML."""
TODAY = datetime.date(2030, 1, 1)
CATALOG = Path(__file__).parent.parent.parent / "catalog"
Sample = tuple[Kind, bytes]
SAMPLES: list[Sample] = [
    (kind, path.read_bytes()) for kind in KINDS for path in sorted((CATALOG / kind.name).glob("*.yaml"))
]


def check(kind: Kind, data: bytes) -> frozenset[str]:
    """Take `data` the whole way that a file takes, hold it to the laws, and return the codes of its problems."""
    file, findings = load(kind, data)
    files = [file, *_neighbors()]
    ids = ids_of(EntryFile(one.path, one.kind, one.id) for one in files)
    if file.document is not None:
        findings += check_file(EntryFile(file.path, kind, file.id), file.document, ids, TODAY)
    findings += [finding for one, finding in check_catalog(files, ids, TODAY) if one is file]
    assert file.entry is not None or findings, "neither read nor told what is wrong"
    for finding in findings:
        _check_words(finding)
        if file.text is not None:
            _check_place(finding, file.text.value.split("\n"))
    diagnostics = sort_diagnostics(diagnostic_of(file.path, file.text, finding) for finding in findings)
    summary = Summary.of(diagnostics, 1)
    for name, report in REPORTS.items():
        written = report(diagnostics, summary)
        written.encode()
        if name in ("json", "sarif"):
            json.loads(written)
    github_summary(diagnostics, summary).encode()
    if file.text is not None:
        _check_format(file.text.value, kind)
    return frozenset(finding.code.name for finding in findings)


def load(kind: Kind, data: bytes) -> tuple[LoadedFile, list[Finding]]:
    """What a catalog would hold of a file with these bytes, and the problems that it has by itself."""
    path = Path(f"catalog/{kind.name}/example.yaml")
    text, findings = decode(data)
    document: Document | None = None
    entry = None
    if text is not None:
        document, found = parse(text.value)
        findings = findings + found
        if document is not None:
            facts, found = check_shape(document, kind)
            findings = findings + found
            sound = not any(finding.code.severity is Severity.ERROR for finding in findings)
            if isinstance(facts, Facts) and sound:
                entry = Entry(kind=kind, id="example", facts=facts, file=path)
    return LoadedFile(path=path, kind=kind, id="example", text=text, document=document, entry=entry), findings


def _neighbors() -> list[LoadedFile]:
    return [
        LoadedFile(path=Path(f"catalog/{kind.name}/{id}.yaml"), kind=kind, id=id)
        for kind in KINDS
        for id in ("mit", "apache-2.0", "llama", "vllm", "example-2")
    ]


def _check_words(finding: Finding) -> None:
    for text in (finding.message, finding.help or ""):
        assert not LIBRARY_WORDS.search(our_words(text)), finding
        assert len(text) < 2500, finding
    assert re.search(r"\w", finding.message), finding


def our_words(text: str) -> str:
    """What a message says beside the words of the file that it quotes."""
    return re.sub(r"'.*'|catalog/\S+", "", text, flags=re.DOTALL)


def _check_place(finding: Finding, lines: list[str]) -> None:
    span = finding.span
    assert 1 <= span.line <= span.end_line <= len(lines), finding
    assert (span.line, span.column) <= (span.end_line, span.end_column), finding
    assert 1 <= span.column <= len(lines[span.line - 1]) + 1, finding
    assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1, finding


def _check_format(text: str, kind: Kind) -> None:
    written, findings = format_text(text, kind)
    assert (written is None) == bool(findings)
    if written is not None:
        before, after = parse(text)[0], parse(written)[0]
        assert isinstance(before, Document)
        assert isinstance(after, Document)
        assert same_value(before.value, after.value)
        assert format_text(written, kind)[0] == written, "a second run changes something"
        assert _codes(before, kind) == _codes(after, kind)


def _codes(document: Document, kind: Kind) -> set[str]:
    return {finding.code.name for finding in check_shape(document, kind)[1]}


def same_value(one: object, other: object) -> bool:
    """Whether two values are the same, of one type and in one order but for keys."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_value(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_value, one, other))
    return type(one) is type(other) and one == other


@st.composite
def mutated_files(draw: st.DrawFn) -> Sample:
    """A real file after a few accidents."""
    kind, data = draw(st.sampled_from(SAMPLES))
    data = data[:2000]
    for _ in range(draw(st.integers(1, 4))):
        data = draw(st.sampled_from(ACCIDENTS))(draw, data)
    return kind, data


def _flip(draw: st.DrawFn, data: bytes) -> bytes:
    at = draw(st.integers(0, max(0, len(data) - 1)))
    return data[:at] + bytes(byte ^ 1 << draw(st.integers(0, 7)) for byte in data[at : at + 1]) + data[at + 1 :]


def _cut(draw: st.DrawFn, data: bytes) -> bytes:
    return data[: draw(st.integers(0, len(data)))]


def _remove(draw: st.DrawFn, data: bytes) -> bytes:
    start = draw(st.integers(0, len(data)))
    return data[:start] + data[start + draw(st.integers(1, 40)) :]


def _repeat(draw: st.DrawFn, data: bytes) -> bytes:
    start = draw(st.integers(0, len(data)))
    end = start + draw(st.integers(1, 80))
    return data[:end] + data[start:end] * draw(st.sampled_from([1, 1, 2, 50])) + data[end:]


def _insert(draw: st.DrawFn, data: bytes) -> bytes:
    start = draw(st.integers(0, len(data)))
    return data[:start] + draw(PIECES) + data[start:]


def _splice(draw: st.DrawFn, data: bytes) -> bytes:
    _, other = draw(st.sampled_from(SAMPLES))
    return data[: draw(st.integers(0, len(data)))] + other[draw(st.integers(0, len(other))) :][:500]


def _shuffle_lines(draw: st.DrawFn, data: bytes) -> bytes:
    lines = data.split(b"\n")
    one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _indent(draw: st.DrawFn, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = draw(st.integers(0, len(lines) - 1))
    lines[at] = draw(st.sampled_from([b" ", b"  ", b"\t", b"- ", b"? ", b"# "])) + lines[at]
    return b"\n".join(lines)


def _change_value(draw: st.DrawFn, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = draw(st.integers(0, len(lines) - 1))
    key, colon, _ = lines[at].partition(b": ")
    lines[at] = key + (colon or b": ") + draw(PIECES | st.text(max_size=20).map(str.encode))
    return b"\n".join(lines)


PIECES = (
    st.sampled_from([fragment.encode() for fragment in FRAGMENTS])
    | st.binary(max_size=4)
    | st.sampled_from(
        [
            *(b"-1", b"0", b"1e400", b"9" * 400, b".nan", b"0x1F", b"1.5T", b"2023-02-30", b"unbounded", b"[[]]"),
            *(b"{a: [b, {c: d}]}", b"https://example.org", b"https://u:p@h.org", b"javascript:x", b"'", b"[" * 30),
        ]
    )
)


def _value(text: str) -> Any:
    document, _ = parse(text)
    assert document is not None
    return document.value


WHOLE: dict[str, Any] = {kind: _value(text.replace(ID, "example")) for kind, text in BASES.items()}
"""An entry of each kind."""
ACCIDENTS: list[Callable[[st.DrawFn, bytes], bytes]] = [
    *(_flip, _cut, _remove, _repeat, _insert, _splice, _shuffle_lines, _indent, _change_value, _change_value),
]
NAMES = sorted({name for kind in KINDS for name in kind.facts.model_fields} | {"url", "supports", "field", "answer"})
VALUES = st.recursive(
    st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
    | st.sampled_from(["2023-07", "7B", "mit", "yes", "active", "https://example.org/a", "conditional", "a.b"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), inner),
    max_leaves=12,
)


@st.composite
def changed_entries(draw: st.DrawFn) -> Sample:
    """A valid entry in which some fields, at any depth, have any value."""
    kind = draw(st.sampled_from(KINDS))
    value: Any = json.loads(json.dumps(WHOLE[kind.name]))
    for _ in range(draw(st.integers(0, 3))):
        place = value
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            key = draw(st.sampled_from(keys) if keys else st.just(0))
            inner = place[key] if keys else None
            if not isinstance(inner, dict | list) or draw(st.booleans()):
                break
            place = inner
        if isinstance(place, dict):
            place[key if draw(st.booleans()) else draw(st.sampled_from(NAMES))] = draw(VALUES)
        elif draw(st.booleans()):
            place.append(draw(VALUES))
        elif place:
            place[int(key)] = draw(VALUES)
    return kind, json.dumps(value, ensure_ascii=False, indent=1).encode()


KIND = st.sampled_from(KINDS)
GROUPS: dict[str, st.SearchStrategy[Sample]] = {
    "real files after accidents": mutated_files(),
    "entries of any values": changed_entries(),
    "pieces of YAML": st.tuples(KIND, YAML_LIKE.map(str.encode)),
    "bytes": st.tuples(KIND, st.binary(max_size=200)),
}
"""Sorts of inputs, by their names."""
