"""What the licenses of a model allow, for its variants and for the family."""

from pathlib import Path

import pytest

from powerhouse_site.answers import Verdict, answer_of, answer_word, strictest, terms_of, verdict
from powerhouse_site.catalog import Catalog
from powerhouse_site.schema.models import Model
from tests.texts import LICENSE, MODEL, load

FAMILY = MODEL.partition("variants:")[0]


def license_text(name: str, answer: str | None) -> str:
    text = LICENSE.replace("Grove License", f"{name} license")
    condition = ", condition: Ask first." if answer == "conditional" else ""
    return text + (f"commercial_use: {{answer: '{answer}'{condition}}}\n" if answer else "")


LICENSES = {
    f"licenses/{name}.yaml": license_text(name, answer)
    for name, answer in {"free": "yes", "limited": "conditional", "closed": "no", "unread": None}.items()
}


def read(root: Path, family: str, *variants: str | None) -> tuple[Catalog, Model]:
    """A family with the YAML lines `family` and one variant for each license."""
    lines = [f"  - {{name: V{n}, parameters: 7B{f', license: {v}' if v else ''}}}\n" for n, v in enumerate(variants)]
    loaded = load(root, LICENSES | {"models/pine.yaml": f"{FAMILY}{family}variants:\n{''.join(lines)}"})
    assert loaded.diagnostics == []
    model = loaded.catalog.get("models", "pine").facts
    assert isinstance(model, Model)
    return loaded.catalog, model


def judged(root: Path, family: str, *variants: str | None) -> Verdict:
    return verdict(*read(root, family, *variants))


def grouped(root: Path, family: str, *variants: str | None) -> list[tuple[list[str], list[str]]]:
    terms = terms_of(*read(root, family, *variants))
    return [([entry.id for entry in group.licenses], [v.name for v in group.variants]) for group in terms]


@pytest.mark.parametrize(
    ("license", "answer"), [("free", "yes"), ("limited", "conditional"), ("closed", "no"), ("unread", "unknown")]
)
def test_a_family_of_one_license_answers_as_the_license_does(tmp_path: Path, license: str, answer: str) -> None:
    found = judged(tmp_path, f"license: {license}\n", None, None)
    assert (found.answer, found.differs, len(found.terms)) == (answer, False, 1)


def test_a_family_without_a_license_is_unknown(tmp_path: Path) -> None:
    found = judged(tmp_path, "", None)
    assert (found.answer, found.differs) == ("unknown", False)
    assert found.terms[0].licenses == ()


@pytest.mark.parametrize(
    ("variants", "answer"),
    [
        (["closed", "free"], "yes"),
        (["free", "closed"], "yes"),
        (["closed", "limited"], "conditional"),
        (["unread", "closed"], "no"),
        (["limited", "unread"], "conditional"),
        ([None, "closed"], "no"),
    ],
)
def test_a_family_answers_as_its_freest_variant_does_and_says_that_others_differ(
    tmp_path: Path, variants: list[str | None], answer: str
) -> None:
    found = judged(tmp_path, "", *variants)
    assert (found.answer, found.differs) == (answer, True)


def test_licenses_that_answer_alike_do_not_differ(tmp_path: Path) -> None:
    found = judged(tmp_path, "license: free\n", None, "free")
    assert (found.answer, found.differs, len(found.terms)) == ("yes", False, 1)


@pytest.mark.parametrize(
    ("license", "additional", "answer"),
    [
        ("free", "limited", "conditional"),
        ("free", "closed", "no"),
        ("free", "unread", "unknown"),
        ("limited", "unread", "unknown"),
        ("unread", "closed", "no"),
        ("closed", "free", "no"),
        ("free", "free", "yes"),
        ("free", "limited, closed", "no"),
    ],
)
def test_of_combined_terms_the_strictest_decides(tmp_path: Path, license: str, additional: str, answer: str) -> None:
    found = judged(tmp_path, f"license: {license}\nadditional_terms: [{additional}]\n", None)
    assert (found.answer, found.differs) == (answer, False)


def test_variants_are_grouped_by_their_terms_in_their_order(tmp_path: Path) -> None:
    family = "license: free\nadditional_terms: [limited, free]\n"
    assert grouped(tmp_path, family, "closed", None, "free", "closed", None) == [
        (["closed"], ["V0", "V3"]),
        (["free", "limited"], ["V1", "V2", "V4"]),
    ]


def test_a_license_of_its_own_frees_a_variant_from_the_further_terms_of_the_family(tmp_path: Path) -> None:
    found = judged(tmp_path, "license: limited\nadditional_terms: [closed]\n", None, "free")
    assert (found.answer, found.differs) == ("yes", True)
    assert [group.answer("commercial_use") for group in found.terms] == ["no", "yes"]


def test_questions_that_a_license_leaves_open_are_unknown(tmp_path: Path) -> None:
    catalog, model = read(tmp_path, "license: free\n", None)
    assert verdict(catalog, model, "redistribution").answer == "unknown"
    assert answer_word(answer_of(catalog.get("licenses", "free"), "commercial_use")) == "yes"


def test_only_licenses_answer(tmp_path: Path) -> None:
    catalog, _ = read(tmp_path, "", None)
    with pytest.raises(TypeError, match="models/pine is not a license"):
        answer_of(catalog.get("models", "pine"), "commercial_use")


def test_what_is_not_established_outweighs_what_is_allowed() -> None:
    assert strictest(["yes", "conditional", "unknown", "no"]) == "no"
    assert strictest(["yes", "conditional", "unknown"]) == "unknown"
    assert strictest(["yes", "conditional"]) == "conditional"
