"""Workflows, forms and hooks: what they name is there, and what a stranger sends cannot use them."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from powerhouse_site.cli import commands
from powerhouse_site.schema.kinds import KINDS

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").iterdir())
FORMS = sorted(path for path in (ROOT / ".github/ISSUE_TEMPLATE").iterdir() if path.name != "config.yml")
FIELDS = {"input", "textarea", "dropdown", "checkboxes"}
SHELL = {"[", "elif", "else", "fi", "gh", "if", "set"}
"""Words of the shell, and the client that GitHub's machines have."""
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def read(path: Path) -> dict[str, Any]:
    """A YAML file with every scalar as text, so that `on` stays a word."""
    return dict(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in WORKFLOWS:
        for name, job in read(path)["jobs"].items():
            yield f"{path.name}:{name}", job


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, job in jobs():
        for number, step in enumerate(job["steps"], 1):
            yield f"{name}:{number}", step


def scripts() -> list[tuple[str, str]]:
    return [(place, step["run"]) for place, step in steps() if "run" in step]


def hooks() -> list[dict[str, Any]]:
    return [hook for repo in read(ROOT / ".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]]


def invocations() -> list[str]:
    """Every call of the command line that a workflow or a hook makes."""
    lines = [line.strip() for _, script in scripts() for line in script.splitlines()]
    return [line for line in (*lines, *(hook["entry"] for hook in hooks())) if "powerhouse" in line]


def check_call(line: str) -> None:
    """Let click read a call without running it; a command or an option that is not there raises."""
    program, *arguments = shlex.split(line)
    assert program == ".venv/bin/powerhouse"
    group = click.Context(commands)
    name, command, rest = commands.resolve_command(group, arguments)
    assert command is not None
    command.make_context(name, rest, parent=group)


class TestWorkflows:
    def test_each_starts_without_permissions_and_has_limits(self) -> None:
        assert {path.name for path in WORKFLOWS} == {"links.yml", "publish.yml", "pull-request.yml"}
        for path in WORKFLOWS:
            workflow = read(path)
            assert workflow["permissions"] == {}, path.name
            assert "cancel-in-progress" in workflow["concurrency"], path.name
        assert [name for name, job in jobs() if not 0 < int(job["timeout-minutes"]) <= 60] == []

    def test_a_pull_request_runs_with_reading_alone(self) -> None:
        workflow = read(ROOT / ".github/workflows/pull-request.yml")
        assert set(workflow["on"] if isinstance(workflow["on"], dict) else [workflow["on"]]) == {"pull_request"}
        assert [job["permissions"] for job in workflow["jobs"].values()] == [{"contents": "read"}] * 4

    def test_no_event_lends_a_stranger_the_rights_of_the_repository(self) -> None:
        triggers = {trigger for path in WORKFLOWS for trigger in read(path)["on"]}
        assert triggers == {"pull_request", "push", "schedule", "workflow_dispatch"}

    def test_only_the_deployment_writes_after_all_checks_and_runs_nothing_of_ours(self) -> None:
        writing = {name: job for name, job in jobs() if "write" in job["permissions"].values()}
        assert list(writing) == ["links.yml:report", "publish.yml:deploy"]
        assert writing["links.yml:report"]["permissions"] == {"actions": "read", "issues": "write"}
        assert [step for step in writing["links.yml:report"]["steps"] if "uses" in step] == []
        deploy = writing["publish.yml:deploy"]
        assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
        assert set(deploy["needs"]) == set(read(ROOT / ".github/workflows/publish.yml")["jobs"]) - {"deploy"}
        assert [step for step in deploy["steps"] if "run" in step or "checkout" in step["uses"]] == []

    def test_no_secret_is_needed(self) -> None:
        assert [path.name for path in WORKFLOWS if "secrets" in path.read_text(encoding="utf-8")] == []

    def test_every_action_is_pinned_with_its_version_beside_it(self) -> None:
        lines = [line.strip() for path in WORKFLOWS for line in path.read_text(encoding="utf-8").splitlines()]
        used = [line.partition("uses: ")[2] for line in lines if re.match(r"(- )?uses:", line)]
        assert len(used) == sum("uses" in step for _, step in steps()) > 0
        assert [action for action in used if not PINNED.fullmatch(action)] == []
        assert len({action.partition("@")[0] for action in used}) == len(set(used)), "one version of each"

    def test_no_checkout_leaves_credentials_behind(self) -> None:
        checkouts = [step for _, step in steps() if step.get("uses", "").startswith("actions/checkout@")]
        assert checkouts
        assert {step["with"]["persist-credentials"] for step in checkouts} == {"false"}

    def test_builds_have_the_history_that_dates_come_from(self) -> None:
        for name, job in jobs():
            if any(step.get("run") in {"make site", ".ci/run"} for step in job["steps"]):
                depths = [s["with"]["fetch-depth"] for s in job["steps"] if "actions/checkout@" in s.get("uses", "")]
                assert depths == ["0"], name

    def test_no_script_has_a_value_written_into_it(self) -> None:
        assert scripts()
        assert [place for place, script in scripts() if "${{" in script] == []


class TestCommands:
    @pytest.mark.parametrize("line", invocations())
    def test_the_command_line_knows_them(self, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(ROOT)
        check_call(line)

    def test_one_that_is_not_there_is_noticed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(ROOT)
        for call in ("vallidate", "validate --strickt", "validate --format gitlab"):
            with pytest.raises(click.UsageError):
                check_call(f".venv/bin/powerhouse {call}")

    def test_pull_requests_and_hooks_validate_and_check_the_format(self) -> None:
        verbs = {tuple(line.split()[:2]) for line in invocations()}
        assert verbs == {(".venv/bin/powerhouse", verb) for verb in ("validate", "format", "links")}
        assert [hook["entry"].split()[1] for hook in hooks()] == ["format", "validate"]

    def test_targets_and_programs_are_there(self) -> None:
        targets = set(re.findall(r"^([\w./-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
        for place, line in ((place, line.strip()) for place, script in scripts() for line in script.splitlines()):
            program, *arguments = line.split()
            if program.startswith(("#", "last=$(", "issue=$(")) or program in SHELL:
                continue
            if program == "make":
                assert set(arguments) <= targets, place
            elif program != ".venv/bin/powerhouse":
                assert os.access(ROOT / program, os.X_OK), place

    def test_the_hook_for_the_format_is_given_entries_and_nothing_else(self) -> None:
        pattern = re.compile(hooks()[0]["files"])
        assert pattern.search("catalog/models/llama-3.2.yaml")
        assert [name for name in ("mkdocs.yml", "docs/catalog/a.yaml", "catalog/a.yaml~") if pattern.search(name)] == []


class TestForms:
    @pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
    def test_each_has_what_github_asks_for(self, path: Path) -> None:
        form = read(path)
        assert form["name"]
        assert form["description"]
        assert form["labels"]
        parts = [part for part in form["body"] if part["type"] != "markdown"]
        assert parts
        assert {part["type"] for part in parts} <= FIELDS
        for values in ([part["id"] for part in parts], [part["attributes"]["label"] for part in parts]):
            assert len(set(values)) == len(values)
        assert all(re.fullmatch(r"[A-Za-z0-9_-]+", part["id"]) for part in parts)

    def test_their_names_are_told_apart(self) -> None:
        assert len({read(path)["name"] for path in FORMS}) == len(FORMS) == 2

    def test_any_kind_can_be_proposed(self) -> None:
        form = read(ROOT / ".github/ISSUE_TEMPLATE/propose-an-entry.yml")
        (options,) = (part["attributes"]["options"] for part in form["body"] if part.get("id") == "kind")
        assert options == [kind.singular for kind in KINDS]


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-issue-forms", FORMS),
        ("github-issue-config", [ROOT / ".github/ISSUE_TEMPLATE/config.yml"]),
        ("dependabot", [ROOT / ".github/dependabot.yml"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_files_have_the_form_that_github_reads(schema: str, files: list[Path]) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, files)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr
