"""Two contents of a file compared by their facts; what was compared once is kept by the names that git gives them."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import Any

from powerhouse_site.atomic import write_file
from powerhouse_site.history.facts import Place, Values, fact_fields, facts_of, part_lists
from powerhouse_site.history.log import read_contents
from powerhouse_site.loading.source import MAX_BYTES
from powerhouse_site.schema.kinds import Kind

_BATCH = 200
"""Pairs that are held in memory at once."""


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that differs: what it was before and what it is after; nothing where it was or is not known."""

    place: Place
    before: Values
    after: Values


@dataclass(frozen=True, slots=True)
class Pair:
    """Two contents of the file of an entry, by the names that git gives them."""

    kind: Kind
    before: str
    after: str


def compare(folder: Path, pairs: Sequence[Pair], store: Path | None) -> Mapping[Pair, tuple[Change, ...]]:
    """What differs in each pair. Raises LogError where git cannot tell.

    `store` is a file that holds what was found before; whatever is wrong with it, it is made anew.
    """
    known = _read(store) if store else {}
    found = {pair: known[key] for pair in pairs if (key := _key(pair)) in known}
    missing = iter([pair for pair in pairs if pair not in found])
    while batch := list(islice(missing, _BATCH)):
        names = dict.fromkeys(chain.from_iterable((pair.before, pair.after) for pair in batch))
        contents = read_contents(folder, list(names), MAX_BYTES)
        for pair in batch:
            found[pair] = tuple(_differences(pair, contents))
    if store and any(_key(pair) not in known for pair in pairs):
        _write(store, {_key(pair): found[pair] for pair in pairs})
    return found


def _differences(pair: Pair, contents: Mapping[str, bytes]) -> Iterator[Change]:
    if pair.before not in contents or pair.after not in contents:
        return
    before, after = facts_of(contents[pair.before], pair.kind), facts_of(contents[pair.after], pair.kind)
    if before is None or after is None:
        return
    lists = part_lists(pair.kind.facts)
    went, came = ({p.part for p in one if p.path in lists} for one in (before, after))
    alone = went ^ came
    renamed = _renamed(before, went - came, after, came - went)
    for place in dict.fromkeys((*before, *after)):
        old, new = before.get(place, ()), after.get(place, ())
        if sorted(old) == sorted(new) or place.part in renamed:
            continue
        if place.path in lists or place.part not in alone:
            yield Change(place, old, new)


def _renamed(
    before: Mapping[Place, Values], went: Iterable[str], after: Mapping[Place, Values], came: Iterable[str]
) -> set[str]:
    """The names of parts of which all but the name stayed the same."""
    new = {_facts_in(after, name): name for name in sorted(came)}
    pairs = [(name, new.pop(facts)) for name in sorted(went) if (facts := _facts_in(before, name)) in new]
    return {name for pair in pairs for name in pair}


def _facts_in(facts: Mapping[Place, Values], part: str) -> frozenset[tuple[str, Values]]:
    return frozenset((p.path, values) for p, values in facts.items() if p.part == part and values != (part,))


def _key(pair: Pair) -> str:
    return f"{_rules(pair.kind)} {pair.before} {pair.after}"


@cache
def _rules(kind: Kind) -> str:
    """What a comparison goes by: where other fields hold facts, other differences are found."""
    paths = [kind.name, *(field.path for field in fact_fields(kind.facts)), *part_lists(kind.facts)]
    return hashlib.sha256(" ".join(paths).encode()).hexdigest()[:16]


def _read(store: Path) -> dict[str, tuple[Change, ...]]:
    try:
        found = json.loads(store.read_bytes())
        return {key: tuple(map(_change, changes)) for key, changes in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _change(written: list[Any]) -> Change:
    path, part, before, after = written
    return Change(Place(str(path), str(part)), tuple(map(str, before)), tuple(map(str, after)))


def _write(store: Path, found: Mapping[str, tuple[Change, ...]]) -> None:
    written = {key: [(c.place.path, c.place.part, c.before, c.after) for c in cs] for key, cs in found.items()}
    with suppress(OSError):  # without it the next build takes a little longer
        write_file(store, json.dumps(written).encode())
