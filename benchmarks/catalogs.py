"""Catalogs of any size, made of entries of the real one and of copies with names and addresses of their own."""

import re
from collections.abc import Iterator
from itertools import chain, count, islice, zip_longest
from pathlib import Path

from powerhouse_site.catalog import Catalog, load_catalog
from powerhouse_site.entries import Entry
from powerhouse_site.schema.described import described_fields

_NAME = re.compile(r"^((?:name|title): )(.+(?:\n  .+)*)$", re.MULTILINE)
_ADDRESS = re.compile(r"^( *(?:checkpoint|repository): |url: )(\S+)$", re.MULTILINE)
_ONE_OF_A_KIND = re.compile(r"^spdx: .+\n|^former_ids:\n(?:  - .+\n)+", re.MULTILINE)


def write(source: Path, target: Path, size: int) -> None:
    """Write `size` valid entries of all kinds, each unlike the others."""
    entries = _closed(load_catalog(source).catalog, size)
    texts = {entry.file: entry.file.read_text(encoding="utf-8") for entry in entries}
    for number, entry in islice(((number, entry) for number in count() for entry in entries), size):
        text = texts[entry.file]
        path = target / entry.kind.name / (f"{entry.id[:60]}-copy-{number}.yaml" if number else f"{entry.id}.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(copy(text, number) if number else text, encoding="utf-8")


def copy(text: str, number: int) -> str:
    """The text of an entry as that of another one."""
    named = _NAME.sub(lambda found: f"{found[1]}{_numbered(found[2], number)}", text, count=1)
    return _ONE_OF_A_KIND.sub("", _ADDRESS.sub(rf"\g<1>\g<2>#copy-{number}", named))


def _numbered(name: str, number: int) -> str:
    quote = name[0] if name[0] in "'\"" else ""
    return f"{name.removesuffix(quote) if quote else name}, copy {number}{quote}"


def _closed(catalog: Catalog, size: int) -> list[Entry]:
    """At most `size` entries, of all kinds in turn, with everything that they refer to."""
    taken: dict[tuple[str, str], Entry] = {}
    turns = zip_longest(*(catalog.of(kind.name) for kind in catalog.kinds))
    for entry in filter(None, chain.from_iterable(turns)):
        wanted = {(found.kind.name, found.id): found for found in _reached(catalog, entry)}
        if len(taken | wanted) <= size:
            taken |= wanted
    return list(taken.values())


def _reached(catalog: Catalog, entry: Entry) -> Iterator[Entry]:
    """The entry, and what it refers to, and so on."""
    seen: set[tuple[str, str]] = set()
    open_entries = [entry]
    while open_entries:
        here = open_entries.pop()
        if (here.kind.name, here.id) not in seen:
            seen.add((here.kind.name, here.id))
            yield here
            for field in described_fields(type(here.facts)):
                if field.reference is not None:
                    open_entries += (catalog.find(field.reference, id) for _, id in field.values(here.facts))
