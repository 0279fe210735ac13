"""The home page counts what is in the catalog."""

from pathlib import Path

from powerhouse_site.catalog import Catalog
from powerhouse_site.history.history import Sort
from powerhouse_site.pages.changes import ChangedFact, News
from powerhouse_site.pages.home.view import CORRECTIONS_SHOWN, HomeView, home_view
from powerhouse_site.pages.newest import NEWS_SHOWN, newest_first
from tests.site.catalogs import (
    MAKERS,
    Facts,
    answer,
    course,
    entry,
    framework,
    license_,
    load,
    model,
    source,
    tool,
)

LICENSES: dict[str, Facts | str] = {
    "licenses/free": license_("Free", commercial_use=answer("yes"), sources=[source("commercial_use")]),
    "licenses/limited": license_("Limited", commercial_use=answer("conditional", "Ask.")),
    "licenses/closed": license_("Closed", commercial_use=answer("no")),
}
MODELS: dict[str, Facts | str] = {
    "models/a": model("A", license="free", release_date="2021", sources=[source("license"), source("name")]),
    "models/b": model("B", license="free", release_date="2023"),
    "models/c": model("C", license="limited"),
    "models/d": model("D", license="closed"),
    "models/e": model("E"),
}


def correction(field: str = "release_date", origin: str = "2022", now: str = "2023") -> Facts:
    return {"field": field, "origin": origin, "now": now, "reason": "Because."}


def corrected(folder: Path, *corrections: Facts) -> HomeView:
    return home_view(load(folder, {"models/a": model("A", corrections=list(corrections))}))


def test_models_and_sources_are_counted(tmp_path: Path) -> None:
    view = home_view(load(tmp_path, {**LICENSES, **MODELS}))
    assert view.models == 5
    assert view.sources == 3, "the sources of all kinds count"


def test_an_empty_catalog_has_a_home(tmp_path: Path) -> None:
    view = home_view(load(tmp_path, {}))
    assert (view.models, view.sources, view.corrections, view.put_right) == (0, 0, 0, ())
    assert view.news == ()
    assert {door.count for column in view.columns for door in column.doors} == {
        "0",
        "0 cards",
        "0 sources",
        "5",
        "guide",
    }


class TestCorrections:
    def test_all_are_counted_and_the_first_telling_one_of_an_entry_is_shown(self, tmp_path: Path) -> None:
        view = corrected(tmp_path, correction("name"), correction(now="2024"), correction("architecture"))
        assert view.corrections == 3
        assert [(c.label, c.correction.now) for c in view.put_right] == [("Released", "2024")]

    def test_long_ones_and_those_of_no_fact_are_not_shown(self, tmp_path: Path) -> None:
        view = corrected(tmp_path, correction(origin="x" * 49), correction(now="x" * 49), correction("paper"))
        assert view.corrections == 3
        assert view.put_right == ()

    def test_there_are_only_so_many_of_the_newest_models(self, tmp_path: Path) -> None:
        files: dict[str, Facts | str] = {
            f"models/m{n}": model(f"M{n}", release_date=f"20{n:02}", corrections=[correction()])
            for n in range(10, 12 + CORRECTIONS_SHOWN)
        }
        view = home_view(load(tmp_path, files))
        assert view.corrections == CORRECTIONS_SHOWN + 2
        assert [c.entry.id for c in view.put_right] == [f"m{n}" for n in range(11 + CORRECTIONS_SHOWN, 11, -1)]


def test_newest_first_with_the_undated_last(tmp_path: Path) -> None:
    catalog: Catalog = load(
        tmp_path,
        {
            "models/a": model("b"),
            "models/b": model("A"),
            "models/c": model("C", release_date="2023"),
            "models/d": model("D", release_date="2023-01"),
        },
    )
    assert [e.id for e in newest_first(catalog.of("models"))] == ["d", "c", "b", "a"]
    assert newest_first([entry(catalog, "models/a")])[0].id == "a"


class TestNews:
    def news(self, folder: Path, files: dict[str, Facts | str]) -> list[tuple[str, str, str]]:
        return [(item.entry.url, str(item.date), item.version) for item in home_view(load(folder, files)).news]

    def test_kinds_stand_together_by_their_dates(self, tmp_path: Path) -> None:
        package = {"registry": "pypi", "name": "x", "version": "1.2", "released": "2025-03"}
        files: dict[str, Facts | str] = {
            "models/m": model(release_date="2025-02-03"),
            "frameworks/f": framework(package=package),
            "deployment-tools/t": tool(package={**package, "released": "2025-01"}),
            "courses/c": course(year="2025"),
            "accelerators/a": MAKERS["accelerators"](),
            "licenses/l": license_(),
        }
        assert self.news(tmp_path, files) == [
            ("frameworks/f/", "2025-03", "1.2"),
            ("models/m/", "2025-02-03", ""),
            ("deployment-tools/t/", "2025-01", "1.2"),
            ("courses/c/", "2025", ""),
        ]

    def test_no_kind_crowds_out_the_others(self, tmp_path: Path) -> None:
        files: dict[str, Facts | str] = {f"models/m{n}": model(f"M{n}", release_date=f"20{n}") for n in range(20, 27)}
        files |= {f"courses/c{n}": course(f"C{n}", year=f"20{n}") for n in range(10, 15)}
        found = [url for url, _, _ in self.news(tmp_path, files)]
        assert found == ["models/m26/", "models/m25/", "models/m24/", "courses/c14/"]

    def test_there_are_only_so_many(self, tmp_path: Path) -> None:
        files: dict[str, Facts | str] = {f"models/m{n}": model(f"M{n}", release_date=f"20{n}") for n in range(20, 27)}
        package = {"registry": "pypi", "name": "x", "released": "2025"}
        files |= {"frameworks/f": framework(package=package), "deployment-tools/t": tool(package=package)}
        files |= {"courses/c": course(year="2025"), "tutorials/t": MAKERS["tutorials"](year="2026")}
        assert len(self.news(tmp_path, files)) == NEWS_SHOWN

    def test_what_has_ended_or_has_no_date_is_not_new(self, tmp_path: Path) -> None:
        files: dict[str, Facts | str] = {
            "models/m": model(),
            "courses/c": course(year="2026", status="retired"),
            "courses/d": course("D", year="2020"),
        }
        assert [url for url, _, _ in self.news(tmp_path, files)] == ["courses/d/"]


class TestChanges:
    def shown(self, folder: Path, *titles: str, facts: int = 1) -> list[str]:
        """What is left of changes of one fact, newest first."""
        catalog = load(folder, {"models/a": model("A")})
        fact = ChangedFact(label="Released", part="", before="2022", after="2023")
        changes = [
            News(
                commit="c", time=0, kind=catalog.kinds[0], sort=Sort.CHANGED, title=title, id="a", facts=(fact,) * facts
            )
            for title in titles
        ]
        return [one.title for one in home_view(catalog, changes).changed]

    def test_short_ones_are_four(self, tmp_path: Path) -> None:
        assert self.shown(tmp_path, *"ABCDE") == ["A", "B", "C", "D"]

    def test_long_ones_are_fewer_and_never_none(self, tmp_path: Path) -> None:
        long = "A name that takes two or three lines beside its date"
        assert self.shown(tmp_path, *[long] * 5, facts=2) == [long] * 3
        assert self.shown(tmp_path / "b", "x" * 999, "B") == ["x" * 999]
