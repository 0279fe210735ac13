"""Problems that no file has by itself."""

import datetime
from pathlib import Path

import pytest

from powerhouse_site.catalog import load_catalog
from tests.texts import FRAMEWORK, LICENSE, MODEL, TOOL, load, places, write_catalog

MIT = LICENSE.replace("Grove License", "MIT License")


def problems(root: Path, added: str, **others: str) -> list[tuple[str, int, str, str | None]]:
    """The problems of a model with `added` at its end, in a catalog with the MIT License and `others` models."""
    files = {f"models/{name}.yaml": text for name, text in others.items()}
    loaded = load(root, {"licenses/mit.yaml": MIT, "models/pine.yaml": MODEL + added} | files)
    return [(d.code.name, d.span.column, d.message, d.help) for d in loaded.diagnostics]


@pytest.mark.parametrize(
    ("added", "column", "target", "kind", "advice"),
    [
        ("license: mitt\n", 10, "mitt", "licenses", "did you mean 'mit'?"),
        (
            "license: apache-2.0\n",
            10,
            "apache-2.0",
            "licenses",
            "add catalog/licenses/apache-2.0.yaml, or leave the field out",
        ),
        ("license: pine\n", 10, "pine", "licenses", "add catalog/licenses/pine.yaml, or leave the field out"),
        (
            "additional_terms: [mit, tim]\n",
            25,
            "tim",
            "licenses",
            "add catalog/licenses/tim.yaml, or leave the field out",
        ),
        ("superseded_by: mit\n", 16, "mit", "models", "add catalog/models/mit.yaml, or leave the field out"),
        ("derived_from:\n  - oka\n", 5, "oka", "models", "did you mean 'oak'?"),
        ("    license: mtt\n", 14, "mtt", "licenses", "did you mean 'mit'?"),
        ("    derived_from: ['oaks']\n", 20, "oaks", "models", "did you mean 'oak'?"),
    ],
)
def test_dead_references(tmp_path: Path, added: str, column: int, target: str, kind: str, advice: str) -> None:  # noqa: PLR0913, PLR0917 - columns
    assert problems(tmp_path, added, oak=MODEL.replace("Pine", "Oak")) == [
        ("dead-reference", column, f"'{target}' is not the id of an entry in {kind}", advice)
    ]


def test_the_longest_id_is_looked_up(tmp_path: Path) -> None:
    ((code, *_),) = problems(tmp_path, f"license: {'x' * 80}\n")
    assert code == "dead-reference"


def test_living_references_are_no_problem(tmp_path: Path) -> None:
    added = "    license: mit\n    derived_from: [oak]\nlicense: mit\nadditional_terms: [mit]\nsuperseded_by: oak\n"
    assert problems(tmp_path, added, oak=MODEL.replace("Pine", "Oak")) == []


@pytest.mark.parametrize("added", ["superseded_by: pine\n", "derived_from: [pine]\n", "    derived_from: [pine]\n"])
def test_no_model_refers_to_itself(tmp_path: Path, added: str) -> None:
    ((code, _, message, advice),) = problems(tmp_path, added)
    assert (code, message, advice) == (
        "dead-reference",
        "'pine' refers to itself",
        "name another entry, or leave it out",
    )


def test_models_may_refer_to_each_other(tmp_path: Path) -> None:
    assert problems(tmp_path, "superseded_by: oak\n", oak=MODEL.replace("Pine", "Oak") + "derived_from: [pine]\n") == []


@pytest.mark.parametrize("value", ["MIT", "''", "5", "[mit]", "{a: mit}", "no", "a b", "x" * 81])
def test_what_is_no_id_is_reported_once(tmp_path: Path, value: str) -> None:
    ((code, *_),) = problems(tmp_path, f"license: {value}\n")
    assert code != "dead-reference"


def test_other_mistakes_of_a_file_do_not_hide_its_dead_references(tmp_path: Path) -> None:
    found = problems(tmp_path, "license: mtt\nrelease_date: 2023-02-30\nwood: soft\n")
    assert [code for code, *_ in found] == ["dead-reference", "invalid-date", "unknown-field"]


@pytest.mark.parametrize(
    ("path", "advice"),
    [
        ("realease_date", "did you mean 'release_date'?"),
        ("parameters", "did you mean 'variants.parameters'?"),
        ("variants.0.parameters", "did you mean 'variants.parameters'?"),
        ("variants.parameter", "did you mean 'variants.parameters'?"),
        ("kv_heads", "did you mean 'variants.shape.attention.kv_heads'?"),
        ("smell", "write a field of this kind, such as 'description' or 'variants.parameters'"),
        ("parameter_range", "write a field of this kind, such as 'description' or 'variants.parameters'"),
        ("Name", "did you mean 'name'?"),
    ],
)
def test_evidence_and_corrections_name_fields(tmp_path: Path, path: str, advice: str) -> None:
    added = (
        f"sources:\n  - url: https://grove.org\n    checked: 2026-01-02\n    supports: [name, {path}]\n"
        f"corrections:\n  - {{field: {path}, origin: a, now: b, reason: c}}\n"
    )
    message = f"'{path}' is not the path of a field"
    assert problems(tmp_path, added) == [("unknown-path", 22, message, advice), ("unknown-path", 13, message, advice)]


def test_heads_that_cannot_be_shared_out_are_told_where_the_smaller_number_stands(tmp_path: Path) -> None:
    """In the first variant both numbers are known and fit, in the second they do not; in the third one is unknown."""
    numbers = ("query_heads: 32, kv_heads: 8", "query_heads: 32, kv_heads: 6", "kv_heads: 7")
    shapes = "".join(
        f"  - {{name: V{n}, parameters: 7B, shape: {{attention: {{kind: grouped-query, {each}}}}}}}\n"
        for n, each in enumerate(numbers)
    )
    loaded = load(tmp_path, {"models/pine.yaml": MODEL.partition("variants:")[0] + f"variants:\n{shapes}"})
    (found,) = loaded.diagnostics
    assert found.code.name == "uneven-heads"
    assert found.message == "'kv_heads': 32 query heads cannot be shared out among 6 KV heads in equal groups"
    assert found.field == "variants.1.shape.attention.kv_heads"


@pytest.mark.parametrize(
    "path", ["name", "variants", "variants.shape.attention.kv_heads", "sources.checked", "demo.url"]
)
def test_paths_of_fields_at_every_depth_are_known(tmp_path: Path, path: str) -> None:
    assert (
        problems(tmp_path, f"sources:\n  - url: https://grove.org\n    checked: 2026-01-02\n    supports: [{path}]\n")
        == []
    )


def test_paths_are_those_of_the_own_kind(tmp_path: Path) -> None:
    source = "sources:\n  - url: https://grove.org\n    checked: 2026-01-02\n    supports: [governing_law]\n"
    loaded = load(tmp_path, {"licenses/mit.yaml": MIT + source, "models/pine.yaml": MODEL + source})
    assert places(loaded.diagnostics, tmp_path) == ["models/pine.yaml:10:16 unknown-path"]


def test_each_choice_of_a_list_can_have_its_own_evidence(tmp_path: Path) -> None:
    paths = "[capabilities, capabilities.lora, capabilities.laro]"
    source = f"sources:\n  - url: https://grove.org\n    checked: 2026-01-02\n    supports: {paths}\n"
    (found,) = load(tmp_path, {"frameworks/loom.yaml": FRAMEWORK + source}).diagnostics
    assert (found.code.name, found.message) == ("unknown-path", "'capabilities.laro' is not the path of a field")
    assert found.help == "did you mean 'capabilities.lora'?"


def test_references_to_several_kinds_find_entries_of_each(tmp_path: Path) -> None:
    loom = FRAMEWORK + "built_on: [thread, threat, mit]\n"
    files: dict[str, str | bytes] = {"frameworks/loom.yaml": loom, "deployment-tools/thread.yaml": TOOL}
    loaded = load(tmp_path, files | {"licenses/mit.yaml": MIT})
    assert [(d.message, d.help) for d in loaded.diagnostics] == [
        ("'threat' is not the id of an entry in frameworks or deployment-tools", "did you mean 'thread'?"),
        (
            "'mit' is not the id of an entry in frameworks or deployment-tools",
            "add catalog/frameworks/mit.yaml, or leave the field out",
        ),
    ]


def test_an_id_in_two_kinds_that_one_field_may_name_is_refused_at_the_later_kind(tmp_path: Path) -> None:
    loom = TOOL.replace("Thread", "Loom server") + "built_on: [loom]\n"
    files: dict[str, str | bytes] = {"frameworks/loom.yaml": FRAMEWORK, "deployment-tools/loom.yaml": loom}
    found = [(Path(d.file).parent.name, d.code.name, d.message) for d in load(tmp_path, files).diagnostics]
    message = "'loom' is also the id of an entry in frameworks, and fields may name entries of both"
    assert found == [("deployment-tools", "ambiguous-id", message)], "and it does not refer to itself"


def test_a_former_id_is_taken_by_an_entry_or_by_another_former_id(tmp_path: Path) -> None:
    oak = MODEL.replace("Pine", "Oak") + "former_ids: [old]\n"
    advice = "remove it from one of the two"
    assert problems(tmp_path, "former_ids: [oak, mit, old, older]\n", oak=oak) == [
        ("former-id-taken", 14, "'oak' is the id of an entry today, so its address cannot lead here", advice),
        ("former-id-taken", 24, "'old' is also a former id of oak.yaml", advice),
    ]


@pytest.mark.parametrize("other", ["Pine", "PINE", "pine"])
def test_a_name_given_twice_is_a_warning_at_the_second(tmp_path: Path, other: str) -> None:
    loaded = load(
        tmp_path, {"models/a.yaml": MODEL, "models/b.yaml": MODEL.replace("name: Pine\n", f"name: {other}\n")}
    )
    (found,) = loaded.diagnostics
    assert (found.file, found.span.column, found.field) == ((tmp_path / "models/b.yaml").as_posix(), 7, "name")
    assert (found.severity, found.message) == ("warning", f"'{other}' is also what a.yaml goes by")
    assert found.help == "tell them apart by version or maker"


def test_a_name_may_be_used_by_another_kind(tmp_path: Path) -> None:
    assert problems(tmp_path, "") == []
    assert load(tmp_path, {"licenses/mit.yaml": MIT.replace("MIT License", "Pine")}).diagnostics == []


def test_a_former_id_cannot_be_the_address_of_another_page(tmp_path: Path) -> None:
    (found,) = load(tmp_path, {"models/pine.yaml": MODEL + "former_ids: [variants, page-2, page]\n"}).diagnostics[:1]
    assert found.message == "'variants' is the address of another page of the site, so it cannot lead here"
    assert found.help == "remove it"


@pytest.mark.parametrize(
    ("added", "item", "line", "advice"),
    [
        ("outputs: [text, image, text, text]\n", "text", 0, "keep one of the two"),
        ("aliases:\n  - Fir\n  - Fir\n", "Fir", 1, "keep one of the two"),
        ("aliases:\n  - Fir\n  - fir\n", "", 0, ""),
        ("inputs: [text]\noutputs: [text]\n", "", 0, ""),
    ],
)
def test_what_a_list_holds_twice_is_told_once(tmp_path: Path, added: str, item: str, line: int, advice: str) -> None:
    own = MODEL.count("\n") + 1
    found = load(tmp_path, {"models/pine.yaml": MODEL + added}).diagnostics
    expected = (
        [("repeated-item", f"'{item}' stands in this list already, in line {own + line}", advice)] if item else []
    )
    assert [(d.code.name, d.message, d.help) for d in found if d.code.name == "repeated-item"] == expected


def test_parts_of_an_entry_have_names_of_their_own(tmp_path: Path) -> None:
    text = "variants:\n  - name: Pine 7B\n    parameters: 7B\n"
    doubled = MODEL.partition("variants:")[0] + text + text.partition("\n")[2]
    found = [d for d in load(tmp_path, {"models/pine.yaml": doubled}).diagnostics if d.code.name == "repeated-item"]
    assert [(d.severity, d.field, d.help) for d in found] == [("warning", "variants.1.name", "tell them apart by name")]


def test_two_licenses_of_one_identifier_are_told_at_the_identifier(tmp_path: Path) -> None:
    second = MIT.replace("MIT License", "The MIT License")
    loaded = load(tmp_path, {"licenses/a.yaml": MIT + "spdx: MIT\n", "licenses/b.yaml": second + "spdx: MIT\n"})
    assert places(loaded.diagnostics, tmp_path) == ["licenses/b.yaml:6:7 duplicate-name"]
    assert loaded.diagnostics[0].field == "spdx"


TODAY = datetime.date(2026, 1, 31)


@pytest.mark.parametrize(
    ("date", "is_refused"),
    [
        ("2026-01-31", False),
        ("2026-03-03", False),
        ("2026-03-04", True),
        ("2026-03", False),
        ("2026-04", True),
        ("2026", False),
        ("2027", True),
        ("9999-12-31", True),
    ],
)
def test_a_date_may_lie_a_month_ahead_and_no_further(tmp_path: Path, date: str, is_refused: bool) -> None:
    root = write_catalog(tmp_path, {"models/pine.yaml": MODEL + f"release_date: {date}\n"})
    found = [(d.code.name, d.span.column, d.message) for d in load_catalog(root, today=TODAY).diagnostics]
    message = f"'release_date': {date} lies in the future; dates may reach to 2026-03-03"
    assert found == ([("invalid-date", 15, message)] if is_refused else [])


def test_dates_ahead_are_found_at_every_depth_and_beside_other_mistakes(tmp_path: Path) -> None:
    sources = "sources:\n  - url: https://grove.org\n    checked: 2031-02-01\n    supports: [name]\nlicence: mit\n"
    root = write_catalog(tmp_path, {"models/pine.yaml": MODEL + "release_date: 2031-02-30\n" + sources})
    found = places(load_catalog(root, today=TODAY).diagnostics, tmp_path)
    assert found == [
        "models/pine.yaml:7:15 invalid-date",
        "models/pine.yaml:10:14 invalid-date",
        "models/pine.yaml:12:1 unknown-field",
    ]


@pytest.mark.parametrize(
    ("license", "message", "help"),
    [
        ("Apache-2.0", None, None),
        ("MIT OR (Apache-2.0 AND BSD-3-Clause)", None, None),
        ("GPL-2.0-only WITH Classpath-exception-2.0", None, None),
        ("apache-2.0", "'apache-2.0' is not how SPDX writes it", "did you mean 'Apache-2.0'?"),
        ("MIT or ISC", "'MIT or ISC' is not how SPDX writes it", "did you mean 'MIT OR ISC'?"),
        (
            "Apache-2",
            "'Apache-2' is not on the list of SPDX",
            "did you mean 'Apache-2.0'?",
        ),
        ("Apache License 2.0", "'Apache License 2.0' is not an SPDX expression", "did you mean 'Apache-2.0'?"),
        ("BSD 3-Clause", "'BSD 3-Clause' is not an SPDX expression", "did you mean 'BSD-3-Clause'?"),
        ("GPLv3", "'GPLv3' is not on the list of SPDX", "write 'GPL-3.0-only' or 'GPL-3.0-or-later'"),
        (
            "MIT AND Other",
            "'MIT AND Other': the license 'other' is not on the list of SPDX",
            "take the identifiers from spdx.org/licenses, joined by AND or OR",
        ),
        ("LGPL-2.1-or-later AND AGPL-3.0-only", None, None),
        *(
            (
                license,
                f"'{old}' does not tell whether later versions apply, and SPDX has deprecated it",
                f"write '{name}-only' or '{name}-or-later'",
            )
            for license, old, name in (
                ("AGPL-3.0", "AGPL-3.0", "AGPL-3.0"),
                ("MIT OR GPL-2.0+", "GPL-2.0+", "GPL-2.0"),
                ("GPL-2.0-with-classpath-exception", "GPL-2.0", "GPL-2.0"),
            )
        ),
    ],
)
def test_licenses_of_programs_are_those_of_spdx(
    tmp_path: Path, license: str, message: str | None, help: str | None
) -> None:
    files: dict[str, str | bytes] = {"frameworks/loom.yaml": FRAMEWORK + f"license: {license}\n"}
    found = [(d.code.name, d.message, d.help) for d in load(tmp_path, files).diagnostics]
    assert found == ([("unknown-license", message, help)] if message else [])


DAY_AFTER_A_YEAR = datetime.date(2026, 1, 31)


@pytest.mark.parametrize(("checked", "is_stale"), [("2025-01-31", False), ("2025-01-30", True), ("2026-01-30", False)])
def test_a_check_holds_for_a_year(tmp_path: Path, checked: str, is_stale: bool) -> None:
    source = f"sources:\n  - url: https://grove.org\n    checked: {checked}\n    supports: [variants.parameters]\n"
    root = write_catalog(tmp_path, {"models/pine.yaml": MODEL + source})
    found = load_catalog(root, today=DAY_AFTER_A_YEAR, with_upkeep=True).diagnostics
    assert places(found, tmp_path) == (["models/pine.yaml:9:14 stale-fact"] if is_stale else [])
    assert load_catalog(root, today=DAY_AFTER_A_YEAR).diagnostics == []


@pytest.mark.parametrize(
    ("status", "released", "is_quiet"),
    [("active", "2024-08-01", False), ("active", "2024-07", True), ("dormant", "2020", False), ("active", None, False)],
)
def test_an_active_tool_has_a_release_in_18_months(
    tmp_path: Path, status: str, released: str | None, is_quiet: bool
) -> None:
    package = "package: {registry: pypi, name: loom" + (f", released: {released}" if released else "") + "}\n"
    text = FRAMEWORK.replace("status: active", f"status: {status}") + package
    root = write_catalog(tmp_path, {"frameworks/loom.yaml": text})
    found = places(load_catalog(root, today=DAY_AFTER_A_YEAR, with_upkeep=True).diagnostics, tmp_path)
    assert found == (["frameworks/loom.yaml:4:9 stale-status"] if is_quiet else [])
