"""YAML texts of every shape with comments wherever YAML allows them, and elsewhere, for hypothesis."""

import json
import re
from typing import NamedTuple

from hypothesis import strategies as st

WORDS = [
    *("a", "name", "license", "Pine 7B", "7B", "it: works", "no", "yes", "012", "4.10", "4096", "true", "22:22", "~"),
    *("", "2023-07-18", "2023-07-18 10:00:00", "2023", "1_000", "1e3", "- a", "? a", ": a", "#a", "a #b", "a: #b"),
    *(" a", "a ", "a  b", "a\nb", "a\nb\n", "\na", "a\n\n", "a\n b", " a\nb", "a\tb", "a \nb", "---", "... a", "<<"),
    *("it's", '"so"', "'", "\\", "\\n", "[a]", "{a}", "&a", "*a", "!a", "|", ">", "%", "@", "`", "a:", ":a", "-", "--"),
    *("=", "悟空", "🌲", "a" * 99, "word " * 40 + "end", "it's: " * 30 + "end", "漢字 " * 60 + "末", "b" * 1100),
    *("a  b " * 40 + "c", "x # " * 40 + "y"),
]
KEYS = ["name", "license", "description", "variants", "sources", "paper", "parameters", "title", "url", *WORDS]
TEXT = st.sampled_from(WORDS) | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
COMMENTS = [
    *("# c", "#", "#d", "#  e  f", "# - g", "# name: 'h", "#! i", "# 木 🌲", "# j # k", "## l\t"),
    *('#"', "#}", "#]", "# \\"),
]
FLOW_INDENT = " " * 25


class Written(NamedTuple):
    """A text and the comments in it, each with a number of its own; some stand in block scalars and are text."""

    text: str
    comments: list[str]


@st.composite
def documents(draw: st.DrawFn) -> Written:
    """A mapping in block style, with flow style and all sorts of scalars in it."""
    write = _Writer(draw)
    body = write.block(draw(st.sampled_from([0, 0, 0, 2])), 0, mapping=True)
    start = draw(st.sampled_from(["", "", "", "---\n", f"--- {write.comment()}\n"]))
    modeline = draw(st.sampled_from(["", "", "# yaml-language-server: $schema=x.json\n"]))
    text = write.above() + modeline + write.above() + start + write.above() + body
    comments = [comment for comment in write.comments if re.search(f"{re.escape(comment)}(?![0-9])", text)]
    return Written(text.removesuffix("\n") if write.one_in(4) else text, comments)


class _Writer:
    """Writes pieces of YAML at random."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.comments: list[str] = []

    def one_in(self, number: int) -> bool:
        return self.draw(st.integers(1, number)) == number

    def comment(self) -> str:
        self.comments.append(f"{self.draw(st.sampled_from(COMMENTS))} {len(self.comments)}")
        return self.comments[-1]

    def above(self) -> str:
        """Lines of comments or of nothing, indented at random."""
        lines = self.draw(st.sampled_from([0, 0, 0, 0, 0, 1, 1, 2, 3]))
        indents = [self.draw(st.integers(0, 9)) for _ in range(lines)]
        return "".join("\n" if self.one_in(5) else f"{' ' * indent}{self.comment()}\n" for indent in indents)

    def beside(self) -> str:
        return f" {self.comment()}" if self.one_in(4) else ""

    def scalar(self, *, key: bool = False, flow: bool = False) -> str:
        text = self.draw(st.sampled_from(KEYS) if key else TEXT)
        style = self.draw(st.integers(0, 3))
        if style == 0 and "\n" not in text and text.strip():
            return text
        if style == 1 and not key and not flow and " " in text:
            return text.replace(" ", "\n" + FLOW_INDENT, 1) if self.draw(st.booleans()) else text
        if style == 2 and "\n" not in text:
            return "'" + text.replace("'", "''") + "'"
        return json.dumps(text, ensure_ascii=self.draw(st.booleans()))

    def gap(self) -> str:
        """What may stand between two pieces of a flow collection."""
        plain = self.draw(st.sampled_from(["", "", " ", "\n" + FLOW_INDENT]))
        return f" {self.comment()}\n{self.above()}{FLOW_INDENT}" if not plain and self.one_in(7) else plain

    def flow(self, depth: int) -> str:
        kind = self.draw(st.integers(0, 3)) if depth < 3 else 3
        if kind > 1:
            return self.scalar(flow=True)
        items = []
        for _ in range(self.draw(st.integers(0, 3))):
            item = self.flow(depth + 1)
            if kind or self.one_in(5):
                item = f"{self.scalar(key=True, flow=True)}{self.gap()}: {self.gap()}{item}"
            items.append(f"{self.gap()}{item}{self.gap()}")
        return ("{" if kind else "[") + ",".join(items) + self.gap() + ("}" if kind else "]")

    def literal(self, indent: int) -> str:
        sign = self.draw(st.sampled_from(["|", ">", "|-", ">-", "|+", ">+"]))
        more = st.lists(st.sampled_from(["a", "b: c", "# no comment", "", " d", "- e", "f  "]), max_size=4)
        lines = ["x", *self.draw(more)]
        return f"{sign}{self.beside()}\n" + "".join(f"{' ' * indent}{line}\n" if line else "\n" for line in lines)

    def value(self, indent: int, depth: int, *, in_list: bool) -> str:
        """What stands behind 'key:' or '-', to the end of its last line."""
        kind = self.draw(st.integers(0, 6)) if depth < 4 else 6
        deeper = indent + self.draw(st.integers(1, 4))
        if kind == 0:
            return f" {self.literal(deeper)}"
        if kind == 1:
            return f" {self.flow(0)}{self.beside()}\n"
        if kind in (2, 3):
            nested = self.block(deeper, depth + 1, mapping=kind == 2)
            if in_list and self.draw(st.booleans()):
                return " " * (deeper - indent - 1) + nested.lstrip(" ")
            return f"{self.beside()}\n{self.above()}{nested}"
        if kind == 4:
            return f"{self.beside()}\n{self.above()}{' ' * deeper}{self.scalar()}{self.beside()}\n"
        return f" {self.scalar()}{self.beside()}\n"

    def block(self, indent: int, depth: int, *, mapping: bool) -> str:
        text = ""
        for number in range(self.draw(st.integers(1, 4))):
            start = "-"
            if mapping:
                key = self.scalar(key=True)
                start = f"{key}:"
                if self.one_in(13):
                    start = f"? {key}{self.beside()}\n{self.above()}{' ' * indent}:"
            above = self.above() if number else ""
            text += above + " " * indent + start + self.value(indent, depth, in_list=not mapping)
        return text + self.above()
