"""New entries: what they hold, what may be set, and which ids they may have."""

import re
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from powerhouse_site.formatting import format_text
from powerhouse_site.loading.parsing import parse
from powerhouse_site.loading.shape import check_shape
from powerhouse_site.scaffold import SettingError, scaffold
from powerhouse_site.schema.described import described_fields
from powerhouse_site.schema.facts import model_in, required_fields
from powerhouse_site.schema.kinds import KINDS, Kind
from powerhouse_site.schema.values import Choice
from tests.texts import ACCELERATORS, LICENSES, MODELS, findings

VALUES = ("A", "https://grove.org/a", "7B", "24", "1.5", "true", "2023-07-18", "a")
KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def value_of(text: str) -> dict[str, Any]:
    document, _ = parse(text)
    assert document is not None
    assert isinstance(document.value, dict)
    return document.value


def required_settings(model: type[BaseModel], prefix: str = "") -> list[str]:
    """A setting for each field that `model` cannot do without; which value it takes is found by trying."""
    settings = []
    for name, info in model.model_fields.items():
        if info.is_required():
            nested = model_in(info.annotation)
            is_list = "tuple" in str(info.annotation)
            if nested:
                settings += required_settings(nested, f"{prefix}{name}.0." if is_list else f"{prefix}{name}.")
            else:
                settings.append(f"{prefix}{name}={choice_in(info.annotation)}")
    return settings


def choice_in(annotation: object) -> str:
    if isinstance(annotation, type) and issubclass(annotation, Choice):
        return next(iter(annotation)).value
    return next((found for part in get_args(annotation) if (found := choice_in(part))), "")


def fitting(kind: Kind, settings: list[str]) -> list[str]:
    """`settings` with a value where they have none yet."""
    done: list[str] = []
    for setting in settings:
        options = [setting] if not setting.endswith("=") else [f"{setting}{value}" for value in VALUES]
        done.append(next(option for option in options if accepted(kind, [*done, option])))
    return done


def accepted(kind: Kind, settings: list[str]) -> bool:
    try:
        scaffold(kind, settings)
    except SettingError:
        return False
    return True


@KIND
def test_with_enough_settings_an_entry_is_valid_and_formatted(kind: Kind) -> None:
    settings = fitting(kind, required_settings(kind.facts))
    text = scaffold(kind, settings)
    assert findings(text, kind) == []
    assert format_text(text, kind) == (text, [])
    document, _ = parse(text)
    assert document is not None
    assert check_shape(document, kind)[0] is not None


@KIND
def test_a_blank_entry_has_each_required_field_once_and_each_is_reported_as_empty(kind: Kind) -> None:
    text = scaffold(kind, [])
    assert list(value_of(text)) == required_fields(kind.facts)
    found = findings(text, kind)
    assert {finding.code.name for finding in found} == {"empty-value"}
    lines = text.split("\n")
    assert [f for f in found if not re.fullmatch(r" *(- )?([a-z_]+:|-)", lines[f.span.line - 1])] == []
    assert {finding.path[0] for finding in found} == set(required_fields(kind.facts))


@KIND
def test_each_required_field_is_explained_above_it(kind: Kind) -> None:
    lines = scaffold(kind, []).split("\n")
    described = {field.path: field for field in described_fields(kind.facts)}
    for name in required_fields(kind.facts):
        at = next(number for number, line in enumerate(lines) if line.startswith(f"{name}:"))
        first = at
        while lines[first - 1].startswith("# ") and "yaml-language-server" not in lines[first - 1]:
            first -= 1
        words = " ".join(line.lstrip("# ") for line in lines[first:at])
        assert described[name].label in words
        assert described[name].help in words
        choices = [choice for choice in described[name].choices if isinstance(choice, Choice)]
        assert [choice for choice in choices if f"{choice.value}: {choice.label}" not in words] == []


@KIND
def test_optional_fields_that_tables_show_are_there_to_be_taken_in(kind: Kind) -> None:
    """Taking the sign away gives a field of the kind, for each line."""
    lines = scaffold(kind, []).split("\n")
    further = [line for line in lines if re.match(r"# [a-z_]+:  # ", line)]
    names = [line[2:].partition(":")[0] for line in further]
    columns = [f.name for f in described_fields(kind.facts) if f.column and f.name in kind.facts.model_fields]
    assert set(columns) - set(required_fields(kind.facts)) <= set(names)
    assert "sources" in names
    assert names == [name for name in names if name in kind.facts.model_fields]
    taken = "\n".join(line[2:] if line in further else line for line in lines)
    assert {finding.code.name for finding in findings(taken, kind)} == {"empty-value"}


def test_no_line_is_too_long() -> None:
    assert [line for kind in KINDS for line in scaffold(kind, []).split("\n") if len(line) > 120] == []


@pytest.mark.parametrize(
    ("setting", "path", "value"),
    [
        ("name=4090", ["name"], "4090"),
        ("name=no", ["name"], "no"),
        ("name=a = b: #c", ["name"], "a = b: #c"),
        ("name=悟空 🌲", ["name"], "悟空 🌲"),
        ("release_date=2023", ["release_date"], 2023),
        ("release_date=2023-07-18", ["release_date"], "2023-07-18"),
        ("variants.0.parameters=7B", ["variants", 0, "parameters"], "7B"),
        ("variants.0.parameters=6738000000", ["variants", 0, "parameters"], 6738000000),
        ("variants.0.context_window=4096", ["variants", 0, "context_window"], 4096),
        ("variants.0.context_window=unbounded", ["variants", 0, "context_window"], "unbounded"),
        ("variants.0.shape.tied_embeddings=false", ["variants", 0, "shape", "tied_embeddings"], False),
        ("inputs=text,image", ["inputs"], ["text", "image"]),
        ("aliases=A,B, C", ["aliases"], ["A", "B, C"]),
        ("aliases=2023", ["aliases"], ["2023"]),
        ("notes.0=A,B", ["notes", 0], "A,B"),
        ("paper.title=T", ["paper", "title"], "T"),
        ("sources.0.supports=name,license", ["sources", 0, "supports"], ["name", "license"]),
    ],
)
def test_the_field_decides_what_a_value_is(setting: str, path: list[str | int], value: object) -> None:
    found: Any = value_of(scaffold(MODELS, [setting]))
    for step in path:
        found = found[step]
    assert found == value
    assert type(found) is type(value)


def test_numbers_keep_their_spelling_and_settings_of_a_list_add_up() -> None:
    text = scaffold(ACCELERATORS, ["memory_gb=24", "aliases=A", "aliases=B", "name=1.50"])
    assert "memory_gb: 24\n" in text
    assert "name: '1.50'\n" in text
    assert value_of(text)["aliases"] == ["A", "B"]


def test_items_of_a_list_are_set_by_position() -> None:
    words = ["variants.0.name=A", "variants.1.name=B", "variants.0.parameters=7B", "variants.1.parameters=13B"]
    variants = value_of(scaffold(MODELS, words))["variants"]
    assert variants == [{"name": "A", "parameters": "7B"}, {"name": "B", "parameters": "13B"}]


def test_required_fields_of_what_is_set_are_asked_for() -> None:
    text = scaffold(MODELS, ["paper.title=T"])
    assert "  # Address: The address of the page.\n  url:\n" in text
    assert "  supports:\n" not in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["licence=mit"], "'licence' is not a field of a model; did you mean 'license'?"),
        (["variants.0.paramters=7B"], "'paramters' is not a field of a variant; did you mean 'parameters'?"),
        (["license=MIT"], "did you mean 'mit'?"),
        (["architecture=decoder"], "'decoder' is not a value of 'architecture'; "),
        (["inputs=text,imag"], "did you mean 'image'?"),
        (["variants.0.parameters=7 B"], "is not a number of parameters; write 7B"),
        (["variants.0.context_window=4k"], "is not a context window"),
        (["variants.0.shape.layers=many"], "'layers' takes a whole number, found text ('many')"),
        (["variants.0.shape.layers=0"], "0 must be at least 1"),
        (["variants.0.shape.tied_embeddings=yes"], "takes true or false"),
        (["release_date=2023-13"], "is not a day of the calendar"),
        (["demo.url=hhttps://grove.org"], "did you mean 'https://grove.org'?"),
        (["variants=7B"], "'variants' takes a "),
        (["variants.name=A"], "'variants' is a list; write 'variants.0.name' for its first item"),
        (["variants.1.name=A"], "the next position of that list is 0"),
        (["variants.999999999.name=A"], "the next position of that list is 0"),
        (["name.0=A"], "'name' takes text, found a list"),
        (["name=A", "name=B"], "'name' is set twice"),
        (["paper=A", "paper.title=B"], "'paper.title' does not go together with what is set before it"),
        (["paper.title=B", "paper=A"], "'paper' does not go together with what is set before it"),
        (["name="], "the text is empty"),
        (["name=a\x07b"], "the control character U+0007"),
        (["name=a\u202eb"], "the direction mark U+202E"),
        (["name=a\udcffb"], "is not UTF-8"),
        (["name= a"], "begins or ends with a space"),
        (["name=a\nb"], "write it on one line"),
        (["name"], "'name' is not of the form FIELD=VALUE"),
        (["=a"], "is not of the form FIELD=VALUE"),
        (["name..a=b"], "is not of the form FIELD=VALUE"),
        (["a" + ".a" * 500 + "=b"], "is not of the form FIELD=VALUE"),
        (["<<=b"], "'<<' is not a field of a model"),
    ],
)
def test_what_cannot_be_set_is_told_with_the_fix(words: list[str], message: str) -> None:
    with pytest.raises(SettingError) as caught:
        scaffold(MODELS, words)
    assert message in str(caught.value)


def test_rules_of_a_nested_model_are_told() -> None:
    with pytest.raises(SettingError) as caught:
        scaffold(LICENSES, ["commercial_use.answer=conditional"])
    assert "add 'condition'" in str(caught.value)
    scaffold(LICENSES, ["commercial_use.answer=conditional", "commercial_use.condition=Ask first."])


FIELDS = [
    "name",
    "aliases",
    "variants",
    "0",
    "1",
    "parameters",
    "shape",
    "attention",
    "kind",
    "sources",
    "supports",
    "x",
]
WORDS = [
    "",
    "A",
    "7B",
    "24",
    "1.5",
    "no",
    "true",
    "2023",
    "text,image",
    "a: b",
    " #",
    "\n",
    "'",
    "悟",
    "\x00",
    "\udc80",
    "-1",
]
SETTINGS = st.tuples(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=4), st.sampled_from(WORDS) | st.text())


@settings(deadline=None, derandomize=True, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(KINDS), st.lists(SETTINGS.map(lambda pair: f"{'.'.join(pair[0])}={pair[1]}"), max_size=4))
def test_whatever_is_set_is_refused_or_read_as_it_was_meant(kind: Kind, words: list[str]) -> None:
    try:
        text = scaffold(kind, words)
    except SettingError:
        return
    assert {finding.code.name for finding in findings(text, kind)} <= {"empty-value", "missing-field"}
    for word in words:
        field, _, value = word.partition("=")
        found: Any = value_of(text)
        for step in field.split("."):
            found = found[int(step) if step.isdecimal() else step]
        assert (
            set(value.split(",")) <= set(map(str, found)) if isinstance(found, list) else str(found) in (value, "True")
        )
