"""The entries that contributors are told to paste pass every check of a pull request but those of the whole catalog."""

import re
from pathlib import Path

import pytest

from powerhouse_site.formatting.form import format_text
from powerhouse_site.loading.parsing import parse
from powerhouse_site.loading.shape import check_shape
from powerhouse_site.schema.kinds import KINDS

SCHEMA = re.compile(r"/(?P<kind>[a-z-]+)\.json$", re.MULTILINE)


@pytest.fixture(scope="module")
def examples(root: Path) -> dict[str, str]:
    """The whole entries among the examples, by kind."""
    page = (root / "docs" / "contributing" / "index.md").read_text(encoding="utf-8")
    texts = [match["text"] for match in re.finditer(r"```yaml\n(?P<text># yaml-language.*?)```", page, re.DOTALL)]
    return {found["kind"]: text for text in texts if (found := SCHEMA.search(text))}


@pytest.mark.parametrize("name", [kind.name for kind in KINDS if kind.name != "frameworks"])
def test_an_example_is_whole_and_in_the_common_form(examples: dict[str, str], name: str) -> None:
    kind = next(kind for kind in KINDS if kind.name == name)
    document, found = parse(examples[name])
    assert document
    assert (found, check_shape(document, kind)[1]) == ([], [])
    assert format_text(examples[name], kind) == (examples[name], [])
