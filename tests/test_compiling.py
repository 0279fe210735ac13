"""Templates compiled our way put out what Jinja's own do."""

from enum import StrEnum
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from powerhouse_site.compiling import QuickEnvironment, shown

TEMPLATES = {
    "base": "<h1>{{ title }}</h1>{% block body %}{{ title }}{% endblock %}{{ '<' if wide }}",
    "page": """{% extends "base" %}{% from "parts" import cell, boxed %}
{% block body %}{{ super() }}{% for word, number in rows %}{{ loop.index }}{{ cell(word, number=number) }}
{%- if not loop.last %}, {% endif %}{% else %}none{% endfor %}
{% set inner %}<i>{{ title }}</i>{% endset %}{{ inner }}{{ inner | upper }}{{ title | safe }}
{% call(word) boxed(rows) %}<b>{{ word }}</b>{% endcall %}{{ "%s & %s" | format(title, 1) }}{{ title ~ "<" }}
{% filter upper %}{{ title }}{% endfilter %}{{ none }}{{ true }}{{ 1.5 }}{{ ["<"] }}{{ {"a": "<"} }}{% endblock %}""",
    "parts": """{% macro cell(word, number=2) %}<td title="{{ word }}">{{ number }}{{ word.lower() }}</td>{% endmacro %}
{% macro boxed(rows) %}{% for word, _ in rows %}{{ caller(word) }}{% endfor %}{% endmacro %}""",
}


class Word(StrEnum):
    ODD = "<odd> & 'even'"


class Safe:
    def __html__(self) -> str:
        return "<b>safe</b>"


def both(templates: dict[str, str]) -> tuple[Environment, Environment]:
    kinds = (Environment, QuickEnvironment)
    first, second = (kind(loader=DictLoader(templates), autoescape=True, undefined=StrictUndefined) for kind in kinds)
    return first, second


@given(
    title=st.text() | st.text(alphabet="<>&'\"a", min_size=50, max_size=90),
    rows=st.lists(st.tuples(st.text(), st.integers() | st.text() | st.booleans() | st.none())),
    wide=st.booleans(),
)
def test_pages_are_the_same_as_jinjas(title: str, rows: list[tuple[str, object]], wide: bool) -> None:
    usual, ours = (one.get_template("page").render(title=title, rows=rows, wide=wide) for one in both(TEMPLATES))
    assert ours == usual


@pytest.mark.parametrize(
    "value",
    ["<", "", "a" * 59 + "<", "a" * 60 + "<", Markup("<b>"), 1, True, -3, 1.5, None, Word.ODD, Safe(), ["<"], b"<"],
    ids=lambda value: f"{type(value).__name__}-{str(value)[-8:]}" if not isinstance(value, Safe) else "Safe",
)
def test_a_value_is_shown_as_jinja_shows_it(value: object) -> None:
    for _ in range(2):
        assert str(shown(value)) == str(escape(value))


def test_equal_values_of_other_types_are_told_apart() -> None:
    assert [str(shown(value)) for value in (1, True, 1.0, "1", 0, False)] == ["1", "True", "1.0", "1", "0", "False"]


def test_our_way_is_taken() -> None:
    """Should Jinja no longer ask the method that we override, pages would be as they are, and slower."""
    ours = QuickEnvironment(autoescape=True).compile("{{ a }}{{ f(a) }}", raw=True)
    assert ours.count("environment.shown(") == 2
    assert "escape(" not in ours.partition("def root")[2]


def test_what_is_not_escaped_is_left_to_jinja() -> None:
    template = "{% autoescape off %}{{ a }}{% endautoescape %}{{ a }}"
    usual, ours = (
        kind(autoescape=True).from_string(template).render(a="<") for kind in (Environment, QuickEnvironment)
    )
    assert ours == usual == "<&lt;"


def test_unknown_names_are_refused() -> None:
    _, ours = both({"page": "{{ nothing }}"})
    with pytest.raises(UndefinedError, match="nothing"):
        ours.get_template("page").render()


@pytest.mark.parametrize(
    "template", ["{{ word.nothing }}", "{{ word.nothing.more }}", "{{ items.nothing }}", "{{ items.a }}"]
)
def test_what_has_no_such_attribute_is_unknown(template: str) -> None:
    """An item is asked for in brackets."""
    _, ours = both({"page": f"\n{template}"})
    with pytest.raises(UndefinedError, match="has no attribute") as raised:
        ours.get_template("page").render(word="a", items={"a": 1})
    assert raised.traceback[-1].lineno == 1  # counted from 0
    assert ours.from_string("{{ items['a'] }}{{ word.upper() }}").render(word="a", items={"a": 1}) == "1A"


def test_attributes_may_have_the_names_of_words_of_python() -> None:
    _, ours = both({"page": "{{ link.class }}"})
    assert ours.get_template("page").render(link=SimpleNamespace(**{"class": "wide"})) == "wide"


def test_attributes_are_asked_for_directly() -> None:
    ours = QuickEnvironment(autoescape=True).compile("{{ a.b.c }}", raw=True)
    assert "getattr(" not in ours.partition("def root")[2]
