"""One value as it is drawn, sorted and evidenced."""

from pathlib import Path
from typing import Any, ClassVar

import pytest

from powerhouse_site.pages.cells.cell import NO_ANSWER, UNBOUNDED, Cell, Member, owner_of
from powerhouse_site.pages.cells.drawings import draw
from powerhouse_site.pages.cells.models import Built, Context, Sizes
from powerhouse_site.schema.described import described_fields
from tests.site.catalogs import (
    Facts,
    accelerator,
    answer,
    course,
    entry,
    framework,
    license_,
    load,
    model,
    source,
    tool,
    tutorial,
    variant,
)


def cell(folder: Path, files: dict[str, Facts | str], name: str, path: str) -> Cell | None:
    """The cell of a field of an entry in a catalog of these files."""
    catalog = load(folder, files)
    found = entry(catalog, name)
    [field] = [field for field in described_fields(type(found.facts)) if field.path == path]
    return draw(owner_of(catalog, found), field)


def model_cell(folder: Path, path: str, **facts: Any) -> Cell:
    """The cell of a field of a single model."""
    found = cell(folder, {"models/tiny": model(**facts)}, "models/tiny", path)
    assert found is not None
    return found


def test_what_is_not_known_has_no_cell(tmp_path: Path) -> None:
    for path in ("release_date", "architecture", "languages", "paper", "context_range"):
        assert cell(tmp_path, {"models/tiny": model()}, "models/tiny", path) is None, path


def test_a_date_is_sorted_by_time(tmp_path: Path) -> None:
    found = model_cell(tmp_path, "release_date", release_date="2023-07")
    assert (found.drawing, found.text, found.sort) == ("date", "Jul 2023", 20230700)
    assert str(found.value) == "2023-07"


def test_a_choice_shows_its_label_and_keeps_the_order_of_the_list(tmp_path: Path) -> None:
    first = cell(tmp_path, {"accelerators/a": accelerator(category="desktop")}, "accelerators/a", "category")
    last = cell(tmp_path, {"accelerators/a": accelerator(category="unified")}, "accelerators/a", "category")
    assert first is not None
    assert last is not None
    assert (first.text, last.text) == ("Desktop card", "Unified memory")
    assert (first.sort, last.sort) == (0, 3)


def test_numbers_have_their_thousands_separated(tmp_path: Path) -> None:
    found = cell(tmp_path, {"accelerators/a": accelerator(memory=1_536)}, "accelerators/a", "memory_gb")
    assert found is not None
    assert (found.drawing, found.text, found.sort) == ("memory", "1,536", 1536)


def test_several_words_are_joined(tmp_path: Path) -> None:
    assert model_cell(tmp_path, "languages", languages=["English", "Deutsch"]).text == "English, Deutsch"
    assert model_cell(tmp_path, "inputs", inputs=["text", "image"]).text == "Text, Image"


def test_truth_is_yes_or_no(tmp_path: Path) -> None:
    for value, word in ((True, "Yes"), (False, "No")):
        found = cell(tmp_path, {"licenses/a": license_(osi_approved=value)}, "licenses/a", "osi_approved")
        assert found is not None
        assert found.text == word


def test_an_address_is_drawn_as_a_link_and_a_text_is_not(tmp_path: Path) -> None:
    files: dict[str, Facts | str] = {"licenses/a": license_(steward="https-lovers")}
    address, text = (cell(tmp_path, files, "licenses/a", path) for path in ("text", "steward"))
    assert address is not None
    assert text is not None
    assert (address.drawing, address.value) == ("url", "https://example.org/license")
    assert text.drawing == "text"


def test_references_lead_to_entries(tmp_path: Path) -> None:
    files: dict[str, Facts | str] = {
        "models/tiny": model(derived_from=["base", "other"]),
        "models/base": model("Base"),
        "models/other": model("Other"),
    }
    found = cell(tmp_path, files, "models/tiny", "derived_from")
    assert found is not None
    assert [item.url for item in found.value] == ["models/base/", "models/other/"]
    assert found.text == "Base, Other"


def test_references_lead_to_entries_of_whichever_kind_has_the_id(tmp_path: Path) -> None:
    files: dict[str, Facts | str] = {
        "courses/c": course(uses_tools=["server", "trainer"]),
        "frameworks/trainer": framework(),
        "deployment-tools/server": tool(),
    }
    found = cell(tmp_path, files, "courses/c", "uses_tools")
    assert found is not None
    assert [item.url for item in found.value] == ["deployment-tools/server/", "frameworks/trainer/"]
    assert (found.drawing, found.text) == ("references", "Server, Trainer")


class TestChoices:
    FACTS: ClassVar[Facts] = framework(
        capabilities=["zero-fsdp", "lora", "dpo"],
        backends=["torch", "jax"],
        sources=[source("capabilities.lora"), source("capabilities.lora")],
    )

    def cell(self, folder: Path, path: str) -> Cell:
        found = cell(folder, {"frameworks/a": self.FACTS}, "frameworks/a", path)
        assert found is not None
        return found

    def test_each_has_its_label_its_help_and_its_sources(self, tmp_path: Path) -> None:
        found = self.cell(tmp_path, "capabilities")
        assert found.value == [
            Member(label="Sharded data parallel", help="ZeRO or FSDP", cites=(), verified=False),
            Member(label="LoRA", help="", cites=(1, 2), verified=True),
            Member(label="DPO", help="preference optimization without a reward model", cites=(), verified=False),
        ]
        assert (found.drawing, found.text) == ("choices", "Sharded data parallel, LoRA, DPO")

    def test_the_list_itself_is_neither_verified_nor_cited(self, tmp_path: Path) -> None:
        """Its members are, each by itself."""
        found = self.cell(tmp_path, "capabilities")
        assert (found.verified, found.cites) == (True, ())

    def test_those_that_need_no_evidence_are_never_called_unverified(self, tmp_path: Path) -> None:
        members = self.cell(tmp_path, "backends").value
        assert [(member.label, member.verified, member.cites) for member in members] == [
            ("PyTorch", True, ()),
            ("JAX", True, ()),
        ]

    def test_none_is_no_cell(self, tmp_path: Path) -> None:
        for path in ("hardware", "capabilities_not_supported"):
            assert cell(tmp_path, {"frameworks/a": self.FACTS}, "frameworks/a", path) is None


class TestLicenseExpressions:
    FILES: ClassVar[dict[str, Facts | str]] = {
        "licenses/mit": license_("MIT License", spdx="MIT"),
        "licenses/apache": license_("Apache License", spdx="Apache-2.0"),
        "licenses/own": license_("Own"),
    }

    def words(self, folder: Path, expression: str) -> list[tuple[str, str | None]]:
        files = {**self.FILES, "frameworks/a": framework(license=expression)}
        found = cell(folder, files, "frameworks/a", "license")
        assert found is not None
        assert (found.drawing, found.text) == ("spdx", expression)
        return [(word, license and license.url) for word, license in found.value]

    def test_licenses_that_are_here_are_entries(self, tmp_path: Path) -> None:
        assert self.words(tmp_path, "MIT") == [("MIT", "licenses/mit/")]
        assert self.words(tmp_path, "Apache-2.0 OR MIT") == [
            ("Apache-2.0", "licenses/apache/"),
            ("OR", None),
            ("MIT", "licenses/mit/"),
        ]

    def test_brackets_are_words_of_their_own(self, tmp_path: Path) -> None:
        assert [word for word, _ in self.words(tmp_path, "(MIT AND (BSD-3-Clause OR ISC))")] == [
            *("(", "MIT", "AND", "(", "BSD-3-Clause", "OR", "ISC", ")", ")"),
        ]

    @pytest.mark.parametrize(
        "other", ["MIT-0", "Apache-2.0+", "LicenseRef-Own", "GPL-2.0-only WITH Classpath-exception-2.0"]
    )
    def test_what_is_no_identifier_of_theirs_is_a_word(self, tmp_path: Path, other: str) -> None:
        assert {url for _, url in self.words(tmp_path, other)} == {None}


class TestLengths:
    @pytest.mark.parametrize(
        ("length", "hours", "words"),
        [
            ({"hours": 1}, "1", "1 hour"),
            ({"hours": 12.5, "parts": 8, "unit": "lectures"}, "12.5", "12.5 hours, 8 lectures"),
            ({"hours": 1_200}, "1,200", "1,200 hours"),
            ({"parts": 3}, None, "3 parts"),
            ({"parts": 1, "unit": "talk", "pace": "in one go"}, None, "1 talk, in one go"),
        ],
    )
    def test_hours_are_a_number_and_the_length_is_words(
        self, tmp_path: Path, length: Facts, hours: str | None, words: str
    ) -> None:
        for address, facts in (("courses/a", course(length=length)), ("tutorials/a", tutorial(length=length))):
            number = cell(tmp_path, {address: facts}, address, "hours")
            assert (number and number.text) == hours
            assert number is None or (number.drawing, number.sort) == ("number", length["hours"])
            whole = cell(tmp_path, {address: facts}, address, "length")
            assert whole is not None
            assert (whole.drawing, whole.text) == ("length", words)

    def test_none_is_no_cell(self, tmp_path: Path) -> None:
        for path in ("hours", "length"):
            assert cell(tmp_path, {"courses/a": course()}, "courses/a", path) is None


def test_a_package_is_told_with_its_version_and_place(tmp_path: Path) -> None:
    package = {"registry": "npm", "name": "dalai", "version": "0.3.0", "released": "2023-06-02"}
    for facts, words in ((package, "dalai 0.3.0 on npm"), ({"registry": "pypi", "name": "vllm"}, "vllm on PyPI")):
        files: dict[str, Facts | str] = {"deployment-tools/a": tool(package=facts)}
        found = cell(tmp_path, files, "deployment-tools/a", "package")
        assert found is not None
        assert (found.drawing, found.text) == ("package", words)
    released = cell(tmp_path, {"frameworks/b": framework(package=package)}, "frameworks/b", "last_release")
    assert released is not None
    assert (released.drawing, released.text, released.verified) == ("date", "2 Jun 2023", False)


def test_only_texts_that_may_bear_marks_are_drawn_with_them(tmp_path: Path) -> None:
    files: dict[str, Facts | str] = {"frameworks/a": framework(status_note="It *ended*.", language="C*")}
    drawings = {}
    for path in ("status_note", "language", "organization"):
        found = cell(tmp_path, files, "frameworks/a", path)
        assert found is not None
        drawings[path] = found.drawing
    assert drawings == {"status_note": "prose", "language": "text", "organization": "text"}


class TestSizes:
    def test_the_sizes_of_a_family(self, tmp_path: Path) -> None:
        sizes = [variant("A", "13B"), variant("B", "7B"), variant("C", "7B")]
        found = model_cell(tmp_path, "parameter_range", variants=sizes)
        assert found.value == Sizes(words="7, 13 B", sizes=(7 * 10**9, 13 * 10**9), active="")
        assert found.sort == 13 * 10**9

    def test_what_is_active_of_a_mixture(self, tmp_path: Path) -> None:
        one = [variant("A", "30B", active_parameters="3B"), variant("B", "7B")]
        assert model_cell(tmp_path, "parameter_range", variants=one).value.active == "3 B active"
        two = [variant("A", "30B", active_parameters="3B"), variant("B", "200B", active_parameters="22B")]
        assert model_cell(tmp_path, "parameter_range", variants=two).value.active == "3 B to 22 B active"


class TestContext:
    def test_one_length(self, tmp_path: Path) -> None:
        found = model_cell(tmp_path, "context_range", variants=[variant(context_window=2048, context_kind="trained")])
        assert found.value == Context(words="2k", tokens=2048, meaning="trained length", note=None)
        assert found.sort == 2048

    def test_the_longest_counts_and_the_shortest_is_told(self, tmp_path: Path) -> None:
        variants = [
            variant("A", context_window=2048, context_kind="trained"),
            variant("B", context_window=8192, context_kind="extended"),
        ]
        found = model_cell(tmp_path, "context_range", variants=variants, context_note="A note.")
        assert found.value == Context(words="8k", tokens=8192, meaning="extended length; from 2k", note="A note.")

    def test_no_limit_is_more_than_any_limit(self, tmp_path: Path) -> None:
        variants = [variant("A", context_window=1_000_000_000), variant("B", context_window="unbounded")]
        found = model_cell(tmp_path, "context_range", variants=variants)
        assert found.value == Context(words="Unbounded", tokens=None, meaning="from 1000M", note=None)
        assert found.sort == UNBOUNDED > 1_000_000_000


def test_an_architecture_tells_of_experts_but_not_of_their_absence(tmp_path: Path) -> None:
    dense = model_cell(tmp_path, "architecture", architecture="hybrid", experts="dense")
    mixed = model_cell(tmp_path, "architecture", architecture="hybrid", experts="mixture")
    assert dense.value == Built("Hybrid", "")
    assert mixed.value == Built("Hybrid", "Mixture of experts")


class TestLicense:
    FILES: ClassVar[dict[str, Facts | str]] = {
        "licenses/free": license_("Free", commercial_use=answer("yes")),
        "licenses/limited": license_("Limited", commercial_use=answer("conditional", "Ask first.")),
        "licenses/unread": license_("Unread"),
        "licenses/closed": license_("Closed", commercial_use=answer("no")),
    }

    def cell(self, folder: Path, **facts: Any) -> Cell:
        found = cell(folder, {**self.FILES, "models/tiny": model(**facts)}, "models/tiny", "license")
        assert found is not None
        return found

    @pytest.mark.parametrize(
        ("license", "words", "sort"),
        [
            ("free", "Yes", 0),
            ("limited", "With conditions", 2),
            ("closed", "No", 4),
            ("unread", "Not established", 5),
        ],
    )
    def test_it_is_answered_in_words(self, tmp_path: Path, license: str, words: str, sort: int) -> None:
        found = self.cell(tmp_path, license=license)
        assert (found.value.pill.words, found.sort) == (words, sort)
        assert [item.id for item in found.value.licenses] == [license]
        assert not found.value.differs

    def test_a_model_without_a_license_has_an_answer_too(self, tmp_path: Path) -> None:
        found = self.cell(tmp_path)
        assert found.value.pill.words == "Not established"
        assert found.value.licenses == []
        assert found.text == ""

    def test_a_family_is_answered_by_its_freest_variant(self, tmp_path: Path) -> None:
        variants = [variant("A"), variant("B", license="free")]
        found = self.cell(tmp_path, license="closed", variants=variants)
        assert found.value.pill.words == "Yes"
        assert found.value.differs
        assert found.text == "Closed, Free"

    def test_all_terms_of_a_variant_must_be_kept(self, tmp_path: Path) -> None:
        found = self.cell(tmp_path, license="free", additional_terms=["limited"])
        assert found.value.pill.words == "With conditions"


class TestAnswer:
    @pytest.mark.parametrize(
        ("question", "given", "drawn"),
        [
            ("commercial_use", "yes", ("Yes", "yes", 0)),
            ("commercial_use", "no", ("No", "no", 4)),
            ("attribution", "required", ("Required", "required", 1)),
            ("attribution", "not-required", ("Not required", "not-required", 3)),
            ("use_restrictions", "yes", ("Has some", "required", 0)),
        ],
    )
    def test_it_is_a_pill(self, tmp_path: Path, question: str, given: str, drawn: tuple[str, str, int]) -> None:
        found = cell(tmp_path, {"licenses/a": {**license_(), question: answer(given)}}, "licenses/a", question)
        assert found is not None
        assert (found.text, found.value.pill.tone, found.sort) == drawn
        assert found.value.pill.words == found.text

    def test_none_says_that_it_is_not_established(self, tmp_path: Path) -> None:
        assert cell(tmp_path, {"licenses/a": license_()}, "licenses/a", "commercial_use") == NO_ANSWER
        assert NO_ANSWER.text == "Not established"
        assert NO_ANSWER.sort == 5


class TestEvidence:
    def test_a_value_cites_its_sources(self, tmp_path: Path) -> None:
        sources = [source("license"), source("release_date"), source("release_date")]
        found = model_cell(tmp_path, "release_date", release_date="2023", sources=sources)
        assert (found.cites, found.verified) == ((2, 3), True)

    def test_a_value_without_a_source_is_unverified(self, tmp_path: Path) -> None:
        found = model_cell(tmp_path, "release_date", release_date="2023")
        assert (found.cites, found.verified) == ((), False)

    def test_a_value_that_needs_no_evidence_is_never_called_unverified(self, tmp_path: Path) -> None:
        assert model_cell(tmp_path, "languages", languages=["English"]).verified

    def test_a_derived_value_stands_on_the_evidence_of_what_it_is_made_of(self, tmp_path: Path) -> None:
        found = model_cell(tmp_path, "parameter_range", sources=[source("variants.parameters")])
        assert (found.cites, found.verified) == ((1,), True)
        whole = model_cell(tmp_path, "parameter_range", sources=[source("variants")])
        assert (whole.cites, whole.verified) == ((1,), True)
