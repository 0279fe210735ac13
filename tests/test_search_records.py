"""What search finds the page of an entry by."""

from pathlib import Path

from powerhouse_site.pages.page import SearchRecord
from powerhouse_site.pages.search_records import search_record
from tests.site.catalogs import Facts, course, entry, framework, license_, load, model, tool, variant


def record(folder: Path, name: str, files: dict[str, Facts | str]) -> SearchRecord:
    catalog = load(folder, files)
    return search_record(catalog, entry(catalog, name))


def test_a_model_is_found_by_its_names_variants_sizes_and_licenses(tmp_path: Path) -> None:
    files: dict[str, Facts | str] = {
        "licenses/own": license_("Own License"),
        "licenses/more": license_("More Terms"),
        "models/a": model(
            "A",
            aliases=["B", "C"],
            release_date="2024-05",
            architecture="hybrid",
            license="own",
            variants=[variant("A Big", "69B"), variant("A Small", "7B", license="more"), variant("A Chat", "7B")],
        ),
    }
    found = record(tmp_path, "models/a", files)
    assert (found.title, found.kind, found.by, found.date) == ("A", "Model", "Maker", "2024-05")
    assert found.names == ("B", "C")
    assert found.parts == ("A Big", "A Small", "A Chat", "69B", "7B")
    assert found.words == ("Hybrid", "hybrid", "Own License", "More Terms")


def test_a_license_under_an_identifier_is_found_by_its_title(tmp_path: Path) -> None:
    found = record(tmp_path, "licenses/a", {"licenses/a": license_("Own License 1.0", spdx="Own-1.0", aliases=["OL"])})
    assert (found.title, found.names) == ("Own-1.0", ("Own License 1.0", "OL"))


def test_a_tool_is_found_by_what_it_can_do_and_not_by_what_it_cannot(tmp_path: Path) -> None:
    files: dict[str, Facts | str] = {
        "frameworks/f": framework("F"),
        "deployment-tools/t": tool(
            "T",
            license="MIT",
            capabilities=["multi-gpu"],
            capabilities_not_supported=["vulkan"],
            weight_formats=["gguf"],
            weight_formats_not_supported=["exl2"],
            built_on=["f"],
        ),
    }
    found = record(tmp_path, "deployment-tools/t", files)
    for word in ("Inference engine", "MIT", "Several GPUs", "multi-gpu", "GGUF", "F"):
        assert word in found.words
    assert not {"Vulkan", "vulkan", "EXL2", "exl2"} & set(found.words)


def test_a_course_is_found_by_its_topics(tmp_path: Path) -> None:
    found = record(tmp_path, "courses/c", {"courses/c": course(topics=["rag"], level="beginner", level_basis="stated")})
    assert {"Retrieval", "rag", "Beginner"} <= set(found.words)
    assert "Stated" not in found.words, "how a fact is known is no fact of its own"


def test_the_text_says_what_it_is_and_links_where_the_rest_is(tmp_path: Path) -> None:
    link = {"title": "A page", "url": "https://example.org/a-page"}
    files: dict[str, Facts | str] = {
        "models/a": model("A", aliases=["B"], links=[link], description="It is `small`."),
        "courses/c": course(authors=["One", "School"]),
    }
    catalog = load(tmp_path, files)
    texts = [search_record(catalog, entry(catalog, name)).text for name in ("models/a", "courses/c")]
    assert texts == [
        "Model · Maker. It is small. Also known as B. See also A page.",
        "Course · School. What Course teaches. By One.",
    ]
