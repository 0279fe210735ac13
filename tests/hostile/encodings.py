"""Bytes: byte order marks, other encodings, cut and overlong UTF-8, controls, line ends, sizes."""

from collections.abc import Callable

from tests.hostile.rows import DEVELOPER_LINE, Row, recoded, whole

ENCODING, CHARACTER, EMPTY, SIZE = "bad-encoding", "forbidden-character", "empty-value", "file-too-large"
LIMIT = 256 * 1024


def place(id: str, raw: bytes, *codes: str) -> Row:
    """Raw bytes in the name of the developer."""
    return recoded(
        id, lambda text: text.encode().replace(b"Grove\n", b"Gro" + raw + b"ve\n"), *codes, line=DEVELOPER_LINE
    )


def padded(size: int) -> Callable[[str], bytes]:
    """The entry with a comment that makes it `size` bytes long."""
    return lambda text: (text + "#").encode().ljust(size - 1, b"x") + b"\n"


CONTROLS = [0x00, 0x01, 0x07, 0x08, 0x0B, 0x0C, 0x0E, 0x1A, 0x1B, 0x1C, 0x1F, 0x7F]

ROWS: list[Row] = [
    recoded("utf-8", str.encode),
    recoded("byte-order-mark", lambda text: b"\xef\xbb\xbf" + text.encode()),
    recoded("two-byte-order-marks", lambda text: b"\xef\xbb\xbf" * 2 + text.encode(), CHARACTER),
    recoded("carriage-returns", lambda text: text.replace("\n", "\r\n").encode()),
    recoded("byte-order-mark-and-carriage-returns", lambda text: ("\ufeff" + text.replace("\n", "\r\n")).encode()),
    recoded("some-carriage-returns", lambda text: text.replace("Grove\n", "Grove\r\n").encode()),
    recoded("no-line-feeds", lambda text: text.replace("\n", "\r").encode(), CHARACTER),
    recoded("doubled-carriage-returns", lambda text: text.replace("\n", "\r\r\n").encode(), CHARACTER),
    recoded("no-last-line-feed", lambda text: text.rstrip("\n").encode()),
    recoded("many-last-line-feeds", lambda text: text.encode() + b"\n" * 100),
    recoded("spaces-behind-lines", lambda text: text.replace("\n", "   \n").encode()),
    recoded("utf-16-le", lambda text: b"\xff\xfe" + text.encode("utf-16-le"), ENCODING),
    recoded("utf-16-be", lambda text: b"\xfe\xff" + text.encode("utf-16-be"), ENCODING),
    recoded("utf-16-le-unmarked", lambda text: text.encode("utf-16-le"), CHARACTER),
    recoded("utf-16-be-unmarked", lambda text: text.encode("utf-16-be"), CHARACTER),
    recoded("utf-32-le", lambda text: b"\xff\xfe\x00\x00" + text.encode("utf-32-le"), ENCODING),
    recoded("utf-32-be", lambda text: b"\x00\x00\xfe\xff" + text.encode("utf-32-be"), ENCODING),
    recoded("utf-7", lambda text: text.replace("Grove\n", "Gro+AOk-ve\n").encode()),
    recoded("ebcdic", lambda text: text.encode("cp500"), ENCODING),
    place("latin-1", "é".encode("latin-1"), ENCODING),
    place("windows-1252", "„“".encode("cp1252"), ENCODING),
    place("windows-1251", "Ж".encode("cp1251"), ENCODING),
    place("shift-jis", "悟".encode("shift-jis"), ENCODING),
    place("gb18030", "悟".encode("gb18030"), ENCODING),
    place("euc-kr", "한".encode("euc-kr"), ENCODING),
    place("mac-roman", "é".encode("mac-roman"), ENCODING),
    place("cut-2", b"\xc3", ENCODING),
    place("cut-3", b"\xe6\x82", ENCODING),
    place("cut-4", b"\xf0\x9f\x8c", ENCODING),
    place("continuation-alone", b"\x80", ENCODING),
    place("overlong-slash", b"\xc0\xaf", ENCODING),
    place("overlong-nul", b"\xc0\x80", ENCODING),
    place("overlong-3", b"\xe0\x80\xaf", ENCODING),
    place("overlong-4", b"\xf0\x80\x80\xaf", ENCODING),
    place("surrogate", b"\xed\xa0\x80", ENCODING),
    place("surrogate-pair", b"\xed\xa0\xbc\xed\xbc\xb2", ENCODING),
    place("beyond-unicode", b"\xf4\x90\x80\x80", ENCODING),
    place("five-bytes", b"\xf8\x88\x80\x80\x80", ENCODING),
    place("ff", b"\xff", ENCODING),
    *(place(f"control-{code:02x}", bytes([code]), CHARACTER) for code in CONTROLS),
    place("tab", b"\t", "invalid-value"),
    place("next-line", "\x85".encode(), CHARACTER),
    place("c1-control", "\x9b".encode(), CHARACTER),
    place("line-separator", "\u2028".encode(), CHARACTER),
    place("paragraph-separator", "\u2029".encode(), CHARACTER),
    place("carriage-return", b"\r", CHARACTER),
    place("noncharacter-fffe", "\ufffe".encode(), CHARACTER),
    place("noncharacter-1ffff", "\U0001ffff".encode(), CHARACTER),
    place("replacement-character", "\ufffd".encode()),
    place("interlinear-annotation", "\ufff9".encode(), CHARACTER),
    place("language-tag", "\U000e0041".encode(), CHARACTER),
    place("variation-selector", "\ufe0f".encode()),
    whole("no-bytes", b"", EMPTY),
    whole("one-space", b" ", EMPTY),
    whole("spaces", b"   \n  \n", EMPTY),
    whole("line-feeds", b"\n\n\n", EMPTY),
    whole("comments", b"# a\n# b\n", EMPTY),
    whole("mark-alone", b"\xef\xbb\xbf", EMPTY),
    whole("nul-alone", b"\x00", CHARACTER),
    whole("tab-alone", b"\t", "yaml-syntax"),
    whole("carriage-return-alone", b"\r", CHARACTER),
    whole("zeros", b"\x00" * 1000, CHARACTER),
    whole("zip", b"PK\x03\x04\x14\x00\x00\x00", CHARACTER),
    whole("gzip", b"\x1f\x8b\x08\x00", ENCODING),
    whole("png", b"\x89PNG\r\n\x1a\n", ENCODING),
    whole("every-byte", bytes(range(256)), ENCODING, line=2),
    whole("json-in-utf-16", '{"a": 1}'.encode("utf-16"), ENCODING),
    recoded("limit-less-1", padded(LIMIT - 1)),
    recoded("limit", padded(LIMIT)),
    recoded("limit-and-1", padded(LIMIT + 1), SIZE),
    recoded("limit-of-line-feeds", lambda text: text.encode().ljust(LIMIT, b"\n")),
    recoded("limit-of-spaces", lambda text: text.encode().ljust(LIMIT, b" ")),
    recoded("a-megabyte", padded(2**20), SIZE),
    recoded("a-megabyte-of-latin-1", lambda text: b"\xe9" * 2**20, SIZE),
]
