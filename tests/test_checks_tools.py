"""References that may lead to several kinds, licenses as expressions, and evidence for each of several choices."""

from pathlib import Path
from typing import Any, ClassVar

import pytest

from powerhouse_site.catalog import load_catalog
from powerhouse_site.schema.annotations import LicenseExpression
from tests.site.catalogs import Facts, course, framework, license_, load, model, source, tool, tutorial, write

Problem = tuple[str, str, str | None]


def problems(folder: Path, files: dict[str, Facts | str]) -> dict[str, list[Problem]]:
    """The code, message and advice of each problem by the path of its field, in the order of their places."""
    found: dict[str, list[Problem]] = {}
    for d in load_catalog(write(folder, files)).diagnostics:
        found.setdefault(d.field, []).append((d.code.name, d.message, d.help))
    return found


class TestSeveralKinds:
    FILES: ClassVar[dict[str, Facts | str]] = {
        "frameworks/trainer": framework("Trainer"),
        "deployment-tools/server": tool("Server"),
        "models/pine": model("Pine"),
    }

    def problems(self, folder: Path, **facts: Any) -> dict[str, list[Problem]]:
        return problems(folder, {**self.FILES, "frameworks/own": framework("Own", **facts)})

    def test_entries_of_each_kind_may_be_named(self, tmp_path: Path) -> None:
        assert self.problems(tmp_path, built_on=["trainer", "server"], alternative_to=["server"]) == {}

    def test_a_dead_one_names_both_kinds(self, tmp_path: Path) -> None:
        message = "'nothing-alike' is not the id of an entry in frameworks or deployment-tools"
        advice = "add catalog/frameworks/nothing-alike.yaml, or leave the field out"
        assert self.problems(tmp_path, built_on=["nothing-alike"]) == {
            "built_on.0": [("dead-reference", message, advice)]
        }

    @pytest.mark.parametrize(("given", "meant"), [("trainr", "trainer"), ("sever", "server"), ("Server2", None)])
    def test_the_word_that_was_meant_may_be_of_either_kind(self, tmp_path: Path, given: str, meant: str | None) -> None:
        found = self.problems(tmp_path, integrates_with=["trainer", given])
        if meant is None:
            assert [code for code, *_ in found["integrates_with.1"]] == ["invalid-value"]
            return
        message = f"'{given}' is not the id of an entry in frameworks or deployment-tools"
        assert found == {"integrates_with.1": [("dead-reference", message, f"did you mean '{meant}'?")]}

    def test_an_entry_of_a_further_kind_may_not_be_named(self, tmp_path: Path) -> None:
        [(code, message, _)] = self.problems(tmp_path, succeeded_by=["pine"])["succeeded_by.0"]
        assert code == "dead-reference"
        assert message == "'pine' is not the id of an entry in frameworks or deployment-tools"

    def test_no_entry_names_itself(self, tmp_path: Path) -> None:
        for field in ("built_on", "integrates_with", "alternative_to", "succeeded_by"):
            [(_, message, _)] = self.problems(tmp_path / field, **{field: ["own"]})[f"{field}.0"]
            assert message == "'own' refers to itself"

    def test_what_teaches_names_models_and_tools_apart(self, tmp_path: Path) -> None:
        for name, maker in (("courses", course), ("tutorials", tutorial)):
            facts = maker("T", uses_models=["pine"], uses_tools=["server", "trainer"])
            assert problems(tmp_path / name, {**self.FILES, f"{name}/t": facts}) == {}
            swapped = maker("T", uses_models=["server"], uses_tools=["pine"])
            found = problems(tmp_path / f"{name}-swapped", {**self.FILES, f"{name}/t": swapped})
            assert {field: message for field, [(_, message, _)] in found.items()} == {
                "uses_models.0": "'server' is not the id of an entry in models",
                "uses_tools.0": "'pine' is not the id of an entry in frameworks or deployment-tools",
            }

    def test_a_catalog_finds_the_entry_of_whichever_kind_has_it(self, tmp_path: Path) -> None:
        files = {**self.FILES, "frameworks/own": framework("Own", built_on=["server", "trainer"])}
        catalog = load(tmp_path, files)
        for kind, id in (("deployment-tools", "server"), ("frameworks", "trainer")):
            [referrer] = catalog.referrers(catalog.get(kind, id))
            assert (referrer.entry.url, referrer.field.name, referrer.role) == (
                "frameworks/own/",
                "built_on",
                "Built on it",
            )


class TestLicenses:
    @pytest.mark.parametrize(
        ("expression", "words"),
        [
            ("MIT", ["MIT"]),
            ("Apache-2.0 OR MIT", ["Apache-2.0", "OR", "MIT"]),
            ("(MIT)", ["(", "MIT", ")"]),
            (
                "GPL-2.0-only WITH Classpath-exception-2.0 AND(MIT OR ISC)",
                ["GPL-2.0-only", "WITH", "Classpath-exception-2.0", "AND", "(", "MIT", "OR", "ISC", ")"],
            ),
        ],
    )
    def test_an_expression_is_words_and_brackets(self, expression: str, words: list[str]) -> None:
        assert LicenseExpression.words(expression) == words

    def test_a_license_is_referred_to_by_its_identifier_once_an_entry(self, tmp_path: Path) -> None:
        catalog = load(
            tmp_path,
            {
                "licenses/one": license_("One", spdx="MIT"),
                "licenses/two": license_("Two"),
                "frameworks/a": framework("A", license="MIT OR (MIT AND LicenseRef-Two)"),
                "deployment-tools/b": tool("B", license="LicenseRef-two"),
            },
        )
        [referrer] = catalog.referrers(catalog.get("licenses", "one"))
        assert (referrer.entry.url, referrer.field.name, referrer.role) == ("frameworks/a/", "license", "Code under it")
        assert catalog.referrers(catalog.get("licenses", "two")) == ()

    def test_an_identifier_without_an_entry_is_no_dead_reference(self, tmp_path: Path) -> None:
        assert problems(tmp_path, {"frameworks/a": framework(license="BSD-3-Clause")}) == {}

    @pytest.mark.parametrize("license", ["MIT, Apache-2.0", "see LICENSE!", "MIT/Apache", "", "x" * 121])
    def test_what_is_no_expression_is_refused(self, tmp_path: Path, license: str) -> None:
        found = problems(tmp_path, {"frameworks/a": framework(license=license)})
        assert list(found) == ["license"]


class TestMembers:
    def problems(self, folder: Path, *supports: str) -> dict[str, list[Problem]]:
        facts = framework(capabilities=["lora"], hardware=["cpu"], sources=[source(*supports)])
        return problems(folder, {"frameworks/a": facts})

    @pytest.mark.parametrize("path", ["capabilities", "capabilities.lora", "hardware.cpu", "backends.torch", "package"])
    def test_a_source_names_a_list_or_one_of_its_choices(self, tmp_path: Path, path: str) -> None:
        assert self.problems(tmp_path, path) == {}

    @pytest.mark.parametrize(
        ("path", "meant"),
        [
            ("capabilities.lorra", "capabilities.lora"),
            ("capabilites", "capabilities"),
            ("lora", "capabilities.lora"),
            ("hardware.nvida", "hardware.nvidia"),
        ],
    )
    def test_another_one_is_told_which_was_meant(self, tmp_path: Path, path: str, meant: str) -> None:
        assert self.problems(tmp_path, "status", path) == {
            "sources.0.supports.1": [
                ("unknown-path", f"'{path}' is not the path of a field", f"did you mean '{meant}'?")
            ]
        }

    @pytest.mark.parametrize("path", ["status.active", "category.finetuning", "last_release", "name.Trainer"])
    def test_a_field_of_one_value_has_no_parts(self, tmp_path: Path, path: str) -> None:
        [(code, *_)] = self.problems(tmp_path, path)["sources.0.supports.0"]
        assert code == "unknown-path"

    def test_a_correction_may_be_of_one_choice(self, tmp_path: Path) -> None:
        correction = {"field": "capabilities.rlhf", "origin": "a", "now": "b", "reason": "c"}
        assert problems(tmp_path, {"frameworks/a": framework(corrections=[correction])}) == {}
