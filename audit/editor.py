"""The real `yaml-language-server` over entries of every kind: what people see who edit the catalog in an editor."""

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit.language_server import LanguageServer


@dataclass(frozen=True)
class Sample:
    """A valid entry, as on disk but for its first line; `choice` is a field of it that takes one of a few words."""

    kind: str
    lines: tuple[str, ...]
    schema: dict[str, Any]
    choice: str

    def line_of(self, beginning: str) -> int:
        """The first line, counted from 0, with the key `beginning`."""
        return next(number for number, line in enumerate(self.lines) if re.match(rf"[ -]*{beginning}:", line))

    def having(self, line: int, text: str) -> tuple[str, ...]:
        """The lines with another text after the indentation of one of them."""
        indentation = re.match(r"[ -]*", self.lines[line])
        changed = (indentation[0] if indentation else "") + text
        return (*self.lines[:line], changed, *self.lines[line + 1 :])


def check(root: Path, tools: Path) -> list[str]:
    """Every promise to the people who use an editor that does not hold, in words."""
    settings = json.loads((root / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    unmapped = {key: value for key, value in settings.items() if key != "yaml.schemas"}
    command = ["node", str(tools / "yaml-language-server" / "bin" / "yaml-language-server"), "--stdio"]
    problems: list[str] = []
    for way, offered in (("first line", unmapped), ("editor settings", settings)):
        with LanguageServer(command, root, offered) as server:
            for sample in _samples(root, with_modeline=way == "first line"):
                found = list(_Session(server, root, sample).problems())
                problems += [f"editor, schema found by the {way}, {sample.kind}: {problem}" for problem in found]
                print(f"yaml-language-server, {way}: {sample.kind}: {'; '.join(found) or 'as promised'}")
    return problems


def _samples(root: Path, *, with_modeline: bool) -> Iterator[Sample]:
    """An entry of each kind; without its first line, which names the schema, another comment stands there."""
    for path in sorted((root / "docs" / "api" / "v1" / "schema").glob("*.json")):
        if not (root / "catalog" / path.stem).is_dir():
            continue  # the learning path, which is no kind
        schema = json.loads(path.read_text(encoding="utf-8"))
        for entry in sorted((root / "catalog" / path.stem).glob("*.yaml")):
            first, *rest = entry.read_text(encoding="utf-8").splitlines()
            choice = next((n for n, field in schema["properties"].items() if "enum" in field and _has(rest, n)), "")
            if choice and any(line.startswith("    checked: ") for line in rest):
                yield Sample(path.stem, (first if with_modeline else "# An entry.", *rest), schema, choice)
                break
        else:
            raise RuntimeError(f"no entry in catalog/{path.stem} has a checked source and a field with a list of words")


def _has(lines: list[str], field: str) -> bool:
    return any(line.startswith(f"{field}:") for line in lines)


class _Session:
    """One sample in the editor; each text is opened under a name of its own."""

    _numbers = itertools.count()

    def __init__(self, server: LanguageServer, root: Path, sample: Sample) -> None:
        self._server = server
        self._folder = root / "catalog" / sample.kind
        self._sample = sample

    def problems(self) -> Iterator[str]:
        """What does not hold."""
        _, diagnostics = self._open(self._sample.lines)
        yield from (f"a valid entry has the diagnostic '{found['message']}'" for found in diagnostics)
        yield from self._mistakes()
        yield from self._completion_of_keys()
        yield from self._completion_of_words()
        yield from self._hover()

    def _mistakes(self) -> Iterator[str]:
        """Whether each mistake is marked at its line, in words that help and not by a pattern."""
        sample = self._sample
        mistakes = (
            ("description", "descripton: A text.", "descripton"),
            (sample.choice, f"{sample.choice}: no such word", self._words()[0]),
            ("checked", "checked: 2023-02-30", "calendar"),
            ("url", "url: htps:/grove.org", "https://"),
            ("url", "url: https://localhost/", "public host"),
        )
        for key, text, word in mistakes:
            line = sample.line_of(key)
            _, diagnostics = self._open(sample.having(line, text))
            said = [found["message"] for found in diagnostics if found["range"]["start"]["line"] == line]
            if not any(word in message and "^" not in message for message in said):
                everywhere = [(found["range"]["start"]["line"], found["message"]) for found in diagnostics]
                yield f"'{text}' in line {line} is not told with '{word}': {everywhere}"

    def _completion_of_keys(self) -> Iterator[str]:
        lines = [*self._sample.lines, ""]
        path, _ = self._open(lines)
        offered = {item["label"]: _text(item.get("documentation")) for item in self._items(path, len(lines) - 1, 0)}
        for name, field in self._sample.schema["properties"].items():
            if not _has(lines, name) and "description" in field and offered.get(name) != field["description"]:
                yield f"the key '{name}' is not offered with its description, but with {offered.get(name)!r}"

    def _completion_of_words(self) -> Iterator[str]:
        sample = self._sample
        line = sample.line_of(sample.choice)
        lines = sample.having(line, f"{sample.choice}: ")
        path, _ = self._open(lines)
        offered = {
            item["label"]: _text(item.get("documentation")) for item in self._items(path, line, len(lines[line]))
        }
        texts = sample.schema["properties"][sample.choice]["markdownEnumDescriptions"]
        expected = dict(zip(self._words(), texts, strict=True))
        if offered != expected:
            yield f"'{sample.choice}' offers {offered}, not {expected}"

    def _hover(self) -> Iterator[str]:
        for name in ("description", self._sample.choice):
            path, _ = self._open(self._sample.lines)
            shown = self._server.ask("hover", path, self._sample.line_of(name), 2)
            expected = self._sample.schema["properties"][name]["description"]
            if not shown or expected not in _text(shown["contents"]):
                yield f"over '{name}' stands {shown!r}, not '{expected}'"

    def _words(self) -> list[str]:
        words: list[str] = self._sample.schema["properties"][self._sample.choice]["enum"]
        return words

    def _open(self, lines: tuple[str, ...] | list[str]) -> tuple[Path, list[dict[str, Any]]]:
        path = self._folder / f"audit-{next(self._numbers)}.yaml"
        return path, self._server.open(path, "\n".join(lines) + "\n")

    def _items(self, path: Path, line: int, character: int) -> list[dict[str, Any]]:
        answer = self._server.ask("completion", path, line, character)
        items: list[dict[str, Any]] = answer["items"] if isinstance(answer, dict) else answer or []
        return items


def _text(documentation: Any) -> str:
    return documentation["value"] if isinstance(documentation, dict) else documentation or ""
