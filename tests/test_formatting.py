"""The canonical form: examples side by side, and what is refused."""

import re
from pathlib import Path

import pytest

from powerhouse_site.formatting import FormattingError, form, format_text
from powerhouse_site.formatting.comments import scan
from powerhouse_site.formatting.spelling import WIDTH, is_plain, spell, spell_on_one_line
from powerhouse_site.formatting.writing import write_tree
from powerhouse_site.loading.source import MAX_BYTES
from powerhouse_site.schema.kinds import KINDS, Kind
from tests.conftest import ROOT
from tests.texts import LICENSE, LICENSES, MODEL, MODELS

EXAMPLES = ROOT / "tests" / "examples" / "format"
SIGN = "# yaml-language-server: $schema=../../docs/api/v1/schema/models.json\n"


def formatted(text: str, kind: Kind = MODELS) -> str:
    written, findings = format_text(text, kind)
    assert findings == []
    assert written is not None
    return written


@pytest.mark.parametrize("source", sorted(EXAMPLES.glob("*.in.yaml")), ids=lambda path: path.name.split(".")[0])
def test_examples_become_what_stands_beside_them(source: Path, request: pytest.FixtureRequest) -> None:
    written = formatted(source.read_text(encoding="utf-8"))
    target = source.with_name(source.name.replace(".in.", ".out."))
    if request.config.getoption("--update-golden"):
        target.write_text(written, encoding="utf-8")
    assert written == target.read_text(encoding="utf-8")
    assert formatted(written) == written


def test_examples_lose_no_comment_counted_by_their_signs() -> None:
    """In these examples no quoted text holds a sign behind a space."""
    for name in ("comments", "sequences", "tidy"):
        before, after = ((EXAMPLES / f"{name}.{end}.yaml").read_text(encoding="utf-8") for end in ("in", "out"))
        found = [sorted(re.findall(r"(?:^|(?<=\s))#[^\n]*", text, re.MULTILINE)) for text in (before, after)]
        kept = [[comment for comment in comments if "yaml-language-server" not in comment] for comments in found]
        assert kept[0] == kept[1]
        assert len(kept[0]) > 3


def test_a_minimal_entry_only_gets_the_line_for_editors() -> None:
    for kind, text in ((MODELS, MODEL), (LICENSES, LICENSE)):
        sign = f"# yaml-language-server: $schema=../../docs/api/v1/schema/{kind.name}.json\n"
        assert formatted(text, kind) == sign + text


def test_another_schema_is_mended_and_the_line_stands_once() -> None:
    for before in ("# yaml-language-server: $schema=x.json\n", "#yaml-language-server:  $schema=y\n\n", SIGN, SIGN * 2):
        assert formatted(before + MODEL) == SIGN + MODEL
    assert formatted(f"{SIGN}license: mit\n{MODEL}").count(SIGN) == 1
    assert formatted(f"# a\n\n{SIGN}{MODEL}") == f"{SIGN}# a\n\n{MODEL}"
    assert formatted(f"{SIGN}# a\n{MODEL}") == f"{SIGN}# a\n{MODEL}"


def test_comments_of_the_first_key_travel_with_it_and_the_head_stays() -> None:
    text = f"# head\n\n# about the license\nlicense: mit\n{MODEL}"
    moved = MODEL.replace("variants", "# about the license\nlicense: mit\nvariants")
    assert formatted(text) == f"{SIGN}# head\n\n{moved}"


def test_keys_of_nested_models_are_sorted_and_unknown_ones_stay_behind_in_their_order() -> None:
    text = MODEL.replace("  - name: Pine 7B\n", "  - zebra: 1\n    apple: 2\n").replace(
        "7B\n", "7B\n    name: Pine 7B\n"
    )
    assert formatted(text).endswith("  - name: Pine 7B\n    parameters: 7B\n    zebra: 1\n    apple: 2\n")


@pytest.mark.parametrize("sign", ["?", "---", "...", "-"])
def test_a_comment_beside_a_last_line_that_looks_like_a_sign_stays_there(sign: str) -> None:
    text = f"description: {'word ' * 17}end\n  {sign}  # kept\nwood: soft\n"
    assert formatted(text) == SIGN + text


def test_numbers_keep_their_spelling() -> None:
    text = MODEL + "x:\n  - 4.10\n  - 4.1\n  - -0\n  - 0.50\n  - 12345678901234567890\n  - true\n"
    assert formatted(text) == SIGN + text


def test_schema_errors_do_not_stop_formatting() -> None:
    assert formatted("name: 1\nvariants: no list\n") == SIGN + "name: 1\nvariants: no list\n"


def test_keys_too_long_for_one_line_get_a_sign() -> None:
    key = "k" * 1100
    text = f"? {key}\n: a\n? {'l' * 1100}\n:\n  - b\n"
    assert formatted(text) == SIGN + text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty-value"),
        ("# only a comment\n", "empty-value"),
        ("name: [\n", "yaml-syntax"),
        ("name: a\nname: b\n", "duplicate-key"),
        ("name: no\n", "ambiguous-scalar"),
        ("name:\n", "empty-value"),
        ("name: &a b\n", "yaml-feature"),
        ("a: *b\n", "yaml-feature"),
        ("- a\n", "wrong-type"),
        ("just text # and a comment\n", "wrong-type"),
        ("a: b\n--- # c\nd: e\n", "yaml-feature"),
        ('name: "a\\u202eb"\n', "forbidden-character"),
        ("[" * 30, "yaml-depth"),
    ],
)
def test_what_cannot_be_read_is_told_as_by_validate(text: str, code: str) -> None:
    written, findings = format_text(text, MODELS)
    assert written is None
    assert code in {finding.code.name for finding in findings}


def test_a_text_that_would_grow_too_large_is_left_alone() -> None:
    text = "".join(f"x{number}: [{'[[[[a]]]],' * 900}]\n" for number in range(25))
    assert MAX_BYTES * 0.8 < len(text) < MAX_BYTES
    written, findings = format_text(text, MODELS)
    assert written is None
    assert [finding.code.name for finding in findings] == ["file-too-large"]


@pytest.mark.parametrize(
    "fault",
    [
        lambda text: text.replace("7B", "8B"),
        lambda text: text.replace("# kept", ""),
        lambda text: text.replace("# kept", "# kept # kept"),
        lambda text: text + "name: again\n",
        lambda text: text.replace("Pine 7B", "4090"),
        lambda text: text + "more: 1\n",
        lambda text: "- a\n",
    ],
)
def test_a_fault_of_the_formatter_is_not_written(fault: object, monkeypatch: pytest.MonkeyPatch) -> None:
    really_write = write_tree
    assert callable(fault)
    monkeypatch.setattr(form, "write_tree", lambda tree: fault(really_write(tree)))
    with pytest.raises(FormattingError):
        format_text(MODEL + "# kept\n", MODELS)


def test_a_number_is_not_the_same_as_the_text_or_another_number(monkeypatch: pytest.MonkeyPatch) -> None:
    really_write = write_tree
    for other in ("1.0", "true", "'1'"):
        monkeypatch.setattr(form, "write_tree", lambda tree, x=other: really_write(tree).replace("x: 1", f"x: {x}"))
        with pytest.raises(FormattingError):
            format_text("x: 1\n", MODELS)


@pytest.mark.parametrize(
    "text", ["Pine 7B", "7B", "6.738B", "a:b", "a#b", "it's", "2023-07-18", "2023-07", "悟空", "🌲", "-a"]
)
def test_plain_texts(text: str) -> None:
    assert is_plain(text)
    assert spell_on_one_line(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", " a", "a ", "no", "Yes", "on", "true", "null", "~", "12", "012", "1.5", "1e3", ".5", "1_000", "22:22"),
        *("0x1f", "0o17", ".inf", "<<", "=", "a: b", "a:", "a #b", "#a", "- a", "-", "? a", "?", ":", "[a", "]", "{a"),
        *("}", ",a", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a", "'a", '"a', "---", "--- a", "...", "a\nb", "a\tb"),
        *("2023-07-18 10:00:00", "2023-07-18T10:00:00Z"),
    ],
)
def test_texts_that_need_quotes(text: str) -> None:
    assert not is_plain(text)
    assert spell_on_one_line(text)[0] in "'\""


def test_lines_are_broken_at_the_first_space_beyond_the_width() -> None:
    lines = spell("word " * 60 + "end", 13, 2)
    assert len(lines) == 4
    assert all(WIDTH < len(line) + (13 if n == 0 else 0) <= WIDTH + 5 for n, line in enumerate(lines[:-1]))
    assert all(line.startswith("  word") for line in lines[1:])


def test_comments_and_dashes_are_found_where_the_scanner_sees_them() -> None:
    found = scan("a: 'b # c' # d\ne: | # f\n  # g\n#h\ni:\n- j#k\n- [l, #m\n n]#o\n")
    assert [comment.text for comment in found.comments] == ["# d", "# f", "#h", "#m", "#o"]
    assert [comment.beside for comment in found.comments] == [True, True, False, True, True]
    assert len(found.dashes) == 2


def test_every_kind_has_its_own_line_for_editors() -> None:
    lines = {form.modeline(kind) for kind in KINDS}
    assert len(lines) == len(KINDS)
    assert form.modeline(LICENSES) == "# yaml-language-server: $schema=../../docs/api/v1/schema/licenses.json"
