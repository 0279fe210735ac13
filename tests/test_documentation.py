"""The command line's page names every command and option, and none that is not there."""

import re
from pathlib import Path

import click
import pytest

from powerhouse_site.cli import commands
from powerhouse_site.cli.group import MODULES

SECTION = re.compile(r"^## powerhouse (?P<name>\S+)\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def sections(root: Path) -> dict[str, str]:
    """The sections of the page by the command that each is about."""
    page = (root / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    return {match["name"]: match["text"] for match in SECTION.finditer(page)}


def command_of(name: str) -> click.Command:
    found = commands.get_command(click.Context(commands), name)
    assert found
    return found


def options(command: click.Command) -> set[str]:
    return {
        name
        for option in command.params
        if isinstance(option, click.Option)
        for name in (*option.opts, *option.secondary_opts)
    }


def test_there_is_a_section_for_each_command(sections: dict[str, str]) -> None:
    assert set(sections) == set(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_its_section_names_its_options_and_no_others(name: str, sections: dict[str, str]) -> None:
    command = command_of(name)
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", sections[name])) == options(command)


@pytest.mark.parametrize("name", MODULES)
def test_its_synopsis_names_its_arguments(name: str, sections: dict[str, str]) -> None:
    found = re.search(rf"```sh\npowerhouse {name}(?P<rest>[^\n]*)\n```", sections[name])
    assert found
    named = re.sub(r"\[?--[a-z-]+[^\]]*\]?", "", found["rest"])
    arguments = [p for p in command_of(name).params if isinstance(p, click.Argument)]
    assert re.findall(r"[A-Z]+", named) == [re.sub(r"[^A-Z]", "", p.human_readable_name) for p in arguments]


@pytest.mark.parametrize("name", MODULES)
def test_every_choice_of_an_option_is_explained(name: str, sections: dict[str, str]) -> None:
    for option in command_of(name).params:
        if isinstance(option, click.Option) and isinstance(option.type, click.Choice):
            for choice in option.type.choices:
                assert f"| `{option.opts[0]} {choice}` |" in sections[name]


def test_every_option_of_all_commands_is_named_at_the_top(root: Path) -> None:
    page = (root / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    top = page.partition("## powerhouse")[0]
    assert {"--help", "--version", "--catalog"} <= set(re.findall(r"--[a-z]+", top))
    statuses = re.findall(r"^\| (\d+) \|", top, re.MULTILINE)
    assert statuses == ["0", "1", "2", "3", "130"]
