"""The doors of the home page: where they lead, and what they count."""

from pathlib import Path
from typing import ClassVar

from powerhouse_site.catalog import Catalog
from powerhouse_site.pages.home.doors import DoorColumn
from powerhouse_site.pages.home.view import home_view
from powerhouse_site.pages.newest import newest_of
from powerhouse_site.pages.page import PageLink
from powerhouse_site.pages.site import build_pages
from tests.site.catalogs import (
    MAKERS,
    Facts,
    answer,
    framework,
    license_,
    load,
    model,
    tool,
    tutorial,
)


def columns(catalog: Catalog) -> tuple[DoorColumn, ...]:
    return home_view(catalog).columns


def doors(catalog: Catalog, title: str) -> dict[str, tuple[str, str]]:
    """The address and the count of each door of a column, by its label."""
    [column] = [column for column in columns(catalog) if column.title == title]
    assert len({door.label for door in column.doors}) == len(column.doors)
    return {door.label: (door.url, door.count) for door in column.doors}


def release(date: str) -> Facts:
    return {"package": {"registry": "pypi", "name": "x", "released": date}}


class TestColumns:
    FILES: ClassVar[dict[str, Facts | str]] = {
        "licenses/free": license_("Free", commercial_use=answer("yes")),
        "licenses/limited": license_("Limited", commercial_use=answer("conditional", "Ask.")),
        "licenses/closed": license_("Closed", commercial_use=answer("no")),
        "models/a": model("A", license="free"),
        "models/b": model("B", license="limited"),
        "models/c": model("C", license="closed"),
        "models/d": model("D"),
        "models/e": model("E", license="free"),
        "frameworks/a": framework("A", capabilities=["lora", "multi-node"]),
        "frameworks/b": framework("B", capabilities=["lora"]),
        "frameworks/c": framework("C"),
        "deployment-tools/s": tool("S", capabilities=["amd-gpu"]),
        "deployment-tools/t": tool("T", category="gateway"),
        "courses/a": MAKERS["courses"]("A"),
        "tutorials/a": tutorial("A"),
        "tutorials/b": tutorial("B"),
    }

    def test_they_are_four_ways_into_the_catalog(self, tmp_path: Path) -> None:
        titles = [column.title for column in columns(load(tmp_path, self.FILES))]
        assert titles == ["Choose a model", "Train or fine-tune", "Serve it", "Learn how"]

    def test_models_are_counted_by_what_their_licenses_allow(self, tmp_path: Path) -> None:
        assert doors(load(tmp_path, self.FILES), "Choose a model") == {
            "All models": ("models/", "5"),
            "For commercial use": ("models/commercial-use/", "3"),
            "For research use": ("models/research-use/", "2"),
            "Licenses answered": ("licenses/", "3"),
            "Accelerators": ("accelerators/", "0"),
        }

    def test_frameworks_can_be_narrowed_down_to_what_some_can(self, tmp_path: Path) -> None:
        assert doors(load(tmp_path, self.FILES), "Train or fine-tune") == {
            "All frameworks": ("frameworks/", "3"),
            "LoRA": ("frameworks/?can=lora", "2"),
            "Several machines": ("frameworks/?can=multi-node", "1"),
            "Fine-tuning": ("guides/fine-tuning/", "guide"),
        }

    def test_so_can_deployment_tools(self, tmp_path: Path) -> None:
        assert doors(load(tmp_path, self.FILES), "Serve it") == {
            "All deployment tools": ("deployment-tools/", "2"),
            "Inference engines": ("deployment-tools/?category=inference-engine", "1"),
            "AMD GPUs": ("deployment-tools/?can=amd-gpu", "1"),
            "Will it run?": ("memory/", "0 cards"),
        }

    def test_nothing_is_narrowed_down_by_what_tells_no_rows_apart(self, tmp_path: Path) -> None:
        """The table has no such filter then, and would say that it does not know it."""
        files: dict[str, Facts | str] = {"frameworks/a": framework("A"), "deployment-tools/s": tool("S")}
        catalog = load(tmp_path, files)
        assert list(doors(catalog, "Serve it")) == ["All deployment tools", "Will it run?"]
        assert list(doors(catalog, "Train or fine-tune")) == ["All frameworks", "Fine-tuning"]

    def test_what_teaches_is_counted(self, tmp_path: Path) -> None:
        found = doors(load(tmp_path, self.FILES), "Learn how")
        assert found == {
            "All courses": ("courses/", "1"),
            "All tutorials": ("tutorials/", "2"),
            "All guides": ("guides/", "5"),
            "Status of the catalog": ("status/", "0 sources"),
        }

    def test_the_learning_path_is_first_where_there_is_one(self, tmp_path: Path) -> None:
        stage = {"id": "s", "title": "S", "reason": "R.", "steps": [{"entry": "a", "why": "W."}]}
        path: Facts = {"description": "D.", "stages": [stage]}
        found = doors(load(tmp_path, {"courses/a": MAKERS["courses"](), "learning-path": path}), "Learn how")
        assert next(iter(found.items())) == ("Learning path", ("learn/", "1 stage"))

    def test_there_is_one_to_every_kind(self, tmp_path: Path) -> None:
        catalog = load(tmp_path, self.FILES)
        addresses = {door.url for column in columns(catalog) for door in column.doors}
        assert {f"{kind.name}/" for kind in catalog.kinds} <= addresses


class TestNewest:
    def newest(self, catalog: Catalog) -> list[str]:
        return [entry.heading for entry in newest_of(catalog, "frameworks")]

    def test_without_a_known_release_there_is_none(self, tmp_path: Path) -> None:
        assert self.newest(load(tmp_path, {"frameworks/a": framework("A")})) == []
        assert self.newest(load(tmp_path / "empty", {})) == []

    def test_what_has_ended_is_not_new(self, tmp_path: Path) -> None:
        files: dict[str, Facts | str] = {
            "frameworks/a": framework("A", **release("2025")),
            "frameworks/b": framework("B", **{**release("2026"), "status": "archived"}),
        }
        assert self.newest(load(tmp_path, files)) == ["A"]

    def test_of_two_on_one_day_it_is_always_the_same(self, tmp_path: Path) -> None:
        files: dict[str, Facts | str] = {
            "frameworks/a": framework("A", **release("2025-01")),
            "frameworks/b": framework("B", **release("2025-01")),
            "frameworks/c": framework("C", **release("2025")),
        }
        turned = dict(reversed(files.items()))
        found = self.newest(load(tmp_path / "one", files))
        assert found == self.newest(load(tmp_path / "other", turned)) == ["A"]


def test_every_door_leads_to_a_page(root: Path, tmp_path: Path) -> None:
    catalog = load(tmp_path, {f"{name}/{name}": maker("X") for name, maker in MAKERS.items()})
    ours = {page.url for page in build_pages(catalog)}
    led: list[PageLink] = [door for column in columns(catalog) for door in column.doors]
    written = [door for door in led if door.url.partition("?")[0] not in ours]
    assert led
    assert written
    for door in written:
        name = door.url.rstrip("/")
        assert (root / f"docs/{name}.md").is_file() or (root / f"docs/{name}/index.md").is_file(), door


def test_numbers_have_their_thousands_separated(tmp_path: Path) -> None:
    files: dict[str, Facts | str] = {f"tutorials/t{n}": tutorial(f"T{n}") for n in range(1_000)}
    assert doors(load(tmp_path, files), "Learn how")["All tutorials"][1] == "1,000"
