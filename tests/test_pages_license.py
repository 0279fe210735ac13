"""The page of a license: every answer, and the models under it."""

from pathlib import Path

from powerhouse_site.pages.cells.cell import owner_of
from powerhouse_site.pages.entry.licenses import LicenseView, license_view
from powerhouse_site.schema.licenses import QUESTIONS
from tests.site.catalogs import Facts, answer, entry, license_, load, model, variant


def seen(folder: Path, files: dict[str, Facts | str], address: str = "licenses/a") -> LicenseView:
    catalog = load(folder, files)
    return license_view(owner_of(catalog, entry(catalog, address)))


def test_every_question_is_there_answered_or_not(tmp_path: Path) -> None:
    found = seen(tmp_path, {"licenses/a": license_("A", commercial_use=answer("yes"), naming_duty=answer("required"))})
    assert len(found.answers) == len(QUESTIONS)
    assert found.established == 2
    assert all(row.question.endswith("?") for row in found.answers)
    assert found.models == ()


def test_the_models_under_it_are_told_newest_first_with_what_it_covers(tmp_path: Path) -> None:
    files: dict[str, Facts | str] = {
        "licenses/a": license_("A"),
        "licenses/b": license_("B"),
        "models/old": model("Old", license="a", release_date="2023"),
        "models/new": model("New", license="a", release_date="2024-05", variants=[variant("V"), variant("W")]),
        "models/part": model("Part", variants=[variant("V", license="a"), variant("W", license="b")]),
        "models/two": model("Two", license="b", additional_terms=["a"], release_date="2022"),
        "models/name": model("Name", license="a", variants=[variant("V", license="b")], release_date="2021"),
        "models/none": model("None", license="b"),
    }
    found = seen(tmp_path, files)
    assert [each.entry.id for each in found.models] == ["new", "old", "two", "name", "part"]
    assert [each.covered for each in found.models] == [
        "2 variants",
        "1 variant",
        "1 variant",
        "named for the family; each variant has a license of its own",
        "1 of 2 variants: V",
    ]
    assert [[other.id for other in each.others] for each in found.models] == [[], [], ["b"], [], []]


def test_many_variants_are_counted_and_not_named(tmp_path: Path) -> None:
    variants = [variant(f"V{n}", license="a") for n in range(5)]
    files: dict[str, Facts | str] = {
        "licenses/a": license_("A"),
        "models/m": model("M", variants=[*variants, variant("W")]),
    }
    assert [each.covered for each in seen(tmp_path, files).models] == ["5 of 6 variants"]
