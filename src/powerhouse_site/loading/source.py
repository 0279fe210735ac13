"""The bytes of a catalog file as text, or the reason why they are not."""

import os
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from powerhouse_site.diagnostics import Span
from powerhouse_site.diagnostics import codes as c
from powerhouse_site.loading.document import Finding
from powerhouse_site.loading.scalars import forbidden_character, forbidden_offset

MAX_BYTES = 256 * 1024


@dataclass(frozen=True)
class Text:
    """The decoded text of a file, with line feeds only and no byte order mark."""

    value: str

    def line(self, number: int) -> str:
        """Line `number`, counted from 1, without its ending; empty beyond the end."""
        return self._lines[number - 1] if number <= len(self._lines) else ""

    @cached_property
    def _lines(self) -> list[str]:
        return self.value.split("\n")


def read(path: Path) -> tuple[Text | None, list[Finding]]:
    """Read a regular file of at most MAX_BYTES without following a link."""
    data, findings = read_bytes(path)
    return (None, findings) if data is None else decode(data)


def read_bytes(path: Path) -> tuple[bytes | None, list[Finding]]:
    """The first MAX_BYTES + 1 bytes of a regular file; no link is followed."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        return None, [Finding(Span(), c.BAD_FILE, f"the file cannot be read: {error.strerror}")]
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        return None, [Finding(Span(), c.BAD_FILE, "this is not a regular file")]
    with os.fdopen(descriptor, "rb") as file:
        try:
            data = file.read(min(status.st_size, MAX_BYTES) + 1)  # room for more takes longer than to read a file
            if len(data) > status.st_size:
                data += file.read(MAX_BYTES + 1 - len(data))
        except OSError as error:
            return None, [Finding(Span(), c.BAD_FILE, f"the file cannot be read: {error.strerror}")]
    return data, []


def decode(data: bytes) -> tuple[Text | None, list[Finding]]:
    """UTF-8 bytes as text; a byte order mark and CRLF are taken away."""
    if len(data) > MAX_BYTES:
        return None, [
            Finding(
                Span(), c.FILE_TOO_LARGE, f"the file is larger than {MAX_BYTES // 1024} KiB", "split it into entries"
            )
        ]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_undecodable(data, error.start)]
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    offset = forbidden_offset(text)
    if offset is not None:
        what = "a carriage return alone" if text[offset] == "\r" else forbidden_character(text[offset])
        place, line = _at(text, offset), _line_at(text, offset)
        return None, [Finding(place, c.FORBIDDEN_CHARACTER, f"the file holds {what}", "remove it", excerpt=line)]
    return Text(text), []


def _undecodable(data: bytes, offset: int) -> Finding:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Finding(Span(), c.BAD_ENCODING, "the file is UTF-16", "save it as UTF-8")
    before = data[:offset].decode("utf-8").removeprefix("\ufeff")
    return Finding(
        _at(before + "?", len(before)),
        c.BAD_ENCODING,
        f"the byte 0x{data[offset]:02X} is not UTF-8",
        "save the file as UTF-8",
        excerpt=_line_at(before + data[offset:].decode("utf-8", errors="replace"), len(before)),
    )


def _line_at(text: str, offset: int) -> str:
    return text[text.rfind("\n", 0, offset) + 1 :].split("\n", 1)[0]


def _at(text: str, offset: int) -> Span:
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return Span(line, column, line, column + 1)
