"""The learning path by itself: stages that name each other, and steps that can still be taken."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from powerhouse_site.diagnostics import codes as c
from powerhouse_site.entries import Entry, LoadedFile
from powerhouse_site.loading.document import Document, Finding, Path
from powerhouse_site.loading.suggestions import suggest
from powerhouse_site.schema.learning import Learning
from powerhouse_site.schema.learning_path import STEP_REFERENCE, LearningPath


def wrong_stages(file: LoadedFile, files: Sequence[LoadedFile]) -> Iterator[Finding]:
    """Stages and steps that stand there twice, stages that no earlier stage is, and steps that have ended."""
    if file.document is None or file.kind.facts is not LearningPath:
        return
    stages = _items(file.document.value, "stages")
    ids: dict[str, Path] = {}
    steps: dict[str, Path] = {}
    ended = _ended(files)
    for number, stage in stages:
        path: Path = ("stages", number)
        yield from _once(stage.get("id"), (*path, "id"), ids, file.document)
        yield from _earlier(stage, path, ids, file.document)
        for index, step in _items(stage, "steps"):
            where: Path = (*path, "steps", index, "entry")
            yield from _once(step.get("entry"), where, steps, file.document)
            if step.get("entry") in ended:
                status = ended[step["entry"]]
                message = f"'{step['entry']}' is {status}, and a step has to be one that can be taken"
                yield Finding(file.document.value_span(where), c.INVALID_VALUE, message, "choose another one", where)


def _items(value: Any, name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The mappings in the list `name`, whatever else stands there."""
    found = value.get(name) if isinstance(value, dict) else None
    for index, item in enumerate(found if isinstance(found, list) else ()):
        if isinstance(item, dict):
            yield index, item


def _once(id: object, path: Path, seen: dict[str, Path], document: Document) -> Iterator[Finding]:
    if not isinstance(id, str):
        return
    if id in seen:
        line = document.value_span(seen[id]).line
        message = f"'{id}' stands on the path already, in line {line}"
        yield Finding(document.value_span(path), c.INVALID_VALUE, message, "name each once", path)
    else:
        seen[id] = path


def _earlier(stage: Mapping[str, Any], path: Path, ids: Mapping[str, Path], document: Document) -> Iterator[Finding]:
    after = stage.get("after")
    known = [id for id in ids if id != stage.get("id")]
    for index, id in enumerate(after if isinstance(after, list) else ()):
        if isinstance(id, str) and id not in known:
            where: Path = (*path, "after", index)
            word = suggest(id, known)
            advice = f"did you mean '{word}'?" if word else "name the id of a stage that stands above this one"
            message = f"'{id}' is not the id of an earlier stage"
            yield Finding(document.value_span(where), c.DEAD_REFERENCE, message, advice, where)


def _ended(files: Sequence[LoadedFile]) -> Mapping[str, str]:
    """The courses and tutorials that are no longer offered, each with its status."""
    entries = (file.entry for file in files if file.entry and file.kind.name in STEP_REFERENCE.kinds)
    return {entry.id: _status(entry) for entry in entries if entry.facts.ended}


def _status(entry: Entry) -> str:
    return entry.facts.status.label.lower() if isinstance(entry.facts, Learning) else "gone"
