"""The addresses of site and repository, and links that are never dead."""

from urllib.parse import parse_qs, urlsplit

import pytest

from powerhouse_site.addresses import Addresses


@pytest.mark.parametrize(
    ("environment", "site", "repository"),
    [
        ({}, "", ""),
        (
            {"GITHUB_REPOSITORY": "Grove/power-house"},
            "https://grove.github.io/power-house/",
            "https://github.com/Grove/power-house",
        ),
        (
            {"SITE_URL": "https://grove.org/models", "REPOSITORY_URL": "https://code.grove.org/house/"},
            "https://grove.org/models/",
            "https://code.grove.org/house",
        ),
        (
            {"SITE_URL": "https://grove.org//", "GITHUB_REPOSITORY": "a/b"},
            "https://grove.org/",
            "https://github.com/a/b",
        ),
        (
            {"REPOSITORY_URL": "https://code.grove.org/house", "GITHUB_REPOSITORY": "a/b"},
            "https://a.github.io/b/",
            "https://code.grove.org/house",
        ),
        (
            {"SITE_URL": "", "REPOSITORY_URL": "", "GITHUB_REPOSITORY": "a/b"},
            "https://a.github.io/b/",
            "https://github.com/a/b",
        ),
        ({"GITHUB_REPOSITORY": "power-house"}, "", ""),
        ({"GITHUB_REPOSITORY": "grove/"}, "", ""),
        ({"GITHUB_REPOSITORY": ""}, "", ""),
    ],
)
def test_addresses_are_given_or_derived_or_empty(environment: dict[str, str], site: str, repository: str) -> None:
    assert Addresses.from_environment(environment) == Addresses(site=site, repository=repository)


def test_the_environment_of_the_process_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SITE_URL", "REPOSITORY_URL", "GITHUB_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    assert Addresses.from_environment() == Addresses()
    monkeypatch.setenv("GITHUB_REPOSITORY", "a/b")
    assert Addresses.from_environment().repository == "https://github.com/a/b"


def test_without_a_repository_there_are_no_links_to_it() -> None:
    addresses = Addresses(site="https://grove.org/")
    assert addresses.edit("catalog/models/pine.yaml") is None
    assert addresses.view("catalog/models/pine.yaml") is None
    assert addresses.report("catalog/models/pine.yaml", "Pine") is None


def test_links_lead_to_the_file_on_the_main_branch() -> None:
    addresses = Addresses(repository="https://github.com/a/b")
    assert addresses.edit("catalog/models/llama-3.2.yaml") == (
        "https://github.com/a/b/edit/main/catalog/models/llama-3.2.yaml"
    )
    assert addresses.view("docs/a b?#é.md") == "https://github.com/a/b/blob/main/docs/a%20b%3F%23%C3%A9.md"


@pytest.mark.parametrize("heading", ["Pine", 'C++ & "more" #1 = 悟道 %', "a\nb"])
def test_a_report_carries_the_entry_whatever_it_is_called(heading: str) -> None:
    link = Addresses(repository="https://github.com/a/b").report("catalog/models/pine.yaml", heading)
    assert link is not None
    parts = urlsplit(link)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "https://github.com/a/b/issues/new"
    assert parse_qs(parts.query) == {
        "template": ["report-a-wrong-fact.yml"],
        "title": [f"Wrong fact: {heading}"],
        "entry": ["catalog/models/pine.yaml"],
    }
