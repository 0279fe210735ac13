"""The bytes of a file as text, or the reason why not."""

import os
from pathlib import Path

import pytest

from powerhouse_site.diagnostics import Span
from powerhouse_site.loading.source import MAX_BYTES, Text, decode, read, read_bytes


def decoded(data: bytes) -> str:
    text, found = decode(data)
    assert found == []
    assert text is not None
    return text.value


def refused(data: bytes) -> tuple[str, Span, str, str | None]:
    text, found = decode(data)
    assert text is None
    (finding,) = found
    return finding.code.name, finding.span, finding.message, finding.help


def read_problem(path: Path) -> str:
    text, found = read(path)
    assert text is None
    (finding,) = found
    assert finding.code.name == "bad-file"
    return finding.message


def test_byte_order_mark_and_carriage_returns_are_taken_away() -> None:
    assert decoded(b"\xef\xbb\xbfa: b\r\nc: d\r\n") == "a: b\nc: d\n"


def test_lines_are_counted_from_one_and_empty_beyond_the_end() -> None:
    text = Text("a\n\nc")
    assert [text.line(number) for number in range(1, 6)] == ["a", "", "c", "", ""]


def test_largest_file_is_read_and_one_byte_more_is_refused() -> None:
    assert decoded(b"#" * MAX_BYTES) == "#" * MAX_BYTES
    assert refused(b"#" * (MAX_BYTES + 1)) == (
        "file-too-large",
        Span(),
        "the file is larger than 256 KiB",
        "split it into entries",
    )


def test_size_counts_bytes() -> None:
    assert refused("é".encode() * (MAX_BYTES // 2 + 1))[0] == "file-too-large"


@pytest.mark.parametrize(
    ("data", "span", "message"),
    [
        ("größe".encode("latin-1"), Span(1, 3, 1, 4), "the byte 0xF6 is not UTF-8"),
        ("größe: 🌲\nx: ".encode() + b"\xff", Span(2, 4, 2, 5), "the byte 0xFF is not UTF-8"),
        (b"a\r\nb\xc3", Span(2, 2, 2, 3), "the byte 0xC3 is not UTF-8"),
        (b"\xed\xa0\x80", Span(1, 1, 1, 2), "the byte 0xED is not UTF-8"),
        (b"a: \xc0\xaf", Span(1, 4, 1, 5), "the byte 0xC0 is not UTF-8"),
    ],
)
def test_bytes_that_are_not_utf8_are_reported_where_they_stand(data: bytes, span: Span, message: str) -> None:
    assert refused(data) == ("bad-encoding", span, message, "save the file as UTF-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_utf16_is_refused(encoding: str) -> None:
    mark = {"utf-16-be": b"\xfe\xff", "utf-16-le": b"\xff\xfe"}.get(encoding, b"")
    assert refused(mark + "a: b".encode(encoding)) == ("bad-encoding", Span(), "the file is UTF-16", "save it as UTF-8")


def test_utf16_without_a_mark_is_refused_for_its_null_characters() -> None:
    assert refused("a: b".encode("utf-16-le"))[:2] == ("forbidden-character", Span(1, 2, 1, 3))


@pytest.mark.parametrize(
    ("text", "span", "what"),
    [
        ("a: b\nc: \u202ed\n", Span(2, 4, 2, 5), "the direction mark U+202E (right-to-left override)"),
        ("# \u2066 in a comment\n", Span(1, 3, 1, 4), "the direction mark U+2066 (left-to-right isolate)"),
        ("a: \x1b[31m\n", Span(1, 4, 1, 5), "the control character U+001B"),
        ("a\r\nb\rc", Span(2, 2, 2, 3), "a carriage return alone"),
        ("a: b\x85", Span(1, 5, 1, 6), "the control character U+0085"),
        ("a: b\u2028", Span(1, 5, 1, 6), "the line separator U+2028"),
        ("a: \ufeffb", Span(1, 4, 1, 5), "the invisible character U+FEFF"),
    ],
)
def test_forbidden_characters_are_reported_where_they_stand(text: str, span: Span, what: str) -> None:
    assert refused(text.encode()) == ("forbidden-character", span, f"the file holds {what}", "remove it")


def test_file_on_disk_is_decoded(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfa: \xc3\xa9\r\n")
    assert read(tmp_path / "a.yaml") == (Text("a: é\n"), [])


def test_large_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    with (tmp_path / "a.yaml").open("wb") as file:
        file.truncate(64 * 1024**3)
    assert [f.code.name for f in read(tmp_path / "a.yaml")[1]] == ["file-too-large"]


def test_file_that_is_longer_than_it_said_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "before.yaml"
    told.write_bytes(b"a: ")
    status = told.stat()
    (tmp_path / "a.yaml").write_bytes(b"a: b\n" * 100)
    monkeypatch.setattr(os, "fstat", lambda _: status)
    assert read_bytes(tmp_path / "a.yaml") == (b"a: b\n" * 100, [])


def test_what_is_no_regular_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "folder.yaml").mkdir()
    assert read_problem(tmp_path / "pipe.yaml") == "this is not a regular file"
    assert read_problem(tmp_path / "folder.yaml") == "this is not a regular file"


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a: b\n")
    (tmp_path / "a.yaml").symlink_to("secret")
    assert read_problem(tmp_path / "a.yaml").startswith("the file cannot be read: ")


def test_file_that_went_away_is_a_problem(tmp_path: Path) -> None:
    assert read_problem(tmp_path / "gone.yaml") == "the file cannot be read: No such file or directory"


def test_file_that_may_not_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.yaml").write_text("a: b\n")
    monkeypatch.setattr(os, "open", refuse)
    assert read_problem(tmp_path / "a.yaml") == "the file cannot be read: Permission denied"
