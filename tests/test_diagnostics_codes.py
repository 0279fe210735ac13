"""The documentation of each code: its wrong example brings the problem about, its right one does not."""

import datetime
import re
from pathlib import Path

import pytest

from powerhouse_site.catalog import load_catalog
from powerhouse_site.diagnostics import CODES, Code
from powerhouse_site.diagnostics.code import Example
from tests.texts import FRAMEWORK, LICENSE, MODEL, TOOL, write_catalog

TODAY = datetime.date(2026, 6, 1)
FILES = {"models": MODEL, "frameworks": FRAMEWORK, "deployment-tools": TOOL}
NEIGHBORS: dict[str, str | bytes] = {
    "licenses/mit.yaml": LICENSE.replace("Grove License", "MIT License"),
    "licenses/apache-2.0.yaml": LICENSE.replace("Grove License", "Apache License"),
    "models/neighbor.yaml": MODEL.replace("Pine", "Neighbor")
    + "    checkpoint: https://example.org/neighbor\nformer_ids: [neighbor-1]\n",
}


def entry(text: str, kind: str) -> bytes:
    """A whole entry of a kind with the fields of `text` in place of its own."""
    keys = set(re.findall(r"^(\w+):", text, re.MULTILINE))
    fields = re.findall(r"^\w+:.*?(?=^\w|\Z)", FILES[kind], re.MULTILINE | re.DOTALL)
    kept = "".join(field for field in fields if field.partition(":")[0] not in keys)
    data = (kept + text + "\n").encode()
    return re.sub(rb"\\x([0-9A-F]{2})", lambda match: bytes.fromhex(match[1].decode()), data)


def files(example: Example) -> dict[str, str | bytes]:
    if example.place == "catalog/":
        return {name: FILES[name.partition("/")[0]] for name in example.text.split()}
    if example.text == "# 262,145 bytes or more":
        return {"models/example.yaml": MODEL + "#" * 262_145}
    name = example.place.removeprefix("catalog/")
    return {name: entry(example.text, name.partition("/")[0])}


def found(root: Path, example: Example) -> list[str]:
    loaded = load_catalog(write_catalog(root, NEIGHBORS | files(example)), today=TODAY, with_upkeep=True)
    return [d.code.name for d in loaded.diagnostics]


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.name)
def test_the_wrong_example_has_this_problem_and_the_right_one_none(code: Code, tmp_path: Path) -> None:
    assert set(found(tmp_path / "wrong", code.wrong)) == {code.name}
    assert found(tmp_path / "right", code.right) == []


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.name)
def test_every_code_says_why(code: Code) -> None:
    assert CODES[code.name] is code
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code.name)
    assert re.fullmatch(r"[A-Z0-9].+\.", code.why)


def test_documentation_of_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="'vague' is not a sentence"):
        _ = Code("vague", "It is wrong.").why
