"""What the JSON Schema of a kind accepts, the validator's shape check accepts, and the reverse."""

import copy
import math
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError, create_model

from powerhouse_site.json_schema import json_schema, tidy
from powerhouse_site.loading.document import Document, Node
from powerhouse_site.loading.parsing import parse
from powerhouse_site.loading.shape import check_shape
from powerhouse_site.schema.facts import Strict
from powerhouse_site.schema.kinds import KINDS, Kind
from powerhouse_site.schema.models import Architecture
from powerhouse_site.schema.spdx import SpdxExpression, SpdxIdentifier
from powerhouse_site.schema.values import (
    ContextWindow,
    Count,
    Day,
    Many,
    Name,
    Number,
    ParameterCount,
    PartialDate,
    Prose,
    Slug,
    Url,
    Whole,
)
from tests.texts import LICENSES

ROOT = Path(__file__).parent.parent
LAW = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@cache
def validator(kind: Kind) -> jsonschema.Draft202012Validator:
    schema = json_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def agree(kind: Kind, value: Any) -> bool:
    """The judgement of both on `value`."""
    by_schema = list(validator(kind).iter_errors(value))
    facts, findings = check_shape(Document(value, lambda: Node(yaml.Event()), (1, 1)), kind)
    assert (facts is not None) == (not by_schema), (
        [(error.json_path, error.message[:300]) for error in by_schema],
        [(finding.path, finding.message) for finding in findings],
    )
    return facts is not None


def entries(kind: Kind) -> Iterator[Any]:
    """The values of all entries of the catalog and of the valid examples."""
    folders = [ROOT / "catalog", *sorted((ROOT / "tests" / "examples" / "valid").iterdir())]
    for folder in folders:
        for file in sorted((folder / kind.name).glob("*.yaml")):
            document, _ = parse(file.read_text(encoding="utf-8").removeprefix("\ufeff"))
            assert document is not None
            yield document.value


@cache
def seeds(kind: Kind) -> list[Any]:
    """Entries to change: the smaller half, and one in eight of the larger, which have more fields but take longer."""
    by_size = sorted(entries(kind), key=lambda value: len(str(value)))
    half = len(by_size) // 2 + 1
    return [*by_size[:half], *by_size[half::8], by_size[-1]]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_entry_is_accepted_by_both(kind: Kind) -> None:
    found = [agree(kind, value) for value in entries(kind)]
    assert found
    assert all(found)


SPACES = [" ", "\n", "\t", "\r", "\x0b", "\x0c", "\x1c", "\x1f", "\x85", "\xa0", "\u1680", "\u2003", "\u2028", "\u3000"]
CHARACTERS = st.sampled_from(
    [*SPACES, "\ufeff", "\u200b", "\x00", "\x7f", "é", "İ", "ſ", "٣", "。", "🌲", "a", "Z", "0"]
)
DATES = st.from_regex(r"(19[45]|20|[0-9]{2})[0-9]{1,2}(-[01][0-9](-[0-3][0-9])?)?\n?", fullmatch=True) | st.dates().map(
    str
)
COUNTS = st.from_regex(r"0?[0-9]{1,6}(\.[0-9]{1,7})?[KMBTkb]?\n?", fullmatch=True) | st.sampled_from(
    [
        "0.001M",
        "0.0009M",
        "0.000001B",
        "0.0000001B",
        "1000T",
        "1000.0T",
        "1000.1T",
        "1001T",
        "0.9995K",
        "1K",
        "0B",
        "0.0T",
    ]
)
ADDRESS_PARTS = st.sampled_from(
    [
        *(
            "http",
            "https",
            "HTTPS",
            "ftp",
            "://",
            ":",
            "/",
            "//",
            "@",
            "user@",
            "user:pass@",
            "?",
            "#",
            "&a=b",
            "%20",
            ".",
        ),
        *(
            "grove.org",
            "www.",
            "a",
            "xn--mnchen-3ya.de",
            "münchen.de",
            "президент.рф",
            "例え.jp",
            "localhost",
            ".local",
        ),
        *(
            ".LOCAL",
            ".test.",
            ".teſt",
            ".example",
            "127.0.0.1",
            "0x7f.1",
            "[::1]",
            "１２７.0.0.1",
            "①.org",
            "a。b",
            ":80",
        ),
        *(
            ":65535",
            ":65536",
            ":0",
            ":",
            ".com",
            "-",
            "_",
            " ",
            "\n",
            "<",
            '"',
            "'",
            "\\",
            "^",
            "`",
            "{",
            "|",
            "}",
            "~",
        ),
        *("\x85", "\xa0", "\u3000", "🌲", "é", "٣", "a" * 63, "a" * 64, "a." * 40),
    ]
)
ADDRESSES = st.builds(
    "".join,
    st.tuples(st.sampled_from(["https://", "http://", "https://grove.org", "https://grove.org/", ""])).flatmap(
        lambda start: st.lists(ADDRESS_PARTS, max_size=6).map(lambda parts: [*start, *parts])
    ),
)
LENGTHS = (80, 120, 140, 300, 400, 1000, 2000)
LONG = st.sampled_from([length + more for length in LENGTHS for more in (-1, 0, 1)]).flatmap(
    lambda length: st.sampled_from(["x" * length, "🌲" * length, "https://grove.org/" + "x" * (length - 18)])
)
WORDS = st.sampled_from(
    [
        *("yes", "no", "conditional", "required", "not-required", "unbounded", "Unbounded", "true", "1", "1.0", "text"),
        *(
            "hybrid",
            "active",
            "apache-2.0",
            "Apache-2.0 OR MIT",
            "MIT ",
            " MIT",
            "a--b",
            "a.b-c",
            "A",
            "name",
            "variants",
        ),
    ]
)
TEXTS = (
    WORDS
    | DATES
    | COUNTS
    | ADDRESSES
    | LONG
    | st.text(CHARACTERS | st.characters(exclude_categories=["Cs"]), max_size=8)
    | st.lists(CHARACTERS | WORDS, max_size=4).map("".join)
)
NUMBERS = (
    st.integers()
    | st.sampled_from([0, 1, -1, 999, 1000, 1949, 1950, 2023, 9999, 10000, 10**12, 10**12 + 1, 10**15, 10**15 + 1])
    | st.sampled_from([100_000, 100_001, 10**6, 10**6 + 1, 2000, 2001, 10**30, -(10**30), 2**63, 2**64])
    | st.sampled_from([0.0, -0.0, 1.0, 0.5, 1e-300, 2023.0, 4096.0, 4096.5, 1e12, 1e15, 1e16, 1e300, 1949.0, 2000.5])
    | st.floats(allow_nan=False, allow_infinity=False)
)
SCALARS = TEXTS | NUMBERS | st.booleans() | st.none()
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every value inside of `value`."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in items:
        yield (*path, step)
        yield from places(inner, (*path, step))


@cache
def known_values(kind: Kind) -> dict[tuple[str, ...], list[Any]]:
    """The values that entries have in each field."""
    found: dict[tuple[str, ...], list[Any]] = {}
    for entry in seeds(kind):
        for way in places(entry):
            found.setdefault(field_of(way), []).append(value_at(entry, way))
    return found


def field_of(way: tuple[str | int, ...]) -> tuple[str, ...]:
    return tuple("" if isinstance(step, int) else step for step in way)


def value_at(entry: Any, way: tuple[str | int, ...]) -> Any:
    for step in way:
        entry = entry[step]
    return entry


@cache
def fields_of(kind: Kind) -> list[str]:
    schema = json_schema(kind)
    owners = [schema, *schema["$defs"].values()]
    return sorted({name for owner in owners for name in owner["properties"]} | {"licence", "Name", "id", ""})


def changed_text(draw: st.DrawFn, text: str) -> str:
    at = draw(st.sampled_from([0, len(text)]) | st.integers(0, len(text)))
    return draw(
        st.sampled_from([text[:at] + text[at + 1 :], text[at:], text.upper(), text * 9, f"{text}\n"])
        | CHARACTERS.map(lambda character: text[:at] + character + text[at:])
        | CHARACTERS.map(lambda character: text[:at] + character + text[at + 1 :])
    )


def changed(draw: st.DrawFn, value: Any, others: list[Any]) -> Any:
    """Something in the place of `value`: near it, of another type, or from elsewhere in the entry."""
    near: list[Any] = [[value], {"title": value}, str(value), draw(st.sampled_from(others))]
    if isinstance(value, str):
        near += [changed_text(draw, value)] * 6
    elif isinstance(value, bool):
        near += [int(value)]
    elif isinstance(value, int | float):
        near += [float(value), value + 0.5, -value, value * 10**6, bool(value)]
    elif isinstance(value, list):
        near += [value[:1] * 200, value[:1] * 201, [], value[::-1], dict.fromkeys(map(str, value)), *value[:1]]
    elif isinstance(value, dict):
        near += [list(value.items()), list(value.values()), {}]
    return draw(st.sampled_from(near) | VALUES)


@st.composite
def mutated(draw: st.DrawFn, kind: Kind) -> Any:
    """An entry in which one to three values are changed, removed, renamed or added."""
    entry = copy.deepcopy(draw(st.sampled_from(seeds(kind))))
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3]))):
        ways = list(places(entry))
        if not ways:
            break
        # a leaf of a long list is as likely as a field of its own
        top = draw(st.sampled_from(sorted({str(way[0]) for way in ways})))
        way = draw(st.sampled_from([way for way in ways if str(way[0]) == top]))
        owner, step = value_at(entry, way[:-1]), way[-1]
        act = draw(st.sampled_from(["swap", "swap", "change", "change", "remove", "rename", "add"]))
        alike = known_values(kind).get(field_of(way))
        if act == "swap" and alike:
            owner[step] = copy.deepcopy(draw(st.sampled_from(alike)))
        elif act in ("swap", "change"):
            owner[step] = copy.deepcopy(changed(draw, owner[step], others=list(entry.values())))
        elif act == "remove":
            del owner[step]
        elif isinstance(owner, dict):
            name = draw(st.sampled_from(fields_of(kind)) | st.text(max_size=4))
            owner[name] = owner.pop(step) if act == "rename" else draw(VALUES)
        elif isinstance(owner, list):
            owner.insert(int(step), draw(VALUES))
    return entry


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_changed_entries_are_judged_alike(kind: Kind) -> None:
    judged: list[bool] = []

    @settings(LAW, max_examples=120)
    @given(mutated(kind))
    def judge(value: Any) -> None:
        judged.append(agree(kind, value))

    judge()
    assert 0.1 < sum(judged) / len(judged) < 0.9  # changes that both refuse, or both accept, throughout, show nothing


def from_schema(schema: dict[str, Any], definitions: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that a schema of ours accepts."""
    if "$ref" in schema:
        return from_schema(definitions[schema["$ref"].removeprefix("#/$defs/")], definitions)
    if "anyOf" in schema:
        return st.one_of([from_schema(option, definitions) for option in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return st.one_of([_of_type(name, schema, definitions) for name in types])


@cache
def texts_of(pattern: str, most: int) -> st.SearchStrategy[str]:
    return st.from_regex(pattern).filter(lambda text: len(text) <= most)


def _of_type(name: str, schema: dict[str, Any], definitions: dict[str, Any]) -> st.SearchStrategy[Any]:
    if name == "object":
        fields = {key: from_schema(inner, definitions) for key, inner in schema["properties"].items()}
        required = {key: fields[key] for key in schema.get("required", ())}
        made = st.fixed_dictionaries(required, optional={key: fields[key] for key in fields if key not in required})
        judge = jsonschema.Draft202012Validator({key: schema[key] for key in ("if", "then") if key in schema})
        return made.filter(judge.is_valid)
    if name == "array":
        least = schema.get("minItems", 0)
        return st.lists(from_schema(schema["items"], definitions), min_size=least, max_size=least + 2)
    if name == "string":
        return texts_of(schema["pattern"], schema["maxLength"])
    if name == "boolean":
        return st.booleans()
    low = schema["minimum"] if "minimum" in schema else schema["exclusiveMinimum"]
    whole = st.integers(math.ceil(low), schema["maximum"]).filter(lambda number: number >= schema.get("minimum", 1))
    if name == "integer":
        return whole | whole.filter(lambda number: number < 2**53).map(float)
    return whole | st.floats(low, schema["maximum"], exclude_min="exclusiveMinimum" in schema)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_the_schema_describes_is_accepted(kind: Kind) -> None:
    schema = json_schema(kind)

    @settings(LAW, max_examples=25)
    @given(from_schema(schema, schema["$defs"]))
    def judge(value: Any) -> None:
        assert agree(kind, value)

    judge()


TYPES: dict[str, tuple[Any, st.SearchStrategy[Any]]] = {
    "name": (Name, TEXTS),
    "prose": (Prose, TEXTS),
    "slug": (Slug, TEXTS | st.from_regex(r"[a-z0-9.-]{1,6}\n?", fullmatch=True)),
    "url": (Url, ADDRESSES),
    "identifier": (SpdxIdentifier, TEXTS),
    "expression": (SpdxExpression, TEXTS | st.text("aZ0.+-() \n", max_size=6)),
    "date": (PartialDate, DATES | SCALARS),
    "day": (Day, DATES | SCALARS),
    "parameters": (ParameterCount, COUNTS | SCALARS),
    "context": (ContextWindow, SCALARS),
    "count": (Count, SCALARS),
    "whole": (Whole, SCALARS),
    "number": (Number, SCALARS),
    "choice": (Architecture, SCALARS),
    "choices": (Many[Architecture], VALUES),
}


@pytest.mark.parametrize("name", TYPES)
def test_values_of_each_type_are_judged_alike(name: str) -> None:
    type_, texts = TYPES[name]
    owner: type[BaseModel] = create_model("Owner", __base__=Strict, value=(type_, ...))
    schema = tidy(owner.model_json_schema())
    judge = jsonschema.Draft202012Validator(schema)

    @settings(LAW, max_examples=300)
    @given(texts)
    @example("2024-02-29\n")
    @example("2100-02-29")
    @example("2000-02-29")
    @example("https://grove.org\n")
    @example("https://grove.test\n")
    def law(value: Any) -> None:
        try:
            owner.model_validate({"value": value})
        except ValidationError:
            assert not judge.is_valid({"value": value})
        else:
            assert judge.is_valid({"value": value})

    law()


def test_a_condition_must_be_told_to_both() -> None:
    minimal = {
        "name": "Grove License",
        "description": "A license.",
        "text": "https://grove.org/license",
        "category": "community",
        "reading": "full-text",
    }
    assert agree(LICENSES, {**minimal, "commercial_use": {"answer": "yes"}})
    assert not agree(LICENSES, {**minimal, "commercial_use": {"answer": "conditional"}})
    assert agree(LICENSES, {**minimal, "commercial_use": {"answer": "conditional", "condition": "Ask first."}})
    assert not agree(LICENSES, {**minimal, "commercial_use": {"condition": "Ask first."}})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_nothing_is_not_a_value(kind: Kind) -> None:
    entry = next(entries(kind))
    for name in json_schema(kind)["properties"]:
        assert not agree(kind, {**entry, name: None})


@pytest.mark.parametrize("value", [None, True, 1, "name", [], {}, [{}]])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_an_entry_is_a_mapping_with_fields(kind: Kind, value: object) -> None:
    assert not agree(kind, value)


def schemas_in(schema: Any) -> Iterator[dict[str, Any]]:
    """`schema` and every schema inside of it."""
    if isinstance(schema, dict):
        yield schema
        for inner in schema.values():
            yield from schemas_in(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from schemas_in(inner)


PATTERNS = sorted(
    {str(schema["pattern"]) for kind in KINDS for schema in schemas_in(json_schema(kind)) if "pattern" in schema}
)


@pytest.mark.parametrize("pattern", PATTERNS, ids=range(len(PATTERNS)))
def test_patterns_are_written_in_what_all_dialects_share(pattern: str) -> None:
    assert not re.search(r"\\[wWdDbBpPZAzk]|\(\?(?![:=!])", pattern)
    assert not re.search(r"\\s(?!\\S)|(?<!\\s)\\S", pattern)  # [\s\S] is any character everywhere
    assert pattern.startswith("^(?:")
    assert pattern.endswith(r")$(?!\n)")
